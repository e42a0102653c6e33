//! The Rust tools that building and testing need, each at one pinned version, kept outside the repository so that
//! every checkout shares them.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::{self, Project, find, step};

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// A tool that `cargo install` builds.
pub struct Tool {
    package: &'static str,
    version: &'static str,
    programs: &'static [&'static str],
    minutes: u32,
}

/// Builds the wasm module and runs the headless tests.
pub const WASM_PACK: Tool = Tool { package: "wasm-pack", version: "0.15.1", programs: &["wasm-pack"], minutes: 2 };

/// Writes the JavaScript side of the boundary; its version must equal the `wasm-bindgen` dependency's.
/// Built without `--locked`: its own lock names a version that cannot be had.
pub const WASM_BINDGEN: Tool =
    Tool { package: "wasm-bindgen-cli", version: "0.2.130", programs: &["wasm-bindgen", "wasm-bindgen-test-runner"], minutes: 3 };

/// Drives Firefox in the headless wasm tests.
pub const GECKODRIVER: Tool = Tool { package: "geckodriver", version: "0.37.1", programs: &["geckodriver"], minutes: 4 };

/// Holds the crates to `deny.toml`; needed by `cargo xtask audit` alone.
pub const CARGO_DENY: Tool = Tool { package: "cargo-deny", version: "0.20.2", programs: &["cargo-deny"], minutes: 4 };

/// Runs the fuzz targets.
pub const CARGO_FUZZ: Tool = Tool { package: "cargo-fuzz", version: "0.13.2", programs: &["cargo-fuzz"], minutes: 2 };

impl Tool {
    /// Makes sure that the tool is there at its pinned version, and puts it in front of `PATH`.
    pub fn ensure(&self, project: &mut Project) -> Result<()> {
        if self.programs.iter().all(|program| self.is_pinned(program)) {
            return Ok(());
        }
        let root = cache()?.join(format!("{}-{}", self.package, self.version));
        let folder = root.join("bin");
        if !self.programs.iter().all(|program| holds(&folder, program)) {
            let what = format!("building {} {} (once; about {} minutes on two cores)", self.package, self.version, self.minutes);
            step(&what, || self.install(project, &root))?;
        }
        project.prefer(folder);
        Ok(())
    }

    /// Where the tool's first program is, once `ensure` has run.
    pub fn path(&self, project: &Project) -> PathBuf {
        PathBuf::from(project.command(self.programs[0]).get_program())
    }

    fn is_pinned(&self, program: &str) -> bool {
        let Some(file) = find(program) else { return false };
        let printed = project::output(Command::new(file).arg("--version")).unwrap_or_default();
        printed.lines().next().is_some_and(|line| line.split_whitespace().any(|word| word == self.version))
    }

    fn install(&self, project: &Project, root: &Path) -> Result<()> {
        let mut cargo = project.cargo();
        cargo.args(["install", self.package, "--version", self.version, "--root"]).arg(root);
        project::run(&mut cargo)
    }
}

/// Makes sure that Rust can compile to wasm.
pub fn ensure_wasm_target(project: &Project) -> Result<()> {
    let sysroot = project::output(project.command("rustc").args(["--print", "sysroot"])).context("rustc does not run")?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    if find("rustup").is_none() {
        bail!("Rust's target {WASM_TARGET} is missing and no rustup can add it: install it as your system does");
    }
    step(&format!("adding Rust's target {WASM_TARGET}"), || {
        project::run(project.command("rustup").args(["target", "add", WASM_TARGET]))
    })
}

fn holds(folder: &Path, program: &str) -> bool {
    folder.join(format!("{program}{}", env::consts::EXE_SUFFIX)).is_file()
}

/// The folder that holds the pinned tools: `UNNAG_TOOLS`, or `unnag` in the user's cache folder.
fn cache() -> Result<PathBuf> {
    let folder = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(chosen) = folder("UNNAG_TOOLS").or_else(|| folder("XDG_CACHE_HOME").map(|cache| cache.join("unnag"))) {
        return Ok(chosen);
    }
    let usual = if cfg!(windows) {
        folder("LOCALAPPDATA").map(|local| local.join("unnag"))
    } else {
        let caches = if cfg!(target_os = "macos") { "Library/Caches/unnag" } else { ".cache/unnag" };
        folder("HOME").map(|home| home.join(caches))
    };
    usual.context("no home folder: set UNNAG_TOOLS to a folder for the pinned tools")
}
