//! `cargo xtask run`: the extension at work on one page, in a real browser.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::json;

use crate::browsers::{self, Browser};
use crate::build;
use crate::project::{self, Project};

const SAMPLE: &str = "tests/pages/sample/page.html";

/// What `run` can be told.
#[derive(Args)]
pub struct Options {
    /// The browser to open
    #[arg(long, value_enum, default_value = "chromium")]
    browser: Browser,
    /// A saved page to open in place of the sample
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
    /// No window, even where there is a display
    #[arg(long)]
    headless: bool,
    /// The folder for before.png and after.png
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Builds the extension, opens the page with it, prints what was hidden.
pub fn run(project: &mut Project, options: &Options) -> Result<()> {
    let page = match &options.page {
        Some(file) => file.canonicalize().with_context(|| format!("cannot read {}", file.display()))?,
        None => project.root.join(SAMPLE),
    };
    if !page.is_file() {
        bail!("{} is not a file", page.display());
    }
    let out = match &options.out {
        Some(folder) => std::path::absolute(folder)?,
        None => project.root.join("target/run"),
    };
    browsers::ensure(&[options.browser.program()])?;
    build::extension(project)?;

    let wish = json!({
        "browser": options.browser.name(),
        "extension": project.root.join("dist").join(options.browser.name()),
        "page": page,
        "out": out,
        "headless": options.headless || !has_display(),
    });
    let mut driver = project.command("node");
    driver.arg(project.root.join("xtask/driver/run.mjs")).arg(wish.to_string());
    browsers::tell(&mut driver);
    project::run(&mut driver)
}

/// Whether a window can be opened here.
fn has_display() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
