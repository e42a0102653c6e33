//! Focus mode against main text: shared words, as the WCXB benchmark counts them.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;

use crate::figures::Figure;
use crate::main_text::Outcome;
use crate::tables;

/// How far two texts agree in their words, 0 to 1 each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// Share of the found words that are wanted.
    pub precision: f64,
    /// Share of the wanted words that were found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

impl Agreement {
    /// Compares words without their order; a word counts as often as it stands in both. Two empty texts agree, an empty and
    /// another do not at all.
    pub fn of(found: &str, wanted: &str) -> Self {
        let (found, wanted) = (found.to_lowercase(), wanted.to_lowercase());
        let (found, wanted) = (words(&found), words(&wanted));
        let total = |words: &HashMap<&str, u64>| words.values().sum::<u64>() as f64;
        if found.is_empty() || wanted.is_empty() {
            let both = f64::from(found.is_empty() && wanted.is_empty());
            return Agreement { precision: both, recall: both, f1: both };
        }
        let shared = found.iter().map(|(word, n)| (*n).min(wanted.get(word).copied().unwrap_or(0))).sum::<u64>() as f64;
        let (precision, recall) = (shared / total(&found), shared / total(&wanted));
        let f1 = if shared > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        Agreement { precision, recall, f1 }
    }
}

/// How often each word stands in a text. As in the benchmark, words are made of letters, digits and underscores, and an ⓘ is no
/// letter; unlike there, vowel signs that stand apart (as in Hindi) do not end a word.
fn words(text: &str) -> HashMap<&str, u64> {
    let is_letter = |c: char| (c.is_alphanumeric() && !('Ⓐ'..='ⓩ').contains(&c)) || c == '_';
    let mut words = HashMap::new();
    for word in text.split(|c| !is_letter(c)).filter(|word| !word.is_empty()) {
        *words.entry(word).or_default() += 1;
    }
    words
}

/// The agreement of the pages of one kind, means over pages in percent.
#[derive(Debug, Serialize)]
pub struct Row {
    kind: String,
    pages: usize,
    precision: Figure,
    recall: Figure,
    f1: Figure,
}

/// All pages first, then each kind, the largest first.
pub fn by_kind(outcomes: &[Outcome]) -> Vec<Row> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    outcomes.iter().for_each(|o| *counts.entry(&o.kind).or_default() += 1);
    let mut kinds: Vec<&str> = counts.keys().copied().collect();
    kinds.sort_by_key(|kind| (Reverse(counts[kind]), *kind));
    let all = row("all", outcomes.iter().collect());
    let kinds = kinds.into_iter().map(|kind| row(kind, outcomes.iter().filter(|o| o.kind == kind).collect()));
    std::iter::once(all).chain(kinds).collect()
}

fn row(kind: &str, outcomes: Vec<&Outcome>) -> Row {
    let figure =
        |name: &str, of: fn(Agreement) -> f64| Figure::mean(format!("{kind}, {name}"), outcomes.iter().map(|o| of(o.focus)));
    Row {
        kind: kind.to_owned(),
        pages: outcomes.len(),
        precision: figure("word precision", |a| a.precision),
        recall: figure("word recall", |a| a.recall),
        f1: figure("word F1", |a| a.f1),
    }
}

/// Prints the table as Markdown.
pub fn print(rows: &[Row]) {
    let cells = |row: &Row| vec![row.pages.to_string(), row.precision.cell(), row.recall.cell(), row.f1.cell()];
    let head = ["pages", "word precision", "word recall", "word F1"].map(str::to_owned);
    tables::markdown("Focus mode, %", head.into(), rows.iter().map(|row| (&*row.kind, cells(row))));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_as_often_as_they_stand_in_both() {
        let found = Agreement::of("Rain, rain, RAIN and sun ⓘ", "rain rain in the_valley");
        assert_eq!((found.precision, found.recall), (2.0 / 5.0, 2.0 / 4.0));
        assert!((found.f1 - 4.0 / 9.0).abs() < 1e-12);
    }

    #[test]
    fn empty_texts_agree_only_with_each_other() {
        let [none, all] = [0.0, 1.0].map(|v| Agreement { precision: v, recall: v, f1: v });
        assert_eq!([Agreement::of("", " – "), Agreement::of("", "rain"), Agreement::of("rain", "")], [all, none, none]);
        assert_eq!(Agreement::of("sun", "rain"), none);
    }

    #[test]
    fn kinds_follow_all_pages_by_size() {
        let outcome = |kind: &str, text: &str| Outcome {
            id: String::new(),
            kind: kind.to_owned(),
            held_out: false,
            lost: 0.0,
            focus: Agreement::of(text, "rain"),
        };
        let rows = by_kind(&[outcome("forum", "rain"), outcome("article", "rain"), outcome("article", "sun")]);
        let seen: Vec<(&str, usize, Option<f64>)> =
            rows.iter().map(|r| (&*r.kind, r.pages, r.f1.value.map(f64::round))).collect();
        assert_eq!(seen, [("all", 3, Some(67.0)), ("article", 2, Some(50.0)), ("forum", 1, Some(100.0))]);
    }
}
