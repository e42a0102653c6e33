//! The fuzz targets of `fuzz/`, run by cargo-fuzz.

use std::collections::BTreeMap;
use std::process::Stdio;

use anyhow::{Context, Result};

use super::Part;
use crate::project::{self, Project, step};
use crate::tools::CARGO_FUZZ;

/// A fuzz target.
struct Target {
    name: &'static str,
    /// The longest input in bytes: small pages reach all of the core, and more of them are tried in the time.
    longest: u32,
    dictionary: Option<&'static str>,
}

const TARGETS: [Target; 3] = [
    Target { name: "columns", longest: 6_144, dictionary: None },
    Target { name: "html", longest: 4_096, dictionary: Some("fuzz/html.dict") },
    Target { name: "settings", longest: 8_192, dictionary: Some("fuzz/settings.dict") },
];
/// What libFuzzer prints at its end, and what the figure is called.
const FIGURES: [(&str, &str); 3] = [
    ("stat::number_of_executed_units:", "inputs tried"),
    ("stat::average_exec_per_sec:", "executions per second"),
    ("stat::peak_rss_mb:", "peak memory, MB"),
];

/// Runs all targets for so many minutes each.
pub fn all(project: &mut Project, minutes: u32) -> Result<Vec<Part>> {
    CARGO_FUZZ.ensure(project)?;
    let mut seeds = project.cargo();
    seeds.current_dir(project.root.join("fuzz")).args(["run", "--quiet", "--release", "--example", "seeds"]);
    step("writing seeds from the tree's pages", || project::run(&mut seeds))?;
    TARGETS
        .iter()
        .map(|target| step(&format!("fuzzing {} for {minutes} minutes", target.name), || one(project, target, minutes)))
        .collect()
}

fn one(project: &Project, target: &Target, minutes: u32) -> Result<Part> {
    let mut fuzz = project.command("cargo-fuzz");
    // The core has no unsafe code that a sanitizer could look into, and stable Rust has none.
    fuzz.current_dir(&project.root).args(["fuzz", "run", "--sanitizer", "none", target.name, "--"]);
    fuzz.arg(format!("-max_total_time={}", minutes * 60)).arg(format!("-max_len={}", target.longest));
    fuzz.args(target.dictionary.map(|file| format!("-dict={}", project.root.join(file).display())));
    fuzz.args(["-rss_limit_mb=2048", "-timeout=20", "-print_final_stats=1"]);
    let done = fuzz.stdin(Stdio::null()).output().context("cargo-fuzz does not run")?;
    let log = String::from_utf8_lossy(&done.stderr);
    let findings = if done.status.success() { Vec::new() } else { vec![last_lines(&log)] };
    Ok(Part { part: format!("fuzz {}", target.name), figures: figures(&log), findings })
}

fn figures(log: &str) -> BTreeMap<String, f64> {
    let value = |key: &str| log.lines().rev().find_map(|line| line.strip_prefix(key)?.trim().parse().ok());
    FIGURES.iter().filter_map(|(key, name)| Some(((*name).to_owned(), value(key)?))).collect()
}

/// Where libFuzzer says what it found, and under which name it kept the input.
fn last_lines(log: &str) -> String {
    let lines: Vec<&str> = log.lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn the_end_of_a_log_is_read() {
        let log = "#2 INITED cov: 1\nstat::number_of_executed_units: 1200\nstat::average_exec_per_sec:     40\nstat::peak_rss_mb:             88\n";
        let read = figures(log);
        assert_eq!(read["inputs tried"], 1200.0);
        assert_eq!(read["peak memory, MB"], 88.0);
    }
}
