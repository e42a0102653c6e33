//! The figures as one Markdown table, and the line that says on which machine they were measured.

use std::env;
use std::fs;
use std::process::Command;
use std::thread;

use crate::bench::row::Row;
use crate::project;

/// The table.
pub fn markdown(rows: &[Row]) -> String {
    let head = "| what | where | goal | measured | spread | met | note |\n|---|---|---|---|---|---|---|\n";
    rows.iter().fold(head.to_owned(), |table, row| table + &line(row))
}

fn line(row: &Row) -> String {
    let Row { what, place, unit, note, .. } = row;
    let goal = row.goal.as_deref().unwrap_or("–");
    let spread = match (row.low, row.high) {
        (Some(low), Some(high)) if low < high => format!("{} … {}", number(low), number(high)),
        _ => "–".to_owned(),
    };
    let measured = match row.value {
        Some(value) if unit.is_empty() => number(value),
        Some(value) => format!("{} {unit}", number(value)),
        None => "–".to_owned(),
    };
    format!("| {what} | {place} | {goal} | {measured} | {spread} | {} | {note} |\n", met(row))
}

fn met(row: &Row) -> String {
    let Some(limit) = row.limit else { return "–".to_owned() };
    match row.worse_than(limit) {
        None => "not measured".to_owned(),
        Some(part) if part <= 0.0 => "yes".to_owned(),
        Some(part) if part.is_infinite() => "**no**".to_owned(),
        Some(part) => format!("**no**, by {:.0} %", (100.0 * part).max(1.0)),
    }
}

/// A number with about three places that say something.
fn number(value: f64) -> String {
    let places = match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 || size == 0.0 => 2,
        _ => 3,
    };
    format!("{value:.places$}")
}

/// Processor, cores, system and load.
pub fn machine() -> String {
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').take(3).collect::<Vec<_>>().join(" ");
    let load = if load.is_empty() { "unknown".to_owned() } else { load };
    format!("{}; {cores} cores; {}; load {load}", processor(), system())
}

/// The processor, by all that a ratio may depend on: one name is sold for several kinds.
pub fn processor_kind() -> String {
    let details = ["model", "stepping", "cache size"].map(|name| field("/proc/cpuinfo", name, ':').unwrap_or_default());
    format!("{} {}", processor(), details.join(" ")).trim().to_owned()
}

fn processor() -> String {
    let linux = || field("/proc/cpuinfo", "model name", ':');
    let mac = || project::output(Command::new("sysctl").args(["-n", "machdep.cpu.brand_string"]));
    let windows = || env::var("PROCESSOR_IDENTIFIER").ok();
    let name = linux().or_else(mac).or_else(windows);
    name.map_or_else(|| env::consts::ARCH.to_owned(), |name| name.trim().to_owned())
}

fn system() -> String {
    field("/etc/os-release", "PRETTY_NAME", '=').unwrap_or_else(|| env::consts::OS.to_owned())
}

/// The value of a named line in a file of such lines.
fn field(file: &str, name: &str, sign: char) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let value = text.lines().filter_map(|line| line.split_once(sign)).find(|(key, _)| key.trim() == name)?.1;
    Some(value.trim().trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_goal_is_told_with_its_distance() {
        let table = markdown(&[Row::size("wasm", 330_000, 300_000)]);
        assert!(table.ends_with("| wasm | build | ≤ 300 KB | 330 KB | – | **no**, by 10 % |  |\n"), "{table}");
    }
}
