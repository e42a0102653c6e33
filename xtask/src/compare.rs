//! `cargo xtask compare`: the same pages through the extension in a real browser and through the command line.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use crate::browsers::{self, Browser};
use crate::build;
use crate::project::{self, Project};

/// What `compare` can be told.
#[derive(Args)]
pub struct Options {
    /// A labelled corpus: its blocks carry numbers
    #[arg(long)]
    corpus: PathBuf,
    /// How many of its pages to open, evenly spread over its list
    #[arg(long, default_value_t = 30)]
    pages: usize,
    /// The browser to open
    #[arg(long, value_enum, default_value = "chromium")]
    browser: Browser,
}

/// Builds both, opens the pages, prints on how many the same blocks are hidden, and those that differ.
pub fn run(project: &mut Project, options: &Options) -> Result<()> {
    let corpus = project::corpus(&options.corpus)?;
    browsers::ensure(&[options.browser.program()])?;
    build::extension(project)?;
    project::run(project.cargo().args(["build", "--quiet", "--release", "--bin", "unnag"]))?;
    let wish = json!({
        "browser": options.browser.name(),
        "extension": project.root.join("dist").join(options.browser.name()),
        "corpus": corpus,
        "count": options.pages,
        "program": project.root.join("target/release/unnag"),
    });
    let mut driver = project.command("node");
    driver.arg(project.root.join("xtask/driver/compare.mjs")).arg(wish.to_string());
    browsers::tell(&mut driver);
    project::run(&mut driver)
}
