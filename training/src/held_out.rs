//! Scores of models that have not seen a page's site, as training leaves them.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use unnag::Snapshot;
use unnag::model::Scored;

use crate::dump;

/// The part of the training folder that holds the labelled pages without class and id.
pub const STRIPPED: &str = "stripped";
/// The part that holds the pages with main text.
pub const MAIN_TEXT: &str = "main-text";

/// The scores of a training folder, by part and page; empty where the shipped model is to judge.
#[derive(Default)]
pub struct HeldOut(HashMap<(String, String), Scored>);

impl HeldOut {
    /// Reads `pages.jsonl`, `second.bin` and `main.bin`.
    pub fn read(work: &Path) -> Result<Self> {
        let file = work.join("pages.jsonl");
        let list =
            fs::read_to_string(&file).with_context(|| format!("{} is missing: run `cargo xtask train`", file.display()))?;
        let mut scores = dump::scores(&work.join("second.bin"))?.into_iter();
        let mut main = dump::floats(&work.join("main.bin"))?.into_iter();
        let mut found = HashMap::new();
        for line in list.lines() {
            let page: serde_json::Value = serde_json::from_str(line).context("pages.jsonl")?;
            let text = |name: &str| page[name].as_str().unwrap_or_default().to_owned();
            let count = page["blocks"].as_u64().unwrap_or(0) as usize;
            let scored = Scored { classes: scores.by_ref().take(count).collect(), main: main.by_ref().take(count).collect() };
            let whole = scored.classes.len() == count && scored.main.len() == count;
            ensure!(whole, "second.bin or main.bin is shorter than pages.jsonl says");
            found.insert((text("part"), text("pid")), scored);
        }
        ensure!(scores.next().is_none() && main.next().is_none(), "second.bin or main.bin is longer than pages.jsonl says");
        Ok(HeldOut(found))
    }

    /// What a page is judged by: held-out scores where there are any, and whether these are such.
    pub fn scores(&self, part: &str, pid: &str, snapshot: &Snapshot, blocks: usize) -> Result<(Scored, bool)> {
        let Some(scores) = self.0.get(&(part.to_owned(), pid.to_owned())) else { return Ok((unnag::scores(snapshot)?, false)) };
        ensure!(
            scores.classes.len() == blocks,
            "{part}/{pid} has {blocks} blocks, and {} when the model was trained: train again, or measure with --shipped",
            scores.classes.len()
        );
        Ok((scores.clone(), true))
    }
}

/// Says which model judged.
pub fn source(held_out: usize, pages: usize) -> String {
    match held_out {
        0 => "scores of the shipped model".to_owned(),
        all if all == pages => "scores held out by site".to_owned(),
        some => format!("scores held out by site for {some} pages, of the shipped model for {}", pages - some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unnag::html::Document;
    use unnag::model::CLASSES;

    /// Reads a training folder of two pages, one block and two, that has scores for some rows.
    fn read(name: &str, rows: usize) -> Result<HeldOut> {
        let folder = std::env::temp_dir().join(format!("unnag-held-out-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let list = r#"{"part": "pages", "pid": "a", "blocks": 1}
{"part": "main-text", "pid": "a", "blocks": 2}"#;
        fs::write(folder.join("pages.jsonl"), list).unwrap();
        let values = (0..rows * CLASSES).map(|at| (at / CLASSES) as f32);
        fs::write(folder.join("second.bin"), values.flat_map(f32::to_le_bytes).collect::<Vec<u8>>()).unwrap();
        let main = (0..rows).map(|at| at as f32 / 10.0);
        fs::write(folder.join("main.bin"), main.flat_map(f32::to_le_bytes).collect::<Vec<u8>>()).unwrap();
        let read = HeldOut::read(&folder);
        fs::remove_dir_all(folder).unwrap();
        read
    }

    #[test]
    fn each_page_gets_the_scores_of_its_part() {
        let page = Document::parse("<p>Rain in the valley.</p>");
        let scores = read("parts", 3).unwrap();
        let of = |part: &str, pid: &str, blocks| scores.scores(part, pid, page.snapshot(), blocks);
        let (first, second) = (of("pages", "a", 1).unwrap(), of(MAIN_TEXT, "a", 2).unwrap());
        assert_eq!((first.0.classes, first.0.main, first.1), (vec![[0.0; CLASSES]], vec![0.0], true));
        assert_eq!((second.0.classes, second.0.main, second.1), (vec![[1.0; CLASSES], [2.0; CLASSES]], vec![0.1, 0.2], true));
        assert!(!of("pages", "b", 1).unwrap().1, "an unknown page is judged by the shipped model");
        assert!(of("pages", "a", 2).is_err(), "other blocks than in training");
    }

    #[test]
    fn lists_and_scores_must_fit() {
        assert!(read("short", 2).is_err());
        assert!(read("long", 4).is_err());
    }
}
