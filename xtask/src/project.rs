//! Where the project stands, and how its commands start other programs.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

/// The repository, and the folders of tools that go in front of the caller's `PATH`.
pub struct Project {
    /// The repository's root folder.
    pub root: PathBuf,
    tools: Vec<PathBuf>,
}

impl Project {
    /// The repository that this xtask was built from.
    pub fn locate() -> Result<Self> {
        let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = crate_folder.parent().context("xtask has no parent folder")?.to_path_buf();
        let tools = vec![root.join("node_modules").join(".bin")];
        Ok(Self { root, tools })
    }

    /// Puts a folder of programs in front of `PATH` for all commands that follow.
    pub fn prefer(&mut self, folder: PathBuf) {
        if !self.tools.contains(&folder) {
            self.tools.insert(0, folder);
        }
    }

    /// A command that starts in the repository's root and sees the project's tools first.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut folders = self.tools.clone();
        folders.extend(search_path());
        let program = find_in(&folders, program.as_ref()).unwrap_or_else(|| PathBuf::from(program.as_ref()));
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        if let Ok(path) = env::join_paths(&folders) {
            command.env("PATH", path);
        }
        command
    }

    /// The cargo that started xtask.
    pub fn cargo(&self) -> Command {
        self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }
}

/// Runs a command with its output shown; anything but success is an error that names the command.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", words(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", words(command));
    }
    Ok(())
}

/// Runs a command silently and returns what it printed, or `None` where it cannot start or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A folder of pages that a command was given, as an absolute path.
///
/// # Errors
/// Where it is none.
pub fn corpus(path: &Path) -> Result<PathBuf> {
    ensure!(path.join("pages.jsonl").is_file(), "{} is not a corpus folder: it holds no pages.jsonl", path.display());
    Ok(std::path::absolute(path)?)
}

/// Says that a long step begins, does it, and says how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("==> {what} …");
    let start = Instant::now();
    let value = work()?;
    eprintln!("    done in {:.1} s", start.elapsed().as_secs_f64());
    Ok(value)
}

/// Finds a program on the caller's `PATH`.
pub fn find(program: &str) -> Option<PathBuf> {
    find_in(&search_path(), program.as_ref())
}

fn search_path() -> Vec<PathBuf> {
    env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default()
}

fn find_in(folders: &[PathBuf], program: &OsStr) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    let candidates = folders.iter().flat_map(|folder| {
        endings.iter().map(move |ending| {
            let mut name = program.to_os_string();
            name.push(ending);
            folder.join(name)
        })
    });
    candidates.into_iter().find(|file| file.is_file())
}

fn words(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let all = std::iter::once(program).chain(command.get_args());
    all.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
