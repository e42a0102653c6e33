//! Sketches come from storage, from other devices and from files: what is read has bounds.

use super::{MAX_NAMES, MAX_WORDS};
use crate::features::PARTS;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use std::fmt;

/// Highest count that is kept, and all bits of a hash.
pub(super) const MOST: u32 = 0xFF_FFFF;

pub(super) fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    Ok(u32::deserialize(deserializer)?.min(MOST))
}

/// A hash that may have been written with more bits than are kept.
pub(super) fn hash<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    Ok(u32::deserialize(deserializer)? & MOST)
}

pub(super) fn names<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u32>, D::Error> {
    Ok(ascending(deserializer.deserialize_seq(Bounded(MAX_NAMES))?))
}

pub(super) fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u32>, D::Error> {
    Ok(ascending(deserializer.deserialize_seq(Bounded(MAX_WORDS))?))
}

pub(super) fn parts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u32>, D::Error> {
    deserializer.deserialize_seq(Bounded(PARTS.len()))
}

fn ascending(mut hashes: Vec<u32>) -> Vec<u32> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// As many numbers as a list may have. What follows is passed over.
struct Bounded(usize);

impl<'de> Visitor<'de> for Bounded {
    type Value = Vec<u32>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of numbers")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<u32>, A::Error> {
        let mut read = Vec::with_capacity(self.0);
        while read.len() < self.0 {
            let Some(number) = list.next_element::<u32>()? else { return Ok(read) };
            read.push(number.min(MOST));
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(read)
    }
}
