//! The stored figures of the short form, `bench/reference.json`: what a change must not worsen.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::bench::row::{RATIO, Row};
use crate::bench::table;

const FILE: &str = "bench/reference.json";

/// How much worse a ratio may be, as a part of the stored one.
const TOLERANCE: f64 = 0.1;

/// Widest spread, as a part of the figure, of a ratio that is stored: one that jumps about in one run says nothing in the next.
const STEADY: f64 = 0.08;

/// What the file holds. A ratio holds for the kind of processor that it was measured on.
#[derive(Default, Deserialize, Serialize)]
struct Reference {
    processor: String,
    ratios: Vec<Stored>,
}

/// A stored ratio.
#[derive(Deserialize, Serialize)]
struct Stored {
    what: String,
    #[serde(rename = "where")]
    place: String,
    value: f64,
}

impl Stored {
    fn of(row: &Row) -> Option<Self> {
        Some(Self { what: row.what.clone(), place: row.family().to_owned(), value: row.value? })
    }
}

/// Stores the steady ratios, and says which are not. What was stored of places that were not measured this time stays, if it was measured on such a processor.
pub fn store(root: &Path, rows: &[Row]) -> Result<()> {
    let ratios = rows.iter().filter(|row| row.unit == RATIO);
    let (steady, other): (Vec<&Row>, Vec<&Row>) = ratios.partition(|row| is_steady(row));
    let processor = table::processor_kind();
    // What was measured on another processor says nothing beside this.
    let mut ratios = read(root)?.filter(|stored| stored.processor == processor).unwrap_or_default().ratios;
    ratios.retain(|stored| rows.iter().all(|row| row.family() != stored.place));
    ratios.extend(steady.iter().filter_map(|row| Stored::of(row)));
    println!("{} ratios stand in {FILE}", ratios.len());
    let text = serde_json::to_string_pretty(&Reference { processor, ratios })? + "\n";
    fs::write(root.join(FILE), text).with_context(|| format!("cannot write {FILE}"))?;
    other.iter().for_each(|row| println!("not stored, since it jumps about: {} ({})", row.what, row.place));
    Ok(())
}

/// Fails where a ratio is worse than the stored one by more than the tolerance, and the stored one lies outside the measured spread.
/// Ratios of another processor are not compared with.
pub fn compare(root: &Path, rows: &[Row]) -> Result<()> {
    let Some(Reference { processor, ratios: stored }) = read(root)? else {
        println!("nothing to compare with: there is no {FILE} (`cargo xtask bench --short --store` writes it)");
        return Ok(());
    };
    let here = table::processor_kind();
    if processor != here {
        println!("not compared: the ratios of {FILE} were measured on {processor}, and this is {here}");
        return Ok(());
    }
    let measured = |stored: &Stored| rows.iter().find(|row| row.what == stored.what && row.family() == stored.place);
    let missing = stored.iter().filter(|stored| measured(stored).is_none()).count();
    if missing > 0 {
        println!("{missing} of the {} stored ratios were not measured this time", stored.len());
    }
    let worse: Vec<String> = stored.iter().filter_map(|stored| complaint(measured(stored)?, stored.value)).collect();
    if worse.is_empty() {
        println!("no ratio is worse than the stored one by more than {:.0} %", 100.0 * TOLERANCE);
        return Ok(());
    }
    bail!("slower than {FILE} allows: {}", worse.join("; "));
}

/// What is stored, if anything.
fn read(root: &Path) -> Result<Option<Reference>> {
    let Ok(text) = fs::read_to_string(root.join(FILE)) else { return Ok(None) };
    serde_json::from_str(&text).with_context(|| format!("{FILE} cannot be read")).map(Some)
}

/// What there is to say against a figure.
fn complaint(row: &Row, stored: f64) -> Option<String> {
    let part = row.worse_than(stored).filter(|part| *part > TOLERANCE)?;
    let within = row.low.is_some_and(|low| low <= stored) && row.high.is_some_and(|high| stored <= high);
    let (Row { what, place, .. }, value) = (row, row.value?);
    (!within).then(|| format!("{what} ({place}) is {value:.3}, stored is {stored:.3}: worse by {:.0} %", 100.0 * part))
}

fn is_steady(row: &Row) -> bool {
    let (Some(value), Some(low), Some(high)) = (row.value, row.low, row.high) else { return false };
    high - low <= STEADY * value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(value: f64, low: f64, high: f64) -> Row {
        Row { value: Some(value), unit: RATIO.to_owned(), low: Some(low), high: Some(high), ..Row::size("x", 0, 1) }
    }

    #[test]
    fn only_what_is_clearly_worse_is_complained_of() {
        assert!(complaint(&row(1.05, 1.04, 1.06), 1.0).is_none());
        assert!(complaint(&row(1.2, 0.9, 1.4), 1.0).is_none());
        assert!(complaint(&row(0.5, 0.5, 0.5), 1.0).is_none());
        assert!(complaint(&row(1.2, 1.15, 1.25), 1.0).is_some());
        assert!(complaint(&Row { at_most: false, ..row(0.8, 0.79, 0.81) }, 1.0).is_some());
    }

    #[test]
    fn what_jumps_about_is_not_steady() {
        assert!(is_steady(&row(1.0, 0.98, 1.02)));
        assert!(!is_steady(&row(1.0, 0.8, 1.2)));
    }
}
