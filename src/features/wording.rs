//! What a block says.

use super::Feature;
use super::Of::{All, Each};
use super::page::Page;
use crate::block::TextStats;
use crate::lexicon::{CUES, HINTS};
use std::sync::LazyLock;

/// Most occurrences of one cue that count.
const CUE_CAP: u16 = 5;

pub(super) const FEATURES: &[Feature] = &[
    Feature { name: "cue", members: CUES, unit: "occurrences in the text, 0 to 5", of: All(cue) },
    Feature { name: "links_to", members: HINTS, unit: "1 if an address in or around the block hints at it", of: All(links_to) },
    Feature { name: "words_log", members: &[], unit: "ln(1 + words)", of: Each(|p, b, _| ln1(stats(p, b).words)) },
    Feature { name: "chars_log", members: &[], unit: "ln(1 + characters)", of: Each(|p, b, _| ln1(stats(p, b).chars)) },
    Feature {
        name: "word_length",
        members: &[],
        unit: "characters a word",
        of: Each(|p, b, _| per(stats(p, b).chars, stats(p, b).words)),
    },
    Feature {
        name: "link_density",
        members: &[],
        unit: "share of characters in links, 0 to 1",
        of: Each(|p, b, _| stats(p, b).link_density()),
    },
    Feature {
        name: "capitals",
        members: &[],
        unit: "capital letters a character, 0 to 1",
        of: Each(|p, b, _| per(stats(p, b).capitals, stats(p, b).chars)),
    },
    Feature {
        name: "capital_words",
        members: &[],
        unit: "share of words that begin with a capital, 0 to 1",
        of: Each(|p, b, _| per(stats(p, b).capital_words, stats(p, b).words)),
    },
    Feature {
        name: "digits",
        members: &[],
        unit: "digits a character, 0 to 1",
        of: Each(|p, b, _| per(stats(p, b).digits, stats(p, b).chars)),
    },
    Feature { name: "stops", members: &[], unit: "full stops, 0 to 10", of: Each(|p, b, _| stats(p, b).stops.min(10) as f32) },
    Feature {
        name: "commas",
        members: &[],
        unit: "commas a word",
        of: Each(|p, b, _| per(stats(p, b).commas, stats(p, b).words)),
    },
    Feature {
        name: "exclamations",
        members: &[],
        unit: "exclamation marks, 0 to 5",
        of: Each(|p, b, _| stats(p, b).exclamations.min(5) as f32),
    },
    Feature {
        name: "questions",
        members: &[],
        unit: "question marks, 0 to 5",
        of: Each(|p, b, _| stats(p, b).questions.min(5) as f32),
    },
    Feature {
        name: "currency",
        members: &[],
        unit: "currency signs, 0 to 5",
        of: Each(|p, b, _| stats(p, b).currency.min(5) as f32),
    },
    Feature { name: "ends_sentence", members: &[], unit: "0 or 1", of: Each(|p, b, _| flag(stats(p, b).ends_sentence)) },
    Feature { name: "ends_colon", members: &[], unit: "0 or 1", of: Each(|p, b, _| flag(stats(p, b).ends_colon)) },
    Feature { name: "email_address", members: &[], unit: "0 or 1", of: Each(|p, b, _| flag(has_address(p.blocks.folded(b)))) },
    Feature { name: "percent", members: &[], unit: "0 or 1", of: Each(|p, b, _| flag(p.blocks.folded(b).contains('%'))) },
    Feature {
        name: "year",
        members: &[],
        unit: "1 if a number from 1990 to 2049 stands in it",
        of: Each(|p, b, _| flag(stats(p, b).digits >= 4 && has_year(p.blocks.folded(b)))),
    },
    Feature { name: "copyright", members: &[], unit: "0 or 1", of: Each(|p, b, _| flag(p.blocks.folded(b).contains('©'))) },
];

fn stats<'a>(page: &'a Page<'_>, block: usize) -> &'a TextStats {
    &page.blocks.list()[block].stats
}

fn cue(page: &Page<'_>, block: usize, row: &mut [f32]) {
    row.iter_mut().zip(&page.cues[block]).for_each(|(value, count)| *value = f32::from(*count.min(&CUE_CAP)));
}

fn links_to(page: &Page<'_>, block: usize, row: &mut [f32]) {
    bits(page.link_hints[block]).for_each(|hint| row[hint] = 1.0);
}

/// An `@` between letters, as in an e-mail address.
fn has_address(text: &str) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    text.match_indices('@').any(|(at, _)| at > 0 && letter(bytes.get(at - 1)) && letter(bytes.get(at + 1)))
}

fn has_year(text: &str) -> bool {
    text.as_bytes().windows(4).any(|w| {
        let year = w.starts_with(b"199") || w.starts_with(b"20") && w[2] < b'5';
        year && w.iter().all(u8::is_ascii_digit)
    })
}

/// The places of the bits of a mask, from the lowest.
pub(super) fn bits(mask: u32) -> impl Iterator<Item = usize> {
    let rest = |mask: &u32| Some(mask & (mask - 1)).filter(|rest| *rest != 0);
    std::iter::successors(Some(mask).filter(|mask| *mask != 0), rest).map(|mask| mask.trailing_zeros() as usize)
}

/// ln(1 + count): most counts are small, and their logarithms are kept.
pub(super) fn ln1(count: u32) -> f32 {
    const KEPT: usize = 1 << 10;
    static LOGARITHMS: LazyLock<[f32; KEPT]> = LazyLock::new(|| std::array::from_fn(|count| (count as f32).ln_1p()));
    LOGARITHMS.get(count as usize).copied().unwrap_or_else(|| (count as f32).ln_1p())
}

pub(super) fn per(count: u32, of: u32) -> f32 {
    count as f32 / of.max(1) as f32
}

pub(super) fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}
