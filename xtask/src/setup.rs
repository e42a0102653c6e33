//! What each command needs before it can start. All of it is checked on each call, and quick when nothing is missing.

use std::fs;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::browsers::{CHROMEDRIVER, CHROMIUM, FIREFOX, ensure as ensure_browsers};
use crate::project::{self, Project, step};
use crate::tools::{GECKODRIVER, WASM_BINDGEN, WASM_PACK, ensure_wasm_target};

/// The oldest Node.js on which the pinned npm packages run.
const NODE: (u32, u32) = (20, 19);

/// All that any command needs.
pub fn everything(project: &mut Project) -> Result<()> {
    for_build(project)?;
    for_wasm_tests(project)?;
    ensure_browsers(&[&CHROMIUM, &FIREFOX, &CHROMEDRIVER])?;
    eprintln!("Everything is in place.");
    Ok(())
}

/// What turns the core into wasm.
pub fn for_build(project: &mut Project) -> Result<()> {
    ensure_wasm_target(project)?;
    npm_packages(project)?;
    WASM_BINDGEN.ensure(project)?;
    WASM_PACK.ensure(project)
}

/// What `wasm-pack test` needs besides the browsers.
pub fn for_wasm_tests(project: &mut Project) -> Result<()> {
    for_build(project)?;
    GECKODRIVER.ensure(project)
}

/// The npm packages that `package-lock.json` names.
pub fn npm_packages(project: &Project) -> Result<()> {
    check_node(project)?;
    let changed = |file: &str| fs::metadata(project.root.join(file)).and_then(|data| data.modified()).ok();
    // npm writes this file at the end of each complete installation.
    let installed: Option<SystemTime> = changed("node_modules/.package-lock.json");
    if installed.is_some() && installed >= changed("package-lock.json") {
        return Ok(());
    }
    step("installing the npm packages", || project::run(project.command("npm").args(["ci", "--no-progress", "--loglevel=error"])))
}

fn check_node(project: &Project) -> Result<()> {
    let (major, minor) = NODE;
    let printed = project::output(project.command("node").arg("--version"))
        .with_context(|| format!("Node.js is missing: install version {major}.{minor} or newer, with npm"))?;
    let mut numbers = printed.trim().trim_start_matches('v').split('.').map_while(|part| part.parse().ok());
    let found: (u32, u32) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found < NODE {
        bail!("Node.js {} is too old: install version {major}.{minor} or newer", printed.trim());
    }
    Ok(())
}
