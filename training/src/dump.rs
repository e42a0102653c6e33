//! Features and labels as flat files that `fit.py` reads. All numbers are little-endian.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde_json::json;
use unnag::block::Blocks;
use unnag::features::{self, Context, Page};
use unnag::model::{CLASSES, Scores};

use crate::corpus;

/// `x.bin`: a row of f32 a block. `rows.bin`: page, label (-1 unknown), words, shown (i32 each). `pages.jsonl`: a line a page.
pub fn features(work: &Path, corpora: &[PathBuf]) -> Result<()> {
    fs::create_dir_all(work)?;
    fs::write(work.join("names.txt"), features::names().join("\n"))?;
    let mut values = create(work, "x.bin")?;
    let mut rows = create(work, "rows.bin")?;
    let mut list = create(work, "pages.jsonl")?;
    let mut count = 0;
    for page in all(corpora)? {
        let document = page.document()?;
        let blocks = Blocks::of(document.snapshot());
        let matrix = features::matrix(&Page::of(document.snapshot(), &blocks));
        for (block, truth) in page.truth(&document, &blocks)?.iter().enumerate() {
            let label = truth.label.map_or(-1, |l| l as i32);
            let row = [count, label, blocks.list()[block].stats.words as i32, i32::from(truth.shown)];
            row.iter().try_for_each(|v| rows.write_all(&v.to_le_bytes()))?;
            matrix.row(block).iter().try_for_each(|v| values.write_all(&v.to_le_bytes()))?;
        }
        let line = json!({"pid": page.pid, "url": page.url, "lang": page.lang, "from": page.from, "part": page.part(), "blocks": blocks.len()});
        writeln!(list, "{line}")?;
        count += 1;
    }
    println!("{count} pages, {} features", features::names().len());
    Ok(())
}

/// `x2.bin`: what the out-of-fold scores of `first.bin` say around each block.
pub fn context(work: &Path, corpora: &[PathBuf]) -> Result<()> {
    let mut first = scores(&work.join("first.bin"))?.into_iter();
    let mut values = create(work, "x2.bin")?;
    let mut row = Vec::new();
    for page in all(corpora)? {
        let document = page.document()?;
        let blocks = Blocks::of(document.snapshot());
        let page = Page::of(document.snapshot(), &blocks);
        let scores: Vec<Scores> = first.by_ref().take(blocks.len()).collect();
        ensure!(scores.len() == blocks.len(), "first.bin was made from other pages");
        let context = Context::of(&page, &scores);
        for block in 0..blocks.len() {
            row.clear();
            context.write(block, &mut row);
            row.iter().try_for_each(|v| values.write_all(&v.to_le_bytes()))?;
        }
    }
    ensure!(first.next().is_none(), "first.bin was made from other pages");
    Ok(())
}

/// Scores as `fit.py` writes them: [`CLASSES`] f32 a block.
pub fn scores(file: &Path) -> Result<Vec<Scores>> {
    let bytes = fs::read(file).with_context(|| file.display().to_string())?;
    let value = |at: &[u8]| f32::from_le_bytes([at[0], at[1], at[2], at[3]]);
    Ok(bytes.chunks_exact(4 * CLASSES).map(|row| std::array::from_fn(|c| value(&row[4 * c..]))).collect())
}

fn all(corpora: &[PathBuf]) -> Result<Vec<corpus::Page>> {
    let lists: Vec<Vec<corpus::Page>> = corpora.iter().map(|folder| corpus::pages(folder)).collect::<Result<_>>()?;
    Ok(lists.into_iter().flatten().collect())
}

fn create(work: &Path, name: &str) -> Result<BufWriter<File>> {
    let file = work.join(name);
    Ok(BufWriter::new(File::create(&file).with_context(|| file.display().to_string())?))
}
