//! The stages of `cargo xtask test`. Each sets up what it needs, so that any one can run alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::browsers::{self, Browser, CHROMEDRIVER, CHROMIUM, FIREFOX};
use crate::project::{self, Project};
use crate::tools::GECKODRIVER;
use crate::{bench, build, setup, soak, tools};

/// One named group of checks.
pub struct Stage {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it checks, in a few words.
    pub about: &'static str,
    /// Sets up and checks.
    pub run: fn(&mut Project) -> Result<()>,
}

/// All stages, the quick ones first.
pub const STAGES: [Stage; 12] = [
    Stage { name: "fmt", about: "Rust formatting", run: fmt },
    Stage { name: "clippy", about: "Rust lints, native and wasm, warnings as errors", run: clippy },
    Stage { name: "docs", about: "Rust documentation, warnings as errors", run: docs },
    Stage { name: "native", about: "the core, the command line and xtask, natively", run: native },
    Stage { name: "types", about: "types of the JavaScript", run: types },
    Stage { name: "lint", about: "the JavaScript: no way into the network, no text as code or markup", run: lint },
    Stage { name: "package", about: "the built packages: every file, the manifest, the permissions", run: package },
    Stage { name: "bench", about: "the core's speed beside its peers', against bench/reference.json", run: bench::check },
    Stage { name: "wasm", about: "the core as wasm on real DOM, headless Chromium and Firefox", run: wasm },
    Stage { name: "e2e", about: "the extension end to end, Chromium and Firefox", run: e2e },
    Stage { name: "live", about: "pages that inject, lock, blur and fight back, Chromium and Firefox", run: live },
    Stage {
        name: "soak",
        about: "undo on some pages, ends of the background, many tabs, a long while in fast motion",
        run: soak::check,
    },
];

const WASM_FEATURES: [&str; 3] = ["--no-default-features", "--features", "dom"];

fn fmt(project: &mut Project) -> Result<()> {
    project::run(project.cargo().args(["fmt", "--all", "--check"]))
}

fn clippy(project: &mut Project) -> Result<()> {
    tools::ensure_wasm_target(project)?;
    project::run(project.cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    let mut wasm = project.cargo();
    wasm.args(["clippy", "--target", "wasm32-unknown-unknown", "--lib", "--test", "browser"]).args(WASM_FEATURES);
    project::run(wasm.args(["--", "-D", "warnings"]))
}

fn docs(project: &mut Project) -> Result<()> {
    let mut doc = project.cargo();
    doc.args(["doc", "--no-deps", "--lib", "--all-features"]);
    // The docs are read in the source too, where links to private items lead somewhere.
    project::run(doc.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links"))
}

fn native(project: &mut Project) -> Result<()> {
    project::run(project.cargo().args(["test", "--workspace"]))
}

fn types(project: &mut Project) -> Result<()> {
    build::extension(project)?;
    let compiler = project.root.join("node_modules/typescript/bin/tsc");
    for config in ["jsconfig.json", "xtask/driver/jsconfig.json"] {
        project::run(project.command("node").arg(&compiler).args(["-p", config, "--noEmit"]))?;
    }
    Ok(())
}

fn lint(project: &mut Project) -> Result<()> {
    setup::npm_packages(project)?;
    let eslint = project.root.join("node_modules/eslint/bin/eslint.js");
    project::run(project.command("node").arg(eslint).args(["--max-warnings", "0", "www"]))
}

fn package(project: &mut Project) -> Result<()> {
    build::extension(project)?;
    let mut node = project.command("node");
    node.args(["--test", "--test-reporter=spec"]).args(test_files(&project.root.join("tests/package"))?);
    project::run(&mut node)
}

fn wasm(project: &mut Project) -> Result<()> {
    browsers::ensure(&[&CHROMIUM, &CHROMEDRIVER, &FIREFOX])?;
    setup::for_wasm_tests(project)?;
    let capabilities = write_capabilities(&project.root)?;
    let pack = |flag: &str, variable: &str, driver: PathBuf| {
        let mut pack = project.command("wasm-pack");
        pack.args(["test", "--headless", flag, "--mode", "no-install", "--"]).args(WASM_FEATURES).args(["--test", "browser"]);
        // With both drivers' variables set, wasm-pack would run Firefox in either case.
        pack.env_remove("CHROMEDRIVER").env_remove("GECKODRIVER").env(variable, driver);
        project::run(pack.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities))
    };
    pack("--chrome", "CHROMEDRIVER", CHROMEDRIVER.locate().context("ChromeDriver is gone")?)?;
    pack("--firefox", "GECKODRIVER", GECKODRIVER.path(project))
}

/// `webdriver.json` with the browsers that were found here.
fn write_capabilities(root: &Path) -> Result<PathBuf> {
    let text = fs::read_to_string(root.join("webdriver.json")).context("cannot read webdriver.json")?;
    let mut capabilities: Value = serde_json::from_str(&text).context("webdriver.json is not JSON")?;
    for (key, program) in [("goog:chromeOptions", &CHROMIUM), ("moz:firefoxOptions", &FIREFOX)] {
        capabilities[key]["binary"] = json!(program.locate());
    }
    let file = root.join("target/webdriver.json");
    fs::write(&file, capabilities.to_string())?;
    Ok(file)
}

fn e2e(project: &mut Project) -> Result<()> {
    in_both_browsers(project, "tests/e2e")
}

fn live(project: &mut Project) -> Result<()> {
    in_both_browsers(project, "tests/live")
}

fn in_both_browsers(project: &mut Project, folder: &str) -> Result<()> {
    browsers::ensure(&[&CHROMIUM, &FIREFOX])?;
    build::extension(project)?;
    let files = test_files(&project.root.join(folder))?;
    let [chromium, firefox] = [Browser::Chromium, Browser::Firefox].map(|browser| {
        println!("{folder} in {}", browser.name());
        let failed = files.iter().filter(|file| !passes(project, browser, file)).count();
        if failed > 0 { bail!("{failed} of {} files failed in {}", files.len(), browser.name()) } else { Ok(()) }
    });
    chromium.and(firefox)
}

/// Runs one file of tests, and once more if it fails: on a busy machine a browser may stand still for longer than a test waits.
fn passes(project: &Project, browser: Browser, file: &Path) -> bool {
    let run = || project::run(&mut node_tests(project, browser, file));
    run()
        .or_else(|error| {
            println!("once more after: {error:#}");
            run()
        })
        .is_ok()
}

fn node_tests(project: &Project, browser: Browser, file: &Path) -> Command {
    let mut node = project.command("node");
    // The limit, in milliseconds, ends a file that hangs.
    node.args(["--test", "--test-timeout=1800000", "--test-reporter=spec"]).arg(file);
    node.env("UNNAG_BROWSER", browser.name()).env("UNNAG_EXTENSION", project.root.join("dist").join(browser.name()));
    browsers::tell(&mut node);
    node
}

/// The files that hold tests, by name; never none, so that nothing passes for want of tests.
fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let is_test = |file: &PathBuf| file.to_string_lossy().ends_with(".test.mjs");
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(is_test).collect();
    files.sort();
    if files.is_empty() {
        bail!("{} holds no *.test.mjs", folder.display());
    }
    Ok(files)
}
