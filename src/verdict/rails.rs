//! The guard rails. The model may be wrong; these make sure that it is wrong in the harmless direction.

mod page;

use super::story::LIKELY;
use super::{Story, Thresholds, nag_label};
use crate::features::{ASKING_CUES as ASKS, NAG_HINTS as NAMED, PARTS, Page, hints_at};
use crate::label::Label;
use crate::model::{ARTICLE, Scores, nag};
use crate::snapshot::{Attribute, NONE, Tag};

/// Prose of more words than this needs a control near it: a strike fund in the news has none (model study, section 7).
const PROSE: u32 = 15;
/// Prose of this many words says something of what it is.
const SILENT: u32 = 25;
/// Words from which a block counts as a sentence.
const SENTENCE: u32 = 6;
/// What is asked in addition of a sentence that stands among the story's paragraphs as one of them.
const AMONG: f32 = 4.0;
/// Most words of the line that labels an advertisement.
const SLOT_LABEL: u32 = 6;
/// Probability from which a line of links is taken for the choices of an appeal.
const SURE_ROW: f32 = 0.7;
/// Probability from which a picture is taken for an appeal, where it says so in few words and in many. It goes with its box in
/// any case.
const PLAIN: f32 = 0.85;
const PLAINEST: f32 = 0.97;
/// Fewer words of story than this, and the page may be an offer.
const NO_STORY: f32 = 250.0;
/// What is asked in addition of an offer on such a page.
const OFFER: f32 = 1.5;
/// Cues that speak to somebody: prose of a nag does, where it does not ask.
const ADDRESSES: &[&str] = &["we", "you"];

/// Takes back every hiding that a rail forbids: first block by block, then as the page as a whole demands.
pub(super) fn protect(
    page: &Page<'_>,
    scores: &[Scores],
    odds: &[f32],
    story: &Story,
    thresholds: Thresholds,
    hide: &mut [bool],
) {
    let rails: [fn(&Case<'_, '_>, usize) -> bool; 12] = [
        headline,
        heads_story,
        inside_story,
        bare_prose,
        bare_notice,
        silent_prose,
        unasked,
        furniture,
        player,
        photograph,
        doubtful,
        offer,
    ];
    let case = Case { page, scores, odds, story, thresholds };
    for (block, hidden) in hide.iter_mut().enumerate() {
        *hidden = *hidden && !rails.iter().any(|rail| rail(&case, block));
    }
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

    /// Whether the block itself holds any of these cues.
    fn says(&self, block: usize, cues: &[&str]) -> bool {
        self.page.says(&(block..block + 1), cues)
    }

    /// How many elements of a kind of [`PARTS`] an element holds.
    fn parts(&self, element: u32, kind: &str) -> f32 {
        PARTS.iter().position(|p| *p == kind).map_or(0.0, |p| self.page.parts(element, p))
    }
}

/// The page's headline, known by its title, is the story's, and so is the byline below it.
fn headline(case: &Case<'_, '_>, block: usize) -> bool {
    let titled = |b: usize| case.page.headline == Some(b);
    let byline = || case.says(block, &["byline"]);
    titled(block) || byline() && case.words(block) <= PROSE && (block.saturating_sub(3)..block).any(titled)
}

/// A heading goes with what it heads: one of a story about advertising or newsletters reads like a label, and is followed by a
/// paragraph of the story.
fn heads_story(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    let list = page.blocks.list();
    let heading = |b: usize| (Tag::H1 as u8..=Tag::H6 as u8).contains(&(page.snapshot.tag(list[b].element) as u8));
    let parent = |b: usize| page.snapshot.parent(list[b].element);
    let next = block + 1;
    heading(block)
        && next < list.len()
        && parent(next) == parent(block)
        && case.words(next) >= PROSE
        && case.scores[next][ARTICLE] >= LIKELY
}

/// A block between two story paragraphs needs much more certainty, and prose that stands among them as one of them far more:
/// an appeal that is planted into a story comes in a box of its own.
fn inside_story(case: &Case<'_, '_>, block: usize) -> bool {
    let range = &case.story.paragraphs;
    let within = range.contains(&block) && case.story.container.is_none_or(|c| case.page.inside(c).contains(&block));
    let parent = case.page.snapshot.parent(case.page.blocks.list()[block].element);
    let among = || case.words(block) >= SENTENCE && case.story.parents.contains(&parent.unwrap_or(NONE));
    within
        && !is_slot_label(case.page, &case.scores[block], block)
        && (!case.is_sure(block) || among() && case.odds[block] < case.thresholds.odds + AMONG)
}

/// Whether a block is the line over an advertisement that says what it is.
pub(super) fn is_slot_label(page: &Page<'_>, scores: &Scores, block: usize) -> bool {
    let short = page.blocks.list()[block].stats.words <= SLOT_LABEL;
    nag_label(scores) == Label::Ad && short && page.says(&(block..block + 1), &["ad"])
}

/// Prose that asks has a button, a field, an amount or a way out near it; prose about asking has none.
fn bare_prose(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    if case.words(block) <= PROSE {
        return false;
    }
    let near = block.saturating_sub(8)..(block + 12).min(page.blocks.len());
    let holds = |c: &u32| ["inputs", "buttons", "links"].iter().any(|kind| case.parts(*c, kind) > 0.0);
    let control =
        page.climb(block).take(4).take_while(|e| !matches!(page.snapshot.tag(*e), Tag::Body | Tag::Html)).any(|e| holds(&e));
    let linked = page.blocks.list()[block].stats.link_chars > 0;
    !(control || linked || page.says(&near, &["amount", "dismiss"]) || case.says(block, &["consent"]))
}

/// A notice of cookies between two story paragraphs has a button or a field, or lies in a dialog; a story, a quotation or a manual
/// that speaks of cookies has none, whatever its sections are called.
fn bare_notice(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    if nag_label(&case.scores[block]) != Label::Consent || !case.story.paragraphs.contains(&block) {
        return false;
    }
    let mut own = page.climb(block).take_while(|e| !case.story.parents.contains(e));
    let control = |e: u32| ["inputs", "buttons"].iter().any(|kind| case.parts(e, kind) > 0.0);
    !is_within(page, block, &["modal", "sticky"]) && !own.any(control)
}

/// Prose that says nothing of any nag was voted down by its neighbours; it takes as much as inside the story.
fn silent_prose(case: &Case<'_, '_>, block: usize) -> bool {
    !case.is_sure(block) && case.words(block) >= SILENT && !case.says(block, ASKS) && !case.says(block, ADDRESSES)
}

/// Where neither the block nor anything near it asks, and no name or address hints at a nag, its place alone was held against it.
fn unasked(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    let container = page.containers[block][0];
    let near = block.saturating_sub(3)..(block + 4).min(page.blocks.len());
    let asks = page.says(&near, ASKS) || page.says(&page.inside(container), ASKS);
    let named =
        page.climb(block).take(8).any(|e| hints_at(page.hints[e as usize], NAMED)) || hints_at(page.link_hints[block], NAMED);
    let frame = page.snapshot.tag(page.blocks.list()[block].element) == Tag::Iframe;
    let control = ["inputs", "buttons"].iter().any(|kind| case.parts(container, kind) > 0.0);
    !(frame || named || control || asks)
}

/// A line of links, or a copyright line, is the site's, whatever the links are called (also where one of them says "cookies"),
/// unless it surely belongs to an appeal.
fn furniture(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    let own = &page.blocks.list()[block];
    let scores = &case.scores[block];
    let appeal = nag(scores) >= SURE_ROW && nag_label(scores) != Label::Consent;
    let links = case.parts(own.element, "links") >= 2.0 && own.stats.words <= PROSE && own.stats.link_density() > 0.3;
    let line = links && !appeal || page.blocks.folded(block).contains('©');
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

/// A picture that asks says so plainly; the alternative text of a photograph tells what it shows, and may show an appeal.
fn photograph(case: &Case<'_, '_>, block: usize) -> bool {
    let plain = if case.words(block) <= SLOT_LABEL { PLAIN } else { PLAINEST };
    case.page.blocks.is_picture(block) && nag(&case.scores[block]) < plain
}

/// A text that may be story as much as not is left alone, however its neighbours voted.
fn doubtful(case: &Case<'_, '_>, block: usize) -> bool {
    case.scores[block][ARTICLE] >= LIKELY
}

/// On a page without a story, what sells is what the reader came for: a service's plans, a shop's calls to action.
fn offer(case: &Case<'_, '_>, block: usize) -> bool {
    let label = nag_label(&case.scores[block]);
    let sells = matches!(label, Label::Ad | Label::Subscribe);
    let sure = case.thresholds.odds_for(label) + OFFER;
    sells && case.story.words < NO_STORY && case.odds[block] < sure && !in_dialog(case.page, block)
}

/// Whether a block stands in something that is named, built or pinned as a dialog.
pub(super) fn in_dialog(page: &Page<'_>, block: usize) -> bool {
    is_within(page, block, &["modal", "consent", "sticky"])
}

/// Whether a block stands in something that is built or pinned as a dialog, or named by one of these hints.
fn is_within(page: &Page<'_>, block: usize, names: &[&str]) -> bool {
    let named = |e: u32| hints_at(page.hints[e as usize], names);
    let built = |e: u32| page.snapshot.tag(e) == Tag::Dialog || page.snapshot.facts_of(e).is_some_and(|f| f.pinned());
    page.climb(block).any(|e| !matches!(page.snapshot.tag(e), Tag::Html | Tag::Body) && (named(e) || built(e)))
}

#[cfg(all(test, feature = "html"))]
mod tests;
