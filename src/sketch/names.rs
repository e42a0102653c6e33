//! The names that sites give their boxes, without what a build tool or a database makes of them.

use super::words::hash;
use crate::features::{Hints, Page, hints_at};
use crate::snapshot::{Attribute, Tag};

/// A name that more elements of the page have is one of style ("row", "text"), not of the thing; unless it hints at advertising, for which a
/// page may have many places.
const COMMON: usize = 3;
/// Shortest name that says anything.
const SHORTEST: usize = 3;
/// Longest run of consonants in words that people write ("lengths"), and fewest letters that hold no vowel by chance.
const CONSONANTS: usize = 5;
const VOWELLESS: usize = 4;
/// Fewest letters of a camel's hump on average: `fooBar` is written by people, `bdVaJa` is not.
const HUMP: usize = 3;

/// The stable names of every element, as hashes.
pub(super) struct Names {
    all: Vec<u32>,
    starts: Vec<u32>,
    /// All names of the page, ascending, as often as they occur.
    sorted: Vec<u32>,
}

impl Names {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let mut names = Names { all: Vec::new(), starts: vec![0], sorted: Vec::new() };
        let mut token = String::new();
        for element in 0..page.snapshot.len() as u32 {
            for (_, value) in
                page.snapshot.attributes(element).filter(|(name, _)| matches!(name, Attribute::Class | Attribute::Id))
            {
                for name in value.split_whitespace() {
                    stable(name, &mut token);
                    if token.len() >= SHORTEST {
                        names.all.push(hash(&token));
                    }
                }
            }
            names.starts.push(names.all.len() as u32);
        }
        names.sorted = names.all.clone();
        names.sorted.sort_unstable();
        names
    }

    /// All stable names of an element.
    pub(super) fn all_of(&self, element: u32) -> &[u32] {
        let at = element as usize;
        &self.all[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Those by which an element is known, ascending.
    pub(super) fn own(&self, page: &Page<'_>, element: u32) -> Vec<u32> {
        let slot = is_slot(page, element);
        let mut own: Vec<u32> = self.all_of(element).iter().copied().filter(|name| slot || self.count(*name) <= COMMON).collect();
        own.sort_unstable();
        own.dedup();
        own.truncate(super::MAX_NAMES);
        own
    }

    fn count(&self, name: u32) -> usize {
        self.sorted.partition_point(|n| *n <= name) - self.sorted.partition_point(|n| *n < name)
    }
}

/// Whether an element's names hint at advertising.
pub(super) fn is_slot(page: &Page<'_>, element: u32) -> bool {
    hints_at(page.hints[element as usize], const { Hints::of(&["ad"]) })
}

/// The hash of an element's tag and role.
pub(super) fn kind(page: &Page<'_>, element: u32) -> u32 {
    let tag = page.snapshot.tag(element);
    let name = if tag == Tag::Other { page.snapshot.attribute(element, Attribute::LocalName).unwrap_or("") } else { tag.name() };
    hash(name) ^ page.snapshot.attribute(element, Attribute::Role).map_or(0, |role| hash(role) >> 1)
}

/// A class or id without its numbers and made-up parts, in lower case: `Newsletter_box__3xY2a` → `newsletter-box`.
fn stable(name: &str, out: &mut String) {
    out.clear();
    for piece in name.split(|c: char| !c.is_alphanumeric()) {
        let letters = piece.trim_end_matches(|c: char| c.is_numeric());
        if letters.is_empty() || is_made_up(letters) {
            continue;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.extend(letters.chars().flat_map(char::to_lowercase));
    }
}

/// Whether a piece of a name looks like a hash: digits inside, changing case, no vowels.
fn is_made_up(piece: &str) -> bool {
    let (mut humps, mut run, mut longest, mut vowels, mut lower) = (1, 0, 0, 0, false);
    for c in piece.chars() {
        if c.is_numeric() {
            return true;
        }
        humps += usize::from(lower && c.is_uppercase());
        lower = c.is_lowercase();
        let consonant = c.is_ascii_alphabetic() && !"aeiouyAEIOUY".contains(c);
        run = if consonant { run + 1 } else { 0 };
        longest = longest.max(run);
        vowels += usize::from(!consonant);
    }
    let letters = piece.chars().count();
    humps > 1 && letters < HUMP * humps || longest > CONSONANTS || vowels == 0 && letters >= VOWELLESS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_build_made_up_is_dropped() {
        let clean = |name: &str| {
            let mut out = String::new();
            stable(name, &mut out);
            out
        };
        for (name, wanted) in [
            ("newsletter-box", "newsletter-box"),
            ("Newsletter_box__3xY2a", "newsletter-box"),
            ("newsletterBox2", "newsletterbox"),
            ("css-1q2w3e", "css"),
            ("sc-bdVaJa", "sc"),
            ("block-48213", "block"),
            ("kqzvmt", ""),
            ("x7f3a9", ""),
            ("просьба", "просьба"),
        ] {
            assert_eq!(clean(name), wanted, "{name}");
        }
    }
}
