//! Multiclass boosted trees: the sum of one leaf a tree, then softmax.

use super::splits::{LANES, Splits};

/// A forest: for each round one tree a class.
#[derive(Debug, Default)]
pub struct Forest {
    pub(super) classes: usize,
    pub(super) trees: Vec<Tree>,
    pub(super) nodes: Vec<Node>,
    pub(super) splits: Splits,
}

/// Where a tree's nodes begin in the forest's array.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tree {
    pub(super) node: u32,
}

/// Goes left where the feature is at most the threshold. A negative child is the leaf `!child`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) threshold: f32,
    /// Mean of the node's leaves over the training blocks, for explanations.
    pub(super) value: f32,
    pub(super) feature: u16,
    pub(super) left: i8,
    pub(super) right: i8,
}

impl Forest {
    /// Appends to `all` the sums of the classes' trees for each of some blocks, whose rows of features `write` appends. `N` is the
    /// number of classes.
    pub fn sums_of<const N: usize>(
        &self,
        blocks: &[usize],
        mut write: impl FnMut(usize, &mut Vec<f32>),
        all: &mut Vec<[f32; N]>,
    ) {
        let mut values = Vec::new();
        // As many rows at a time as are scored together: they stay in the processor's nearest memory.
        for some in blocks.chunks(LANES) {
            values.clear();
            some.iter().for_each(|block| write(*block, &mut values));
            let rows: Vec<&[f32]> = values.chunks_exact(values.len() / some.len()).collect();
            let lanes = std::array::from_fn(|lane| rows[lane.min(rows.len() - 1)]);
            all.extend(self.splits.sums(&lanes).into_iter().take(some.len()));
        }
    }

    /// Probabilities of the classes for one row of features, tree by tree.
    pub fn probabilities_of_one<const N: usize>(&self, row: &[f32]) -> [f32; N] {
        let mut sums = [0.0; N];
        for (at, tree) in self.trees.iter().enumerate() {
            sums[at % N] += self.splits.leaf(at, self.leaf(tree, row, |_, _| ()));
        }
        softmax(sums)
    }

    /// Adds to `sums`, per feature, what its splits changed in the class's sum (path attribution after Saabas, 2014),
    /// times `sign`.
    pub fn contributions(&self, row: &[f32], class: usize, sign: f32, sums: &mut [f32]) {
        for (at, tree) in self.trees.iter().enumerate().skip(class).step_by(self.classes) {
            let mut last: Option<(u16, f32)> = None;
            let mut credit = |feature: Option<u16>, value: f32| {
                if let Some((split, before)) = last {
                    sums[split as usize] += sign * (value - before);
                }
                last = feature.map(|f| (f, value));
            };
            let leaf = self.leaf(tree, row, |feature, value| credit(Some(feature), value));
            credit(None, self.splits.leaf(at, leaf));
        }
    }

    /// Walks one tree down, telling `visit` each node's feature and mean; returns which leaf, from the left.
    fn leaf(&self, tree: &Tree, row: &[f32], mut visit: impl FnMut(u16, f32)) -> usize {
        let mut at = 0i8;
        loop {
            let node = &self.nodes[tree.node as usize + at as usize];
            visit(node.feature, node.value);
            at = if row[node.feature as usize] <= node.threshold { node.left } else { node.right };
            if at < 0 {
                return !at as usize;
            }
        }
    }
}

pub(super) fn softmax<const N: usize>(mut sums: [f32; N]) -> [f32; N] {
    let top = sums.iter().copied().fold(f32::MIN, f32::max);
    sums.iter_mut().for_each(|s| *s = (*s - top).exp());
    let total: f32 = sums.iter().sum();
    sums.map(|s| s / total)
}

#[cfg(test)]
mod tests {
    use crate::model::{CLASSES, Model};

    #[test]
    fn rows_together_score_as_a_walk_scores_each() {
        let forest = &Model::shipped().expect("the shipped weights").first;
        let width = crate::model::names().len();
        let edges = forest.nodes.iter().map(|node| node.threshold);
        let odd = [0.0, -0.0, f32::NAN, -f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e-40, -1.0, 0.5, 1.0, 3.0, 20.0];
        let values: Vec<f32> = odd.into_iter().chain(edges).collect();
        // Any walk through the values does, as long as the rows differ.
        let mut at = 0;
        let rows: Vec<Vec<f32>> = (0..53)
            .map(|row| {
                let step = |_| {
                    at = (at * 31 + row + 7) % values.len();
                    values[at]
                };
                (0..width).map(step).collect()
            })
            .collect();
        let blocks: Vec<usize> = (0..rows.len()).collect();
        let mut together = Vec::new();
        forest.sums_of::<CLASSES>(&blocks, |row, values| values.extend_from_slice(&rows[row]), &mut together);
        let together: Vec<_> = together.into_iter().map(super::softmax).collect();
        for (row, scores) in rows.iter().zip(&together) {
            assert_eq!(forest.probabilities_of_one::<CLASSES>(row).map(f32::to_bits), scores.map(f32::to_bits));
        }
        assert!(together.iter().any(|scores| scores != &together[0]));
    }
}
