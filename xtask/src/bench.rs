//! `cargo xtask bench`: what Unnag costs, beside what one would use instead, natively and in both browsers, as one table.

mod reference;
mod row;
mod table;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};
use clap::Args;
use serde_json::json;

use crate::browsers::{self, Browser};
use crate::budget::{PACKAGE_GOAL, Sizes, WASM_GOAL};
use crate::build;
use crate::project::{self, Project, step};
use row::Row;

/// Runs in a browser: of a full measurement, and of a short one.
const RUNS: usize = 20;
const SHORT_RUNS: usize = 5;

/// Pages in a browser, where no number is asked for: of a full measurement, and of a short one.
const PAGES: usize = 60;
const SHORT_PAGES: usize = 12;

/// The browser part.
const DRIVER: &str = "xtask/driver/bench.mjs";

/// What `bench` can be told.
#[derive(Args)]
pub struct Options {
    /// A labelled corpus; the tree's own pages and generated ones when none is given
    #[arg(long)]
    corpus: Option<PathBuf>,
    /// At most so many of its pages, evenly spread; else all natively, and 60 (in short 12) in a browser
    #[arg(long)]
    pages: Option<usize>,
    /// The browsers to measure in; both when none is named
    #[arg(long, value_enum)]
    browser: Vec<Browser>,
    /// Fewer rounds; fails when a ratio is clearly worse than the stored one (bench/reference.json)
    #[arg(long, conflicts_with = "corpus")]
    short: bool,
    /// Store this run's ratios instead of comparing with the stored ones
    #[arg(long, requires = "short")]
    store: bool,
    /// The native part only
    #[arg(long, conflicts_with = "browser")]
    native: bool,
}

/// The short native form, as `cargo xtask test` runs it. Once more where a ratio seems worse: a change of the code's shows in both runs, what
/// else the machine did meanwhile does not.
pub fn check(project: &mut Project) -> Result<()> {
    let options = Options { corpus: None, pages: None, browser: Vec::new(), short: true, store: false, native: true };
    run(project, &options).or_else(|error| {
        eprintln!("{error:#}; measured once more");
        run(project, &options)
    })
}

/// Measures, prints the table, and writes `target/bench/results.json`.
pub fn run(project: &mut Project, options: &Options) -> Result<()> {
    let corpus = options.corpus.as_deref().map(project::corpus).transpose()?;
    let browsers = options.browsers(&project.root);
    browsers::ensure(&browsers.iter().map(|browser| browser.program()).collect::<Vec<_>>())?;
    build::extension(project)?;
    let mut rows = native(project, options, corpus.as_deref())?;
    let mut failures = Vec::new();
    for browser in browsers {
        let measured = step(&format!("measuring in {}", browser.name()), || {
            row::printed(&mut driver(project, options, corpus.as_deref(), browser))
        });
        let placed = |row: Row| Row { place: format!("{} ({})", browser.name(), row.place), ..row };
        match measured {
            Ok(measured) => rows.extend(measured.into_iter().map(placed)),
            Err(error) => failures.push(format!("{}: {error:#}", browser.name())),
        }
    }
    let sizes = Sizes::measure(&project.root)?;
    rows.push(Row::size("wasm with model", sizes.wasm, WASM_GOAL));
    rows.push(Row::size("the whole package, zipped", sizes.package, PACKAGE_GOAL));

    report(project, options, &rows)?;
    if !failures.is_empty() {
        bail!("not all was measured: {}", failures.join("; "));
    }
    match (options.short, options.store) {
        (true, true) => reference::store(&project.root, &rows),
        (true, false) => reference::compare(&project.root, &rows),
        _ => Ok(()),
    }
}

impl Options {
    /// Where to measure; nowhere while there is no browser part.
    fn browsers(&self, root: &Path) -> Vec<Browser> {
        match (self.native || !root.join(DRIVER).is_file(), self.browser.as_slice()) {
            (true, _) => Vec::new(),
            (false, []) => vec![Browser::Chromium, Browser::Firefox],
            (false, named) => named.to_vec(),
        }
    }
}

/// The native programs' rows.
fn native(project: &Project, options: &Options, corpus: Option<&Path>) -> Result<Vec<Row>> {
    let mut cargo = project.cargo();
    cargo.args(["build", "--quiet", "--release", "--package", "unnag-bench", "--bins", "--features", "unnag-bench/peers"]);
    step("building the native benchmark", || project::run(&mut cargo))?;
    let program = |name: &str| {
        let mut command = project.command(project.root.join("target/release").join(name));
        if let Some(corpus) = corpus {
            command.arg("--corpus").arg(corpus);
        }
        if let Some(pages) = options.pages {
            command.args(["--pages", &pages.to_string()]);
        }
        command
    };
    step("measuring natively", || {
        let mut rows = row::printed(program("unnag-bench").args(options.short.then_some("--short")))?;
        rows.extend(row::printed(&mut program("unnag-allocations"))?);
        Ok(rows)
    })
}

/// The browser part in one browser.
fn driver(project: &Project, options: &Options, corpus: Option<&Path>, browser: Browser) -> Command {
    let wish = json!({
        "browser": browser.name(),
        "extension": project.root.join("dist").join(browser.name()),
        "root": project.root,
        "corpus": corpus,
        "pages": options.pages.unwrap_or(if options.short { SHORT_PAGES } else { PAGES }),
        "runs": if options.short { SHORT_RUNS } else { RUNS },
        "short": options.short,
    });
    let mut driver = project.command("node");
    driver.arg(project.root.join(DRIVER)).arg(wish.to_string());
    browsers::tell(&mut driver);
    driver
}

/// Prints the table and writes the same as JSON.
fn report(project: &Project, options: &Options, rows: &[Row]) -> Result<()> {
    let machine = table::machine();
    let pages = if options.corpus.is_some() { "corpus" } else { "own" };
    println!("\n{}\n{machine}; pages: {pages}{}", table::markdown(rows), if options.short { "; short" } else { "" });
    let folder = project.root.join("target/bench");
    std::fs::create_dir_all(&folder)?;
    let results = json!({ "machine": machine, "pages": pages, "short": options.short, "rows": rows });
    std::fs::write(folder.join("results.json"), serde_json::to_string_pretty(&results)? + "\n")?;
    Ok(())
}
