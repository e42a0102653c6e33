//! Measures Unnag natively and prints a row a figure (`row.rs`). Called by `cargo xtask bench`.

mod core;
mod growth;
#[cfg(feature = "peers")]
mod peers;
mod profile;

use anyhow::Result;
use clap::Parser;
use unnag_bench::pages;

/// Rounds of a full measurement, and of a short one.
const ROUNDS: usize = 20;
const SHORT_ROUNDS: usize = 9;

#[derive(Parser)]
#[command(about)]
struct Arguments {
    #[command(flatten)]
    pages: pages::Choice,
    /// Fewer rounds
    #[arg(long)]
    short: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let pages = pages::of(arguments.pages.corpus.as_deref(), arguments.pages.pages)?;
    let rounds = if arguments.short { SHORT_ROUNDS } else { ROUNDS };
    eprintln!("{} pages, {rounds} rounds", pages.len());
    #[cfg(feature = "peers")]
    peers::run(&pages, rounds)?;
    #[cfg(not(feature = "peers"))]
    eprintln!("without --features peers: nothing to compare pages per second with");
    core::run(&pages, rounds)?;
    growth::run(rounds)?;
    profile::run(&pages, rounds)
}
