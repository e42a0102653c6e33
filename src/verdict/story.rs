//! Where the page's story is.

use crate::features::{LONG_PARAGRAPH, Page};
use crate::model::{ARTICLE, Scores};
use crate::snapshot::{Attribute, Scope, Snapshot, Tag};
use std::ops::Range;

/// Share of the story's words that its container must hold.
const SHARE: f32 = 0.75;
/// Probability from which a block counts as story.
pub(crate) const LIKELY: f32 = 0.5;

/// Probability and words from which a block is a paragraph of the story.
const SURE: f32 = 0.7;
const PARAGRAPH: u32 = 12;

/// The main content, as the scores see it.
#[derive(Clone, Debug)]
pub struct Story {
    /// The deepest element that holds most of the story's words; `None` on a page without a story.
    pub container: Option<u32>,
    /// The blocks from the first to the last story paragraph; empty without one.
    pub paragraphs: Range<usize>,
    /// Words of story blocks.
    pub words: f32,
    /// The elements whose children the story's paragraphs are, in document order.
    pub parents: Vec<u32>,
}

impl Story {
    /// Finds the story from the scores; in an addition the container is the one that an earlier pass found, and on a page
    /// that is still on its way there is none yet.
    pub(super) fn find(page: &Page<'_>, scores: &[Scores]) -> Self {
        let words: Vec<f32> = (0..scores.len())
            .map(|b| {
                if scores[b][ARTICLE] >= LIKELY && !page.blocks.is_picture(b) {
                    page.blocks.list()[b].stats.words as f32
                } else {
                    0.0
                }
            })
            .collect();
        let total: f32 = words.iter().sum();
        let container = match page.snapshot.scope() {
            Scope::Addition { story } => story,
            Scope::Early => None,
            Scope::Page => container(page, &words, total),
        };
        let sure: Vec<usize> = (0..scores.len()).filter(|b| is_paragraph(page, scores, *b)).collect();
        let paragraphs = sure.first().zip(sure.last()).map_or(0..0, |(first, last)| *first..last + 1);
        let mut parents: Vec<u32> = sure.iter().filter_map(|b| page.snapshot.parent(page.blocks.list()[*b].element)).collect();
        parents.sort_unstable();
        parents.dedup();
        Story { container, paragraphs, words: total, parents }
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

/// Whether a block is long and surely story.
fn is_paragraph(page: &Page<'_>, scores: &[Scores], block: usize) -> bool {
    scores[block][ARTICLE] >= SURE && !page.blocks.is_picture(block) && page.blocks.list()[block].stats.words >= PARAGRAPH
}

/// Whether the page's metadata says that the article, or a part of it, is not free to read.
pub(crate) fn says_not_free(page: &Snapshot) -> bool {
    (0..page.len() as u32).any(|element| match page.tag(element) {
        Tag::Script => page.attribute(element, Attribute::Content).is_some_and(denies),
        _ => {
            page.attribute(element, Attribute::Itemprop) == Some("isAccessibleForFree")
                && page.attribute(element, Attribute::Content).is_some_and(|value| value.trim().eq_ignore_ascii_case("false"))
        }
    })
}

/// Whether one of the statements in JSON-LD is `false`, as schema.org's example writes it, or `"False"`, as many pages do.
fn denies(metadata: &str) -> bool {
    metadata.split("\"isAccessibleForFree\"").skip(1).any(|rest| {
        let value = rest.trim_start().strip_prefix(':').unwrap_or("").trim_start();
        let value = value.strip_prefix('"').unwrap_or(value);
        value.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("false"))
    })
}
