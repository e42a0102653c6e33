//! Verdicts and the reader's settings → operations: what to hide.

mod clean;
mod corrections;
mod delivered;
mod focus;
mod hidden;
mod overlay;
mod settings;
mod support;

pub use settings::{Act, Correction, Kinds, MAX_CORRECTIONS, Mode, Settings, Strictness};

use crate::features::Page;
use crate::label::Label;
use crate::snapshot::Snapshot;
use crate::verdict::{Judgement, Reason};
use corrections::Applied;
use focus::Focus;
use hidden::Hidden;
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
        /// The address, as the page writes it, of the appeal's own link to give or subscribe.
        support: Option<String>,
        /// Which of the settings' corrections hides it, if it was one.
        correction: Option<usize>,
    },
}

/// What stays visible because a correction says so.
#[derive(Clone, Debug, Serialize)]
pub struct Spared {
    /// The element.
    pub element: u32,
    /// What it would have been hidden as.
    pub label: Label,
    /// Its first words.
    pub text: String,
    /// Which of the settings' corrections.
    pub correction: usize,
}

/// What to do on a page: what is hidden in document order, then its backdrops.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Plan {
    /// The operations; no element stands in two.
    pub operations: Vec<Operation>,
    /// What corrections spared, in document order; only what would have been hidden.
    pub spared: Vec<Spared>,
    /// The container of the page's story.
    pub story: Option<u32>,
    /// The smallest element that holds all that Focus mode keeps; `None` in Clean mode.
    pub frame: Option<u32>,
    /// The last of the story's paragraphs (64 at most), in document order: what repairs look at. Of a whole page only.
    pub paragraphs: Vec<u32>,
    /// The site sent only part of the article.
    pub partial: bool,
    /// Focus mode was asked for, and the page has no main text to show alone: nothing is hidden but what corrections hide.
    pub unfocused: bool,
    /// What Focus mode keeps on the page and does not write: bylines, captions and what else is not the story's text, and what says again
    /// what stood before, since which of the copies a screen shows is not known.
    #[serde(skip)]
    pub unwritten: Vec<u32>,
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
        Mode::Clean => Some(Focus { elements: clean::elements(page, judgement), ..Focus::default() }),
        Mode::Focus => focus::find(page, judgement),
    };
    let unfocused = focus.is_none();
    let Focus { elements, unwritten, frame } = focus.unwrap_or_default();
    let mut hidden = Hidden::of(page, elements);
    let Applied { spared, shown } = corrections::apply(page, judgement, &settings.corrections, &mut hidden);
    let mut spared = spared.into_iter().map(|spare| spare.tell(page, judgement)).collect();
    let elements: Vec<u32> = hidden.entries().iter().map(|(element, _)| *element).collect();
    let hidden: Vec<Operation> = hidden.entries().iter().map(|(element, by)| hide(page, judgement, *element, *by)).collect();
    let mut backdrops = overlay::backdrops(page, judgement.story.container, &hidden);
    overlay::spare(page.snapshot, &shown, &mut backdrops, &mut spared);
    let paragraphs = delivered::paragraphs(page, judgement, &elements);
    let partial = delivered::is_partial(page, judgement, &hidden, paragraphs.last().copied());
    let operations = hidden.into_iter().chain(backdrops).collect();
    let paragraphs = delivered::last_elements(page, &paragraphs);
    Plan { operations, spared, story: judgement.story.container, frame, paragraphs, partial, unfocused, unwritten }
}

/// What is hidden, and why: by a correction, or as the block in it that weighs most was judged.
fn hide(page: &Page<'_>, judgement: &Judgement, element: u32, correction: Option<usize>) -> Operation {
    let (mut label, mut confidence, mut reasons) = described(page, judgement, element);
    if correction.is_some() {
        label = if label.is_nag() { label } else { Label::Other };
        (confidence, reasons) = (1.0, vec![Reason::ByYou]);
    }
    let text = crate::block::preview(page.snapshot, page.blocks, page.inside(element), PREVIEW);
    Operation::Hide { element, label, confidence, reasons, text, support: support::link(page, element, label), correction }
}

/// Describes an element by the block in it that weighs most.
fn described(page: &Page<'_>, judgement: &Judgement, element: u32) -> (Label, f32, Vec<Reason>) {
    let weight = |b: &usize| {
        let verdict = &judgement.scores[*b];
        crate::model::nag(verdict) * (page.blocks.list()[*b].stats.words as f32 + 1.0).sqrt()
    };
    let main = page.inside(element).take(64).max_by(|a, b| weight(a).total_cmp(&weight(b)));
    match main.map(|b| judgement.verdict(page, b)) {
        Some(verdict) => (verdict.label, verdict.confidence, verdict.reasons),
        None => (Label::Other, 0.5, vec![Reason::SiteFurniture]),
    }
}
