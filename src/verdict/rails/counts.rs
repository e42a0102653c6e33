//! How many blocks of a range are of some kind, by one subtraction: a rail that looked at all blocks of a box for each of them would take
//! hours over a list of a hundred thousand links.

use std::ops::Range;

/// For every block, and one past the last: how many before it count.
pub(super) struct Counts(Vec<u32>);

impl Counts {
    pub(super) fn of(blocks: usize, counts: impl Fn(usize) -> bool) -> Self {
        Self::sums(blocks, |block| u32::from(counts(block)))
    }

    pub(super) fn sums(blocks: usize, value: impl Fn(usize) -> u32) -> Self {
        let mut sums = vec![0];
        (0..blocks).for_each(|block| sums.push(sums[block] + value(block)));
        Counts(sums)
    }

    /// How many of a range count.
    pub(super) fn within(&self, range: &Range<usize>) -> u32 {
        self.0[range.end] - self.0[range.start]
    }

    pub(super) fn any(&self, range: &Range<usize>) -> bool {
        self.within(range) > 0
    }

    pub(super) fn all(&self, range: &Range<usize>) -> bool {
        self.within(range) as usize == range.len()
    }
}
