//! Pages with their main text (`truth.jsonl`, `ID.html.gz`): what Clean mode takes of it, and what Focus mode gives of it.

use std::collections::HashSet;
use std::fs;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use serde::Deserialize;
use unnag::block::Blocks;
use unnag::html::{Document, Format};
use unnag::{Mode, Settings};

#[derive(Args)]
pub struct Options {
    /// The folder of pages with main text
    corpus: PathBuf,
    /// How many of the pages that lose most to list
    #[arg(long, default_value_t = 0)]
    worst: usize,
    /// Writes Focus mode's text of every page here, one JSON object a line
    #[arg(long)]
    focus: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Truth {
    corpus: String,
    id: String,
    #[serde(rename = "type")]
    kind: String,
    text: String,
}

/// Words of a shingle: enough that furniture does not share it with the story by chance.
const SHINGLE: usize = 4;
/// Share of a block's shingles that must stand in the main text for the block to belong to it (model study, section 6).
const BELONGS: f32 = 0.6;

pub fn run(options: &Options) -> Result<()> {
    let list = options.corpus.join("truth.jsonl");
    let text =
        fs::read_to_string(&list).with_context(|| format!("{} is missing: is this a main-text folder?", list.display()))?;
    let mut focus = options.focus.as_deref().map(fs::File::create).transpose()?.map(BufWriter::new);
    let mut lost: Vec<(f32, String)> = Vec::new();
    for line in text.lines() {
        let truth: Truth = serde_json::from_str(line).with_context(|| list.display().to_string())?;
        let document = page(&options.corpus, &truth.id)?;
        lost.push((share_lost(&document, &truth.text)?, format!("{} {}", truth.id, truth.kind)));
        if let Some(out) = &mut focus {
            let text = focused(document)?;
            writeln!(out, "{}", serde_json::json!({"corpus": truth.corpus, "id": truth.id, "text": text}))?;
        }
    }
    lost.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mean = 100.0 * lost.iter().map(|(share, _)| share).sum::<f32>() / lost.len().max(1) as f32;
    let above = |limit: f32| lost.iter().filter(|(share, _)| *share > limit).count();
    println!(
        "{} pages: {mean:.3} % of the main text hidden in Clean mode (mean); above 1 %: {}; above 5 %: {} pages",
        lost.len(),
        above(0.01),
        above(0.05)
    );
    lost.iter().take(options.worst).for_each(|(share, page)| println!("{:6.2} %  {page}", 100.0 * share));
    Ok(())
}

fn page(corpus: &Path, id: &str) -> Result<Document> {
    let file = corpus.join(format!("{id}.html.gz"));
    let packed = fs::File::open(&file).with_context(|| file.display().to_string())?;
    let mut bytes = Vec::new();
    flate2::read::MultiGzDecoder::new(packed).read_to_end(&mut bytes)?;
    Ok(Document::parse(&String::from_utf8_lossy(&bytes)))
}

/// Words of hidden blocks that belong to the main text, as a share of the main text's words.
fn share_lost(document: &Document, main: &str) -> Result<f32> {
    let snapshot = document.snapshot();
    let hidden = unnag::plan(snapshot, &Settings::default())?.hidden(snapshot);
    let words = words(main);
    let shingles: HashSet<&[String]> = words.windows(SHINGLE).collect();
    let blocks = Blocks::of(snapshot);
    let gone = (0..blocks.len()).filter(|b| hidden[blocks.list()[*b].element as usize]);
    let lost: usize = gone.map(|b| self::words(blocks.folded(b))).filter(|w| belongs(w, &shingles)).map(|w| w.len()).sum();
    Ok(lost as f32 / words.len().max(1) as f32)
}

fn belongs(words: &[String], shingles: &HashSet<&[String]>) -> bool {
    let all = words.windows(SHINGLE).count();
    let shared = words.windows(SHINGLE).filter(|s| shingles.contains(s)).count();
    all > 0 && shared as f32 >= BELONGS * all as f32
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn focused(mut document: Document) -> Result<String> {
    let settings = Settings { mode: Mode::Focus, ..Settings::default() };
    let plan = unnag::plan(document.snapshot(), &settings)?;
    document.apply(&plan);
    Ok(document.text(Format::Text))
}
