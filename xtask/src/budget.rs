//! How large the extension may be: the goals, and what a build fails over.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::archive;

/// Goals, in bytes: the wasm module with its model, and one browser's folder zipped.
pub const WASM_GOAL: u64 = 300_000;
/// See [`WASM_GOAL`].
pub const PACKAGE_GOAL: u64 = 700_000;

/// What a build fails over today, in bytes, until the goal is met; then this becomes the goal.
pub const WASM_BUDGET: u64 = 558_000;
/// Likewise; its goal is met.
pub const PACKAGE_BUDGET: u64 = PACKAGE_GOAL;

/// What was built, in bytes.
#[derive(Clone, Copy)]
pub struct Sizes {
    /// The wasm module.
    pub wasm: u64,
    /// `dist/chromium`, zipped.
    pub package: u64,
}

impl Sizes {
    /// Measures what the last build left.
    pub fn measure(root: &Path) -> Result<Self> {
        let module = root.join("target/pkg/unnag_bg.wasm");
        let wasm = fs::metadata(&module).context("there is no wasm module: run `cargo xtask build`")?.len();
        Ok(Self { wasm, package: archive::of_folder(&root.join("dist/chromium"))?.len() as u64 })
    }

    /// Fails over budget.
    pub fn check(self) -> Result<()> {
        let parts = [("the wasm module", self.wasm, WASM_BUDGET), ("the zipped extension", self.package, PACKAGE_BUDGET)];
        for (what, size, budget) in parts {
            ensure!(size <= budget, "{what} has {size} bytes and may have {budget} (xtask/src/budget.rs)");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_named() {
        assert!(Sizes { wasm: WASM_BUDGET, package: PACKAGE_BUDGET }.check().is_ok());
        let error = Sizes { wasm: WASM_BUDGET + 1, package: 0 }.check().unwrap_err().to_string();
        assert!(error.starts_with("the wasm module has"), "{error}");
    }
}
