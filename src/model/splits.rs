//! A forest laid out by feature, so that rows are scored without walking trees (QuickScorer: Lucchese et al., SIGIR 2015;
//! several rows at once: Lucchese et al., SIGIR 2016).
//!
//! Every tree keeps a mask of the leaves that a row can still reach, counted from the left. A split that sends the row right
//! takes the leaves to its left out, and the leftmost leaf that remains is where a walk would have ended. Those splits are the
//! first few of each feature when sorted by threshold: most features of a block are zero, and few send it right.

/// The leaves of one tree that can still be reached.
pub(super) type Mask = u16;

/// Most leaves of a tree.
const MOST_LEAVES: usize = Mask::BITS as usize;

/// Rows that are scored at once: they share the reading of the splits, and their masks fit a processor's nearest memory.
pub(super) const LANES: usize = WORDS * IN_WORD;
const WORDS: usize = 4;
/// Masks in a word: four are changed by one instruction, also where there are no vectors.
const IN_WORD: usize = 4;

/// One mask in each place of a word.
const EACH: u64 = 0x0001_0001_0001_0001;

/// The splits and leaves of a forest.
#[derive(Debug, Default)]
pub(super) struct Splits {
    columns: Vec<Column>,
    /// The thresholds of each column, ascending.
    thresholds: Vec<Threshold>,
    cuts: Vec<Cut>,
    /// The leaves of each tree, from left to right.
    leaves: Vec<[f32; MOST_LEAVES]>,
}

/// A feature that the forest asks about, and where its thresholds end; they begin where the last column's end.
#[derive(Debug)]
struct Column {
    feature: u16,
    end: u32,
}

/// A threshold, and where its cuts begin and end.
#[derive(Debug)]
struct Threshold {
    value: Rank,
    cuts: (u32, u32),
}

/// What a split that sends a row right leaves of its tree.
#[derive(Clone, Copy, Debug)]
struct Cut {
    tree: u16,
    kept: Mask,
}

impl Splits {
    /// The next tree, by its leaves from left to right. `None` where they are more than [`MOST_LEAVES`].
    pub(super) fn grow(&mut self, leaves: impl Iterator<Item = f32>) -> Option<()> {
        let mut tree = [0.0; MOST_LEAVES];
        for (at, leaf) in leaves.enumerate() {
            *tree.get_mut(at)? = leaf;
        }
        self.leaves.push(tree);
        Some(())
    }

    /// The next split: what it leaves of a tree.
    pub(super) fn cut(&mut self, tree: u16, kept: Mask) {
        self.cuts.push(Cut { tree, kept });
    }

    /// The splits since the last threshold are of this one.
    pub(super) fn end_threshold(&mut self, threshold: f32) {
        let start = self.thresholds.last().map_or(0, |last| last.cuts.1);
        self.thresholds.push(Threshold { value: rank(threshold), cuts: (start, self.cuts.len() as u32) });
    }

    /// The thresholds since the last feature are of this one. `None` where they do not ascend.
    pub(super) fn end_feature(&mut self, feature: u16) -> Option<()> {
        let start = self.columns.last().map_or(0, |last| last.end as usize);
        self.columns.push(Column { feature, end: self.thresholds.len() as u32 });
        self.thresholds[start..].is_sorted_by_key(|threshold| threshold.value).then_some(())
    }

    /// How many splits there are.
    pub(super) fn cuts(&self) -> usize {
        self.cuts.len()
    }

    /// What a leaf of a tree adds, counted from the left.
    pub(super) fn leaf(&self, tree: usize, leaf: usize) -> f32 {
        self.leaves[tree][leaf]
    }

    /// For each row, the sums of the leaves that it reaches; the trees belong to the `N` classes in turn.
    pub(super) fn sums<const N: usize>(&self, rows: &[&[f32]; LANES]) -> [[f32; N]; LANES] {
        let alive = self.alive(rows);
        let mut sums = [[0.0; LANES]; N];
        for (leaves, alive) in self.leaves.chunks_exact(N).zip(alive.chunks_exact(N)) {
            for ((sums, leaves), alive) in sums.iter_mut().zip(leaves).zip(alive) {
                for (lane, sum) in sums.iter_mut().enumerate() {
                    // The mask that is shifted to the low end has a bit, so that those above it do not matter.
                    let mask = alive[lane / IN_WORD] >> (Mask::BITS as usize * (lane % IN_WORD));
                    *sum += leaves[mask.trailing_zeros() as usize % MOST_LEAVES];
                }
            }
        }
        std::array::from_fn(|lane| sums.map(|sums| sums[lane]))
    }

    /// For each tree and row, the leaves that no split took out.
    fn alive(&self, rows: &[&[f32]; LANES]) -> Vec<[u64; WORDS]> {
        let mut alive = vec![[u64::MAX; WORDS]; self.leaves.len()];
        let mut start = 0;
        for column in &self.columns {
            let thresholds = &self.thresholds[start..column.end as usize];
            start = column.end as usize;
            let values = rows.map(|row| rank(row[column.feature as usize]));
            let most = values.into_iter().fold(Rank::MIN, Rank::max);
            for threshold in thresholds.iter().take_while(|threshold| threshold.value < most) {
                let stay = stay(&values, threshold.value);
                for cut in &self.cuts[threshold.cuts.0 as usize..threshold.cuts.1 as usize] {
                    let alive = &mut alive[cut.tree as usize];
                    let kept = u64::from(cut.kept) * EACH;
                    alive.iter_mut().zip(&stay).for_each(|(alive, stay)| *alive &= kept | stay);
                }
            }
        }
        alive
    }
}

/// For each row, all bits of its mask where the threshold does not send it right. Without branches: which rows go right is as
/// good as random.
fn stay(values: &[Rank; LANES], threshold: Rank) -> [u64; WORDS] {
    let masks = values.map(|value| Mask::from(value > threshold).wrapping_sub(1));
    std::array::from_fn(|word| join(&masks[word * IN_WORD..]))
}

/// The masks of a word, the first one lowest.
fn join(masks: &[Mask]) -> u64 {
    masks[..IN_WORD].iter().rev().fold(0, |word, mask| word << Mask::BITS | u64::from(*mask))
}

/// All leaves from this one on.
pub(super) fn beyond(leaf: usize) -> Mask {
    Mask::MAX.checked_shl(leaf as u32).unwrap_or(0)
}

/// A number that compares as the float does that it was made of.
type Rank = i32;

/// Not a number is above all: it goes right everywhere, as it does in a walk.
fn rank(value: f32) -> Rank {
    // Adding zero makes one of the two zeros.
    let bits = (value + 0.0).to_bits() as Rank;
    let rank = bits ^ (bits >> 31) & Rank::MAX;
    if value.is_nan() { Rank::MAX } else { rank }
}
