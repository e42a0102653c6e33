//! The guard rails. The model may be wrong; these make sure that it is wrong in the harmless direction.

mod asks;
mod counts;
mod early;
mod page;
mod paragraphs;
mod purpose;

pub(crate) use asks::is_player;

use super::thresholds::SLOT_ODDS;
use super::{Story, Thresholds, nag_label};
use crate::features::{Cues, Hints, Page, hints_at};
use crate::label::Label;
use crate::model::Scores;
use crate::snapshot::Tag;
use std::cell::OnceCell;

/// Most words of the line that labels an advertisement.
const SLOT_LABEL: u32 = 6;
/// Prose of more words than this needs a control near it: a strike fund in the news has none (model study, section 7).
const PROSE: u32 = 15;

/// Takes back every hiding that a rail forbids: first block by block, then as the page as a whole demands.
pub(super) fn protect(
    page: &Page<'_>,
    scores: &[Scores],
    odds: &[f32],
    story: &Story,
    thresholds: Thresholds,
    hide: &mut [bool],
) {
    let rails: [fn(&Case<'_, '_>, usize) -> bool; 14] = [
        paragraphs::headline,
        paragraphs::heads_story,
        paragraphs::inside_story,
        paragraphs::silent_prose,
        paragraphs::doubtful,
        asks::bare_prose,
        asks::bare_notice,
        asks::unasked,
        asks::furniture,
        asks::embed,
        asks::player,
        asks::photograph,
        asks::offer,
        purpose::message_form,
    ];
    let case = Case { page, scores, odds, story, thresholds, not_free: OnceCell::new() };
    for (block, hidden) in hide.iter_mut().enumerate() {
        *hidden = *hidden && !rails.iter().any(|rail| rail(&case, block));
    }
    page::complete_dialogs(&case, hide);
    purpose::complete_boxes(&case, hide);
    purpose::keep_lone_controls(&case, hide);
    purpose::keep_form_of_page(&case, hide);
    early::keep_uncertain(&case, hide);
    page::keep_items(&case, hide);
    page::keep_headings(&case, hide);
    page::keep_purpose(&case, hide);
    page::keep_plans(&case, hide);
    page::keep_most(&case, hide);
}

struct Case<'a, 'p> {
    page: &'a Page<'p>,
    scores: &'a [Scores],
    odds: &'a [f32],
    story: &'a Story,
    thresholds: Thresholds,
    /// Whether the page says of itself that it is not free, once somebody has asked.
    not_free: OnceCell<bool>,
}

impl Case<'_, '_> {
    fn says_not_free(&self) -> bool {
        *self.not_free.get_or_init(|| super::says_not_free(self.page.snapshot))
    }

    /// Whether an element is one whose children the story's paragraphs are.
    fn holds_paragraphs(&self, element: u32) -> bool {
        self.story.parents.binary_search(&element).is_ok()
    }

    fn words(&self, block: usize) -> u32 {
        self.page.blocks.list()[block].stats.words
    }

    /// Whether the odds are those that a block between two story paragraphs needs.
    fn is_sure(&self, block: usize) -> bool {
        if is_slot_label(self.page, &self.scores[block], block) {
            return self.odds[block].max(super::odds(&self.scores[block])) >= SLOT_ODDS + self.thresholds.inside;
        }
        let own = self.thresholds.odds_for(nag_label(&self.scores[block]));
        self.odds[block] >= own.max(self.thresholds.odds + self.thresholds.inside)
    }

    /// Whether the block itself holds any of these cues.
    fn says(&self, block: usize, cues: Cues) -> bool {
        self.page.says(&(block..block + 1), cues)
    }
}

/// Whether a block is the line over an advertisement that says what it is.
pub(super) fn is_slot_label(page: &Page<'_>, scores: &Scores, block: usize) -> bool {
    let short = page.blocks.list()[block].stats.words <= SLOT_LABEL;
    nag_label(scores) == Label::Ad && short && page.says(&(block..block + 1), const { Cues::of(&["ad"]) })
}

/// Whether a block stands in something that is named, built or pinned as a dialog.
pub(crate) fn in_dialog(page: &Page<'_>, block: usize) -> bool {
    is_within(page, block, const { Hints::of(&["modal", "consent", "sticky"]) })
}

/// Whether a block stands in something that is built or pinned as a dialog, or named by one of these hints.
fn is_within(page: &Page<'_>, block: usize, names: Hints) -> bool {
    let named = |e: u32| hints_at(page.hints[e as usize], names);
    let built = |e: u32| page.snapshot.tag(e) == Tag::Dialog || page.snapshot.facts_of(e).is_some_and(|f| f.pinned());
    // What holds the page's main part is no dialog, however it is placed.
    let own = page.climb(block).take_while(|e| !matches!(page.snapshot.tag(*e), Tag::Main | Tag::Body | Tag::Html));
    own.into_iter().any(|e| named(e) || built(e))
}

#[cfg(all(test, feature = "html"))]
mod tests;
