//! Containers are decided as a whole: an appeal's heading, small print, amounts and buttons go together or not at all.

use super::odds;
use crate::features::Page;
use crate::model::{ARTICLE, Scores};
use crate::order;
use std::ops::Range;

/// Largest container over which a block's odds are averaged with its own (model study, section 3).
const SMOOTHED: usize = 14;
/// Containers that lift their blocks to the container's median, in blocks.
const FILLED: Range<usize> = 2..41;
/// A container that may hold story lifts nothing.
const STORY: f32 = 0.5;
/// The most that its neighbours may take from a block's own odds: what surely asks does so in whatever company.
const DRAGGED: f32 = 0.5;

/// The odds of every block after its containers were heard.
pub(super) fn agree(page: &Page<'_>, scores: &[Scores]) -> Vec<f32> {
    let own: Vec<f32> = scores.iter().map(odds).collect();
    let smooth: Vec<f32> = (0..own.len()).map(|b| smoothed(page, &own, b)).collect();
    let mut filled = smooth.clone();
    let mut done = Vec::new();
    for block in 0..own.len() {
        for element in page.containers[block] {
            if !done.contains(&element) {
                done.push(element);
                fill(&page.inside(element), scores, &smooth, &mut filled);
            }
        }
        // Containers are met in document order; only the last few can come again.
        let old = done.len().saturating_sub(32);
        done.drain(..old);
    }
    filled
}

fn smoothed(page: &Page<'_>, own: &[f32], block: usize) -> f32 {
    let range = page.inside(page.containers[block][0]);
    if range.len() > SMOOTHED || range.is_empty() {
        return own[block];
    }
    let mean = own[range.clone()].iter().sum::<f32>() / range.len() as f32;
    ((own[block] + mean) / 2.0).max(own[block] - DRAGGED)
}

/// Lifts the blocks of a container that holds no story to the container's median.
fn fill(range: &Range<usize>, scores: &[Scores], odds: &[f32], filled: &mut [f32]) {
    if !FILLED.contains(&range.len()) || scores[range.clone()].iter().any(|s| s[ARTICLE] >= STORY) {
        return;
    }
    let sorted = order::by_key(range.len(), |at| order::ascending(odds[range.start + at]));
    let median = odds[range.start + sorted[(sorted.len() - 1) / 2]];
    filled[range.clone()].iter_mut().for_each(|o| *o = o.max(median));
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::*;
    use crate::block::Blocks;
    use crate::html::Document;
    use crate::model::NEUTRAL;

    #[test]
    fn neighbours_take_little_from_a_block_that_is_sure() {
        let part = |blocks| format!("<section>{}</section>", "<p>Rain fell on the valley.</p>".repeat(blocks));
        let document = Document::parse(&(part(6) + &part(12)));
        let blocks = Blocks::of(document.snapshot());
        let page = Page::of(document.snapshot(), &blocks);
        let mut scores = vec![Scores::default(); blocks.len()];
        scores.iter_mut().for_each(|s| s[ARTICLE] = 1.0);
        scores[3] = [0.9, 0.0, 0.0, 0.0, 0.0, 0.02, 0.08];
        assert!(agree(&page, &scores)[3] >= odds(&scores[3]) - DRAGGED);
        scores.iter_mut().for_each(|s| *s = std::array::from_fn(|class| f32::from(u8::from(class == NEUTRAL))));
        scores[3] = [0.9, 0.0, 0.0, 0.0, 0.0, 0.0, 0.1];
        assert!(agree(&page, &scores)[3] > agree(&page, &scores)[2], "one block does not lift a container");
    }
}
