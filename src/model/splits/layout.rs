//! From trees to splits by feature: once a forest.

use super::{Column, Cut, MOST_LEAVES, Mask, Rank, Splits, Threshold, rank};
use crate::model::forest::{Forest, Node, Tree};
use crate::order;

impl Splits {
    /// Lays out a forest. `Err` is the first tree that is no tree, or has more than [`MOST_LEAVES`].
    pub(in crate::model) fn of(forest: &Forest) -> Result<Self, usize> {
        let mut splits = Splits::default();
        let mut found = Vec::with_capacity(forest.nodes.len());
        splits.cuts.reserve(forest.nodes.len());
        for (at, tree) in forest.trees.iter().enumerate() {
            let mut walk = Walk { forest, tree, at: at as u16, leaves: [0.0; MOST_LEAVES], met: 0, found: &mut found };
            walk.below(0).ok_or(at)?;
            splits.leaves.push(walk.leaves);
        }
        let by_threshold = order::by_key(found.len(), |at| found[at].threshold as u32 ^ 1 << 31);
        let by_feature = order::by_key(found.len(), |at| u32::from(found[by_threshold[at]].feature));
        by_feature.into_iter().for_each(|at| splits.push(&found[by_threshold[at]]));
        Ok(splits)
    }

    /// Takes the next split in the order of features and thresholds.
    fn push(&mut self, split: &Split) {
        let start = self.cuts.len() as u32;
        self.cuts.push(split.cut);
        let same_column = self.columns.last().is_some_and(|c| c.feature == split.feature);
        match self.thresholds.last_mut() {
            Some(last) if same_column && last.value == split.threshold => last.cuts.1 = start + 1,
            _ => self.thresholds.push(Threshold { value: split.threshold, cuts: (start, start + 1) }),
        }
        let end = self.thresholds.len() as u32;
        match self.columns.last_mut() {
            Some(last) if same_column => last.end = end,
            _ => self.columns.push(Column { feature: split.feature, end }),
        }
    }
}

/// One split of a forest.
struct Split {
    feature: u16,
    threshold: Rank,
    cut: Cut,
}

/// A walk over one tree that finds its splits and its leaves from left to right.
struct Walk<'a> {
    forest: &'a Forest,
    tree: &'a Tree,
    at: u16,
    leaves: [f32; MOST_LEAVES],
    met: usize,
    found: &'a mut Vec<Split>,
}

impl Walk<'_> {
    /// Walks what hangs below a node; a negative child is the leaf `!child`. `None` where there are too many leaves, as where
    /// two parents share a child.
    fn below(&mut self, child: i8) -> Option<()> {
        if child < 0 {
            *self.leaves.get_mut(self.met)? = self.forest.leaves[self.tree.leaf as usize + !child as usize];
            self.met += 1;
            return Some(());
        }
        let Node { threshold, feature, left, right, .. } = self.forest.nodes[self.tree.node as usize + child as usize];
        let from = self.met;
        self.below(left)?;
        let kept = !(beyond(from) ^ beyond(self.met));
        self.found.push(Split { feature, threshold: rank(threshold), cut: Cut { tree: self.at, kept } });
        self.below(right)
    }
}

/// All leaves from this one on.
fn beyond(leaf: usize) -> Mask {
    Mask::MAX.checked_shl(leaf as u32).unwrap_or(0)
}
