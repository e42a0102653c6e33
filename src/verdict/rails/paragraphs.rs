//! The rails that know the story by its paragraphs.

use super::{Case, PROSE, is_slot_label};
use crate::features::{ASKING_CUES as ASKS, BUTTONS, Cues, INPUTS, LINKS};
use crate::model::ARTICLE;
use crate::snapshot::{NONE, Tag};
use crate::verdict::story::LIKELY;

/// Prose of this many words says something of what it is.
const SILENT: u32 = 25;
/// Words from which a block counts as a sentence.
const SENTENCE: u32 = 6;
/// What is asked in addition of a sentence that stands among the story's paragraphs as one of them.
const AMONG: f32 = 4.0;
/// Most blocks of a box that goes as a whole.
const BOX: usize = 14;
/// Cues that speak to somebody: prose of a nag does, where it does not ask.
const ADDRESSES: Cues = Cues::of(&["we", "you"]);

/// The page's headline, known by its title, is the story's, wherever it stands once more, and so is the byline below it.
pub(super) fn headline(case: &Case<'_, '_>, block: usize) -> bool {
    let text = |b: usize| case.page.blocks.folded(b);
    let titled = |b: usize| case.page.headline.is_some_and(|headline| headline == b || text(headline) == text(b));
    let byline = || case.says(block, const { Cues::of(&["byline"]) });
    titled(block) || byline() && case.words(block) <= PROSE && (block.saturating_sub(3)..block).any(titled)
}

pub(super) fn is_heading(case: &Case<'_, '_>, block: usize) -> bool {
    let tag = case.page.snapshot.tag(case.page.blocks.list()[block].element);
    (Tag::H1 as u8..=Tag::H6 as u8).contains(&(tag as u8))
}

/// A heading goes with what it heads: one of a story about advertising or newsletters reads like a label, and is followed by a
/// paragraph of the story.
pub(super) fn heads_story(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    let list = page.blocks.list();
    let parent = |b: usize| page.snapshot.parent(list[b].element);
    let next = block + 1;
    is_heading(case, block)
        && next < list.len()
        && parent(next) == parent(block)
        && case.words(next) >= PROSE
        && case.scores[next][ARTICLE] >= LIKELY
}

/// A block between two story paragraphs needs much more certainty, and prose that stands among them as one of them far more:
/// an appeal that is planted into a story comes in a box of its own. A story that begins with money may seem to begin later than
/// it does, so that prose counts from the headline on.
pub(super) fn inside_story(case: &Case<'_, '_>, block: usize) -> bool {
    let range = &case.story.paragraphs;
    let within = range.contains(&block) && case.story.container.is_none_or(|c| case.page.inside(c).contains(&block));
    let among = || case.words(block) >= SENTENCE && case.holds_paragraphs(holder(case, block).unwrap_or(NONE));
    let begun = || case.page.headline.is_some_and(|headline| (headline..range.start).contains(&block));
    let doubted = || within && !case.is_sure(block) && !in_sure_box(case, block);
    let one_of_them = || (within || begun()) && among() && case.odds[block] < case.thresholds.odds + AMONG;
    !is_slot_label(case.page, &case.scores[block], block) && (doubted() || one_of_them())
}

/// What a block stands in: its parent, or that of its list or quotation, where nothing in it can be pressed or followed.
fn holder(case: &Case<'_, '_>, block: usize) -> Option<u32> {
    let page = case.page.snapshot;
    let parent = page.parent(case.page.blocks.list()[block].element)?;
    let told = matches!(page.tag(parent), Tag::Ul | Tag::Ol | Tag::Dl | Tag::Blockquote);
    let silent = || [INPUTS, BUTTONS, LINKS].into_iter().all(|part| case.page.parts(parent, part) == 0.0);
    if told && silent() { page.parent(parent) } else { Some(parent) }
}

/// Whether a block stands in a box of which everything is a nag, and a form or button surely is: its words go with it.
fn in_sure_box(case: &Case<'_, '_>, block: usize) -> bool {
    let container = case.page.containers[block][0];
    let inside = case.page.inside(container);
    let control = [INPUTS, BUTTONS].into_iter().any(|part| case.page.parts(container, part) > 0.0);
    let is_nag = |b: usize| case.odds[b] >= case.thresholds.odds;
    (2..=BOX).contains(&inside.len()) && control && inside.clone().all(is_nag) && inside.into_iter().any(|b| case.is_sure(b))
}

/// Prose that says nothing of any nag was voted down by its neighbours; it takes as much as inside the story.
pub(super) fn silent_prose(case: &Case<'_, '_>, block: usize) -> bool {
    !case.is_sure(block) && case.words(block) >= SILENT && !case.says(block, ASKS) && !case.says(block, ADDRESSES)
}

/// A text that may be story as much as not is left alone, however its neighbours voted.
pub(super) fn doubtful(case: &Case<'_, '_>, block: usize) -> bool {
    case.scores[block][ARTICLE] >= LIKELY
}
