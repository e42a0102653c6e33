//! The guard rails. The model may be wrong; these make sure that it is wrong in the harmless direction.

mod page;

use super::story::LIKELY;
use super::{Story, Thresholds, nag_label};
use crate::features::{CUES, FIRST_CUE, HINTS, PARTS, Page};
use crate::label::Label;
use crate::model::{ARTICLE, Scores, nag};
use crate::snapshot::{Attribute, NONE, Tag};
use std::ops::Range;

/// Prose of more words than this needs a control near it: a strike fund in the news has none (model study, section 7).
const PROSE: u32 = 15;
/// Prose of this many words says something of what it is.
const SILENT: u32 = 25;
/// Words from which a block counts as a sentence.
const SENTENCE: u32 = 6;
/// What is asked in addition of a sentence that stands among the story's paragraphs as one of them.
const AMONG: f32 = 4.0;
/// Probability from which a line of links is taken for the choices of an appeal.
const SURE_ROW: f32 = 0.9;
/// Cues that prose of a nag is expected to hold, one at least.
const ASKING: [&str; 14] = [
    "donate",
    "support",
    "subscribe",
    "account",
    "newsletter",
    "follow",
    "consent",
    "blocker",
    "ad",
    "commerce",
    "urge",
    "thanks",
    "we",
    "you",
];

/// Takes back every hiding that a rail forbids: first block by block, then as the page as a whole demands.
pub(super) fn protect(
    page: &Page<'_>,
    scores: &[Scores],
    odds: &[f32],
    story: &Story,
    thresholds: Thresholds,
    hide: &mut [bool],
) {
    let rails: [fn(&Case<'_, '_>, usize) -> bool; 8] =
        [headline, inside_story, bare_prose, silent_prose, unasked, furniture, player, doubtful];
    let case = Case { page, scores, odds, story, thresholds };
    for (block, hidden) in hide.iter_mut().enumerate() {
        *hidden = *hidden && !rails.iter().any(|rail| rail(&case, block));
    }
    page::keep_purpose(&case, hide);
    page::keep_most(&case, hide);
}

struct Case<'a, 'p> {
    page: &'a Page<'p>,
    scores: &'a [Scores],
    odds: &'a [f32],
    story: &'a Story,
    thresholds: Thresholds,
}

impl Case<'_, '_> {
    fn words(&self, block: usize) -> u32 {
        self.page.blocks.list()[block].stats.words
    }

    /// Whether the odds are those that a block between two story paragraphs needs.
    fn is_sure(&self, block: usize) -> bool {
        self.odds[block]
            >= (self.thresholds.odds + self.thresholds.inside).max(self.thresholds.odds_for(nag_label(&self.scores[block])))
    }

    /// How many elements of a kind of [`PARTS`] an element holds.
    fn parts(&self, element: u32, kind: &str) -> f32 {
        PARTS.iter().position(|p| *p == kind).map_or(0.0, |p| self.page.parts(element, p))
    }
}

/// The page's headline, known by its title, is the story's, and so is the byline below it.
fn headline(case: &Case<'_, '_>, block: usize) -> bool {
    let titled = |b: usize| case.page.headline == Some(b);
    let byline = CUES.iter().position(|c| *c == "byline").is_some_and(|c| case.page.cues[block][c] > 0);
    titled(block) || byline && case.words(block) <= PROSE && (block.saturating_sub(3)..block).any(titled)
}

/// A block between two story paragraphs needs much more certainty, and prose that stands among them as one of them far more:
/// an appeal that is planted into a story comes in a box of its own.
fn inside_story(case: &Case<'_, '_>, block: usize) -> bool {
    let range = &case.story.paragraphs;
    let within = range.contains(&block) && case.story.container.is_none_or(|c| case.page.inside(c).contains(&block));
    let parent = case.page.snapshot.parent(case.page.blocks.list()[block].element);
    let among = || case.words(block) >= SENTENCE && case.story.parents.contains(&parent.unwrap_or(NONE));
    within && (!case.is_sure(block) || among() && case.odds[block] < case.thresholds.odds + AMONG)
}

/// Prose that asks has a button, a field, an amount or a way out near it; prose about asking has none.
fn bare_prose(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    if case.words(block) <= PROSE {
        return false;
    }
    let near = block.saturating_sub(8)..(block + 12).min(page.blocks.len());
    let says = |range: &Range<usize>, cue: &str| {
        CUES.iter().position(|c| *c == cue).is_some_and(|c| page.sum(range, FIRST_CUE + c) > 0.0)
    };
    let holds = |c: &u32| ["inputs", "buttons", "links"].iter().any(|kind| case.parts(*c, kind) > 0.0);
    let control =
        page.climb(block).take(4).take_while(|e| !matches!(page.snapshot.tag(*e), Tag::Body | Tag::Html)).any(|e| holds(&e));
    let linked = page.blocks.list()[block].stats.link_chars > 0;
    !(control || linked || says(&near, "amount") || says(&near, "dismiss") || says(&(block..block + 1), "consent"))
}

/// Prose that says nothing of any nag was voted down by its neighbours; it takes as much as inside the story.
fn silent_prose(case: &Case<'_, '_>, block: usize) -> bool {
    let cues = &case.page.cues[block];
    let says = |name: &&str| CUES.iter().position(|c| c == name).is_some_and(|c| cues[c] > 0);
    !case.is_sure(block) && case.words(block) >= SILENT && !ASKING.iter().any(says)
}

/// Where neither the block nor anything near it asks, and no name or address hints at a nag, its place alone was held against it.
fn unasked(case: &Case<'_, '_>, block: usize) -> bool {
    const NAMED: [&str; 8] = ["newsletter", "subscribe", "donate", "consent", "ad", "promo", "modal", "sticky"];
    let page = case.page;
    let container = page.containers[block][0];
    let near = block.saturating_sub(3)..(block + 4).min(page.blocks.len());
    let asks = |range: &Range<usize>| {
        let asking = ASKING.iter().filter(|cue| !matches!(**cue, "we" | "you"));
        asking.filter_map(|cue| CUES.iter().position(|c| c == cue)).any(|c| page.sum(range, FIRST_CUE + c) > 0.0)
    };
    let named = page.climb(block).take(8).any(|e| NAMED.iter().any(|hint| hinted(page.hints[e as usize], hint)))
        || NAMED.iter().any(|hint| hinted(page.link_hints[block], hint));
    let frame = page.snapshot.tag(page.blocks.list()[block].element) == Tag::Iframe;
    let control = ["inputs", "buttons"].iter().any(|kind| case.parts(container, kind) > 0.0);
    !(frame || named || control || asks(&near) || asks(&page.inside(container)))
}

/// A line of links, or a copyright line, is the site's, whatever the links are called (also where one of them says "cookies"),
/// unless it surely belongs to an appeal; a single link only in the site's header, menu or footer.
fn furniture(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    let own = &page.blocks.list()[block];
    let density = own.stats.link_density();
    let site = || page.climb(block).any(|e| matches!(page.snapshot.tag(e), Tag::Header | Tag::Nav | Tag::Footer));
    let scores = &case.scores[block];
    let appeal = nag(scores) >= SURE_ROW && nag_label(scores) != Label::Consent;
    let row = case.parts(own.element, "links") >= 2.0 && own.stats.words <= PROSE && (site() || density > 0.3 && !appeal);
    let line = row || page.blocks.folded(block).contains('©') || density > 0.5 && site();
    let field = case.parts(page.containers[block][0], "inputs") > 0.0;
    line && !field && !in_dialog(page, block)
}

/// Frames of video players belong to the story, whatever stands around them.
fn player(case: &Case<'_, '_>, block: usize) -> bool {
    const PLAYERS: [&str; 6] = ["youtube", "vimeo", "dailymotion", "brightcove", "jwplayer", "spotify"];
    let element = case.page.blocks.list()[block].element;
    let frame = case.page.snapshot.tag(element) == Tag::Iframe;
    let source = case.page.snapshot.attribute(element, Attribute::Src).unwrap_or("");
    frame && PLAYERS.iter().any(|player| source.contains(player))
}

/// A text that may be story as much as not is left alone, however its neighbours voted.
fn doubtful(case: &Case<'_, '_>, block: usize) -> bool {
    case.scores[block][ARTICLE] >= LIKELY
}

/// Whether a block stands in something that is named, built or pinned as a dialog.
pub(super) fn in_dialog(page: &Page<'_>, block: usize) -> bool {
    let hinted =
        |e: u32, hint: &str| HINTS.iter().position(|h| *h == hint).is_some_and(|bit| page.hints[e as usize] >> bit & 1 == 1);
    let named = |e: u32| ["modal", "consent", "sticky"].iter().any(|hint| hinted(e, hint));
    let built = |e: u32| page.snapshot.tag(e) == Tag::Dialog || page.snapshot.facts_of(e).is_some_and(|f| f.pinned());
    page.climb(block).any(|e| !matches!(page.snapshot.tag(e), Tag::Html | Tag::Body) && (named(e) || built(e)))
}

/// Whether a mask of name hints holds this one.
fn hinted(mask: u32, hint: &str) -> bool {
    HINTS.iter().position(|h| *h == hint).is_some_and(|bit| mask >> bit & 1 == 1)
}

#[cfg(all(test, feature = "html"))]
mod tests;
