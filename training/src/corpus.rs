//! A labelled corpus: `pages.jsonl`, and for each page `PID.html.gz`, whose blocks carry `data-b`, and `PID.labels.json`.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use unnag::block::Blocks;
use unnag::html::Document;
use unnag::{Label, Snapshot};

/// One line of `pages.jsonl`.
#[derive(Clone, Debug, Deserialize)]
pub struct Page {
    /// The page's name in its folder.
    pub pid: String,
    /// Its address, where known.
    pub url: Option<String>,
    /// Its language, where known.
    pub lang: Option<String>,
    /// The page that it was made from, for planted copies.
    pub from: Option<String>,
    #[serde(skip)]
    folder: PathBuf,
}

/// What somebody said of one block.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Labelled {
    id: i64,
    label: Label,
    #[serde(default = "yes")]
    shown: bool,
}

fn yes() -> bool {
    true
}

/// The label of one of our blocks: what it is, and whether the page shows it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Truth {
    /// Its label; `None` where nobody labelled, or where two labels meet in one block.
    pub label: Option<Label>,
    /// Whether the untouched page shows it.
    pub shown: bool,
}

/// The pages of a folder, sorted by name.
pub fn pages(folder: &Path) -> Result<Vec<Page>> {
    let list = folder.join("pages.jsonl");
    let text = fs::read_to_string(&list).with_context(|| format!("{} is missing: is this a corpus folder?", list.display()))?;
    let mut pages: Vec<Page> =
        text.lines().map(serde_json::from_str).collect::<Result<_, _>>().context(list.display().to_string())?;
    pages.iter_mut().for_each(|page| page.folder = folder.to_owned());
    pages.sort_by(|a, b| a.pid.cmp(&b.pid));
    Ok(pages)
}

impl Page {
    /// The name of the folder that the page lies in.
    pub fn part(&self) -> String {
        self.folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The page, parsed.
    pub fn document(&self) -> Result<Document> {
        let file = self.folder.join(format!("{}.html.gz", self.pid));
        let packed = fs::File::open(&file).with_context(|| file.display().to_string())?;
        let mut bytes = Vec::new();
        flate2::read::MultiGzDecoder::new(packed).read_to_end(&mut bytes).with_context(|| file.display().to_string())?;
        Ok(Document::parse(&String::from_utf8_lossy(&bytes)))
    }

    /// The page as if nobody had named anything in it: without any class or id, parsed anew.
    pub fn document_stripped(&self) -> Result<Document> {
        Ok(self.document()?.without_attributes(&["class", "id"]))
    }

    /// What the labels say of each of our blocks.
    pub fn truth(&self, document: &Document, blocks: &Blocks) -> Result<Vec<Truth>> {
        let file = self.folder.join(format!("{}.labels.json", self.pid));
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let labels: Vec<Labelled> = serde_json::from_str(&text).with_context(|| file.display().to_string())?;
        let labels: HashMap<i64, Labelled> = labels.into_iter().map(|l| (l.id, l)).collect();
        let holders: Vec<u32> = document.snapshot().runs().map(|r| r.element).collect();
        Ok((0..blocks.len()).map(|b| truth(document, blocks, &holders, &labels, b)).collect())
    }
}

fn truth(document: &Document, blocks: &Blocks, holders: &[u32], labels: &HashMap<i64, Labelled>, block: usize) -> Truth {
    let snapshot: &Snapshot = document.snapshot();
    let marked = |e: u32| {
        let chain = std::iter::once(e).chain(snapshot.ancestors(e));
        chain.into_iter().find_map(|e| document.attribute(e, "data-b")).and_then(|id| id.parse::<i64>().ok())
    };
    let own = [blocks.list()[block].element];
    let runs: Vec<u32> = blocks.runs(block).iter().map(|r| holders[*r as usize]).collect();
    let ids: Vec<i64> = if runs.is_empty() {
        own.into_iter().filter_map(marked).collect()
    } else {
        runs.into_iter().filter_map(marked).collect()
    };
    let found: Vec<&Labelled> = ids.iter().filter_map(|id| labels.get(id)).collect();
    let Some(first) = found.first() else { return Truth { label: None, shown: true } };
    let agreed = found.iter().all(|l| l.label == first.label);
    Truth { label: Some(first.label).filter(|_| agreed), shown: first.shown }
}
