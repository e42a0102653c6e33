//! The guard rails. The model may be wrong; these make sure that it is wrong in the harmless direction.

use super::story::LIKELY;
use super::{Story, Thresholds, nag_label};
use crate::features::{CUES, FIRST_CUE, HINTS, Page, WORDS};
use crate::label::Label;
use crate::model::{ARTICLE, Scores};
use crate::snapshot::{Attribute, Scope, Tag};
use std::ops::Range;

/// Prose of more words than this needs a control near it: a strike fund in the news has none (model study, section 7).
const PROSE: u32 = 15;
/// Prose of this many words says something of what it is.
const SILENT: u32 = 25;
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
/// Share of a page's words that hiding may take away. What holds most of the page is the page.
const MOST: f32 = 0.5;
/// Fewer words of story than this, and the page's purpose may be the appeal itself.
const PURPOSE_STORY: f32 = 60.0;
/// Fewer words of story than this under a headline that asks, and the page is about asking.
const TOPIC_STORY: f32 = 150.0;
/// Share of the page's words that one label must hold to be the page's purpose.
const PURPOSE_SHARE: f32 = 0.35;

/// Takes back every hiding that a rail forbids.
pub(super) fn protect(
    page: &Page<'_>,
    scores: &[Scores],
    odds: &[f32],
    story: &Story,
    thresholds: Thresholds,
    hide: &mut [bool],
) {
    let rails: [fn(&Case<'_, '_>, usize) -> bool; 6] = [inside_story, bare_prose, silent_prose, furniture, player, doubtful];
    let case = Case { page, scores, odds, story, thresholds };
    for (block, hidden) in hide.iter_mut().enumerate() {
        *hidden = *hidden && !rails.iter().any(|rail| rail(&case, block));
    }
    keep_purpose(&case, hide);
    keep_most(&case, hide);
}

struct Case<'a, 'p> {
    page: &'a Page<'p>,
    scores: &'a [Scores],
    odds: &'a [f32],
    story: &'a Story,
    thresholds: Thresholds,
}

/// A block between two story paragraphs needs much more certainty.
fn inside_story(case: &Case<'_, '_>, block: usize) -> bool {
    let range = &case.story.paragraphs;
    let within = range.contains(&block) && case.story.container.is_none_or(|c| case.page.inside(c).contains(&block));
    within && case.odds[block] < case.thresholds.odds + case.thresholds.inside
}

/// Prose that asks has a button, a field, an amount or a way out near it; prose about asking has none.
fn bare_prose(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    if page.blocks.list()[block].stats.words <= PROSE {
        return false;
    }
    let near = block.saturating_sub(8)..(block + 12).min(page.blocks.len());
    let says = |range: &Range<usize>, cue: &str| {
        CUES.iter().position(|c| *c == cue).is_some_and(|c| page.sum(range, FIRST_CUE + c) > 0.0)
    };
    let control = page.containers[block].iter().take(2).any(|c| page.parts(*c, 0) + page.parts(*c, 2) + page.parts(*c, 7) > 0.0);
    let linked = page.blocks.list()[block].stats.link_chars > 0;
    !(control || linked || says(&near, "amount") || says(&near, "dismiss") || says(&(block..block + 1), "consent"))
}

/// Frames of video players belong to the story, whatever stands around them.
fn player(case: &Case<'_, '_>, block: usize) -> bool {
    const HOSTS: [&str; 6] = ["youtube", "vimeo", "dailymotion", "brightcove", "jwplayer", "spotify"];
    let element = case.page.blocks.list()[block].element;
    let frame = case.page.snapshot.tag(element) == Tag::Iframe;
    let source = case.page.snapshot.attribute(element, Attribute::Src).unwrap_or("");
    frame && HOSTS.iter().any(|host| source.contains(host))
}

/// A text that may be story as much as not is left alone, however its neighbours voted.
fn doubtful(case: &Case<'_, '_>, block: usize) -> bool {
    case.scores[block][ARTICLE] >= LIKELY
}

/// On a page whose purpose is the appeal (a donation page, a sign-up, a help page on subscriptions) nothing of its purpose is
/// touched: a page with little story that asks in its headline, or most of whose words ask. Dialogs over it are not its purpose.
fn keep_purpose(case: &Case<'_, '_>, hide: &mut [bool]) {
    let page = case.page;
    if page.snapshot.scope() != Scope::Page {
        return;
    }
    let words = |b: usize| page.blocks.list()[b].stats.words as f32;
    let total = page.sum(&page.all(), WORDS).max(1.0);
    for label in Label::NAGS {
        let of_label = |b: &usize| nag_label(&case.scores[*b]) == label && !in_dialog(page, *b);
        let held: f32 = (0..hide.len()).filter(|b| hide[*b]).filter(of_label).map(words).sum();
        let most = case.story.words < PURPOSE_STORY && held >= PURPOSE_SHARE * total;
        let named = headline_asks(page, label);
        let sure = case.thresholds.odds + case.thresholds.inside;
        let touched = |b: &usize| most || named && (case.story.words < TOPIC_STORY || case.odds[*b] < sure);
        (0..hide.len()).filter(of_label).filter(touched).for_each(|b| hide[b] = false);
    }
}

/// Whether the page's headline speaks of what the label asks for.
fn headline_asks(page: &Page<'_>, label: Label) -> bool {
    let cues: &[&str] = match label {
        Label::Donate => &["donate", "support"],
        Label::Subscribe => &["subscribe", "account"],
        Label::Newsletter => &["newsletter", "follow"],
        Label::Consent => &["consent", "blocker", "legal"],
        _ => return false,
    };
    let says = |block: usize| CUES.iter().zip(page.cues[block]).any(|(cue, count)| count > 0 && cues.contains(cue));
    let headline = |b: &usize| page.snapshot.tag(page.blocks.list()[*b].element) == Tag::H1;
    page.all().filter(headline).any(says)
}

/// If hiding would take most of the page's words, nothing is hidden but what lies in a dialog: its lists of cookies can be
/// longer than the page.
fn keep_most(case: &Case<'_, '_>, hide: &mut [bool]) {
    let page = case.page;
    if page.snapshot.scope() != Scope::Page {
        return;
    }
    let dialogs: Vec<bool> = (0..hide.len()).map(|b| hide[b] && in_dialog(page, b)).collect();
    let words = |b: usize| page.blocks.list()[b].stats.words as f32;
    let total: f32 = (0..hide.len()).filter(|b| !dialogs[*b]).map(words).sum();
    let taken: f32 = (0..hide.len()).filter(|b| hide[*b] && !dialogs[*b]).map(words).sum();
    if taken > MOST * total {
        hide.copy_from_slice(&dialogs);
    }
}

/// Whether a block stands in something that is named, built or pinned as a dialog.
fn in_dialog(page: &Page<'_>, block: usize) -> bool {
    let named = |e: u32| {
        HINTS
            .iter()
            .zip(0..)
            .any(|(h, bit)| matches!(*h, "modal" | "consent" | "sticky") && page.hints[e as usize] >> bit & 1 == 1)
    };
    let built = |e: u32| page.snapshot.tag(e) == Tag::Dialog || page.snapshot.facts_of(e).is_some_and(|f| f.pinned());
    page.climb(block).any(|e| !matches!(page.snapshot.tag(e), Tag::Html | Tag::Body) && (named(e) || built(e)))
}

/// Prose that says nothing of any nag was voted down by its neighbours; it takes as much as inside the story.
fn silent_prose(case: &Case<'_, '_>, block: usize) -> bool {
    let cues = &case.page.cues[block];
    let says = |name: &&str| CUES.iter().position(|c| c == name).is_some_and(|c| cues[c] > 0);
    let sure = case.odds[block] >= case.thresholds.odds + case.thresholds.inside;
    !sure && case.page.blocks.list()[block].stats.words >= SILENT && !ASKING.iter().any(says)
}

/// A line of links, or a copyright line, in the site's header, menu or footer is the site's, whatever the links are called.
fn furniture(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    let line = page.blocks.list()[block].stats.link_density() > 0.4 || page.blocks.folded(block).contains('©');
    let control = page.parts(page.containers[block][0], 0) > 0.0;
    let site = |e: u32| matches!(page.snapshot.tag(e), Tag::Header | Tag::Nav | Tag::Footer);
    line && !control && !in_dialog(page, block) && page.climb(block).any(site)
}

#[cfg(all(test, feature = "html"))]
#[path = "rails_tests.rs"]
mod tests;
