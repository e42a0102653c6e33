//! What stands around a block: its neighbours' size and wording, and the heading that it stands under.

use super::Feature;
use super::Of::{All, Each};
use super::page::Page;
use super::wording::ln1;
use crate::lexicon::CUES;
use crate::snapshot::Tag;
use std::ops::Range;

/// Blocks to each side whose wording is summed.
const WINDOW: usize = 3;

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "words_near",
        members: &["two_back", "back", "on", "two_on"],
        unit: "ln(1 + words) of a neighbour",
        of: Each(neighbour_words),
    },
    Feature { name: "cue_before", members: CUES, unit: "occurrences in the three blocks before, 0 to 5", of: All(cue_before) },
    Feature { name: "cue_after", members: CUES, unit: "occurrences in the three blocks after, 0 to 5", of: All(cue_after) },
    Feature {
        name: "heading_cue",
        members: CUES,
        unit: "occurrences in the nearest heading before, 0 to 5",
        of: All(heading_cue),
    },
];

fn neighbour_words(page: &Page<'_>, block: usize, member: usize) -> f32 {
    let at = block as isize + [-2, -1, 1, 2][member];
    let neighbour = usize::try_from(at).ok().and_then(|at| page.blocks.list().get(at));
    neighbour.map_or(0.0, |b| ln1(b.stats.words))
}

fn cue_before(page: &Page<'_>, block: usize, row: &mut [f32]) {
    cues_in(page, block.saturating_sub(WINDOW)..block, row);
}

fn cue_after(page: &Page<'_>, block: usize, row: &mut [f32]) {
    let end = page.blocks.len();
    cues_in(page, (block + 1).min(end)..(block + 1 + WINDOW).min(end), row);
}

fn cues_in(page: &Page<'_>, blocks: Range<usize>, row: &mut [f32]) {
    row.iter_mut().zip(page.cue_sums(&blocks)).for_each(|(value, sum)| *value = sum.min(5.0));
}

fn heading_cue(page: &Page<'_>, block: usize, row: &mut [f32]) {
    let is_heading = |b: &usize| (Tag::H1 as u8..=Tag::H6 as u8).contains(&(page.tags[*b] as u8));
    let Some(heading) = (block.saturating_sub(12)..block).rev().find(is_heading) else { return };
    row.iter_mut().zip(&page.cues[heading]).for_each(|(value, count)| *value = f32::from(*count.min(&5)));
}
