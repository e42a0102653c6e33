//! Where a block stands on its page.

use super::Feature;
use super::Of::Each;
use super::page::{LONG_WORDS, Page, WORDS};
use super::wording::ln1;
use crate::snapshot::Tag;

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "depth",
        members: &[],
        unit: "levels below the root, 0 to 40",
        of: Each(|p, b, _| f32::from(p.depths[element(p, b) as usize]).min(40.0)),
    },
    Feature {
        name: "blocks_before",
        members: &[],
        unit: "share of the page's blocks, 0 to 1",
        of: Each(|p, b, _| b as f32 / p.blocks.len() as f32),
    },
    Feature {
        name: "words_before",
        members: &[],
        unit: "share of the page's words, 0 to 1",
        of: Each(|p, b, _| share(p, b, WORDS)),
    },
    Feature {
        name: "story_before",
        members: &[],
        unit: "share of the page's long-paragraph words, 0 to 1",
        of: Each(|p, b, _| share(p, b, LONG_WORDS)),
    },
    Feature { name: "from_start", members: &[], unit: "ln(1 + blocks)", of: Each(|_, b, _| ln1(b as u32)) },
    Feature { name: "to_end", members: &[], unit: "ln(1 + blocks)", of: Each(|p, b, _| ln1((p.blocks.len() - b) as u32)) },
    Feature { name: "page_blocks", members: &[], unit: "ln(1 + blocks)", of: Each(|p, _, _| ln1(p.blocks.len() as u32)) },
    Feature { name: "page_words", members: &[], unit: "ln(1 + words)", of: Each(|p, _, _| ln1(p.sum(&p.all(), WORDS) as u32)) },
    Feature {
        name: "page_story",
        members: &[],
        unit: "long-paragraph words a word of the page, 0 to 1",
        of: Each(|p, _, _| story_share(p)),
    },
    Feature {
        name: "child",
        members: &[],
        unit: "elements of the parent before it, 0 to 20",
        of: Each(|p, b, _| child_index(p, element(p, b))),
    },
    Feature {
        name: "to_long_before",
        members: &[],
        unit: "blocks back to a long paragraph, 0 to 20",
        of: Each(|p, b, _| distance(p, (0..b).rev())),
    },
    Feature {
        name: "to_long_after",
        members: &[],
        unit: "blocks on to a long paragraph, 0 to 20",
        of: Each(|p, b, _| distance(p, b + 1..p.blocks.len())),
    },
    Feature {
        name: "c1_story",
        members: &[],
        unit: "share of the page's long paragraphs inside the container",
        of: Each(|p, b, _| inside(p, b, 0)),
    },
    Feature {
        name: "c2_story",
        members: &[],
        unit: "share of the page's long paragraphs inside the container",
        of: Each(|p, b, _| inside(p, b, 1)),
    },
    Feature {
        name: "c3_story",
        members: &[],
        unit: "share of the page's long paragraphs inside the container",
        of: Each(|p, b, _| inside(p, b, 2)),
    },
    Feature {
        name: "to_h1",
        members: &[],
        unit: "blocks since the last first-level heading, 0 to 50, 50 if none",
        of: Each(|p, b, _| since_h1(p, b)),
    },
];

/// Farthest that a neighbour is looked for, in blocks.
const REACH: usize = 20;

fn element(page: &Page<'_>, block: usize) -> u32 {
    page.blocks.list()[block].element
}

fn share(page: &Page<'_>, block: usize, place: usize) -> f32 {
    page.sum(&(0..block), place) / page.sum(&page.all(), place).max(1.0)
}

fn story_share(page: &Page<'_>) -> f32 {
    page.sum(&page.all(), LONG_WORDS) / page.sum(&page.all(), WORDS).max(1.0)
}

fn child_index(page: &Page<'_>, element: u32) -> f32 {
    let parent = page.snapshot.parent(element);
    parent.map_or(0, |p| page.snapshot.children(p).take(REACH).take_while(|c| *c < element).count()) as f32
}

fn distance(page: &Page<'_>, blocks: impl Iterator<Item = usize>) -> f32 {
    blocks.take(REACH).position(|b| page.is_long_paragraph(b)).unwrap_or(REACH) as f32
}

fn inside(page: &Page<'_>, block: usize, level: usize) -> f32 {
    page.sum(&page.inside(page.containers[block][level]), LONG_WORDS) / page.sum(&page.all(), LONG_WORDS).max(1.0)
}

fn since_h1(page: &Page<'_>, block: usize) -> f32 {
    let h1 = (0..=block).rev().take(50).position(|b| page.tags[b] == Tag::H1);
    h1.unwrap_or(50) as f32
}
