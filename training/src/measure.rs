//! Verdicts against labels and main text: what `cargo xtask eval` prints.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args;
use serde::Serialize;

use crate::corpus::{self, Page};
use crate::focus;
use crate::held_out::{self, HeldOut};
use crate::judge::{Form, Judged, NORMAL};
use crate::main_text::{self, Lost};
use crate::tables::{self, Level};
use crate::times::Summary;
use crate::worst::{self, Misjudged};

#[derive(Args)]
pub struct Options {
    /// The labelled corpus
    corpus: PathBuf,
    /// A training folder: pages that stand in it are judged by scores of models that have not seen their site
    #[arg(long)]
    held_out: Option<PathBuf>,
    /// Judges the labelled pages once more, without any class or id
    #[arg(long)]
    stripped: bool,
    /// A folder of pages with main text, judged in both modes
    #[arg(long)]
    main_text: Option<PathBuf>,
    /// Writes Focus mode's text of every page with main text here, one JSON object a line
    #[arg(long, requires = "main_text")]
    focus: Option<PathBuf>,
    /// How many misjudged blocks to list, worst first, and how many of the pages that lose most of their main text
    #[arg(long, default_value_t = 0)]
    worst: usize,
    /// JSON instead of tables
    #[arg(long)]
    json: bool,
}

/// Everything that was measured.
#[derive(Serialize)]
struct Report {
    pages: usize,
    /// Whether every labelled page was judged by a model that has not seen its site.
    held_out: bool,
    times: PageTimes,
    levels: Vec<Level>,
    misjudged: Vec<Misjudged>,
    stripped: Option<Vec<Level>>,
    main_text: Option<Lost>,
    focus: Option<Vec<focus::Row>>,
}

/// Times a page.
#[derive(Serialize)]
struct PageTimes {
    core: Summary,
    reading: Summary,
}

pub fn run(options: &Options) -> Result<()> {
    let scores = options.held_out.as_deref().map(HeldOut::read).transpose()?.unwrap_or_default();
    let pages = corpus::pages(&options.corpus)?;
    let whole = Judged::of(&pages, Form::Whole, &scores)?;
    let source = held_out::source(whole.held_out, pages.len());
    let stripped = options.stripped.then(|| stripped(&pages, &scores, &whole)).transpose()?;
    let read = |folder: &PathBuf| main_text::judge(folder, &scores, options.focus.as_deref());
    let outcomes = options.main_text.as_ref().map(read).transpose()?;
    let report = Report {
        pages: pages.len(),
        held_out: whole.held_out == pages.len(),
        levels: tables::of(&whole),
        misjudged: worst::list(&pages, &whole.levels[NORMAL], options.worst)?,
        times: PageTimes { core: whole.core.summary(), reading: whole.reading.summary() },
        stripped,
        main_text: outcomes.as_ref().map(|outcomes| Lost::of(outcomes, options.worst)),
        focus: outcomes.as_deref().map(focus::by_kind),
    };
    if options.json {
        println!("{}", serde_json::to_string(&report)?);
    } else {
        report.print(&source);
    }
    Ok(())
}

/// The tables of the pages without any class or id, with what that changed.
fn stripped(pages: &[Page], scores: &HeldOut, whole: &Judged) -> Result<Vec<Level>> {
    let stripped = Judged::of(pages, Form::Stripped, scores)?;
    ensure!(
        stripped.held_out == whole.held_out,
        "the held-out scores cover {} pages, and {} without class and id: train again, or compare by --shipped",
        whole.held_out,
        stripped.held_out
    );
    Ok(tables::against(&stripped, whole))
}

impl Report {
    fn print(&self, source: &str) {
        let PageTimes { core, reading } = &self.times;
        println!("{} labelled pages; {source}", self.pages);
        println!(
            "a page takes the core {:.2} ms (median; 95 % of pages at most {:.2} ms); to read, unpack and parse it {:.2} ms ({:.2} ms)\n",
            core.median_ms, core.p95_ms, reading.median_ms, reading.p95_ms
        );
        tables::print(&self.levels);
        if !self.misjudged.is_empty() {
            println!("\nMisjudged, worst first:");
            worst::print(&self.misjudged);
        }
        if let Some(levels) = &self.stripped {
            println!("\nThe same pages without any class or id:\n");
            tables::print(levels);
        }
        if let (Some(lost), Some(focus)) = (&self.main_text, &self.focus) {
            println!();
            lost.print();
            println!();
            focus::print(focus);
        }
    }
}
