//! What a block is made of: its tag, its ancestors, its names, and the containers that hold it.

use super::Feature;
use super::Of::{All, Each};
use super::page::{CHARS, LINK_CHARS, LONG_WORDS, PARTS, Page, WORDS};
use super::wording::{bits, flag, ln1};
use crate::lexicon::{CUES, HINTS};
use crate::snapshot::Tag;

const OWN_TAGS: &[&str] = &[
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "small_heading",
    "a_or_button",
    "cell",
    "caption",
    "quote",
    "label",
    "frame",
    "section",
    "list_term",
    "form",
];

const ANCESTORS: &[&str] = &[
    "article", "main", "aside", "nav", "header", "footer", "form", "list", "table", "figure", "dialog", "section", "link",
    "button", "quote", "details", "custom",
];

const CONTAINER: &[&str] = &["blocks", "words", "link_density", "long_share", "share_of_page", "climb", "words_per_block"];

/// How far up a name hint is looked for.
const HINT_CLIMB: usize = 8;

pub(super) const FEATURES: &[Feature] = &[
    Feature { name: "tag", members: OWN_TAGS, unit: "0 or 1", of: All(own_tag) },
    Feature { name: "in", members: ANCESTORS, unit: "1 / levels up to such an ancestor, 0 if none", of: All(ancestor) },
    Feature {
        name: "hint",
        members: HINTS,
        unit: "1 / levels up to the nearest name that hints at it, 0 if none within 8",
        of: All(hint),
    },
    Feature {
        name: "styled_away",
        members: &[],
        unit: "1 if it or an ancestor says hidden or display:none",
        of: Each(|p, b, _| flag(p.climb(b).any(|e| p.away[e as usize]))),
    },
    Feature {
        name: "c1",
        members: CONTAINER,
        unit: "of the nearest container; logarithms of counts, shares 0 to 1",
        of: All(|p, b, row| container(p, b, 0, row)),
    },
    Feature { name: "c2", members: CONTAINER, unit: "of the second container", of: All(|p, b, row| container(p, b, 1, row)) },
    Feature { name: "c3", members: CONTAINER, unit: "of the third container", of: All(|p, b, row| container(p, b, 2, row)) },
    Feature { name: "own_parts", members: PARTS, unit: "elements of the kind inside the block, 0 to 5", of: All(own_parts) },
    Feature {
        name: "c1_parts",
        members: PARTS,
        unit: "ln(1 + elements of the kind)",
        of: All(|p, b, row| container_parts(p, b, 0, row)),
    },
    Feature {
        name: "c2_parts",
        members: PARTS,
        unit: "ln(1 + elements of the kind)",
        of: All(|p, b, row| container_parts(p, b, 1, row)),
    },
    Feature {
        name: "c3_parts",
        members: PARTS,
        unit: "ln(1 + elements of the kind)",
        of: All(|p, b, row| container_parts(p, b, 2, row)),
    },
    Feature {
        name: "c1_cue",
        members: CUES,
        unit: "cues of the container / sqrt(its words)",
        of: All(|p, b, row| container_cue(p, b, 0, row)),
    },
    Feature {
        name: "c2_cue",
        members: CUES,
        unit: "cues of the container / sqrt(its words)",
        of: All(|p, b, row| container_cue(p, b, 1, row)),
    },
    Feature {
        name: "c3_cue",
        members: CUES,
        unit: "cues of the container / sqrt(its words)",
        of: All(|p, b, row| container_cue(p, b, 2, row)),
    },
];

fn own_tag(page: &Page<'_>, block: usize, row: &mut [f32]) {
    if let Some(kind) = tag_kind(page.tags[block]) {
        row[kind] = 1.0;
    }
}

/// The place of a tag among [`OWN_TAGS`].
fn tag_kind(tag: Tag) -> Option<usize> {
    Some(match tag {
        Tag::P => 0,
        Tag::Div => 1,
        Tag::Li => 2,
        Tag::H1 => 3,
        Tag::H2 => 4,
        Tag::H3 => 5,
        Tag::H4 | Tag::H5 | Tag::H6 => 6,
        Tag::A | Tag::Button => 7,
        Tag::Td | Tag::Th => 8,
        Tag::Figcaption | Tag::Caption => 9,
        Tag::Blockquote | Tag::Pre => 10,
        Tag::Label | Tag::Legend => 11,
        Tag::Iframe => 12,
        Tag::Section | Tag::Article | Tag::Aside | Tag::Header | Tag::Footer | Tag::Nav | Tag::Main => 13,
        Tag::Dt | Tag::Dd => 14,
        Tag::Form | Tag::Fieldset => 15,
        _ => return None,
    })
}

fn ancestor(page: &Page<'_>, block: usize, row: &mut [f32]) {
    for (up, element) in page.climb(block).enumerate() {
        if let Some(kind) = ancestor_kind(page.snapshot.tag(element)).filter(|kind| row[*kind] == 0.0) {
            row[kind] = 1.0 / (1 + up) as f32;
        }
    }
}

/// The place of a tag among [`ANCESTORS`].
fn ancestor_kind(tag: Tag) -> Option<usize> {
    Some(match tag {
        Tag::Article => 0,
        Tag::Main => 1,
        Tag::Aside => 2,
        Tag::Nav | Tag::Menu => 3,
        Tag::Header => 4,
        Tag::Footer => 5,
        Tag::Form => 6,
        Tag::Ul | Tag::Ol | Tag::Dl => 7,
        Tag::Table => 8,
        Tag::Figure => 9,
        Tag::Dialog => 10,
        Tag::Section => 11,
        Tag::A => 12,
        Tag::Button => 13,
        Tag::Blockquote => 14,
        Tag::Details => 15,
        Tag::Other => 16,
        _ => return None,
    })
}

fn hint(page: &Page<'_>, block: usize, row: &mut [f32]) {
    let mut met = 0;
    for (up, element) in page.climb(block).take(HINT_CLIMB).enumerate() {
        let hints = page.hints[element as usize];
        bits(hints & !met).for_each(|hint| row[hint] = 1.0 / (1 + up) as f32);
        met |= hints;
    }
}

fn container(page: &Page<'_>, block: usize, level: usize, row: &mut [f32]) {
    let element = page.containers[block][level];
    let range = page.inside(element);
    let words = page.sum(&range, WORDS);
    let climb = page.depths[page.blocks.list()[block].element as usize].saturating_sub(page.depths[element as usize]);
    row.copy_from_slice(&[
        ln1(range.len() as u32),
        ln1(words as u32),
        page.sum(&range, LINK_CHARS) / page.sum(&range, CHARS).max(1.0),
        page.sum(&range, LONG_WORDS) / words.max(1.0),
        words / page.sum(&page.all(), WORDS).max(1.0),
        f32::from(climb).min(20.0),
        words / range.len().max(1) as f32,
    ]);
}

fn own_parts(page: &Page<'_>, block: usize, row: &mut [f32]) {
    let parts = page.all_parts(page.blocks.list()[block].element);
    row.iter_mut().zip(parts).for_each(|(value, count)| *value = (count as f32).min(5.0));
}

fn container_parts(page: &Page<'_>, block: usize, level: usize, row: &mut [f32]) {
    let parts = page.all_parts(page.containers[block][level]);
    row.iter_mut().zip(parts).for_each(|(value, count)| *value = ln1(count));
}

fn container_cue(page: &Page<'_>, block: usize, level: usize, row: &mut [f32]) {
    let range = page.inside(page.containers[block][level]);
    let root = page.sum(&range, WORDS).max(1.0).sqrt();
    row.iter_mut().zip(page.cue_sums(&range)).for_each(|(value, sum)| *value = sum / root);
}
