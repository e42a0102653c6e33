//! How the core's time grows with the page.

use anyhow::Result;
use unnag::html::Document;
use unnag_bench::clock::seconds;
use unnag_bench::generated;
use unnag_bench::row::Row;
use unnag_bench::spread::Spread;

use crate::core::plan;

/// Elements of the pages, and how often each is judged in a round, so that each size gets the same time.
const SIZES: [(usize, usize); 3] = [(5_000, 20), (20_000, 5), (100_000, 1)];

/// Most growth from one size to the next.
const GOALS: [f64; 2] = [4.4, 5.5];

/// Measures all sizes in each round.
pub fn run(rounds: usize) -> Result<()> {
    eprintln!("growth …");
    let documents = SIZES.map(|(elements, _)| Document::parse(&generated::page(elements)));
    let one = |size: usize| {
        let repeats = SIZES[size].1;
        seconds(|| (0..repeats).for_each(|_| drop(plan(documents[size].snapshot())))) / repeats as f64
    };
    // The first round warms up.
    let times: Vec<[f64; 3]> = (0..=rounds).map(|_| [one(0), one(1), one(2)]).skip(1).collect();
    let milliseconds = |size: usize| 1e3 * Spread::of(&times.iter().map(|t| t[size]).collect::<Vec<_>>()).median;
    for (small, goal) in GOALS.into_iter().enumerate() {
        let ratios: Vec<f64> = times.iter().map(|t| t[small + 1] / t[small]).collect();
        let [from, to] = [SIZES[small].0, SIZES[small + 1].0];
        let note = format!("{:.2} ms and {:.2} ms", milliseconds(small), milliseconds(small + 1));
        let what = format!("growth of the core, {to} elements against {from}");
        Row::ratio(what, Spread::of(&ratios)).at_most(goal).note(note).print()?;
    }
    Ok(())
}
