//! Reads labelled corpora: features for training, figures for evaluation. Called by `cargo xtask train` and `cargo xtask eval`.

mod align;
mod corpus;
mod dump;
mod figures;
mod focus;
mod held_out;
mod judge;
mod main_text;
mod mark;
mod measure;
mod results;
mod sources;
mod tables;
mod times;
mod worst;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes the features and labels of every block: names.txt, pages.jsonl, x.bin, rows.bin
    Dump {
        work: PathBuf,
        #[command(flatten)]
        sources: sources::Sources,
    },
    /// Writes the context features from first.bin: x2.bin
    Context {
        work: PathBuf,
        #[command(flatten)]
        sources: sources::Sources,
    },
    /// Marks the blocks of pages with main text, and labels those that belong to it
    Mark(mark::Options),
    /// Measures the verdicts on a labelled corpus, and both modes on pages whose main text is known
    Measure(measure::Options),
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Dump { work, sources } => dump::features(&work, &sources),
        Command::Context { work, sources } => dump::context(&work, &sources),
        Command::Mark(options) => mark::run(&options),
        Command::Measure(options) => measure::run(&options),
    }
}
