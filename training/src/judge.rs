//! Judges labelled pages at every strictness.

use anyhow::Result;
use unnag::block::Blocks;
use unnag::model::{ARTICLE, Scores};
use unnag::{Label, Settings, Strictness};

use crate::corpus::Page;
use crate::held_out::{HeldOut, STRIPPED};
use crate::results::{Block, PageResult};
use crate::times::Times;

/// The strictnesses, by the names of the tables.
pub const LEVELS: [(&str, Strictness); 3] =
    [("careful", Strictness::Careful), ("normal", Strictness::Normal), ("thorough", Strictness::Thorough)];
/// The place of the default among them.
pub const NORMAL: usize = 1;

/// In which form pages are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As they are.
    Whole,
    /// Without any class or id.
    Stripped,
}

/// What came of the pages.
#[derive(Default)]
pub struct Judged {
    /// A result a page, for each of the [`LEVELS`].
    pub levels: [Vec<PageResult>; 3],
    /// On how many pages held-out scores judged.
    pub held_out: usize,
    /// How long the core took.
    pub core: Times,
    /// How long reading, unpacking and parsing took.
    pub reading: Times,
}

impl Judged {
    /// Judges all pages in one form.
    pub fn of(pages: &[Page], form: Form, held_out: &HeldOut) -> Result<Self> {
        let mut judged = Judged::default();
        pages.iter().try_for_each(|page| judged.add(page, form, held_out))?;
        Ok(judged)
    }

    fn add(&mut self, page: &Page, form: Form, held_out: &HeldOut) -> Result<()> {
        let (document, part) = match form {
            Form::Whole => (self.reading.of(|| page.document())?, page.part()),
            Form::Stripped => (page.document_stripped()?, STRIPPED.to_owned()),
        };
        let snapshot = document.snapshot();
        self.core.of(|| unnag::plan(snapshot, &Settings::default()))?;
        let blocks = Blocks::texts(snapshot);
        let truth = page.truth(&document, &blocks)?;
        let (scored, known) = held_out.scores(&part, &page.pid, snapshot, blocks.len())?;
        self.held_out += usize::from(known);
        for ((_, strictness), results) in LEVELS.iter().zip(&mut self.levels) {
            let settings = Settings { strictness: *strictness, ..Settings::default() };
            let hidden = unnag::plan_scored(snapshot, &settings, scored.clone())?.hidden(snapshot);
            let judged = (0..blocks.len()).filter(|b| truth[*b].shown).filter_map(|b| {
                let block = &blocks.list()[b];
                let hidden_as = hidden[block.element as usize].then(|| likeliest_nag(&scored.classes[b]));
                Some(Block {
                    index: b,
                    label: truth[b].label?,
                    words: block.stats.words.max(1),
                    hidden_as,
                    scores: scored.classes[b],
                })
            });
            results.push(PageResult { lang: page.lang.clone().unwrap_or_default(), blocks: judged.collect() });
        }
        Ok(())
    }
}

/// The label of a hidden block's verdict.
fn likeliest_nag(scores: &Scores) -> Label {
    let best = (0..ARTICLE).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0);
    Label::NAGS[best]
}
