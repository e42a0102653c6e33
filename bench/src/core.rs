//! The core alone, from the snapshot to the plan, against html5ever's parse of the same page.

use anyhow::Result;
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;
use unnag::html::Document;
use unnag::{Settings, Snapshot};
use unnag_bench::clock::seconds;
use unnag_bench::row::Row;
use unnag_bench::spread::{Spread, quantile};

/// Most time of the core, as part of the parser's.
const GOAL: f64 = 0.25;

/// The parts of the pages that are reported.
const PARTS: [(&str, f64); 2] = [("median page", 0.5), ("95th percentile", 0.95)];

/// Measures both on each page, in turns.
pub fn run(pages: &[String], rounds: usize) -> Result<()> {
    eprintln!("the core against the parser …");
    let documents: Vec<Document> = pages.iter().map(|html| Document::parse(html)).collect();
    let ratios: Vec<Vec<f64>> = (0..=rounds).map(|round| one_round(pages, &documents, round)).collect();
    for (part, place) in PARTS {
        // The first round warms up.
        let rounds: Vec<f64> = ratios[1..].iter().map(|ratios| quantile(ratios, place)).collect();
        let note = format!("{} pages, the ratio of each", pages.len());
        Row::ratio(format!("the core against html5ever's parse, {part}"), Spread::of(&rounds))
            .at_most(GOAL)
            .note(note)
            .print()?;
    }
    Ok(())
}

/// The ratio of each page.
fn one_round(pages: &[String], documents: &[Document], round: usize) -> Vec<f64> {
    let both = |(number, (html, document)): (usize, (&String, &Document))| {
        let core = || seconds(|| plan(document.snapshot()));
        let parser = || seconds(|| parse(html));
        if (number + round).is_multiple_of(2) {
            let core = core();
            core / parser()
        } else {
            let parser = parser();
            core() / parser
        }
    };
    pages.iter().zip(documents).enumerate().map(both).collect()
}

/// What the core does on a page.
pub fn plan(snapshot: &Snapshot) -> unnag::Plan {
    unnag::plan(snapshot, &Settings::default()).expect("the weights are of this version")
}

/// What html5ever does on a page.
pub fn parse(html: &str) -> RcDom {
    parse_document(RcDom::default(), ParseOpts::default()).one(html)
}
