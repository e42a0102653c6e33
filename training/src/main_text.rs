//! Pages with their main text (`truth.jsonl`, `ID.html.gz`): what Clean mode takes of it, and what Focus mode gives of it.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use unnag::block::Blocks;
use unnag::html::{Document, Format};
use unnag::model::Scored;
use unnag::{Mode, Settings};

use crate::align::MainText;
use crate::figures::Figure;
use crate::focus::Agreement;
use crate::held_out::{self, HeldOut, MAIN_TEXT};

/// A page of the folder.
#[derive(Deserialize)]
pub struct Truth {
    pub corpus: String,
    pub id: String,
    pub url: Option<String>,
    #[serde(rename = "type")]
    pub kind: String,
    pub text: String,
}

/// What the two modes did to one page.
pub struct Outcome {
    pub id: String,
    pub kind: String,
    /// Whether held-out scores judged it.
    pub held_out: bool,
    /// Share of the main text's words that Clean mode hides.
    pub lost: f64,
    /// How far Focus mode's text agrees with the main text.
    pub focus: Agreement,
}

/// What Clean mode takes of the main text of all pages.
#[derive(Serialize)]
pub struct Lost {
    pages: usize,
    held_out: usize,
    hidden: Figure,
    pages_above_1_percent: usize,
    pages_above_5_percent: usize,
    /// The pages that lose most: name, kind, percent.
    worst: Vec<(String, String, f64)>,
}

/// The pages of a folder, in its order.
pub fn truths(folder: &Path) -> Result<Vec<Truth>> {
    let list = folder.join("truth.jsonl");
    let text =
        fs::read_to_string(&list).with_context(|| format!("{} is missing: is this a main-text folder?", list.display()))?;
    text.lines().map(serde_json::from_str).collect::<Result<_, _>>().context(list.display().to_string())
}

/// One page of a folder, parsed.
pub fn page(corpus: &Path, id: &str) -> Result<Document> {
    let file = corpus.join(format!("{id}.html.gz"));
    let packed = fs::File::open(&file).with_context(|| file.display().to_string())?;
    let mut bytes = Vec::new();
    flate2::read::MultiGzDecoder::new(packed).read_to_end(&mut bytes)?;
    Ok(Document::parse(&String::from_utf8_lossy(&bytes)))
}

/// Judges all pages of a folder in both modes; Focus mode's text of every page goes to `texts`, one JSON object a line.
pub fn judge(folder: &Path, held_out: &HeldOut, texts: Option<&Path>) -> Result<Vec<Outcome>> {
    let mut texts = texts.map(File::create).transpose().context("the file for Focus mode's texts")?.map(BufWriter::new);
    let mut outcomes = Vec::new();
    for truth in truths(folder)? {
        let document = page(folder, &truth.id)?;
        let blocks = Blocks::texts(document.snapshot());
        let (scored, known) = held_out.scores(MAIN_TEXT, &truth.id, document.snapshot(), blocks.len())?;
        let lost = lost(&document, &blocks, scored.clone(), &truth.text)?;
        let text = focused(document, scored)?;
        if let Some(out) = &mut texts {
            writeln!(out, "{}", serde_json::json!({"corpus": truth.corpus, "id": truth.id, "text": text}))?;
        }
        let focus = Agreement::of(&text, &truth.text);
        outcomes.push(Outcome { id: truth.id, kind: truth.kind, held_out: known, lost, focus });
    }
    texts.map_or(Ok(()), |mut out| out.flush())?;
    Ok(outcomes)
}

/// Words of hidden blocks that belong to the main text, as a share of the main text's words.
fn lost(document: &Document, blocks: &Blocks, scored: Scored, main: &str) -> Result<f64> {
    let snapshot = document.snapshot();
    let hidden = unnag::plan_scored(snapshot, &Settings::default(), scored)?.hidden(snapshot);
    let main = MainText::of(main);
    let belonging = main.own(blocks);
    let gone = (0..blocks.len()).filter(|b| hidden[blocks.list()[*b].element as usize] && belonging[*b] == Some(true));
    let lost: usize = gone.map(|b| blocks.list()[b].stats.words as usize).sum();
    Ok(lost as f64 / main.len().max(1) as f64)
}

fn focused(mut document: Document, scored: Scored) -> Result<String> {
    let settings = Settings { mode: Mode::Focus, ..Settings::default() };
    let plan = unnag::plan_scored(document.snapshot(), &settings, scored)?;
    Ok(document.text_of(&plan, Format::Text))
}

impl Lost {
    /// The figures of these pages, with the `worst` that lose most.
    pub fn of(outcomes: &[Outcome], worst: usize) -> Self {
        let above = |limit: f64| outcomes.iter().filter(|o| o.lost > limit).count();
        let mut most: Vec<&Outcome> = outcomes.iter().filter(|o| o.lost > 0.0).collect();
        most.sort_by(|a, b| b.lost.total_cmp(&a.lost));
        Lost {
            pages: outcomes.len(),
            held_out: outcomes.iter().filter(|o| o.held_out).count(),
            hidden: Figure::mean("main text hidden in Clean mode, mean over pages", outcomes.iter().map(|o| o.lost)),
            pages_above_1_percent: above(0.01),
            pages_above_5_percent: above(0.05),
            worst: most.into_iter().take(worst).map(|o| (o.id.clone(), o.kind.clone(), 100.0 * o.lost)).collect(),
        }
    }

    /// Prints a line, and one for each of the worst pages.
    pub fn print(&self) {
        let (low, high) = self.hidden.interval.unwrap_or_default();
        println!(
            "{} pages with main text; {}: {:.3} % of it hidden in Clean mode (mean; {low:.3}–{high:.3}); above 1 %: {}; above 5 %: {} pages",
            self.pages,
            held_out::source(self.held_out, self.pages),
            self.hidden.value.unwrap_or_default(),
            self.pages_above_1_percent,
            self.pages_above_5_percent
        );
        self.worst.iter().for_each(|(id, kind, lost)| println!("{lost:6.2} %  {id} {kind}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_pages_are_those_that_lose_most() {
        let outcome = |id: &str, lost: f64| Outcome {
            id: id.to_owned(),
            kind: "article".to_owned(),
            held_out: id == "b",
            lost,
            focus: Agreement::of("", ""),
        };
        let lost = Lost::of(&[outcome("a", 0.0), outcome("b", 0.02), outcome("c", 0.5), outcome("d", 0.0)], 5);
        assert_eq!(lost.worst.iter().map(|(id, ..)| &**id).collect::<Vec<_>>(), ["c", "b"]);
        assert_eq!((lost.pages_above_1_percent, lost.pages_above_5_percent, lost.held_out), (2, 1, 1));
        assert_eq!(lost.hidden.value, Some(13.0));
    }
}
