//! One measured figure, as one JSON object a line: what `cargo xtask bench` reads from its native and its browser part.

use std::io::Write;

use anyhow::Result;
use serde::Serialize;

use crate::spread::Spread;

/// A figure with its goal.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// What was measured.
    pub what: String,
    /// Where: natively, or in which browser.
    #[serde(rename = "where")]
    pub place: &'static str,
    /// The figure.
    pub value: f64,
    /// Its unit: `×` for a ratio, `%`, or nothing for a count.
    pub unit: &'static str,
    /// The goal, for people.
    pub goal: Option<String>,
    /// The goal's number.
    pub limit: Option<f64>,
    /// Whether the figure shall be at most the goal; at least, otherwise.
    pub at_most: bool,
    /// Lower end of the spread.
    pub low: f64,
    /// Upper end of the spread.
    pub high: f64,
    /// What a reader should know besides.
    pub note: String,
}

impl Row {
    /// A native figure without a goal.
    pub fn of(what: impl Into<String>, unit: &'static str, spread: Spread) -> Self {
        let Spread { median, low, high } = spread;
        let note = String::new();
        Self { what: what.into(), place: "native", value: median, unit, goal: None, limit: None, at_most: true, low, high, note }
    }

    /// A native ratio.
    pub fn ratio(what: impl Into<String>, spread: Spread) -> Self {
        Self::of(what, "×", spread)
    }

    /// With a goal that it must not exceed.
    pub fn at_most(self, limit: f64) -> Self {
        Self { goal: Some(format!("≤ {limit:?} {}", self.unit)), limit: Some(limit), at_most: true, ..self }
    }

    /// With a goal that it must reach.
    pub fn at_least(self, limit: f64) -> Self {
        Self { goal: Some(format!("≥ {limit:?} {}", self.unit)), limit: Some(limit), at_most: false, ..self }
    }

    /// With a remark.
    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    /// Writes it to standard output.
    pub fn print(&self) -> Result<()> {
        let mut out = std::io::stdout().lock();
        serde_json::to_writer(&mut out, self)?;
        writeln!(out)?;
        Ok(())
    }
}
