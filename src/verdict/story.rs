//! Where the page's story is.

use crate::features::{LONG_PARAGRAPH, Page};
use crate::model::{ARTICLE, Scores};
use crate::snapshot::Scope;
use std::ops::Range;

/// Share of the story's words that its container must hold.
const SHARE: f32 = 0.75;
/// Probability from which a block counts as story.
pub(super) const LIKELY: f32 = 0.5;

/// The main content, as the scores see it.
#[derive(Clone, Debug)]
pub struct Story {
    /// The deepest element that holds most of the story's words; `None` on a page without a story.
    pub container: Option<u32>,
    /// The blocks from the first to the last story paragraph; empty without one.
    pub paragraphs: Range<usize>,
    /// Words of story blocks.
    pub words: f32,
}

impl Story {
    /// Finds the story from the scores; in an addition the container is the one that an earlier pass found.
    pub(super) fn find(page: &Page<'_>, scores: &[Scores]) -> Self {
        let words: Vec<f32> = (0..scores.len())
            .map(|b| if scores[b][ARTICLE] >= LIKELY { page.blocks.list()[b].stats.words as f32 } else { 0.0 })
            .collect();
        let total: f32 = words.iter().sum();
        let container = match page.snapshot.scope() {
            Scope::Addition { story } => story,
            Scope::Page => container(page, &words, total),
        };
        Story { container, paragraphs: paragraphs(page, scores), words: total }
    }
}

/// Goes down from the root as long as one child holds enough of the story's words.
fn container(page: &Page<'_>, words: &[f32], total: f32) -> Option<u32> {
    if total < LONG_PARAGRAPH as f32 {
        return None;
    }
    let sums: Vec<f32> = std::iter::once(0.0)
        .chain(words.iter().scan(0.0, |sum, w| {
            *sum += w;
            Some(*sum)
        }))
        .collect();
    let held = |element: u32| {
        let r = page.inside(element);
        sums[r.end] - sums[r.start]
    };
    let deeper = |element: u32| page.snapshot.children(element).find(|c| held(*c) >= SHARE * total);
    std::iter::successors(Some(0), |e| deeper(*e)).last()
}

/// From the first to the last long block that is surely story.
fn paragraphs(page: &Page<'_>, scores: &[Scores]) -> Range<usize> {
    let sure = |b: &usize| scores[*b][ARTICLE] >= 0.7 && page.blocks.list()[*b].stats.words >= 12;
    let first = (0..scores.len()).find(sure);
    let last = (0..scores.len()).rev().find(sure);
    first.zip(last).map_or(0..0, |(first, last)| first..last + 1)
}
