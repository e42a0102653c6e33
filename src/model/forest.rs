//! Multiclass boosted trees: the sum of one leaf a tree, then softmax.

/// A forest: for each round one tree a class.
#[derive(Debug)]
pub struct Forest {
    pub(super) classes: usize,
    pub(super) trees: Vec<Tree>,
    pub(super) nodes: Vec<Node>,
    pub(super) leaves: Vec<f32>,
}

/// Where a tree's nodes and leaves begin in the forest's arrays.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tree {
    pub(super) node: u32,
    pub(super) leaf: u32,
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
    /// Probabilities of the classes for one row of features. `N` is the number of classes.
    pub fn probabilities<const N: usize>(&self, row: &[f32]) -> [f32; N] {
        let mut sums = [0.0; N];
        for (at, tree) in self.trees.iter().enumerate() {
            sums[at % N] += self.leaves[self.leaf(tree, row, |_, _| ())];
        }
        softmax(sums)
    }

    /// Adds to `sums`, per feature, what its splits changed in the class's sum (path attribution after Saabas, 2014),
    /// times `sign`.
    pub fn contributions(&self, row: &[f32], class: usize, sign: f32, sums: &mut [f32]) {
        for tree in self.trees.iter().skip(class).step_by(self.classes) {
            let mut last: Option<(u16, f32)> = None;
            let mut credit = |feature: Option<u16>, value: f32| {
                if let Some((split, before)) = last {
                    sums[split as usize] += sign * (value - before);
                }
                last = feature.map(|f| (f, value));
            };
            let leaf = self.leaf(tree, row, |feature, value| credit(Some(feature), value));
            credit(None, self.leaves[leaf]);
        }
    }

    /// Walks one tree down, telling `visit` each node's feature and mean; returns the place of the leaf.
    fn leaf(&self, tree: &Tree, row: &[f32], mut visit: impl FnMut(u16, f32)) -> usize {
        let mut at = 0i8;
        loop {
            let node = &self.nodes[tree.node as usize + at as usize];
            visit(node.feature, node.value);
            at = if row[node.feature as usize] <= node.threshold { node.left } else { node.right };
            if at < 0 {
                return tree.leaf as usize + !at as usize;
            }
        }
    }
}

fn softmax<const N: usize>(mut sums: [f32; N]) -> [f32; N] {
    let top = sums.iter().copied().fold(f32::MIN, f32::max);
    sums.iter_mut().for_each(|s| *s = (*s - top).exp());
    let total: f32 = sums.iter().sum();
    sums.map(|s| s / total)
}
