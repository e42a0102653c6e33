//! The tables of `cargo xtask eval`: by strictness, by label, by language.

use serde::Serialize;
use unnag::Label;

use crate::figures::{Figure, percent, points};
use crate::judge::{Judged, LEVELS, NORMAL};
use crate::results::{PageResult, is_appeal, is_neutral, is_story};

/// The figures of one strictness.
#[derive(Serialize)]
pub struct Level {
    level: &'static str,
    rows: Vec<Figure>,
    labels: Vec<LabelRow>,
    languages: Vec<LanguageRow>,
}

/// How well one label is hidden.
#[derive(Serialize)]
struct LabelRow {
    label: &'static str,
    /// Blocks of the label.
    blocks: usize,
    /// Blocks hidden as the label.
    hidden_as: usize,
    precision: Figure,
    recall: Figure,
    misses: usize,
}

/// What happens to the pages of one language.
#[derive(Serialize)]
struct LanguageRow {
    language: String,
    pages: usize,
    appeals_hidden: Figure,
    precision: Figure,
    story_words_hidden: Figure,
}

/// What a page adds to a figure: what counts, out of what.
type Share = fn(&PageResult) -> [f64; 2];

const ROWS: &[(&str, Share)] = &[
    ("appeals hidden, mean over pages", |p| p.gone(is_appeal)),
    ("appeal-free pages", |p| p.clean(is_appeal)),
    ("nags hidden, mean over pages", |p| p.gone(Label::is_nag)),
    ("clean pages", |p| p.clean(Label::is_nag)),
    ("pages with any story block hidden", PageResult::hurt),
    ("story words hidden", |p| p.words(is_story)),
    ("story blocks hidden", |p| p.recall(is_story)),
    ("neutral words hidden", |p| p.words(is_neutral)),
    ("neutral blocks hidden", |p| p.recall(is_neutral)),
    ("nags among the hidden blocks", |p| p.precision(Label::is_nag)),
];

/// Figures whose change is told where the same pages are judged in another form.
const CHANGES: &[(&str, Share)] = &[
    ("appeals hidden against the whole pages, points", |p| p.gone(is_appeal)),
    ("story words hidden against the whole pages, points", |p| p.words(is_story)),
];

/// The tables of judged pages, one a strictness.
pub fn of(judged: &Judged) -> Vec<Level> {
    LEVELS.iter().zip(&judged.levels).map(|((name, _), pages)| level(name, pages)).collect()
}

/// As [`of`], with what changed against the same pages in another form.
pub fn against(judged: &Judged, other: &Judged) -> Vec<Level> {
    let mut levels = of(judged);
    for ((level, mine), others) in levels.iter_mut().zip(&judged.levels).zip(&other.levels) {
        level.rows.extend(CHANGES.iter().map(|(name, of)| change(name, mine, others, *of)));
    }
    levels
}

/// Prints the levels side by side, then labels and languages at normal strictness, as Markdown.
pub fn print(levels: &[Level]) {
    let names = levels.iter().map(|l| l.level.to_owned()).collect();
    let rows = levels[NORMAL].rows.iter().enumerate();
    markdown("figure, %", names, rows.map(|(at, row)| (&*row.name, levels.iter().map(|l| l.rows[at].cell()).collect())));
    println!("\nBy label, {}:\n", levels[NORMAL].level);
    let head = ["n", "hidden as it", "precision", "recall", "misses"];
    markdown("label, %", head.map(str::to_owned).into(), levels[NORMAL].labels.iter().map(|l| (l.label, l.cells())));
    println!("\nBy language, {}:\n", levels[NORMAL].level);
    let head = ["pages", "appeals hidden", "nags among the hidden blocks", "story words hidden"];
    markdown("language, %", head.map(str::to_owned).into(), levels[NORMAL].languages.iter().map(|l| (&*l.language, l.cells())));
}

/// Prints one table; a row is its name and its cells.
pub fn markdown<'a>(what: &str, head: Vec<String>, rows: impl Iterator<Item = (&'a str, Vec<String>)>) {
    println!("| {what} | {} |", head.join(" | "));
    println!("|---|{}", "---|".repeat(head.len()));
    rows.for_each(|(name, cells)| println!("| {name} | {} |", cells.join(" | ")));
}

fn level(name: &'static str, pages: &[PageResult]) -> Level {
    let languages = languages(pages);
    let mut rows: Vec<Figure> = ROWS.iter().map(|(name, of)| share(*name, pages, of)).collect();
    rows.extend(Label::ALL.iter().map(|label| {
        let name = format!("{} blocks hidden (n={})", label.name(), blocks(pages, |l| l == *label));
        share(name, pages, |p| p.recall(|l| l == *label))
    }));
    rows.extend(languages.iter().map(|row| row.appeals_hidden.clone()));
    let mut labels = vec![label("any nag", pages, Label::is_nag)];
    labels.extend(Label::NAGS.iter().map(|nag| label(nag.name(), pages, |l| l == *nag)));
    Level { level: name, rows, labels, languages }
}

fn label(name: &'static str, pages: &[PageResult], of: impl Fn(Label) -> bool) -> LabelRow {
    let count = |share: &dyn Fn(&PageResult) -> f64| pages.iter().map(share).sum::<f64>() as usize;
    LabelRow {
        label: name,
        blocks: blocks(pages, &of),
        hidden_as: count(&|p| p.precision(&of)[1]),
        precision: share(format!("{name}, precision"), pages, |p| p.precision(&of)),
        recall: share(format!("{name}, recall"), pages, |p| p.recall(&of)),
        misses: count(&|p| p.recall(&of)[1] - p.recall(&of)[0]),
    }
}

fn languages(pages: &[PageResult]) -> Vec<LanguageRow> {
    let mut found: Vec<&str> = pages.iter().map(|p| &*p.lang).filter(|lang| !lang.is_empty()).collect();
    found.sort_unstable();
    let rows = found.chunk_by(|a, b| a == b).map(|same| {
        let lang = same[0];
        let among = |name: &str, of: Share| {
            let mine = |p: &PageResult| if p.lang == lang { of(p) } else { [0.0, 0.0] };
            share(format!("{name}, pages in {lang}"), pages, mine)
        };
        LanguageRow {
            language: lang.to_owned(),
            pages: same.len(),
            appeals_hidden: among("appeals hidden", |p| p.gone(is_appeal)),
            precision: among("nags among the hidden blocks", |p| p.precision(Label::is_nag)),
            story_words_hidden: among("story words hidden", |p| p.words(is_story)),
        }
    });
    rows.collect()
}

fn share(name: impl Into<String>, pages: &[PageResult], of: impl Fn(&PageResult) -> [f64; 2]) -> Figure {
    Figure::of(name, &pages.iter().map(of).collect::<Vec<_>>(), percent)
}

/// How a figure moved from `others` to `mine`, the same pages in the same order.
fn change(name: &str, mine: &[PageResult], others: &[PageResult], of: Share) -> Figure {
    let pairs = mine.iter().zip(others).map(|(mine, other)| (of(mine), of(other)));
    let pages: Vec<[f64; 4]> = pairs.map(|([a, b], [c, d])| [a, b, c, d]).collect();
    Figure::of(name, &pages, points)
}

fn blocks(pages: &[PageResult], of: impl Fn(Label) -> bool) -> usize {
    pages.iter().flat_map(|p| &p.blocks).filter(|b| of(b.label)).count()
}

impl LabelRow {
    fn cells(&self) -> Vec<String> {
        let count = |n: usize| n.to_string();
        vec![count(self.blocks), count(self.hidden_as), self.precision.cell(), self.recall.cell(), count(self.misses)]
    }
}

impl LanguageRow {
    fn cells(&self) -> Vec<String> {
        vec![self.pages.to_string(), self.appeals_hidden.cell(), self.precision.cell(), self.story_words_hidden.cell()]
    }
}
