//! Finding the browsers, and installing them where the system's package manager may be used.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::project::{self, find, step};

/// A browser that the extension runs in.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Browser {
    /// Chromium or Google Chrome
    Chromium,
    /// Firefox
    Firefox,
}

impl Browser {
    /// The name in commands, folders and environment variables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    /// The program to start.
    pub fn program(self) -> &'static Program {
        match self {
            Self::Chromium => &CHROMIUM,
            Self::Firefox => &FIREFOX,
        }
    }
}

/// A program that the system's package manager provides.
pub struct Program {
    what: &'static str,
    /// The environment variable that names the program's file.
    pub variable: &'static str,
    names: &'static [&'static str],
    elsewhere: &'static [&'static str],
    /// What to install, for each package manager.
    packages: [(&'static str, &'static [&'static str]); 3],
}

/// Chromium, or Google Chrome.
pub static CHROMIUM: Program = Program {
    what: "Chromium",
    variable: "CHROMIUM",
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    elsewhere: &[
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ],
    packages: [("apt-get", &["chromium", "fonts-liberation"]), ("dnf", &["chromium"]), ("pacman", &["chromium"])],
};

/// Firefox.
pub static FIREFOX: Program = Program {
    what: "Firefox",
    variable: "FIREFOX",
    names: &["firefox", "firefox-esr"],
    elsewhere: &["/Applications/Firefox.app/Contents/MacOS/firefox", r"C:\Program Files\Mozilla Firefox\firefox.exe"],
    packages: [("apt-get", &["firefox-esr"]), ("dnf", &["firefox"]), ("pacman", &["firefox"])],
};

/// Drives Chromium in the headless wasm tests.
pub static CHROMEDRIVER: Program = Program {
    what: "ChromeDriver (of Chromium's own version)",
    variable: "CHROMEDRIVER",
    names: &["chromedriver"],
    elsewhere: &["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"],
    packages: [("apt-get", &["chromium-driver"]), ("dnf", &["chromedriver"]), ("pacman", &["chromium"])],
};

impl Program {
    /// The packages that hold it.
    fn packages(&self, manager: &str) -> &'static [&'static str] {
        self.packages.iter().find(|(name, _)| *name == manager).map_or(&[], |(_, packages)| packages)
    }

    /// Where the program is: what its variable says, else the usual names and places.
    pub fn locate(&self) -> Option<PathBuf> {
        let chosen = env::var_os(self.variable).filter(|value| !value.is_empty()).map(PathBuf::from);
        if chosen.is_some() {
            return chosen.filter(|file| file.is_file());
        }
        let usual = self.names.iter().find_map(|name| find(name));
        usual.or_else(|| self.elsewhere.iter().map(PathBuf::from).find(|file| file.is_file()))
    }
}

/// Tells a command where the browsers are.
pub fn tell(command: &mut Command) {
    for program in [&CHROMIUM, &FIREFOX] {
        if let Some(file) = program.locate() {
            command.env(program.variable, file);
        }
    }
}

/// Makes sure that the programs are there; installs the missing ones where that is allowed.
pub fn ensure(programs: &[&Program]) -> Result<()> {
    let missing = absent(programs);
    if missing.is_empty() {
        return Ok(());
    }
    if let Some(manager) = Manager::find() {
        let names = missing.iter().map(|program| program.what).collect::<Vec<_>>().join(", ");
        step(&format!("installing {names} with {}", manager.program), || manager.install(&missing))?;
    }
    let missing = absent(programs);
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.iter().map(|Program { what, variable, packages, .. }| {
        format!("\n  {what}: install it (Debian: {}), or set {variable} to its file", packages[0].1.join(" "))
    });
    bail!("not found on this machine:{}", list.collect::<String>());
}

fn absent<'a>(programs: &[&'a Program]) -> Vec<&'a Program> {
    programs.iter().copied().filter(|program| program.locate().is_none()).collect()
}

/// A package manager, and how to start it with the rights that it needs.
struct Manager {
    program: &'static str,
    sudo: bool,
}

impl Manager {
    fn find() -> Option<Self> {
        let program = CHROMIUM.packages.iter().map(|(name, _)| *name).find(|name| find(name).is_some())?;
        let root = project::output(Command::new("id").arg("-u")).is_some_and(|user| user.trim() == "0");
        let sudo = !root;
        let permitted = root || project::output(Command::new("sudo").args(["-n", "true"])).is_some();
        permitted.then_some(Self { program, sudo })
    }

    fn install(&self, programs: &[&Program]) -> Result<()> {
        let arguments: &[&str] = match self.program {
            "apt-get" => &["install", "-y", "--no-install-recommends"],
            "dnf" => &["install", "-y"],
            _ => &["-S", "-y", "--noconfirm", "--needed"],
        };
        if self.program == "apt-get" {
            project::run(self.command().arg("update"))?;
        }
        let packages = programs.iter().flat_map(|program| program.packages(self.program));
        project::run(self.command().args(arguments).args(packages))
    }

    fn command(&self) -> Command {
        if !self.sudo {
            let mut command = Command::new(self.program);
            command.env("DEBIAN_FRONTEND", "noninteractive");
            return command;
        }
        let mut command = Command::new("sudo");
        command.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", self.program]);
        command
    }
}
