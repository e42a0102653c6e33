//! What the names and addresses of each element hint at, and whether it is styled away: one pass over all attributes.

use crate::lexicon::{HINTS, Lexicon};
use crate::snapshot::{Attribute, Snapshot};

/// What the attributes say, one entry an element.
pub(super) struct Names {
    /// Hints of its names: bit n is `HINTS[n]`.
    pub hints: Vec<u32>,
    /// Hints of its address, 0 where it has none.
    pub addresses: Vec<u32>,
    /// Whether it says `hidden` or `display:none`.
    pub away: Vec<bool>,
}

impl Names {
    /// Reads the attributes of all elements.
    pub(super) fn of(page: &Snapshot) -> Self {
        debug_assert!(HINTS.len() <= 32);
        let mut judge = Judge::new();
        let mut names = Names { hints: vec![0; page.len()], addresses: vec![0; page.len()], away: vec![false; page.len()] };
        for at in 0..page.len() {
            for (name, value) in page.attributes(at as u32) {
                match name {
                    Attribute::Class | Attribute::Id | Attribute::Role | Attribute::AriaLabel | Attribute::LocalName => {
                        names.hints[at] |= judge.mask(value)
                    }
                    Attribute::Href | Attribute::Src | Attribute::Action => names.addresses[at] |= judge.mask(value),
                    Attribute::Hidden => names.away[at] = true,
                    Attribute::Style => names.away[at] |= hides(value),
                    _ => {}
                }
            }
        }
        names
    }
}

/// Judges names, most of which a page repeats. What was judged is kept in a table in which the latest takes the place: names
/// that are made to collide cost no more than names that differ.
struct Judge<'a> {
    classes: &'static Lexicon,
    tokens: String,
    seen: Vec<(&'a str, u32)>,
}

impl<'a> Judge<'a> {
    const SEEN_BITS: u32 = 10;

    fn new() -> Self {
        Judge { classes: Lexicon::classes(), tokens: String::new(), seen: vec![("", 0); 1 << Self::SEEN_BITS] }
    }

    fn mask(&mut self, name: &'a str) -> u32 {
        let slot = &mut self.seen[place(name, Self::SEEN_BITS)];
        if slot.0 != name {
            split(name, &mut self.tokens);
            *slot = (name, hints(self.classes, &self.tokens));
        }
        slot.1
    }
}

/// What the tokens of a name hint at, as a bit mask.
fn hints(classes: &Lexicon, tokens: &str) -> u32 {
    let mut mask = 0;
    let mut start = true;
    for (at, byte) in tokens.bytes().enumerate() {
        if start && byte != b' ' && tokens.is_char_boundary(at) {
            classes.at(&tokens[at..], &mut |section| mask |= 1 << section);
        }
        start = byte == b' ';
    }
    mask
}

/// `fooBar-baz_2qux` → `foo bar baz qux`, in lower case: a name is split at punctuation, digits and case changes.
fn split(name: &str, out: &mut String) {
    out.clear();
    let (mut lower, mut gap) = (false, false);
    for c in name.chars() {
        if c.is_ascii_lowercase() {
            out.push(c);
            (lower, gap) = (true, false);
            continue;
        }
        let letter = c.is_alphabetic();
        if !gap && (!letter || lower && c.is_uppercase()) {
            out.push(' ');
        }
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            _ if letter => out.extend(c.to_lowercase()),
            _ => {}
        }
        (lower, gap) = (letter && c.is_lowercase(), !letter);
    }
}

/// A place for a name in a table of 2^`bits`: by its length, its first and its last bytes.
fn place(name: &str, bits: u32) -> usize {
    let bytes = name.as_bytes();
    let ends = [bytes.first_chunk(), bytes.last_chunk()].map(|end| u64::from_le_bytes(end.copied().unwrap_or_default()));
    let short = bytes.iter().take(8).fold(bytes.len() as u64, |hash, byte| hash.rotate_left(7) ^ u64::from(*byte));
    let hash = (ends[0] ^ ends[1].rotate_left(23) ^ short).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (hash >> (64 - bits)) as usize
}

/// Whether a style holds `display:none`, spaces left out. Only the first letter of what is looked for comes in it once: where
/// the text departs from it, the search begins anew.
fn hides(style: &str) -> bool {
    const HIDES: &[u8] = b"display:none";
    let mut matched = 0;
    for byte in style.bytes().filter(|byte| *byte != b' ') {
        matched = if byte == HIDES[matched] { matched + 1 } else { usize::from(byte == HIDES[0]) };
        if matched == HIDES.len() {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_at_case_and_punctuation() {
        let mut tokens = String::new();
        split("c-DonationBox__inner2Form", &mut tokens);
        assert_eq!(tokens, "c donation box inner form");
    }

    #[test]
    fn display_none_is_found_with_and_without_spaces() {
        for style in ["display:none", "color:red;display : none!important", "displaydisplay:none", "d i s p l a y:none"] {
            assert!(hides(style), "{style}");
        }
        for style in ["", "display:block", "display:non", "display;none"] {
            assert!(!hides(style), "{style}");
        }
    }
}
