//! Words as sorted hashes, and what two lists of them have in common.

use super::MAX_WORDS;
use crate::block::is_wide;

/// A hash of 24 bits: long enough for the words of one page, and seven digits of JSON. Never 0, which stands for nothing.
pub(super) fn hash(text: &str) -> u32 {
    let fnv = text.bytes().fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    // The last letters change only the lower half: a product spreads them.
    (fnv.wrapping_mul(0x9E37_79B1) ^ fnv >> 15).wrapping_mul(0x85EB_CA6B) >> 8 | 1
}

/// Adds the hashes of the words of a folded text. Numbers are left out (amounts, dates and counters change), and single letters; in
/// scripts that part no words, two characters stand for one.
pub(super) fn add(text: &str, out: &mut Vec<u32>) {
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if word.chars().any(is_wide) {
            let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1);
            out.extend(word.char_indices().zip(ends).map(|((start, _), end)| hash(&word[start..end])));
        } else if word.chars().nth(1).is_some() && !word.contains(|c: char| c.is_numeric()) {
            out.push(hash(word));
        }
    }
}

/// Sorts hashes and keeps the lowest, each once.
pub(super) fn keep_lowest(hashes: &mut Vec<u32>) {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(MAX_WORDS);
}

/// The share of words that two texts have in common, of all that either has: the lowest of both together are a sample of them.
pub(super) fn shared(one: &[u32], other: &[u32]) -> f32 {
    let (mut a, mut b) = (one.iter().peekable(), other.iter().peekable());
    let (mut both, mut seen) = (0, 0);
    // Beyond the last of a full list its text may go on: what stands there is no sample any more.
    let end = [one, other].map(|list| if list.len() < MAX_WORDS { u32::MAX } else { list[list.len() - 1] });
    while let Some(lowest) =
        a.peek().into_iter().chain(b.peek()).map(|hash| **hash).min().filter(|hash| *hash <= end[0].min(end[1]))
    {
        let held = [a.next_if(|hash| **hash == lowest), b.next_if(|hash| **hash == lowest)];
        both += u32::from(held.iter().all(Option::is_some));
        seen += 1;
    }
    both as f32 / seen.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<u32> {
        let mut hashes = Vec::new();
        add(text, &mut hashes);
        keep_lowest(&mut hashes);
        hashes
    }

    #[test]
    fn numbers_and_single_letters_say_nothing() {
        assert_eq!(list("give 25 or 100€ a month, say 3x"), list("give or month say"));
        assert!(list("7 × 24").is_empty());
        assert_eq!(list("每月捐款").len(), 3);
    }

    #[test]
    fn what_is_shared_is_estimated_from_the_lowest() {
        let words =
            |from: usize, to: usize| (from..to).map(|n| format!("w{} ", "ab".repeat(n % 7) + &letters(n))).collect::<String>();
        assert_eq!(shared(&list(&words(0, 20)), &list(&words(0, 20))), 1.0);
        assert_eq!(shared(&list(&words(0, 20)), &list(&words(100, 120))), 0.0);
        assert_eq!(shared(&[], &[]), 0.0);
        let half = shared(&list(&words(0, 600)), &list(&words(200, 800)));
        assert!((half - 0.5).abs() < 0.25, "{half} of 400 in 800");
    }

    fn letters(mut n: usize) -> String {
        let mut out = String::new();
        while n > 0 {
            out.push((b'a' + (n % 26) as u8) as char);
            n /= 26;
        }
        out
    }
}
