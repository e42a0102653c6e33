//! Frames that lie over the page and ask. What they hold is another document's and is never read: their address, names and title say
//! what they are for, their place says that they are in the way.

use super::rails;
use crate::features::{Cues, Hints, Page, WORDS};
use crate::label::Label;
use crate::lexicon::Lexicon;
use crate::model::{ARTICLE, NEUTRAL, Scores};
use crate::snapshot::{Attribute, Facts, Tag};

/// Hints of names and addresses, and cues of titles, by what they ask for; the first that fits counts.
const ASKS: [(Label, Hints, Cues); 4] = [
    (Label::Consent, Hints::of(&["consent"]), Cues::of(&["consent"])),
    (Label::Newsletter, Hints::of(&["newsletter"]), Cues::of(&["newsletter"])),
    (Label::Donate, Hints::of(&["donate"]), Cues::of(&["donate"])),
    (Label::Subscribe, Hints::of(&["subscribe"]), Cues::of(&["subscribe"])),
];
/// How sure such a frame is, and what is left for story and all else.
const SURE: f32 = 0.95;
const REST: f32 = 0.025;
/// Share of the viewport that a frame holds before it is in the way, and fewest words of a page that it is in the way of.
const MUCH: f32 = 0.25;
const PAGE: f32 = 150.0;
/// Bytes of a title that are read.
const TITLE: usize = 200;
/// How far up names are looked at: a frame stands in a box of its own or two.
const LEVELS: usize = 3;

/// Gives the frames over the page that ask the score of what they ask for.
pub(super) fn judge(page: &Page<'_>, scores: &mut [Scores]) {
    for (block, scores) in scores.iter_mut().enumerate() {
        let element = page.blocks.list()[block].element;
        if page.snapshot.tag(element) != Tag::Iframe || !rails::in_dialog(page, block) {
            continue;
        }
        if let Some(place) = asks(page, block).and_then(|label| Label::NAGS.iter().position(|l| *l == label)) {
            *scores = [0.0; crate::model::CLASSES];
            scores[place] = SURE;
            scores[ARTICLE] = REST;
            scores[NEUTRAL] = REST;
        }
    }
}

/// What a frame asks for, by its names and those of its boxes, its address and its title; one that says nothing and holds much of the
/// viewport is advertising.
fn asks(page: &Page<'_>, block: usize) -> Option<Label> {
    let element = page.blocks.list()[block].element;
    let names = page.climb(block).take(LEVELS).fold(page.link_hints[block], |mask, e| mask | page.hints[e as usize]);
    let mut title = String::new();
    let said = page.snapshot.attribute(element, Attribute::Title).unwrap_or("");
    crate::block::fold(std::iter::once((said, false)), &mut title, TITLE);
    let said = Lexicon::words().said(&title, TITLE);
    let said = ASKS.iter().find(|(_, hint, cue)| hint.meet(names) || cue.meet(said)).map(|(label, ..)| *label);
    said.or_else(|| is_in_the_way(page, block).then_some(Label::Ad))
}

/// Whether the box that a frame is pinned with holds much of the viewport, on a page that has something else to show. What the
/// reader opened is not asked about here: the shell spares it.
fn is_in_the_way(page: &Page<'_>, block: usize) -> bool {
    let (width, height) = page.snapshot.viewport();
    let area = |size: (i32, i32)| size.0.max(0) as f32 * size.1.max(0) as f32;
    let pinned = page.climb(block).filter_map(|e| page.snapshot.facts_of(e)).find(|facts| facts.pinned());
    let large =
        pinned.is_some_and(|facts| area(facts.size) >= MUCH * width as f32 * height as f32 && facts.look & Facts::UNSEEN == 0);
    large && page.sum(&page.all(), WORDS) >= PAGE
}
