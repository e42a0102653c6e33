//! `cargo xtask package`: what the stores take, and what a reviewer needs to build the same.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use serde_json::Value;

use crate::archive;
use crate::browsers::Browser;
use crate::build;
use crate::project::{self, Project, step};

/// What `package` can be told.
#[derive(Args)]
pub struct Options {
    /// Build everything once more, in another folder and from nothing, and compare byte by byte
    #[arg(long)]
    verify: bool,
}

/// Builds, and writes a zip file a browser and one of the sources to `dist`.
pub fn run(project: &mut Project, options: &Options) -> Result<()> {
    let packages = write(project)?;
    if !options.verify {
        return Ok(());
    }
    let copy = project.root.join("target/verify");
    step("building everything once more, from nothing", || again(project, &copy))?;
    for name in packages {
        let [one, other] = [&project.root, &copy].map(|root| fs::read(root.join("dist").join(&name)));
        ensure!(one? == other?, "{name} differs from build to build");
        println!("{name}: the same in both builds");
    }
    Ok(())
}

/// Returns the names of the files.
fn write(project: &mut Project) -> Result<Vec<String>> {
    build::extension(project)?;
    let version = version(&project.root)?;
    let dist = project.root.join("dist");
    let mut packages = Vec::new();
    for browser in [Browser::Chromium, Browser::Firefox] {
        let name = format!("unnag-{version}-{}.zip", browser.name());
        packages.push((name, archive::of_folder(&dist.join(browser.name()))?));
    }
    packages.push((format!("unnag-{version}-source.zip"), archive::of_files(&project.root, &sources(project)?)?));
    for (name, bytes) in &packages {
        fs::write(dist.join(name), bytes)?;
        println!("dist/{name}: {} bytes", bytes.len());
    }
    Ok(packages.into_iter().map(|(name, _)| name).collect())
}

fn version(root: &Path) -> Result<String> {
    let manifest: Value = serde_json::from_str(&fs::read_to_string(root.join("manifest.json"))?)?;
    Ok(manifest["version"].as_str().context("manifest.json has no version")?.to_owned())
}

/// The files that belong to the tree, as git knows them.
fn sources(project: &Project) -> Result<Vec<PathBuf>> {
    let listed = project::output(project.command("git").current_dir(&project.root).args(["ls-files", "-z"]));
    let listed = listed.context("git does not list the tree's files: the source archive is made of a git checkout")?;
    Ok(listed.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from).collect())
}

/// Clones the tree as it was committed, and packages that.
fn again(project: &Project, copy: &Path) -> Result<()> {
    if copy.exists() {
        fs::remove_dir_all(copy)?;
    }
    project::run(project.command("git").args(["clone", "--quiet"]).arg(&project.root).arg(copy))?;
    project::run(project.cargo().current_dir(copy).args(["xtask", "package"]))
}
