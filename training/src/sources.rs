//! The pages that a model is trained on or judges: labelled corpora, the first of them once more without names, and pages
//! with main text.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};
use unnag::Label;
use unnag::block::Blocks;
use unnag::features::{ASKING_CUES, NAG_HINTS, Page, hints_at};
use unnag::html::Document;

use crate::align::MainText;
use crate::corpus::{self, Truth};
use crate::held_out::{MAIN_TEXT, STRIPPED};
use crate::main_text;

/// Where the pages are.
#[derive(Args)]
pub struct Sources {
    /// Labelled corpora; the first is the one that is measured on
    corpora: Vec<PathBuf>,
    /// A folder of pages with main text
    #[arg(long)]
    main_text: Option<PathBuf>,
}

/// One page, with what is known of its blocks.
pub struct Source {
    /// Its name, address, language and part, as `pages.jsonl` lists them.
    pub about: Value,
    /// The page, parsed.
    pub document: Document,
    /// Its blocks.
    pub blocks: Blocks,
    /// The label of each block, where there is one.
    pub truth: Vec<Truth>,
    /// Whether each block belongs to the main text, where that is known.
    pub main: Vec<Option<bool>>,
}

/// Story and other blocks of a page with main text that are learned from: a forum's thousand must not outweigh the rest.
const MOST_STORY: usize = 60;
const MOST_OTHER: usize = 40;
impl Sources {
    /// Calls `visit` with every page, always in the same order.
    pub fn each(&self, mut visit: impl FnMut(Source) -> Result<()>) -> Result<()> {
        let mut labelled = HashSet::new();
        for folder in &self.corpora {
            for page in corpus::pages(folder)? {
                labelled.extend(page.url.clone());
                visit(source(&page, &page.part(), page.document()?, page.from.clone())?)?;
            }
        }
        for page in self.corpora.first().map(|folder| corpus::pages(folder)).transpose()?.unwrap_or_default() {
            let mut source = source(&page, STRIPPED, page.document_stripped()?, Some(page.pid.clone()))?;
            source.truth.iter_mut().for_each(|truth| truth.label = None);
            visit(source)?;
        }
        self.main_text.as_deref().map_or(Ok(()), |folder| with_main_text(folder, &labelled, visit))
    }
}

fn source(page: &corpus::Page, part: &str, document: Document, from: Option<String>) -> Result<Source> {
    let blocks = Blocks::texts(document.snapshot());
    let truth = page.truth(&document, &blocks)?;
    let about = json!({"pid": page.pid, "url": page.url, "lang": page.lang, "from": from, "part": part});
    let main = vec![None; blocks.len()];
    Ok(Source { about, document, blocks, truth, main })
}

/// Pages with main text. Those that a corpus labels teach nothing of the labels.
fn with_main_text(folder: &Path, labelled: &HashSet<String>, mut visit: impl FnMut(Source) -> Result<()>) -> Result<()> {
    for page in main_text::truths(folder)? {
        let document = main_text::page(folder, &page.id)?;
        let blocks = Blocks::texts(document.snapshot());
        let known = page.url.as_ref().is_some_and(|url| labelled.contains(url));
        let main = MainText::of(&page.text).belonging(&blocks);
        let labels = if known { vec![None; blocks.len()] } else { supervision(&document, &blocks, &page.id, &main) };
        let truth = labels.into_iter().map(|label| Truth { label, shown: true }).collect();
        visit(Source { about: json!({"pid": page.id, "url": page.url, "part": MAIN_TEXT}), document, blocks, truth, main })?;
    }
    Ok(())
}

/// What a main text says of a page's blocks: its own are story; those that are not, and look like no nag, are something else. A
/// block that asks, or stands beside one that does, may be a nag.
fn supervision(document: &Document, blocks: &Blocks, id: &str, main: &[Option<bool>]) -> Vec<Option<Label>> {
    let page = Page::of(document.snapshot(), blocks);
    let innocent = |block: usize| {
        let near = block.saturating_sub(1)..(block + 2).min(blocks.len());
        let named = page.climb(block).take(6).any(|e| hints_at(page.hints[e as usize], NAG_HINTS));
        !named && !page.says(&near, ASKING_CUES)
    };
    let mut labels = vec![None; blocks.len()];
    for (label, most, of) in [(Label::Article, MOST_STORY, true), (Label::Other, MOST_OTHER, false)] {
        let mut chosen: Vec<usize> = (0..blocks.len()).filter(|b| main[*b] == Some(of) && (of || innocent(*b))).collect();
        chosen.sort_by_key(|block| draw(id, *block));
        chosen.into_iter().take(most).for_each(|block| labels[block] = Some(label));
    }
    labels
}

/// A number that looks drawn, and is the same in every run (FNV-1a).
fn draw(page: &str, block: usize) -> u64 {
    let bytes = page.bytes().chain(block.to_le_bytes());
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}
