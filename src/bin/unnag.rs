//! The command line: clean a saved page, or explain the verdict on each of its blocks.

use clap::{Parser, Subcommand, ValueEnum};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use thiserror::Error;
use unnag::html::{Document, Format};
use unnag::{Explanation, Mode, Settings, Strictness};

/// Tells the story of a web page from what nags around it.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes the page without its nags to standard output.
    Clean {
        #[command(flatten)]
        input: Input,
        /// What is left out: nags only, or everything but the story.
        #[arg(long, value_enum, default_value = "clean")]
        mode: CliMode,
        /// How the page is written.
        #[arg(long, value_enum, default_value = "html")]
        format: CliFormat,
    },
    /// Prints each block's label, confidence, reasons and first words.
    Explain {
        #[command(flatten)]
        input: Input,
        /// One JSON array instead of a table.
        #[arg(long)]
        json: bool,
    },
}

#[derive(clap::Args)]
struct Input {
    /// A saved page, or `-` for standard input.
    file: PathBuf,
    /// How sure Unnag must be.
    #[arg(long, value_enum, default_value = "normal")]
    strictness: CliStrictness,
}

#[derive(Clone, Copy, ValueEnum)]
enum CliMode {
    Clean,
    Focus,
}

#[derive(Clone, Copy, ValueEnum)]
enum CliFormat {
    Html,
    Text,
    Markdown,
}

#[derive(Clone, Copy, ValueEnum)]
enum CliStrictness {
    Careful,
    Normal,
    Thorough,
}

#[derive(Debug, Error)]
enum Fault {
    #[error("{0}: {1}")]
    Unreadable(PathBuf, io::Error),
    #[error("{0}")]
    Weights(#[from] unnag::WeightsError),
    #[error("the output cannot be written: {0}")]
    Unwritable(#[from] io::Error),
    #[error("the verdicts cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        // A reader such as `head` that has seen enough is no fault.
        Err(Fault::Unwritable(e)) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("unnag: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    match arguments.command {
        Command::Clean { input, mode, format } => {
            let mut page = Document::parse(&read(&input.file)?);
            let plan = unnag::plan(page.snapshot(), &input.settings(mode))?;
            if plan.unfocused {
                eprintln!("unnag: this page has no main text");
            }
            let text = match format {
                CliFormat::Html => {
                    page.apply(&plan);
                    page.html()
                }
                CliFormat::Text => page.text_of(&plan, Format::Text),
                CliFormat::Markdown => page.text_of(&plan, Format::Markdown),
            };
            out.write_all(text.as_bytes())?;
        }
        Command::Explain { input, json } => {
            let page = Document::parse(&read(&input.file)?);
            let blocks = unnag::explain(page.snapshot(), &input.settings(CliMode::Clean))?;
            if json {
                serde_json::to_writer(&mut out, &blocks)?;
                writeln!(out)?;
            } else {
                print_table(&mut out, &blocks)?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

impl Input {
    fn settings(&self, mode: CliMode) -> Settings {
        let mode = match mode {
            CliMode::Clean => Mode::Clean,
            CliMode::Focus => Mode::Focus,
        };
        let strictness = match self.strictness {
            CliStrictness::Careful => Strictness::Careful,
            CliStrictness::Normal => Strictness::Normal,
            CliStrictness::Thorough => Strictness::Thorough,
        };
        Settings { mode, strictness, ..Settings::default() }
    }
}

/// Reads a page; bytes that are not UTF-8 become U+FFFD, as a browser shows them.
fn read(file: &Path) -> Result<String, Fault> {
    let mut bytes = Vec::new();
    let result = if file == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes).map(drop)
    } else {
        std::fs::read(file).map(|b| bytes = b)
    };
    result.map_err(|e| Fault::Unreadable(file.to_owned(), e))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn print_table(out: &mut impl Write, blocks: &[Explanation]) -> io::Result<()> {
    for block in blocks {
        let mark = if block.hidden { "hide" } else { "keep" };
        let reasons: Vec<String> =
            block.reasons.iter().map(|r| serde_json::to_value(r).map_or_else(|_| String::new(), code)).collect();
        writeln!(out, "{mark}  {:<10} {:.2}  {}  [{}]", block.label.name(), block.confidence, block.text, reasons.join(", "))?;
    }
    Ok(())
}

fn code(value: serde_json::Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
