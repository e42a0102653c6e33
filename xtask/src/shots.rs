//! `cargo xtask shots`: pictures of every screen, for the README and to look at.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use crate::browsers::{self, Browser};
use crate::build;
use crate::project::{self, Project};

const BROWSER: Browser = Browser::Chromium;

/// What `shots` can be told.
#[derive(Args)]
pub struct Options {
    /// Only the pictures whose names begin so, for example `popup` or `options-dark`
    names: Vec<String>,
    /// The folder for the pictures
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Builds the extension, and takes the pictures with it.
pub fn run(project: &mut Project, options: &Options) -> Result<()> {
    let out = match &options.out {
        Some(folder) => std::path::absolute(folder)?,
        None => project.root.join("docs/shots"),
    };
    browsers::ensure(&[BROWSER.program()])?;
    build::extension(project)?;

    let wish = json!({
        "browser": BROWSER.name(),
        "extension": project.root.join("dist").join(BROWSER.name()),
        "root": project.root,
        "out": out,
        "names": options.names,
    });
    let mut driver = project.command("node");
    driver.arg(project.root.join("xtask/driver/shots.mjs")).arg(wish.to_string());
    browsers::tell(&mut driver);
    project::run(&mut driver)
}
