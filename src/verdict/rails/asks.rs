//! The rails that want to see somebody ask before anything is hidden.

use super::early::is_open;
use super::{Case, PROSE, SLOT_LABEL, in_dialog, is_slot_label, is_within};
use crate::features::{ASKING_CUES as ASKS, BUTTONS, Cues, Hints, INPUTS, LINKS, NAG_HINTS as NAMED, Page, hints_at};
use crate::label::Label;
use crate::model::nag;
use crate::snapshot::{Attribute, Tag};
use crate::verdict::nag_label;

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

/// Prose that asks has a button, a field, an amount or a way out near it; prose about asking has none.
pub(super) fn bare_prose(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    if case.words(block) <= PROSE || is_open(case, block) {
        return false;
    }
    let near = block.saturating_sub(8)..(block + 12).min(page.blocks.len());
    let holds = |c: &u32| [INPUTS, BUTTONS, LINKS].into_iter().any(|part| page.parts(*c, part) > 0.0);
    let control =
        page.climb(block).take(4).take_while(|e| !matches!(page.snapshot.tag(*e), Tag::Body | Tag::Html)).any(|e| holds(&e));
    let linked = page.blocks.list()[block].stats.link_chars > 0;
    !(control
        || linked
        || page.says(&near, const { Cues::of(&["amount", "dismiss"]) })
        || case.says(block, const { Cues::of(&["consent"]) }))
}

/// A notice of cookies between two story paragraphs has a button or a field, or lies in a dialog; a story, a quotation or a manual
/// that speaks of cookies has none, whatever its sections are called.
pub(super) fn bare_notice(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    if nag_label(&case.scores[block]) != Label::Consent || !case.story.paragraphs.contains(&block) {
        return false;
    }
    let mut own = page.climb(block).take_while(|e| !case.holds_paragraphs(*e));
    let control = |e: u32| [INPUTS, BUTTONS].into_iter().any(|part| case.page.parts(e, part) > 0.0);
    !is_within(page, block, const { Hints::of(&["modal", "sticky"]) }) && !own.any(control)
}

/// Where neither the block nor anything near it asks, and no name or address hints at a nag, its place alone was held against it.
pub(super) fn unasked(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    let container = page.containers[block][0];
    let near = block.saturating_sub(3)..(block + 4).min(page.blocks.len());
    let asks = page.says(&near, ASKS) || page.says(&page.inside(container), ASKS);
    let named =
        page.climb(block).take(8).any(|e| hints_at(page.hints[e as usize], NAMED)) || hints_at(page.link_hints[block], NAMED);
    let frame = page.snapshot.tag(page.blocks.list()[block].element) == Tag::Iframe;
    let control = [INPUTS, BUTTONS].into_iter().any(|part| case.page.parts(container, part) > 0.0);
    !(frame || named || control || asks)
}

/// A line of links, or a copyright line, is the site's, whatever the links are called (also where one of them says "cookies"),
/// unless it surely belongs to an appeal; so is what is taken for a notice in a header, menu or footer, and asks for nothing.
pub(super) fn furniture(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    let own = &page.blocks.list()[block];
    let scores = &case.scores[block];
    let appeal = nag(scores) >= SURE_ROW && nag_label(scores) != Label::Consent;
    let links = case.page.parts(own.element, LINKS) >= 2.0 && own.stats.words <= PROSE && own.stats.link_density() > 0.3;
    let line = links && !appeal || page.blocks.folded(block).contains('©');
    let built = |e: u32| matches!(page.snapshot.tag(e), Tag::Footer | Tag::Header | Tag::Nav);
    let notice = || nag_label(scores) == Label::Consent && nag(scores) < SURE_ROW && !case.says(block, ASKS);
    let mute = || own.stats.words > 0 && notice() && page.climb(block).any(built);
    let field = case.page.parts(page.containers[block][0], INPUTS) > 0.0;
    !field && !in_dialog(page, block) && (line || mute())
}

/// Between two story paragraphs, what waits for consent before it plays or shows something is a part of the story.
pub(super) fn embed(case: &Case<'_, '_>, block: usize) -> bool {
    const LEVELS: usize = 3;
    let page = case.page;
    if nag_label(&case.scores[block]) != Label::Consent || !case.story.paragraphs.contains(&block) {
        return false;
    }
    let own = page.climb(block).take_while(|e| !case.holds_paragraphs(*e)).take(LEVELS);
    let plays = |e: u32| {
        hints_at(page.hints[e as usize], const { Hints::of(&["media"]) })
            || page.says(&page.inside(e), const { Cues::of(&["media"]) })
    };
    !is_within(page, block, const { Hints::of(&["modal", "sticky"]) }) && own.into_iter().any(plays)
}

/// Frames of video players belong to the story, whatever stands around them, and so does a frame without an address that is
/// taken for a notice of cookies: it gets its address when the reader agrees to the film.
pub(super) fn player(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    let element = page.blocks.list()[block].element;
    let waits =
        || page.snapshot.tag(element) == Tag::Iframe && page.snapshot.attribute(element, Attribute::Src).unwrap_or("").is_empty();
    let is_notice =
        || nag_label(&case.scores[block]) == Label::Consent && !is_within(page, block, const { Hints::of(&["modal", "sticky"]) });
    is_player(page, block) || waits() && is_notice()
}

/// Whether a block is the frame of a known player.
pub(crate) fn is_player(page: &Page<'_>, block: usize) -> bool {
    const PLAYERS: [&str; 6] = ["youtube", "vimeo", "dailymotion", "brightcove", "jwplayer", "spotify"];
    let element = page.blocks.list()[block].element;
    let frame = page.snapshot.tag(element) == Tag::Iframe;
    let source = page.snapshot.attribute(element, Attribute::Src).unwrap_or("");
    frame && PLAYERS.iter().any(|player| source.contains(player))
}

/// A picture that asks says so plainly; the alternative text of a photograph tells what it shows, and may show an appeal.
pub(super) fn photograph(case: &Case<'_, '_>, block: usize) -> bool {
    let plain = if case.words(block) <= SLOT_LABEL { PLAIN } else { PLAINEST };
    case.page.blocks.is_picture(block) && nag(&case.scores[block]) < plain
}

/// On a page without a story, what sells is what the reader came for: a service's plans, a shop's calls to action. A short story that
/// says of itself that it is not free stands above a wall.
pub(super) fn offer(case: &Case<'_, '_>, block: usize) -> bool {
    let label = nag_label(&case.scores[block]);
    let sells = matches!(label, Label::Ad | Label::Subscribe);
    let sure = case.thresholds.odds_for(label) + OFFER;
    let offers = sells && !is_slot_label(case.page, &case.scores[block], block);
    offers && case.story.words < NO_STORY && case.odds[block] < sure && !in_dialog(case.page, block) && !case.says_not_free()
}
