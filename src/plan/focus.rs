//! Focus mode: everything but the page's main text.

mod around;

use crate::features::{Hints, Page, hints_at};
use crate::order;
use crate::snapshot::Tag;
use crate::verdict::Judgement;
use around::Region;
use std::collections::HashSet;

/// Fewest and most that the threshold may be. Between them it is the page's own.
const THRESHOLDS: (f32, f32) = (0.3, 0.6);
/// How much the expected words of the main text weigh against those that are kept when the threshold is sought; less than 1
/// keeps less (chosen by cross-validation: `cargo xtask eval --main-text`).
const EXPECTED: f32 = 0.4;
/// Blocks and words of a passage that is taken for a copy. A refrain is a block, a label in a list of products some words.
const COPIED_BLOCKS: usize = 2;
const COPIED_WORDS: u32 = 40;
/// Elements of a row of icons that are looked at.
const ICONS: u32 = 64;
/// Words of main text from which a page has one.
const MAIN_TEXT: u32 = 10;

/// What Focus mode finds on a page.
#[derive(Default)]
pub(super) struct Focus {
    /// The largest elements that hold nothing of the story, in document order.
    pub elements: Vec<u32>,
    /// Elements that stay on the page and are not written: what says again what stood before, and what is not the story's text.
    pub unwritten: Vec<u32>,
    /// The smallest element that holds all that is kept.
    pub frame: Option<u32>,
}

/// Tells the story from the rest. `None` where the page has no main text.
pub(super) fn find(page: &Page<'_>, judgement: &Judgement) -> Option<Focus> {
    let text = kept(page, judgement);
    let words: u32 = (0..text.len()).filter(|b| text[*b]).map(|b| page.blocks.list()[b].stats.words).sum();
    let region = Region::of(page, judgement, &text).filter(|_| words >= MAIN_TEXT)?;
    let kept = region.blocks(&text);
    let media = region.media(&kept);
    let in_container = |e: u32| judgement.story.container.is_some_and(|story| page.snapshot.contains(story, e));
    let in_region = |e: u32| (region.holds(e) || in_container(e)) && !shares(page, e);
    let holds_story = |e: u32| judgement.story.container.is_some_and(|story| page.snapshot.contains(e, story));
    let stays = |e: u32| page.snapshot.is_partly_known(e) || holds_story(e);
    let kept_blocks = sums(kept.iter().copied());
    let elements = Rest { page, kept: kept_blocks, media: &media, pictured: &in_region, stays: &stays }.elements();
    // What is not hidden for the sake of a caption or picture is still not written.
    let read = sums(text.iter().copied());
    let unread = Rest { page, kept: read, media: &[], pictured: &in_container, stays: &|_| false }.elements();
    let mut unwritten = copies(page, &text);
    unwritten.extend(unread.into_iter().filter(|e| elements.binary_search(e).is_err()));
    let shown = (0..kept.len()).filter(|b| kept[*b]).map(|b| page.blocks.list()[b].element).chain(media.iter().copied());
    let frame = shown.chain(judgement.story.container).reduce(|a, b| page.snapshot.common(a, b));
    Some(Focus { elements, unwritten, frame })
}

/// What is kept of a page, and so what is not.
struct Rest<'a, 'p> {
    page: &'a Page<'p>,
    /// For every block, and one past the last: how many before it are kept.
    kept: Vec<u32>,
    /// Elements without blocks that are kept, in document order.
    media: &'a [u32],
    /// Whether a picture that stands by itself is kept.
    pictured: &'a dyn Fn(u32) -> bool,
    /// Whether an element stays whatever stands in it: the story's container, and what is known in part.
    stays: &'a dyn Fn(u32) -> bool,
}

impl Rest<'_, '_> {
    /// The largest elements of which nothing is kept, in document order.
    fn elements(&self) -> Vec<u32> {
        let snapshot = self.page.snapshot;
        let texts = sums((0..self.page.blocks.len()).map(|b| !self.page.blocks.is_picture(b)));
        let mut elements = Vec::new();
        let mut at = 0;
        while at < snapshot.len() as u32 {
            let blocks = self.page.inside(at);
            let pictures = texts[blocks.end] == texts[blocks.start] && (self.pictured)(at);
            let unseen = matches!(snapshot.tag(at), Tag::Html | Tag::Head | Tag::Body | Tag::Br | Tag::Wbr);
            if snapshot.tag(at) == Tag::Head {
                at = snapshot.end(at);
            } else if self.holds_kept(at) || pictures || unseen || (self.stays)(at) || is_line(self.page, at) {
                at += 1;
            } else {
                elements.push(at);
                at = snapshot.end(at);
            }
        }
        elements
    }

    fn holds_kept(&self, element: u32) -> bool {
        let blocks = self.page.inside(element);
        let media = self.media.partition_point(|e| *e < element);
        let shown = self.media.get(media).is_some_and(|e| self.page.snapshot.contains(element, *e));
        self.kept[blocks.end] > self.kept[blocks.start] || shown
    }
}

/// For every block, and one past the last: how many before it count.
fn sums(counts: impl Iterator<Item = bool>) -> Vec<u32> {
    let mut sums = vec![0];
    sums.extend(counts.scan(0, |sum, counts| {
        *sum += u32::from(counts);
        Some(*sum)
    }));
    sums
}

/// For each block, whether it stays: the main text without its nags, and the headline.
fn kept(page: &Page<'_>, judgement: &Judgement) -> Vec<bool> {
    let least = threshold(page, &judgement.main);
    let text = |b: usize| !judgement.hide[b] && !page.blocks.is_picture(b);
    let keep = |b: usize| text(b) && (judgement.main[b] >= least || page.headline == Some(b));
    let mut kept: Vec<bool> = (0..judgement.hide.len()).map(keep).collect();
    complete_tables(page, &mut kept);
    kept
}

/// The probability from which keeping a block raises the F measure that is to be expected of the page: half of that measure
/// (Lipton et al., 2014), found by keeping block after block, the surest first. On a page where little is sure, more is kept.
fn threshold(page: &Page<'_>, main: &[f32]) -> f32 {
    let words = |b: usize| page.blocks.list()[b].stats.words as f32;
    let mut order = order::by_key(main.len(), |b| !order::ascending(main[b]));
    order.retain(|b| !page.blocks.is_picture(*b));
    let expected: f32 = order.iter().map(|b| main[*b] * words(*b)).sum();
    let (mut right, mut all, mut best) = (0.0, 0.0, (0.0, 1.0));
    for block in order {
        right += main[block] * words(block);
        all += words(block);
        let measure = right / (all + EXPECTED * expected).max(1.0);
        if measure > best.0 {
            best = (measure, main[block]);
        }
    }
    best.1.clamp(THRESHOLDS.0, THRESHOLDS.1)
}

/// The elements of passages that stood before: some pages send their story once for each size of screen.
fn copies(page: &Page<'_>, kept: &[bool]) -> Vec<u32> {
    let words = |b: &usize| page.blocks.list()[*b].stats.words;
    let blocks: Vec<usize> = (0..kept.len()).filter(|b| kept[*b] && words(b) > 0).collect();
    let mut seen = HashSet::new();
    let new: Vec<bool> = blocks.iter().map(|b| seen.insert(page.blocks.folded(*b))).collect();
    let marked: Vec<(usize, bool)> = blocks.into_iter().zip(new).collect();
    let passages = marked.chunk_by(|a, b| a.1 == b.1).filter(|passage| {
        let long = passage.iter().map(|(block, _)| words(block)).sum::<u32>() >= COPIED_WORDS;
        !passage[0].1 && passage.len() >= COPIED_BLOCKS && long
    });
    let element = |(block, _): &(usize, bool)| Some(page.blocks.list()[*block].element).filter(|e| page.inside(*e).len() == 1);
    passages.flatten().filter_map(element).collect()
}

/// A table that is mostly kept is kept whole: a row without its first cell says nothing.
fn complete_tables(page: &Page<'_>, kept: &mut [bool]) {
    let mut at = 0;
    while at < page.snapshot.len() as u32 {
        let cells = page.inside(at);
        if page.snapshot.tag(at) == Tag::Table && !cells.is_empty() {
            let held = kept[cells.clone()].iter().filter(|kept| **kept).count();
            if 2 * held > cells.len() {
                kept[cells].fill(true);
            }
            at = page.snapshot.end(at);
        } else {
            at += 1;
        }
    }
}

/// Whether an element without a picture leads to where a story is shared: a row of icons.
fn shares(page: &Page<'_>, element: u32) -> bool {
    let inside = || element..page.snapshot.end(element).min(element.saturating_add(ICONS));
    let is_picture =
        |e: u32| matches!(page.snapshot.tag(e), Tag::Img | Tag::Picture | Tag::Video | Tag::Audio | Tag::Iframe | Tag::Canvas);
    let is_control = |e: u32| matches!(page.snapshot.tag(e), Tag::A | Tag::Button);
    let names = inside().fold(0, |mask, e| mask | page.hints[e as usize] | page.addresses[e as usize]);
    hints_at(names, const { Hints::of(&["social"]) }) && inside().any(is_control) && !inside().any(is_picture)
}

/// Inline elements stand or fall with the block whose text they carry.
fn is_line(page: &Page<'_>, element: u32) -> bool {
    page.inside(element).is_empty() && crate::block::is_inline(page.snapshot.tag(element))
}

#[cfg(all(test, feature = "html"))]
mod tests;
