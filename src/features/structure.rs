//! What a block is made of: its tag, its ancestors, its names, and the containers that hold it.

use super::Feature;
use super::lexicon::{CUES, HINTS};
use super::page::{CHARS, FIRST_CUE, LINK_CHARS, LONG_WORDS, PARTS, Page, WORDS};
use super::wording::{flag, ln1};
use crate::snapshot::{Attribute, Tag};

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

const ANCESTORS: &[(&str, &[Tag])] = &[
    ("article", &[Tag::Article]),
    ("main", &[Tag::Main]),
    ("aside", &[Tag::Aside]),
    ("nav", &[Tag::Nav, Tag::Menu]),
    ("header", &[Tag::Header]),
    ("footer", &[Tag::Footer]),
    ("form", &[Tag::Form]),
    ("list", &[Tag::Ul, Tag::Ol, Tag::Dl]),
    ("table", &[Tag::Table]),
    ("figure", &[Tag::Figure]),
    ("dialog", &[Tag::Dialog]),
    ("section", &[Tag::Section]),
    ("link", &[Tag::A]),
    ("button", &[Tag::Button]),
    ("quote", &[Tag::Blockquote]),
    ("details", &[Tag::Details]),
    ("custom", &[Tag::Other]),
];
const ANCESTOR_NAMES: &[&str] = &[
    "article", "main", "aside", "nav", "header", "footer", "form", "list", "table", "figure", "dialog", "section", "link",
    "button", "quote", "details", "custom",
];

const CONTAINER: &[&str] = &["blocks", "words", "link_density", "long_share", "share_of_page", "climb", "words_per_block"];

/// How far up a name hint is looked for.
const HINT_CLIMB: usize = 8;

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "tag",
        members: OWN_TAGS,
        unit: "0 or 1",
        of: |p, b, m| flag(own_tag(p.snapshot.tag(p.blocks.list()[b].element)) == Some(m)),
    },
    Feature { name: "in", members: ANCESTOR_NAMES, unit: "1 / levels up to such an ancestor, 0 if none", of: ancestor },
    Feature {
        name: "hint",
        members: HINTS,
        unit: "1 / levels up to the nearest name that hints at it, 0 if none within 8",
        of: hint,
    },
    Feature {
        name: "styled_away",
        members: &[],
        unit: "1 if it or an ancestor says hidden or display:none",
        of: |p, b, _| flag(styled_away(p, b)),
    },
    Feature {
        name: "c1",
        members: CONTAINER,
        unit: "of the nearest container; logarithms of counts, shares 0 to 1",
        of: |p, b, m| container(p, b, 0, m),
    },
    Feature { name: "c2", members: CONTAINER, unit: "of the second container", of: |p, b, m| container(p, b, 1, m) },
    Feature { name: "c3", members: CONTAINER, unit: "of the third container", of: |p, b, m| container(p, b, 2, m) },
    Feature {
        name: "own_parts",
        members: PARTS,
        unit: "elements of the kind inside the block, 0 to 5",
        of: |p, b, m| p.parts(p.blocks.list()[b].element, m).min(5.0),
    },
    Feature {
        name: "c1_parts",
        members: PARTS,
        unit: "ln(1 + elements of the kind)",
        of: |p, b, m| p.parts(p.containers[b][0], m).ln_1p(),
    },
    Feature {
        name: "c2_parts",
        members: PARTS,
        unit: "ln(1 + elements of the kind)",
        of: |p, b, m| p.parts(p.containers[b][1], m).ln_1p(),
    },
    Feature {
        name: "c3_parts",
        members: PARTS,
        unit: "ln(1 + elements of the kind)",
        of: |p, b, m| p.parts(p.containers[b][2], m).ln_1p(),
    },
    Feature {
        name: "c1_cue",
        members: CUES,
        unit: "cues of the container / sqrt(its words)",
        of: |p, b, m| container_cue(p, b, 0, m),
    },
    Feature {
        name: "c2_cue",
        members: CUES,
        unit: "cues of the container / sqrt(its words)",
        of: |p, b, m| container_cue(p, b, 1, m),
    },
    Feature {
        name: "c3_cue",
        members: CUES,
        unit: "cues of the container / sqrt(its words)",
        of: |p, b, m| container_cue(p, b, 2, m),
    },
];

fn own_tag(tag: Tag) -> Option<usize> {
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

fn ancestor(page: &Page<'_>, block: usize, member: usize) -> f32 {
    let tags = ANCESTORS[member].1;
    page.climb(block).position(|e| tags.contains(&page.snapshot.tag(e))).map_or(0.0, |up| 1.0 / (1 + up) as f32)
}

fn hint(page: &Page<'_>, block: usize, hint: usize) -> f32 {
    let up = page.climb(block).take(HINT_CLIMB).position(|e| page.hints[e as usize] >> hint & 1 == 1);
    up.map_or(0.0, |up| 1.0 / (1 + up) as f32)
}

fn styled_away(page: &Page<'_>, block: usize) -> bool {
    page.climb(block).any(|e| {
        let style = page.snapshot.attribute(e, Attribute::Style).unwrap_or("");
        page.snapshot.attribute(e, Attribute::Hidden).is_some() || style.replace(' ', "").contains("display:none")
    })
}

fn container(page: &Page<'_>, block: usize, level: usize, member: usize) -> f32 {
    let element = page.containers[block][level];
    let range = page.inside(element);
    let words = page.sum(&range, WORDS);
    match member {
        0 => ln1(range.len() as u32),
        1 => words.ln_1p(),
        2 => page.sum(&range, LINK_CHARS) / page.sum(&range, CHARS).max(1.0),
        3 => page.sum(&range, LONG_WORDS) / words.max(1.0),
        4 => words / page.sum(&page.all(), WORDS).max(1.0),
        5 => f32::from(page.depths[page.blocks.list()[block].element as usize].saturating_sub(page.depths[element as usize]))
            .min(20.0),
        _ => words / range.len().max(1) as f32,
    }
}

fn container_cue(page: &Page<'_>, block: usize, level: usize, cue: usize) -> f32 {
    let range = page.inside(page.containers[block][level]);
    page.sum(&range, FIRST_CUE + cue) / page.sum(&range, WORDS).max(1.0).sqrt()
}
