//! Focus mode: everything but the page's main text.

use crate::features::Page;
use crate::order;
use crate::snapshot::Tag;
use crate::verdict::Judgement;
use std::collections::HashSet;

/// Fewest and most that the threshold may be. Between them it is the page's own.
const THRESHOLDS: (f32, f32) = (0.3, 0.6);
/// How much the expected words of the main text weigh against those that are kept when the threshold is sought; less than 1
/// keeps less (chosen by cross-validation: `cargo xtask eval --main-text`).
const EXPECTED: f32 = 0.4;
/// Blocks and words of a passage that is taken for a copy. A refrain is a block, a label in a list of products some words.
const COPIED_BLOCKS: usize = 2;
const COPIED_WORDS: u32 = 40;
/// Words of main text from which a page has one.
const MAIN_TEXT: u32 = 10;

/// What Focus mode finds on a page.
#[derive(Default)]
pub(super) struct Focus {
    /// The largest elements that hold nothing of the main text, in document order.
    pub elements: Vec<u32>,
    /// Elements of the main text that say again what stood before.
    pub copies: Vec<u32>,
}

/// Tells the main text from the rest. `None` where the page has no main text.
pub(super) fn find(page: &Page<'_>, judgement: &Judgement) -> Option<Focus> {
    let keep = kept(page, judgement);
    let words: u32 = (0..keep.len()).filter(|b| keep[*b]).map(|b| page.blocks.list()[b].stats.words).sum();
    if words < MAIN_TEXT {
        return None;
    }
    let kept = sums(keep.iter().copied());
    let texts = sums((0..keep.len()).map(|b| !page.blocks.is_picture(b)));
    let mut elements = Vec::new();
    let mut at = 0;
    while at < page.snapshot.len() as u32 {
        let blocks = page.inside(at);
        let holds_story = kept[blocks.end] > kept[blocks.start];
        let pictures = texts[blocks.end] == texts[blocks.start]
            && judgement.story.container.is_some_and(|story| page.snapshot.contains(story, at));
        let unseen = matches!(page.snapshot.tag(at), Tag::Html | Tag::Head | Tag::Body | Tag::Br | Tag::Wbr);
        if page.snapshot.tag(at) == Tag::Head {
            at = page.snapshot.end(at);
        } else if holds_story || pictures || unseen || is_line(page, at) {
            at += 1;
        } else {
            elements.push(at);
            at = page.snapshot.end(at);
        }
    }
    Some(Focus { elements, copies: copies(page, &keep) })
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

/// Inline elements stand or fall with the block whose text they carry.
fn is_line(page: &Page<'_>, element: u32) -> bool {
    page.inside(element).is_empty() && crate::block::is_inline(page.snapshot.tag(element))
}
