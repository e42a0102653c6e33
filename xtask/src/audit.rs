//! `cargo xtask audit`: what the project is built from, held to `deny.toml`, to its pins, and to the advisories that are published.

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use serde_json::Value;

use crate::pins;
use crate::project::{self, Project};
use crate::setup;
use crate::tools::CARGO_DENY;

/// What `audit` can be told.
#[derive(Args)]
pub struct Options {
    /// Fail where advisories cannot be asked for, instead of saying so
    #[arg(long)]
    strict: bool,
}

/// What came of a check that found no fault.
enum Outcome {
    Clean,
    /// It could not be made, and why.
    Unchecked(String),
}

/// One check, by name.
struct Check {
    name: &'static str,
    run: fn(&Project) -> Result<Outcome>,
}

const CHECKS: [Check; 4] = [
    Check { name: "every dependency pinned", run: pinned },
    Check { name: "crates: licenses, sources, versions", run: crates },
    Check { name: "crates: advisories", run: crate_advisories },
    Check { name: "npm: advisories", run: npm_advisories },
];

/// Makes all checks, and sums up: what was found, and what could not be asked.
pub fn run(project: &mut Project, options: &Options) -> Result<()> {
    setup::npm_packages(project)?;
    CARGO_DENY.ensure(project)?;
    let results: Vec<_> = CHECKS.iter().map(|check| (check.name, (check.run)(project))).collect();
    println!();
    for (name, result) in &results {
        match result {
            Ok(Outcome::Clean) => println!("{name}: ok"),
            Ok(Outcome::Unchecked(why)) => println!("{name}: NOT CHECKED, {why}"),
            Err(error) => println!("{name}: FAILED, {error:#}"),
        }
    }
    let failed = results.iter().filter(|(_, result)| result.is_err()).count();
    let unchecked = results.iter().filter(|(_, result)| matches!(result, Ok(Outcome::Unchecked(_)))).count();
    ensure!(failed == 0, "{failed} of {} checks failed", CHECKS.len());
    ensure!(unchecked == 0 || !options.strict, "{unchecked} of {} checks could not be made", CHECKS.len());
    Ok(())
}

fn pinned(project: &Project) -> Result<Outcome> {
    let faults = pins::faults(&project.root)?;
    ensure!(faults.is_empty(), "{}", faults.join("; "));
    Ok(Outcome::Clean)
}

fn crates(project: &Project) -> Result<Outcome> {
    deny(project, &["check", "--hide-inclusion-graph", "licenses", "bans", "sources"])?;
    Ok(Outcome::Clean)
}

fn crate_advisories(project: &Project) -> Result<Outcome> {
    if deny(project, &["fetch", "db"]).is_err() {
        return Ok(Outcome::Unchecked("the database of RustSec cannot be fetched".into()));
    }
    deny(project, &["check", "--hide-inclusion-graph", "advisories"])?;
    Ok(Outcome::Clean)
}

fn deny(project: &Project, arguments: &[&str]) -> Result<()> {
    project::run(project.cargo().args(["deny", "--workspace", "--locked"]).args(arguments))
}

fn npm_advisories(project: &Project) -> Result<Outcome> {
    let answer = project.command("npm").args(["audit", "--json"]).output().context("cannot start npm")?;
    read_report(&String::from_utf8_lossy(&answer.stdout))
}

/// What `npm audit --json` says: a report, or why there is none.
fn read_report(text: &str) -> Result<Outcome> {
    let report: Value = serde_json::from_str(text).context("npm audit printed no JSON")?;
    let Some(found) = report["vulnerabilities"].as_object() else {
        let why = report["message"].as_str().or(report["error"]["summary"].as_str()).unwrap_or("no reason given");
        return Ok(Outcome::Unchecked(format!("npm does not answer: {}", status(why))));
    };
    if found.is_empty() {
        return Ok(Outcome::Clean);
    }
    bail!(
        "{}",
        found
            .iter()
            .map(|(name, one)| format!("{name} ({})", one["severity"].as_str().unwrap_or("?")))
            .collect::<Vec<_>>()
            .join(", ")
    )
}

/// The words of an answer without the address that was asked.
fn status(message: &str) -> &str {
    message.split(" - ").next().unwrap_or(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_without_entries_is_clean() {
        assert!(matches!(read_report(r#"{ "auditReportVersion": 2, "vulnerabilities": {} }"#), Ok(Outcome::Clean)));
    }

    #[test]
    fn what_is_vulnerable_is_named() {
        let found = read_report(r#"{ "vulnerabilities": { "left": { "severity": "high" }, "right": { "severity": "low" } } }"#);
        assert_eq!(found.err().map(|error| error.to_string()).as_deref(), Some("left (high), right (low)"));
    }

    #[test]
    fn no_answer_is_no_clean_one() {
        let found = read_report(r#"{ "message": "405 Method Not Allowed - POST address", "error": { "summary": "" } }"#);
        assert!(matches!(found, Ok(Outcome::Unchecked(why)) if why == "npm does not answer: 405 Method Not Allowed"));
        assert!(read_report("").is_err());
    }
}
