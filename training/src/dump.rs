//! Features and labels as flat files that `fit.py` reads. All numbers are little-endian.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use unnag::features::{self, Context, Page};
use unnag::model::{self, CLASSES, Scores};

use crate::sources::Sources;

/// `x.bin`: a row of f32 a block. `rows.bin`: page, label, words, shown, main text (i32 each; -1 is unknown). `pages.jsonl`: a
/// line a page.
/// `grams.bin`: for each block, how many buckets its words fall into, and which (u16 each).
pub fn features(work: &Path, sources: &Sources) -> Result<()> {
    fs::create_dir_all(work)?;
    fs::write(work.join("names.txt"), features::names().join("\n"))?;
    let mut values = create(work, "x.bin")?;
    let mut rows = create(work, "rows.bin")?;
    let mut grams = create(work, "grams.bin")?;
    let mut list = create(work, "pages.jsonl")?;
    let mut count = 0;
    sources.each(|mut source| {
        let blocks = &source.blocks;
        let matrix = features::matrix(&Page::of(source.document.snapshot(), blocks));
        for (block, truth) in source.truth.iter().enumerate() {
            let label = truth.label.map_or(-1, |l| l as i32);
            let main = source.main[block].map_or(-1, i32::from);
            let row = [count, label, blocks.list()[block].stats.words as i32, i32::from(truth.shown), main];
            row.iter().try_for_each(|v| rows.write_all(&v.to_le_bytes()))?;
            matrix.row(block).iter().try_for_each(|v| values.write_all(&v.to_le_bytes()))?;
            let buckets = model::buckets(blocks.folded(block));
            [buckets.len() as u16].iter().chain(&buckets).try_for_each(|v| grams.write_all(&v.to_le_bytes()))?;
        }
        source.about["blocks"] = blocks.len().into();
        count += 1;
        Ok(writeln!(list, "{}", source.about)?)
    })?;
    println!("{count} pages, {} features", features::names().len());
    Ok(())
}

/// `x2.bin`: what the out-of-fold scores of `first.bin` say around each block.
pub fn context(work: &Path, sources: &Sources) -> Result<()> {
    let mut first = scores(&work.join("first.bin"))?.into_iter();
    let mut values = create(work, "x2.bin")?;
    let mut row = Vec::new();
    sources.each(|source| {
        let page = Page::of(source.document.snapshot(), &source.blocks);
        let scores: Vec<Scores> = first.by_ref().take(source.blocks.len()).collect();
        ensure!(scores.len() == source.blocks.len(), "first.bin was made from other pages");
        let context = Context::of(&page, &scores);
        for block in 0..source.blocks.len() {
            row.clear();
            context.write(block, &mut row);
            row.iter().try_for_each(|v| values.write_all(&v.to_le_bytes()))?;
        }
        Ok(())
    })?;
    ensure!(first.next().is_none(), "first.bin was made from other pages");
    Ok(())
}

/// Scores as `fit.py` writes them: [`CLASSES`] f32 a block.
pub fn scores(file: &Path) -> Result<Vec<Scores>> {
    Ok(floats(file)?.chunks_exact(CLASSES).map(|row| std::array::from_fn(|class| row[class])).collect())
}

/// All f32 of a file.
pub fn floats(file: &Path) -> Result<Vec<f32>> {
    let bytes = fs::read(file).with_context(|| file.display().to_string())?;
    Ok(bytes.chunks_exact(4).map(|at| f32::from_le_bytes([at[0], at[1], at[2], at[3]])).collect())
}

fn create(work: &Path, name: &str) -> Result<BufWriter<File>> {
    let file = work.join(name);
    Ok(BufWriter::new(File::create(&file).with_context(|| file.display().to_string())?))
}
