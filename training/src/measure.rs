//! Verdicts against labels: the table of `cargo xtask eval`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use unnag::block::Blocks;
use unnag::model::Scores;
use unnag::{Settings, Strictness};

use crate::corpus::{self, Page};
use crate::dump;
use crate::figures::{Block, PageResult, Table};

#[derive(Args)]
pub struct Options {
    /// The labelled corpus
    corpus: PathBuf,
    /// A training folder: pages that stand in it are judged by scores of models that have not seen their site
    #[arg(long)]
    held_out: Option<PathBuf>,
    /// How many misjudged blocks to list, worst first
    #[arg(long, default_value_t = 0)]
    worst: usize,
    /// JSON instead of a table
    #[arg(long)]
    json: bool,
}

const LEVELS: [(&str, Strictness); 3] =
    [("careful", Strictness::Careful), ("normal", Strictness::Normal), ("thorough", Strictness::Thorough)];

pub fn run(options: &Options) -> Result<()> {
    let held_out = options.held_out.as_deref().map(held_out).transpose()?.unwrap_or_default();
    let mut results: [Vec<PageResult>; 3] = Default::default();
    let mut times = Vec::new();
    for page in corpus::pages(&options.corpus)? {
        let scores = held_out.get(&(page.part(), page.pid.clone()));
        judge(&page, scores.map(Vec::as_slice), &mut results, &mut times)?;
    }
    times.sort_by(f64::total_cmp);
    let median = times.get(times.len() / 2).copied().unwrap_or(0.0);
    let tables: Vec<Table> = LEVELS.iter().zip(&results).map(|((name, _), pages)| Table::of(name, pages)).collect();
    if options.json {
        println!("{}", serde_json::json!({"levels": tables, "median_ms": median, "held_out": !held_out.is_empty()}));
        return Ok(());
    }
    println!(
        "{} pages; scores {}; core {median:.2} ms on the median page",
        results[1].len(),
        if held_out.is_empty() { "of the shipped model" } else { "held out by site" }
    );
    Table::print(&tables);
    print_worst(&results[1], options.worst);
    Ok(())
}

/// Judges one page at every level.
fn judge(page: &Page, scores: Option<&[Scores]>, results: &mut [Vec<PageResult>; 3], times: &mut Vec<f64>) -> Result<()> {
    let document = page.document()?;
    let snapshot = document.snapshot();
    let start = Instant::now();
    unnag::plan(snapshot, &Settings::default())?;
    times.push(start.elapsed().as_secs_f64() * 1e3);
    let blocks = Blocks::of(snapshot);
    let truth = page.truth(&document, &blocks)?;
    for ((_, strictness), results) in LEVELS.iter().zip(results) {
        let settings = Settings { strictness: *strictness, ..Settings::default() };
        let plan = match scores {
            Some(scores) => unnag::plan_scored(snapshot, &settings, scores.to_vec())?,
            None => unnag::plan(snapshot, &settings)?,
        };
        let hidden = plan.hidden(snapshot);
        let judged = (0..blocks.len()).filter(|b| truth[*b].shown).filter_map(|b| {
            let block = &blocks.list()[b];
            let text = unnag::block::preview(snapshot, &blocks, b..b + 1, 70);
            Some(Block { label: truth[b].label?, words: block.stats.words.max(1), hidden: hidden[block.element as usize], text })
        });
        results.push(PageResult { pid: page.pid.clone(), lang: page.lang.clone().unwrap_or_default(), blocks: judged.collect() });
    }
    Ok(())
}

/// Out-of-fold scores by folder and page.
fn held_out(work: &Path) -> Result<HashMap<(String, String), Vec<Scores>>> {
    let mut scores = dump::scores(&work.join("second.bin"))?.into_iter();
    let list = std::fs::read_to_string(work.join("pages.jsonl"))?;
    let mut found = HashMap::new();
    for line in list.lines() {
        let page: serde_json::Value = serde_json::from_str(line)?;
        let text = |name: &str| page[name].as_str().unwrap_or_default().to_owned();
        let count = page["blocks"].as_u64().unwrap_or(0) as usize;
        found.insert((text("part"), text("pid")), scores.by_ref().take(count).collect());
    }
    Ok(found)
}

fn print_worst(pages: &[PageResult], count: usize) {
    let mut wrong: Vec<(&str, &Block)> =
        pages.iter().flat_map(|p| p.blocks.iter().filter(|b| b.is_wrong()).map(|b| (p.pid.as_str(), b))).collect();
    wrong.sort_by_key(|(_, b)| std::cmp::Reverse(b.harm()));
    for (pid, block) in wrong.into_iter().take(count) {
        let how = if block.hidden { "hidden" } else { "missed" };
        println!("{how} {:<10} {:>4} words  {pid}  {}", block.label.name(), block.words, block.text);
    }
}
