//! The figures: what is hidden of each label, and what that does to pages.

use serde::Serialize;
use unnag::Label;

/// One labelled block that the untouched page shows.
pub struct Block {
    /// What it is.
    pub label: Label,
    /// Its words, at least 1.
    pub words: u32,
    /// Whether it was hidden.
    pub hidden: bool,
    /// Its first words.
    pub text: String,
}

impl Block {
    /// Whether a nag was left or something else hidden.
    pub fn is_wrong(&self) -> bool {
        self.label.is_nag() != self.hidden
    }

    /// What the error costs: story far more than anything, then other content, then a nag that was left.
    pub fn harm(&self) -> u32 {
        let weight = match (self.hidden, self.label) {
            (true, Label::Article) => 1_000,
            (true, _) => 10,
            (false, _) => 1,
        };
        weight * self.words
    }
}

/// The blocks of one page.
pub struct PageResult {
    /// The page's name.
    pub pid: String,
    /// Its language.
    pub lang: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// The figures of one strictness, all in percent, each with a 95 % interval from resampled pages where it is a mean over pages.
#[derive(Serialize)]
pub struct Table {
    level: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    value: f64,
    interval: Option<(f64, f64)>,
}

/// A figure as a sum over pages: what counts, out of what.
type Share = fn(&PageResult) -> (f64, f64);

const BY_PAGE: &[(&str, Share)] = &[
    ("appeals hidden, mean over pages", |p| share_of_page(p, is_appeal)),
    ("appeal-free pages", |p| clean_page(p, is_appeal)),
    ("nags hidden, mean over pages", |p| share_of_page(p, Label::is_nag)),
    ("clean pages", |p| clean_page(p, Label::is_nag)),
    ("pages with any story block hidden", |p| (f64::from(u8::from(hurt(p))), f64::from(u8::from(!p.blocks.is_empty())))),
    ("story words hidden", |p| words(p, |l| l == Label::Article)),
    ("neutral words hidden", |p| words(p, |l| l != Label::Article && !l.is_nag())),
];

impl Table {
    /// The figures of these pages.
    pub fn of(level: &str, pages: &[PageResult]) -> Self {
        let mut rows: Vec<Row> = BY_PAGE.iter().map(|(name, share)| by_page(name, pages, *share)).collect();
        rows.extend(Label::ALL.iter().map(|label| by_block(&format!("{} blocks hidden", label.name()), pages, *label)));
        rows.extend(languages(pages).iter().map(|lang| {
            let mine = |p: &PageResult| if p.lang == *lang { share_of_page(p, is_appeal) } else { (0.0, 0.0) };
            let sums = pages.iter().map(mine).fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1));
            Row { name: format!("appeals hidden, pages in {lang}"), value: percent(sums), interval: None }
        }));
        Table { level: level.to_owned(), rows }
    }

    /// Prints tables of the same pages side by side, as Markdown.
    pub fn print(tables: &[Table]) {
        let levels: Vec<&str> = tables.iter().map(|t| t.level.as_str()).collect();
        println!("| figure, % | {} |", levels.join(" | "));
        println!("|---|{}", "---|".repeat(levels.len()));
        for at in 0..tables.first().map_or(0, |t| t.rows.len()) {
            let cells: Vec<String> = tables.iter().map(|t| t.rows[at].cell()).collect();
            println!("| {} | {} |", tables[0].rows[at].name, cells.join(" | "));
        }
    }
}

impl Row {
    fn cell(&self) -> String {
        match self.interval {
            Some((low, high)) => format!("{:.2} ({low:.2}–{high:.2})", self.value),
            None => format!("{:.2}", self.value),
        }
    }
}

fn is_appeal(label: Label) -> bool {
    label.is_nag() && label != Label::Ad
}

fn hurt(page: &PageResult) -> bool {
    page.blocks.iter().any(|b| b.hidden && b.label == Label::Article)
}

fn share_of_page(page: &PageResult, of: fn(Label) -> bool) -> (f64, f64) {
    let all = page.blocks.iter().filter(|b| of(b.label)).count();
    let gone = page.blocks.iter().filter(|b| of(b.label) && b.hidden).count();
    if all == 0 { (0.0, 0.0) } else { (gone as f64 / all as f64, 1.0) }
}

fn clean_page(page: &PageResult, of: fn(Label) -> bool) -> (f64, f64) {
    let (share, one) = share_of_page(page, of);
    (f64::from(u8::from(share == 1.0 && !hurt(page))) * one, one)
}

fn words(page: &PageResult, of: fn(Label) -> bool) -> (f64, f64) {
    let sum = |hidden: bool| -> f64 {
        page.blocks.iter().filter(|b| of(b.label) && (b.hidden || !hidden)).map(|b| f64::from(b.words)).sum()
    };
    (sum(true), sum(false))
}

fn by_block(name: &str, pages: &[PageResult], label: Label) -> Row {
    let blocks = || pages.iter().flat_map(|p| &p.blocks).filter(|b| b.label == label);
    let value = percent((blocks().filter(|b| b.hidden).count() as f64, blocks().count() as f64));
    Row { name: format!("{name} (n={})", blocks().count()), value, interval: None }
}

fn by_page(name: &str, pages: &[PageResult], share: Share) -> Row {
    let shares: Vec<(f64, f64)> = pages.iter().map(share).collect();
    let value = percent(shares.iter().fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1)));
    Row { name: name.to_owned(), value, interval: Some(interval(&shares)) }
}

/// 95 % percentile interval over 1,000 resamplings of the pages; the draws are fixed, so that equal input gives equal output.
fn interval(shares: &[(f64, f64)]) -> (f64, f64) {
    const DRAWS: usize = 1_000;
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let mut values: Vec<f64> = (0..DRAWS)
        .map(|_| {
            percent((0..shares.len()).map(|_| shares[next() % shares.len()]).fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1)))
        })
        .collect();
    values.sort_by(f64::total_cmp);
    (values[DRAWS / 40], values[DRAWS - 1 - DRAWS / 40])
}

fn languages(pages: &[PageResult]) -> Vec<String> {
    let mut found: Vec<String> = pages.iter().map(|p| p.lang.clone()).filter(|l| !l.is_empty()).collect();
    found.sort();
    found.dedup();
    found
}

fn percent((part, whole): (f64, f64)) -> f64 {
    if whole == 0.0 { 0.0 } else { 100.0 * part / whole }
}
