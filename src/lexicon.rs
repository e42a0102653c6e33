//! Word lists as data: what a text says (`words.txt`, by purpose and language) and what a name hints at (`classes.txt`).

use crate::block::is_wide;
use std::sync::OnceLock;

const WORDS: &str = include_str!("lexicon/words.txt");
const CLASSES: &str = include_str!("lexicon/classes.txt");

/// Purposes of wording, in the order of the sections of `words.txt`.
pub const CUES: &[&str] = &[
    "donate",
    "support",
    "subscribe",
    "account",
    "newsletter",
    "follow",
    "consent",
    "blocker",
    "ad",
    "commerce",
    "related",
    "social",
    "comments",
    "meta",
    "byline",
    "nav",
    "legal",
    "you",
    "we",
    "thanks",
    "urge",
    "amount",
    "free",
    "dismiss",
    "thankform",
    "media",
];

/// What a class, id or role may hint at, in the order of the sections of `classes.txt`.
pub const HINTS: &[&str] = &[
    "newsletter",
    "subscribe",
    "donate",
    "consent",
    "ad",
    "promo",
    "related",
    "social",
    "comments",
    "nav",
    "content",
    "meta",
    "modal",
    "form",
    "media",
    "sticky",
    "credit",
];

/// Cues that ask for something, as nags do.
pub const ASKING_CUES: Cues = Cues::of(&[
    "donate",
    "support",
    "subscribe",
    "account",
    "newsletter",
    "follow",
    "consent",
    "blocker",
    "ad",
    "commerce",
    "urge",
    "thanks",
]);

/// Cues that a picture asks with.
pub(crate) const PICTURED_CUES: Cues = Cues::of(&["donate", "support", "subscribe", "newsletter", "ad"]);

/// Hints of names and addresses that stand for nags.
pub const NAG_HINTS: Hints = Hints::of(&["newsletter", "subscribe", "donate", "consent", "ad", "promo", "modal", "sticky"]);

/// Some of [`CUES`]: bit n stands for `CUES[n]`.
#[derive(Clone, Copy, Debug)]
pub struct Cues(u32);

impl Cues {
    /// The cues of these names. For constants: a name that is none of them does not compile there.
    pub const fn of(names: &[&str]) -> Self {
        Cues(mask(names, CUES))
    }

    /// Whether any of them is among those of a mask.
    pub fn meet(self, said: u32) -> bool {
        self.0 & said != 0
    }

    /// Their places among [`CUES`].
    pub(crate) fn places(self) -> impl Iterator<Item = usize> {
        (0..CUES.len()).filter(move |cue| self.meet(1 << cue))
    }
}

/// Some of [`HINTS`], likewise.
#[derive(Clone, Copy, Debug)]
pub struct Hints(u32);

impl Hints {
    /// The hints of these names, as [`Cues::of`].
    pub const fn of(names: &[&str]) -> Self {
        Hints(mask(names, HINTS))
    }

    /// Whether any of them is among those of a mask.
    pub fn meet(self, named: u32) -> bool {
        self.0 & named != 0
    }
}

const fn mask(names: &[&str], all: &[&str]) -> u32 {
    assert!(all.len() <= 32);
    let (mut mask, mut name) = (0, 0);
    while name < names.len() {
        let mut place = 0;
        while !same(names[name].as_bytes(), all[place].as_bytes()) {
            place += 1;
        }
        mask |= 1 << place;
        name += 1;
    }
    mask
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// How often each cue of [`CUES`] was met.
pub type CueSet = [u16; CUES.len()];

/// One entry: what to compare, whether a word must end after it, and the section it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    /// The first eight bytes: most comparisons end here.
    head: u64,
    text: &'static str,
    whole: bool,
    section: u8,
}

impl Entry {
    fn parse(entry: &'static str, section: usize) -> Self {
        let whole = entry.strip_suffix('|');
        let text = whole.unwrap_or(entry);
        Entry { head: head(text), text, whole: whole.is_some(), section: section as u8 }
    }

    fn begins(&self, text: &str, head: u64) -> bool {
        let ends_word = |rest: &str| !rest.chars().next().is_some_and(|c| c.is_alphanumeric() && !is_wide(c));
        let beyond = 64 - 8 * self.text.len().clamp(1, 8);
        (head ^ self.head) << beyond == 0 && text.strip_prefix(self.text).is_some_and(|rest| !self.whole || ends_word(rest))
    }
}

/// The first eight bytes of a text, the first one lowest; zeros where it is shorter.
fn head(text: &str) -> u64 {
    let bytes = text.as_bytes();
    match bytes.first_chunk() {
        Some(first) => u64::from_le_bytes(*first),
        None => bytes.iter().rev().fold(0, |head, byte| head << 8 | u64::from(*byte)),
    }
}

/// A list of entries by a key of their first bytes, so that most words are dismissed by one look.
pub(crate) struct Lexicon {
    entries: Vec<Entry>,
    /// Where the entries of each key begin, and where the last one's end.
    starts: Vec<u16>,
}

/// Bytes that a key is made of; entries that are shorter have keys of their own.
const KEYED: usize = 3;
const LONG_KEYS: usize = 1 << 12;
const KEYS: usize = LONG_KEYS + (1 << 8);

/// The key of an entry or text by its first three bytes.
fn long_key(head: u64) -> usize {
    let first = head as u32 & 0x00FF_FFFF;
    (first.wrapping_mul(0x9E37_79B1) >> 20) as usize
}

/// The key of a shorter entry, and of a text that it may begin, by the first byte.
fn short_key(head: u64) -> usize {
    LONG_KEYS + (head & 0xFF) as usize
}

impl Lexicon {
    /// The wording cues.
    pub(crate) fn words() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Self::parse(WORDS, CUES))
    }

    /// The name hints.
    pub(crate) fn classes() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Self::parse(CLASSES, HINTS))
    }

    /// Reads `[section]` headers and `language: entry, entry` lines. Sections that `names` does not list and entries that stand
    /// in a section twice are faults of the data file, which a test finds; the sections are passed over here.
    fn parse(data: &'static str, names: &[&str]) -> Self {
        let mut section = None;
        let mut entries = Vec::with_capacity(data.len() / 16);
        // Without looking for white space beyond ASCII: a tenth of the core's first call went by in it.
        for line in data.lines().map(str::trim_ascii).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = names.iter().position(|n| *n == name);
                continue;
            }
            let list = line.split_once(':').map_or(line, |(_, list)| list);
            let Some(section) = section else { continue };
            entries.extend(list.split(',').map(str::trim_ascii).filter(|e| !e.is_empty()).map(|e| Entry::parse(e, section)));
        }
        Self::of(&entries)
    }

    fn of(entries: &[Entry]) -> Self {
        let key = |e: &Entry| if e.text.len() < KEYED { short_key(e.head) } else { long_key(e.head) };
        let mut starts = vec![0; KEYS + 1];
        entries.iter().for_each(|e| starts[key(e) + 1] += 1);
        (0..KEYS).for_each(|k| starts[k + 1] += starts[k]);
        let mut free = starts.clone();
        let mut placed = entries.to_vec();
        for entry in entries {
            let place = &mut free[key(entry)];
            placed[usize::from(*place)] = *entry;
            *place += 1;
        }
        Lexicon { entries: placed, starts }
    }

    fn of_key(&self, key: usize) -> &[Entry] {
        &self.entries[usize::from(self.starts[key])..usize::from(self.starts[key + 1])]
    }

    /// The cues that folded text holds, as a mask.
    pub(crate) fn said(&self, text: &str, limit: usize) -> u32 {
        let counts = self.count(text, limit);
        (0..counts.len()).filter(|cue| counts[*cue] > 0).fold(0, |mask, cue| mask | 1 << cue)
    }

    /// Calls `found` with the section of every entry that `text` begins with.
    pub(crate) fn at(&self, text: &str, found: &mut impl FnMut(u8)) {
        let head = head(text);
        for entry in self.of_key(long_key(head)).iter().chain(self.of_key(short_key(head))) {
            if entry.begins(text, head) {
                found(entry.section);
            }
        }
    }

    /// Counts the sections met in folded text, an entry being compared at every word start.
    pub(crate) fn count(&self, text: &str, limit: usize) -> CueSet {
        let mut counts = CueSet::default();
        let mut in_word = false;
        for (at, c) in text.char_indices().take_while(|(at, _)| *at < limit) {
            let letter = c.is_alphanumeric();
            if letter && (!in_word || is_wide(c)) {
                self.at(&text[at..], &mut |section| counts[usize::from(section)] += 1);
            }
            in_word = letter;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_data_files_is_known_and_filled() {
        for (data, names) in [(WORDS, CUES), (CLASSES, HINTS)] {
            let sections: Vec<&str> = data.lines().filter_map(|l| l.trim().strip_prefix('[')?.strip_suffix(']')).collect();
            assert_eq!(sections, names);
            let lexicon = Lexicon::parse(data, names);
            let entries = &lexicon.entries;
            for (section, name) in names.iter().enumerate() {
                assert!(entries.iter().any(|e| usize::from(e.section) == section), "{name} is empty");
            }
            for (at, entry) in entries.iter().enumerate() {
                assert!(
                    !entries[at + 1..].contains(entry),
                    "{} stands twice in {}",
                    entry.text,
                    names[usize::from(entry.section)]
                );
            }
        }
    }

    #[test]
    fn entries_match_at_word_starts_only_and_whole_where_marked() {
        let lexicon = Lexicon::parse("[ad]\nen: ad|, spons\n[you]\nen: u|\n[donate]\nja: 寄付", CUES);
        let count = |text: &str| lexicon.count(text, 1_000);
        let of = |name: &str| CUES.iter().position(|c| *c == name).unwrap_or_default();
        assert_eq!(count("an ad, sponsored: adverbs and roads")[of("ad")], 2);
        assert_eq!(count("u and us")[of("you")], 1);
        assert_eq!(count("活動に寄付する")[of("donate")], 1);
    }
}
