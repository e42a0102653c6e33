//! What the words of a block say, learned: a linear model over hashed words, pairs of words and beginnings of words
//! (feature hashing: Weinberger et al., ICML 2009). It knows no language: what asks in one is what asked in training.

use super::{CLASSES, Scores};
use crate::block::is_wide;

/// Number of buckets; a power of two.
pub const BUCKETS: usize = 1 << 13;
/// Text that is looked at, in bytes: an ask says what it is early.
const TEXT: usize = 600;
/// Letters of a long word that count as its stem, and the letters from which a word is long.
const STEM: usize = 5;
const LONG: usize = 7;

/// Weights of the buckets for each class, in log-odds.
#[derive(Debug)]
pub(super) struct Wording {
    pub(super) bias: Scores,
    pub(super) scales: Scores,
    pub(super) weights: Vec<[i8; CLASSES]>,
}

impl Wording {
    /// Log-odds of each class against the others, by the wording of folded text alone.
    pub(super) fn odds(&self, text: &str) -> Scores {
        let mut seen = Seen::default();
        let mut sums = [0i32; CLASSES];
        let mut count = 0u32;
        each_bucket(text, |bucket| {
            if seen.is_new(bucket) {
                let weights = &self.weights[usize::from(bucket)];
                sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += i32::from(*weight));
                count += 1;
            }
        });
        let norm = (count.max(1) as f32).sqrt();
        std::array::from_fn(|class| self.bias[class] + sums[class] as f32 * self.scales[class] / norm)
    }
}

/// Which buckets were met.
struct Seen([u64; BUCKETS / 64]);

impl Default for Seen {
    fn default() -> Self {
        Seen([0; BUCKETS / 64])
    }
}

impl Seen {
    /// Whether a bucket was not met before; it is from now on.
    fn is_new(&mut self, bucket: u16) -> bool {
        let (word, bit) = (&mut self.0[usize::from(bucket) / 64], 1 << (bucket % 64));
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }
}

/// The buckets of folded text: those of its words, of neighbouring words, and of the stems of long words, each once, sorted.
pub fn buckets(text: &str) -> Vec<u16> {
    let mut seen = Seen::default();
    each_bucket(text, |bucket| _ = seen.is_new(bucket));
    (0..BUCKETS as u16).filter(|bucket| !seen.is_new(*bucket)).collect()
}

/// Calls `found` with the bucket of every word, pair of words and stem, as often as it is met.
fn each_bucket(text: &str, mut found: impl FnMut(u16)) {
    let mut last: Option<Hash> = None;
    for word in words(cut(text)) {
        let whole = Hash::NONE.with(word);
        found(whole.bucket());
        if let Some(last) = last {
            found(last.with(" ").with(word).bucket());
        }
        if word.len() >= LONG && word.chars().nth(LONG - 1).is_some() {
            let end = word.char_indices().nth(STEM).map_or(word.len(), |(at, _)| at);
            found(Hash::NONE.with(&word[..end]).with("-").bucket());
        }
        last = Some(whole);
    }
}

fn cut(text: &str) -> &str {
    let end = (0..=TEXT.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

/// Runs of letters and digits; where a script sets no spaces, every character is a word.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let first = rest.chars().next()?;
        let end = if is_wide(first) {
            first.len_utf8()
        } else {
            rest.find(|c: char| !c.is_alphanumeric() || is_wide(c)).unwrap_or(rest.len())
        };
        let word;
        (word, rest) = rest.split_at(end);
        Some(word)
    })
}

/// FNV-1a.
#[derive(Clone, Copy)]
struct Hash(u32);

impl Hash {
    const NONE: Hash = Hash(0x811C_9DC5);

    fn with(self, text: &str) -> Self {
        Hash(text.bytes().fold(self.0, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)))
    }

    /// The high bits folded in.
    fn bucket(self) -> u16 {
        ((self.0 ^ self.0 >> 15) as usize % BUCKETS) as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_pairs_and_stems_are_counted_once() {
        let of = |text| words(text).collect::<Vec<_>>();
        assert_eq!(of("support, our work"), ["support", "our", "work"]);
        assert_eq!(of("支援 us now"), ["支", "援", "us", "now"]);
        assert_eq!(buckets("now now").len(), 2, "a word and a pair");
        assert_eq!(buckets("donation").len(), 2, "a word and its stem");
        assert_eq!(buckets("donation")[..].iter().filter(|b| buckets("donating").contains(b)).count(), 1);
    }

    #[test]
    fn any_text_has_few_buckets() {
        assert!(buckets("").is_empty());
        assert!(buckets(&"é".repeat(1_000_000)).len() <= 2);
        assert!(buckets(&"a b c d ".repeat(100_000)).len() < TEXT);
    }
}
