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
        let buckets = buckets(text);
        let mut sums = [0i32; CLASSES];
        for bucket in &buckets {
            let weights = &self.weights[usize::from(*bucket)];
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += i32::from(*weight));
        }
        let norm = (buckets.len().max(1) as f32).sqrt();
        std::array::from_fn(|class| self.bias[class] + sums[class] as f32 * self.scales[class] / norm)
    }
}

/// The buckets of folded text: those of its words, of neighbouring words, and of the stems of long words, each once, sorted.
pub fn buckets(text: &str) -> Vec<u16> {
    let mut found = Vec::new();
    let mut last: Option<&str> = None;
    for word in words(cut(text)) {
        found.push(bucket(&[word]));
        if let Some(last) = last {
            found.push(bucket(&[last, " ", word]));
        }
        if word.chars().nth(LONG - 1).is_some() {
            let end = word.char_indices().nth(STEM).map_or(word.len(), |(at, _)| at);
            found.push(bucket(&[&word[..end], "-"]));
        }
        last = Some(word);
    }
    found.sort_unstable();
    found.dedup();
    found
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

/// FNV-1a, its high bits folded in.
fn bucket(parts: &[&str]) -> u16 {
    let bytes = parts.iter().flat_map(|part| part.bytes());
    let hash = bytes.fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    ((hash ^ hash >> 15) as usize % BUCKETS) as u16
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
