//! One measured figure: the form in which the native and the browser part print it, one JSON object a line.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

/// The unit of ratios, whose two parts were measured in the same run.
pub const RATIO: &str = "×";

/// A figure with its goal.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Row {
    /// What was measured.
    pub what: String,
    /// Where: natively, or in which browser.
    #[serde(rename = "where")]
    pub place: String,
    /// The figure: a median of rounds, where there are several. `None` where it could not be measured.
    pub value: Option<f64>,
    /// Its unit.
    pub unit: String,
    /// The goal, for people.
    pub goal: Option<String>,
    /// The goal's number.
    pub limit: Option<f64>,
    /// Whether the figure shall be at most the goal; at least, otherwise.
    #[serde(default)]
    pub at_most: bool,
    /// Lower end of the spread.
    pub low: Option<f64>,
    /// Upper end of the spread.
    pub high: Option<f64>,
    /// What a reader should know besides.
    #[serde(default)]
    pub note: String,
}

impl Row {
    /// A size in kilobytes, with its goal; both in bytes.
    pub fn size(what: &str, bytes: u64, goal: u64) -> Self {
        let [value, limit] = [bytes, goal].map(|bytes| bytes as f64 / 1e3);
        Self {
            what: what.to_owned(),
            place: "build".to_owned(),
            value: Some(value),
            unit: "KB".to_owned(),
            goal: Some(format!("≤ {limit:.0} KB")),
            limit: Some(limit),
            at_most: true,
            low: None,
            high: None,
            note: String::new(),
        }
    }

    /// The place without a browser's version.
    pub fn family(&self) -> &str {
        self.place.split(' ').next().unwrap_or_default()
    }

    /// By what part of another figure this one is worse: negative where it is better, nothing where it was not measured.
    pub fn worse_than(&self, other: f64) -> Option<f64> {
        let value = self.value?;
        let (more, less) = if self.at_most { (value, other) } else { (other, value) };
        Some(if more == less { 0.0 } else { (more - less) / other })
    }
}

/// Runs a program that prints rows, its other output shown.
pub fn printed(command: &mut Command) -> Result<Vec<Row>> {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot start {name}"))?;
    ensure!(output.status.success(), "the benchmark {name} failed ({})", output.status);
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text.lines().filter(|line| line.starts_with('{'));
    lines.map(|line| serde_json::from_str(line).with_context(|| format!("not a row: {line}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worse_is_more_or_less() {
        let row = Row::size("x", 3_000, 1);
        assert_eq!(row.worse_than(2.0), Some(0.5));
        assert_eq!(Row { at_most: false, ..row.clone() }.worse_than(2.0), Some(-0.5));
        assert_eq!(row.worse_than(0.0), Some(f64::INFINITY));
        assert_eq!(Row { value: Some(0.0), ..row.clone() }.worse_than(0.0), Some(0.0));
        assert_eq!(Row { value: None, ..row }.worse_than(2.0), None);
    }

    #[test]
    fn a_browser_is_known_without_its_version() {
        assert_eq!(Row { place: "firefox (Firefox/140.0)".to_owned(), ..Row::size("x", 0, 0) }.family(), "firefox");
    }
}
