//! Pages with their main text → a corpus in the documented format: every block marked, those of the main text labelled.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use unnag::block::{Blocks, preview};
use unnag::features::Page;
use unnag::html::Document;

use crate::align::MainText;
use crate::main_text;

#[derive(Args)]
pub struct Options {
    /// The folder of pages with main text
    main_text: PathBuf,
    /// The folder to write
    out: PathBuf,
    /// Writes here, a JSON object a line, what a person who labels must see of every block
    #[arg(long)]
    review: Option<PathBuf>,
}

/// Characters of a block that are enough to label it.
const SEEN: usize = 150;

pub fn run(options: &Options) -> Result<()> {
    fs::create_dir_all(&options.out)?;
    let mut list = BufWriter::new(File::create(options.out.join("pages.jsonl"))?);
    let mut review = options.review.as_deref().map(File::create).transpose()?.map(BufWriter::new);
    for truth in main_text::truths(&options.main_text)? {
        let mut document = main_text::page(&options.main_text, &truth.id)?;
        let blocks = Blocks::texts(document.snapshot());
        let belonging = MainText::of(&truth.text).belonging(&blocks);
        let pid = format!("w{}", truth.id);
        if let Some(out) = &mut review {
            writeln!(out, "{}", seen(&document, &blocks, &belonging, json!({"pid": pid, "url": truth.url, "type": truth.kind})))?;
        }
        let labels: Vec<Value> = (0..blocks.len())
            .filter(|b| belonging[*b] == Some(true))
            .map(|b| json!({"id": b, "label": "article", "words": blocks.list()[b].stats.words, "shown": true}))
            .collect();
        (0..blocks.len()).for_each(|b| document.set_attribute(blocks.list()[b].element, "data-b", &b.to_string()));
        write_page(&options.out, &pid, &document, &labels)?;
        writeln!(list, "{}", json!({"pid": pid, "url": truth.url, "type": truth.kind, "blocks": blocks.len()}))?;
    }
    Ok(())
}

fn write_page(out: &Path, pid: &str, document: &Document, labels: &[Value]) -> Result<()> {
    let file = File::create(out.join(format!("{pid}.html.gz")))?;
    let mut packed = GzEncoder::new(file, Compression::default());
    packed.write_all(document.html().as_bytes())?;
    packed.finish()?;
    fs::write(out.join(format!("{pid}.labels.json")), serde_json::to_string(labels)?).context("labels")
}

/// The page's blocks with what the shipped model makes of them.
fn seen(document: &Document, blocks: &Blocks, belonging: &[Option<bool>], mut page: Value) -> Value {
    let snapshot = document.snapshot();
    let gathered = Page::of(snapshot, blocks);
    let scores = unnag::scores(snapshot).unwrap_or_default();
    let rows = (0..blocks.len()).map(|b| {
        let element = blocks.list()[b].element;
        let name = |e: u32| document.attribute(e, "class").or_else(|| document.attribute(e, "id")).unwrap_or_default();
        let names: Vec<String> = gathered.climb(b).take(4).map(name).filter(|n| !n.is_empty()).take(2).collect();
        let cues: Vec<&str> =
            unnag::features::CUES.iter().enumerate().filter(|(c, _)| gathered.cues[b][*c] > 0).map(|(_, name)| *name).collect();
        json!({"b": b, "tag": format!("{:?}", snapshot.tag(element)), "names": names, "words": blocks.list()[b].stats.words,
            "main": belonging[b], "scores": scores.classes.get(b), "cues": cues, "text": preview(snapshot, blocks, b..b + 1, SEEN)})
    });
    page["blocks"] = rows.collect();
    page
}
