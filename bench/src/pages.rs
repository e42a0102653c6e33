//! The pages that are measured: a labelled corpus's, or the tree's own and generated ones.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::generated;

/// Elements of the generated pages that are measured beside the tree's own, which are small: from a short story to a front page.
const GENERATED: [usize; 8] = [200, 400, 600, 800, 1_200, 1_800, 2_700, 4_000];

/// What is known of a corpus page.
#[derive(Deserialize)]
struct Entry {
    pid: String,
}

/// Which pages to measure.
#[derive(clap::Args)]
pub struct Choice {
    /// A labelled corpus; the tree's own pages and generated ones when none is given
    #[arg(long)]
    pub corpus: Option<PathBuf>,
    /// At most so many pages of it, evenly spread
    #[arg(long)]
    pub pages: Option<usize>,
}

/// The pages of a corpus, or those of the tree's own; of more than `limit`, that many, evenly spread.
pub fn of(corpus: Option<&Path>, limit: Option<usize>) -> Result<Vec<String>> {
    let files = match corpus {
        Some(folder) => listed(folder)?,
        None => own()?,
    };
    let mut pages = spread(files, limit).iter().map(|file| read(file)).collect::<Result<Vec<_>>>()?;
    if corpus.is_none() {
        pages.extend(GENERATED.map(generated::page));
    }
    ensure!(!pages.is_empty(), "there are no pages to measure");
    Ok(pages)
}

/// The files of a corpus, by name.
fn listed(folder: &Path) -> Result<Vec<PathBuf>> {
    let list = folder.join("pages.jsonl");
    let text = fs::read_to_string(&list).with_context(|| format!("{} is missing: is this a corpus folder?", list.display()))?;
    let entries =
        text.lines().map(serde_json::from_str).collect::<Result<Vec<Entry>, _>>().context(list.display().to_string())?;
    let mut files: Vec<_> = entries.iter().map(|entry| folder.join(format!("{}.html.gz", entry.pid))).collect();
    files.sort();
    Ok(files)
}

/// The pages of `tests/pages`, by name.
fn own() -> Result<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/pages");
    let entries = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    let files = entries.flatten().map(|entry| entry.path().join("page.html")).filter(|file| file.is_file());
    let mut files: Vec<_> = files.collect();
    files.sort();
    Ok(files)
}

/// At most `limit` of these, evenly spread over their order.
fn spread<T: Clone>(all: Vec<T>, limit: Option<usize>) -> Vec<T> {
    let wanted = limit.unwrap_or(all.len()).min(all.len());
    (0..wanted).map(|n| all[n * all.len() / wanted].clone()).collect()
}

/// A page's text, unpacked where it is packed.
fn read(file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| file.display().to_string())?;
    let mut text = Vec::new();
    if file.extension().is_some_and(|extension| extension == "gz") {
        flate2::read::MultiGzDecoder::new(&*bytes).read_to_end(&mut text).with_context(|| file.display().to_string())?;
    } else {
        text = bytes;
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_spreads_over_all_pages() {
        assert_eq!(spread((0..10).collect(), Some(4)), [0, 2, 5, 7]);
        assert_eq!(spread(vec![1, 2], None), [1, 2]);
        assert_eq!(spread(vec![1, 2], Some(9)), [1, 2]);
    }
}
