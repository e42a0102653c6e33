//! Counts the core's allocations. A program of its own, since counting slows everything down.

use anyhow::{Context, Result};
use clap::Parser;
use dhat::{HeapStats, Profiler};
use unnag::Settings;
use unnag::block::Blocks;
use unnag::html::Document;
use unnag_bench::row::Row;
use unnag_bench::spread::{Spread, quantile};
use unnag_bench::{generated, pages};

#[global_allocator]
static COUNTING: dhat::Alloc = dhat::Alloc;

/// Elements of the two generated pages whose difference is what one more block costs.
const SIZES: [usize; 2] = [5_000, 20_000];

#[derive(Parser)]
#[command(about)]
struct Arguments {
    #[command(flatten)]
    pages: pages::Choice,
}

/// What the core took on one page.
struct Count {
    blocks: f64,
    allocations: f64,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let pages = pages::of(arguments.pages.corpus.as_deref(), arguments.pages.pages)?;
    eprintln!("allocations …");
    let _profiler = Profiler::builder().testing().trim_backtraces(Some(1)).build();
    // Reading the weights is done once in a program, and counted for none of the pages.
    count("<p>A page.</p>")?;

    let per_block = pages.iter().map(|html| count(html)).filter_map(|count| match count {
        Ok(Count { blocks, allocations }) => (blocks > 0.0).then(|| Ok(allocations / blocks)),
        Err(error) => Some(Err(error)),
    });
    let per_block = per_block.collect::<Result<Vec<f64>>>()?;
    let note = format!("{} pages, 95th percentile {:.1}; spread over pages", per_block.len(), quantile(&per_block, 0.95));
    Row::of("allocations in the core, per block of a page", "", Spread::of(&per_block)).note(note).print()?;

    let [small, large] = [count(&generated::page(SIZES[0]))?, count(&generated::page(SIZES[1]))?];
    let more = (large.allocations - small.allocations) / (large.blocks - small.blocks);
    let spread = Spread { median: more, low: more, high: more };
    let note = format!(
        "{} and {} allocations on generated pages of {} and {} elements; aim: none",
        small.allocations, large.allocations, SIZES[0], SIZES[1]
    );
    Row::of("allocations in the core, for one more block", "", spread).note(note).print()
}

fn count(html: &str) -> Result<Count> {
    let document = Document::parse(html);
    let blocks = Blocks::of(document.snapshot()).len() as f64;
    let before = HeapStats::get().total_blocks;
    let plan = unnag::plan(document.snapshot(), &Settings::default()).context("the weights are of another version")?;
    let allocations = (HeapStats::get().total_blocks - before) as f64;
    drop(plan);
    Ok(Count { blocks, allocations })
}
