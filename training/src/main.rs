//! Reads labelled corpora: features for training, figures for evaluation. Called by `cargo xtask train` and `cargo xtask eval`.

mod corpus;
mod dump;
mod figures;
mod main_text;
mod measure;

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
    Dump { work: PathBuf, corpora: Vec<PathBuf> },
    /// Writes the context features from first.bin: x2.bin
    Context { work: PathBuf, corpora: Vec<PathBuf> },
    /// Measures the verdicts on a labelled corpus
    Measure(measure::Options),
    /// Measures what the two modes do to pages whose main text is known
    MainText(main_text::Options),
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Dump { work, corpora } => dump::features(&work, &corpora),
        Command::Context { work, corpora } => dump::context(&work, &corpora),
        Command::Measure(options) => measure::run(&options),
        Command::MainText(options) => main_text::run(&options),
    }
}
