//! Where the command line's time goes: the share of each step, over all pages together.

use anyhow::Result;
use unnag::block::Blocks;
use unnag::features::{Page, matrix};
use unnag::html::{Document, Format};
use unnag::model::Model;
use unnag_bench::clock::seconds;
use unnag_bench::row::Row;
use unnag_bench::spread::Spread;

use crate::core::{parse, plan};

/// The steps in their order.
const STEPS: [&str; 8] =
    ["html5ever's parse", "snapshot", "blocks", "sums of the page", "features", "scores", "verdict and plan", "writing"];

/// Prints one row a step.
pub fn run(pages: &[String], rounds: usize) -> Result<()> {
    eprintln!("profile …");
    let shares: Vec<[f64; STEPS.len()]> = (0..rounds).map(|_| shares(pages)).collect();
    for (step, name) in STEPS.iter().enumerate() {
        let spread = Spread::of(&shares.iter().map(|round| round[step]).collect::<Vec<_>>());
        Row::of(format!("share of `unnag clean`: {name}"), "%", spread).print()?;
    }
    Ok(())
}

/// Each step's part of the whole, in percent.
fn shares(pages: &[String]) -> [f64; STEPS.len()] {
    let mut sums = [0.0; STEPS.len()];
    for page in pages {
        sums.iter_mut().zip(steps(page)).for_each(|(sum, step)| *sum += step);
    }
    let whole: f64 = sums.iter().sum();
    sums.map(|sum| 100.0 * sum / whole)
}

/// Seconds of each step; two of them have no entry of their own, and are what the whole takes beyond its other parts.
fn steps(html: &str) -> [f64; STEPS.len()] {
    let parser = seconds(|| parse(html));
    let front = seconds(|| Document::parse(html));
    let mut document = Document::parse(html);
    let snapshot = document.snapshot();
    let blocks = Blocks::of(snapshot);
    let page = Page::of(snapshot, &blocks);
    let features = matrix(&page);
    let model = Model::shipped().expect("the weights are of this version");
    let core = seconds(|| plan(snapshot));
    let parts = [
        seconds(|| Blocks::of(snapshot)),
        seconds(|| Page::of(snapshot, &blocks)),
        seconds(|| matrix(&page)),
        seconds(|| model.score(&page, &features, false)),
    ];
    let rest = (core - parts.iter().sum::<f64>()).max(0.0);
    let decided = plan(snapshot);
    let writing = seconds(|| document.text_of(&decided, Format::Text));
    let [blocks, sums, features, scores] = parts;
    [parser, (front - parser).max(0.0), blocks, sums, features, scores, rest, writing]
}
