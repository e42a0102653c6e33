//! Word lists as data: what a text says (`words.txt`, by purpose and language) and what a name hints at (`classes.txt`).

use crate::block::is_wide;

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

/// How often each cue of [`CUES`] was met.
pub type CueSet = [u16; CUES.len()];

/// One entry: what to compare, whether a word must end after it, and the section it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    text: &'static str,
    whole: bool,
    section: u8,
}

impl Entry {
    fn parse(entry: &'static str, section: usize) -> Self {
        let text = entry.strip_suffix('|');
        Entry { text: text.unwrap_or(entry), whole: text.is_some(), section: section as u8 }
    }

    fn begins(&self, text: &str) -> bool {
        let ends_word = |rest: &str| !rest.chars().next().is_some_and(|c| c.is_alphanumeric() && !is_wide(c));
        text.strip_prefix(self.text).is_some_and(|rest| !self.whole || ends_word(rest))
    }

    /// The second byte, 0 for an entry of one byte.
    fn second(&self) -> u8 {
        self.text.as_bytes().get(1).copied().unwrap_or(0)
    }
}

/// A list of entries, sorted, so that those that begin alike stand together.
pub(super) struct Lexicon {
    entries: Vec<Entry>,
    /// First entry for each first byte, so that most words are dismissed by one look.
    starts: [u16; 257],
}

impl Lexicon {
    /// The wording cues.
    pub(super) fn words() -> Self {
        Self::parse(WORDS, CUES)
    }

    /// The name hints.
    pub(super) fn classes() -> Self {
        Self::parse(CLASSES, HINTS)
    }

    /// Reads `[section]` headers and `language: entry, entry` lines. Sections that `names` does not list are a fault of the
    /// data file, which a test finds; here they are passed over.
    fn parse(data: &'static str, names: &[&str]) -> Self {
        let mut section = None;
        let mut entries = Vec::with_capacity(4_096);
        for line in data.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = names.iter().position(|n| *n == name);
                continue;
            }
            let list = line.split_once(':').map_or(line, |(_, list)| list);
            let Some(section) = section else { continue };
            entries.extend(list.split(',').map(str::trim).filter(|e| !e.is_empty()).map(|e| Entry::parse(e, section)));
        }
        entries.sort_unstable();
        entries.dedup();
        let below = |byte: usize| entries.partition_point(|e| usize::from(e.text.as_bytes()[0]) < byte) as u16;
        let starts = std::array::from_fn(below);
        Lexicon { entries, starts }
    }

    /// Calls `found` with the section of every entry that `text` begins with.
    fn at(&self, text: &str, found: &mut impl FnMut(u8)) {
        let Some(&first) = text.as_bytes().first() else { return };
        let range = usize::from(self.starts[usize::from(first)])..usize::from(self.starts[usize::from(first) + 1]);
        let bucket = &self.entries[range];
        let second = text.as_bytes().get(1).copied().unwrap_or(0);
        let from = bucket.partition_point(|e| e.second() < second);
        let short = bucket.iter().take_while(|e| e.second() == 0);
        for entry in short.chain(bucket[from..].iter().take_while(|e| e.second() == second && second != 0)) {
            if entry.begins(text) {
                found(entry.section);
            }
        }
    }

    /// Counts the sections met in folded text, an entry being compared at every word start.
    pub(super) fn count(&self, text: &str, limit: usize) -> CueSet {
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

    /// The sections that a name's tokens hint at, as a bit mask. A name is split at punctuation, digits and case changes.
    pub(super) fn mask(&self, name: &str, tokens: &mut String) -> u32 {
        split_name(name, tokens);
        let mut mask = 0;
        let mut start = true;
        for (at, byte) in tokens.bytes().enumerate() {
            if start && byte != b' ' && tokens.is_char_boundary(at) {
                self.at(&tokens[at..], &mut |section| mask |= 1 << section);
            }
            start = byte == b' ';
        }
        mask
    }
}

/// `fooBar-baz_2qux` → `foo bar baz qux`, in lower case.
fn split_name(name: &str, out: &mut String) {
    out.clear();
    let mut lower = false;
    for c in name.chars() {
        if !c.is_alphabetic() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
            lower = false;
            continue;
        }
        if c.is_uppercase() && lower {
            out.push(' ');
        }
        lower = c.is_lowercase();
        out.extend(c.to_lowercase());
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
            for (section, name) in names.iter().enumerate() {
                assert!(lexicon.entries.iter().any(|e| usize::from(e.section) == section), "{name} is empty");
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

    #[test]
    fn names_are_split_at_case_and_punctuation() {
        let mut tokens = String::new();
        split_name("c-DonationBox__inner2Form", &mut tokens);
        assert_eq!(tokens, "c donation box inner form");
    }
}
