//! `cargo xtask soak`: fuzzers, the undo sweep, ends of the background, very many tabs, hours in fast motion; figures and findings.

mod fuzz;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use serde::Deserialize;
use serde_json::json;

use crate::browsers::{self, Browser};
use crate::build;
use crate::project::{self, Project};

const DRIVER: &str = "xtask/driver/soak.mjs";

/// What `soak` can be told.
#[derive(Args)]
pub struct Options {
    /// A folder of pages to sweep beside the tree's own
    #[arg(long)]
    corpus: Option<PathBuf>,
    /// Minutes for each fuzz target; 0 for none
    #[arg(long, default_value_t = 30)]
    minutes: u32,
    /// The browsers to use; both when none is named
    #[arg(long, value_enum)]
    browser: Vec<Browser>,
    /// A quick look: some of the tree's pages, fewer of all else, no fuzzers
    #[arg(long)]
    short: bool,
}

/// What came of one part.
#[derive(Debug, Deserialize)]
pub struct Part {
    /// Its name.
    part: String,
    /// What was counted.
    figures: BTreeMap<String, f64>,
    /// What went wrong, a sentence each.
    findings: Vec<String>,
}

/// Runs all parts, prints their figures, and fails where anything was found.
pub fn run(project: &mut Project, options: &Options) -> Result<()> {
    let corpus = options.corpus.as_deref().map(project::corpus).transpose()?;
    let all = [Browser::Chromium, Browser::Firefox];
    let browsers = if options.browser.is_empty() { &all[..] } else { &options.browser };
    for browser in browsers {
        browsers::ensure(&[browser.program()])?;
    }
    build::extension(project)?;
    let mut parts = Vec::new();
    for browser in browsers {
        let found = printed(&mut driver(project, options, corpus.as_deref(), *browser))?;
        parts.extend(found.into_iter().map(|part| (browser.name(), part)));
    }
    if !options.short && options.minutes > 0 {
        parts.extend(fuzz::all(project, options.minutes)?.into_iter().map(|part| ("native", part)));
    }
    report(&parts)
}

/// The short form, as a stage of `cargo xtask test`.
pub fn check(project: &mut Project) -> Result<()> {
    run(project, &Options { corpus: None, minutes: 0, browser: Vec::new(), short: true })
}

fn driver(project: &Project, options: &Options, corpus: Option<&Path>, browser: Browser) -> Command {
    let wish = json!({
        "browser": browser.name(),
        "extension": project.root.join("dist").join(browser.name()),
        "root": project.root,
        "corpus": corpus,
        "short": options.short,
    });
    let mut driver = project.command("node");
    driver.arg(project.root.join(DRIVER)).arg(wish.to_string());
    browsers::tell(&mut driver);
    driver
}

/// The parts that the driver prints, a line each; what it is at goes to the terminal.
fn printed(driver: &mut Command) -> Result<Vec<Part>> {
    let done = driver.stderr(Stdio::inherit()).output().context("node does not run")?;
    ensure!(done.status.success(), "the soak ended with {}", done.status);
    let text = String::from_utf8(done.stdout)?;
    text.lines().map(|line| serde_json::from_str(line).with_context(|| format!("the soak printed no part: {line}"))).collect()
}

fn report(parts: &[(&str, Part)]) -> Result<()> {
    println!("\n| part | where | what | figure |\n|---|---|---|---|");
    for (place, Part { part, figures, .. }) in parts {
        figures.iter().for_each(|(what, figure)| println!("| {part} | {place} | {what} | {figure} |"));
    }
    let findings: Vec<String> = parts
        .iter()
        .flat_map(|(place, part)| part.findings.iter().map(move |found| format!("{} in {place}: {found}", part.part)))
        .collect();
    println!("| all | | findings | {} |\n", findings.len());
    if !findings.is_empty() {
        bail!("{} findings:\n{}", findings.len(), findings.join("\n"));
    }
    Ok(())
}
