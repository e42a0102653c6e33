//! Verdicts and the reader's settings → operations: what to hide.

mod clean;
mod delivered;
mod focus;
mod overlay;
mod settings;

pub use settings::{Kinds, Mode, Settings, Strictness};

use crate::features::Page;
use crate::label::Label;
use crate::snapshot::Snapshot;
use crate::verdict::{Judgement, Reason};
use focus::Focus;
use serde::Serialize;

/// Characters of text that an operation shows the reader.
pub const PREVIEW: usize = 80;

/// One thing to do, which can be taken back.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Operation {
    /// Hide an element with all that it holds.
    Hide {
        /// The element.
        element: u32,
        /// What it is.
        label: Label,
        /// How sure, 0 to 1.
        confidence: f32,
        /// The strongest reasons.
        reasons: Vec<Reason>,
        /// Its first words.
        text: String,
    },
}

/// What to do on a page: what is hidden in document order, then its backdrops.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Plan {
    /// The operations; no element stands in two.
    pub operations: Vec<Operation>,
    /// The container of the page's story.
    pub story: Option<u32>,
    /// The last of the story's paragraphs (64 at most), in document order: what repairs look at. Of a whole page only.
    pub paragraphs: Vec<u32>,
    /// The site sent only part of the article.
    pub partial: bool,
    /// Focus mode was asked for, and the page has no main text to show alone: nothing is hidden.
    pub unfocused: bool,
    /// What Focus mode keeps though it stood before. Which of the copies a screen shows is not known, so that only what is
    /// written out can do without them.
    #[serde(skip)]
    pub copies: Vec<u32>,
}

impl Plan {
    /// For every element of the page, whether the plan hides it.
    pub fn hidden(&self, page: &Snapshot) -> Vec<bool> {
        let mut hidden = vec![false; page.len()];
        for operation in &self.operations {
            let Operation::Hide { element, .. } = operation;
            hidden[*element as usize..page.end(*element) as usize].fill(true);
        }
        hidden
    }
}

/// Turns a judgement into operations.
pub(crate) fn make(page: &Page<'_>, judgement: &Judgement, settings: &Settings) -> Plan {
    let focus = match settings.mode {
        Mode::Clean => Some(Focus { elements: clean::elements(page, judgement), copies: Vec::new() }),
        Mode::Focus => focus::find(page, judgement),
    };
    let unfocused = focus.is_none();
    let Focus { elements, copies } = focus.unwrap_or_default();
    let hidden: Vec<Operation> = elements.iter().map(|element| hide(page, judgement, *element)).collect();
    let backdrops = overlay::backdrops(page, &hidden);
    let paragraphs = delivered::paragraphs(page, judgement, &elements);
    let partial = delivered::is_partial(page, judgement, &hidden, paragraphs.last().copied());
    let operations = hidden.into_iter().chain(backdrops).collect();
    let paragraphs = delivered::last_elements(page, &paragraphs);
    Plan { operations, story: judgement.story.container, paragraphs, partial, unfocused, copies }
}

/// Describes what is hidden by the block in it that weighs most.
fn hide(page: &Page<'_>, judgement: &Judgement, element: u32) -> Operation {
    let blocks = page.inside(element);
    let weight = |b: &usize| {
        let verdict = &judgement.scores[*b];
        crate::model::nag(verdict) * (page.blocks.list()[*b].stats.words as f32 + 1.0).sqrt()
    };
    let main = blocks.clone().take(64).max_by(|a, b| weight(a).total_cmp(&weight(b)));
    let text = crate::block::preview(page.snapshot, page.blocks, blocks, PREVIEW);
    match main.map(|b| judgement.verdict(page, b)) {
        Some(verdict) => {
            Operation::Hide { element, label: verdict.label, confidence: verdict.confidence, reasons: verdict.reasons, text }
        }
        None => Operation::Hide { element, label: Label::Other, confidence: 0.5, reasons: vec![Reason::SiteFurniture], text },
    }
}
