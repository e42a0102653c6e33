//! `weights.bin` → forests. All numbers are little-endian.
//!
//! | part | bytes |
//! |---|---|
//! | header | `UNGM`, version (u16), number of features (u16), hash of their names (u32) |
//! | wording | bias (f32) and scale (f32) of each class; eight levels (u8); then for each bucket four bits a class: the level, and 8 if it is negative; the first of two in the lower half of a byte |
//! | forest, four times | number of trees (u16), the trees, number of features that it asks about (u16), those features, ascending |
//! | tree | inner nodes (u8), scale (f32), two bits a node (u32): 1 if what is left of it is a leaf, 2 if what is right of it is; a mean (i8) for each node; then a leaf (i8) for each node and one more |
//! | feature | its number (u16), number of its thresholds (u8), those thresholds, ascending |
//! | threshold | the upper half of an f32, number of nodes that ask for it (u8), each of them (u16): the tree in the lower 12 bits, the node in the upper 4 |
//!
//! A tree's nodes come before what is left of them, and that before what is right; its leaves from left to right. A leaf or mean is
//! its i8 times the tree's scale (model study, section 6: one scale per tree changes no decision). What asks stands in the order in
//! which it is scored (`splits.rs`), so that nothing is sorted on a page: that took a fifth of the core's first call.

use super::forest::{Forest, Node, Tree};
use super::splits::{Mask, beyond};
use super::wording::{BUCKETS, Wording};
use super::{CLASSES, Scores};
use thiserror::Error;

const MAGIC: &[u8; 4] = b"UNGM";
const VERSION: u16 = 5;

/// Why weights were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WeightsError {
    /// Not a weights file.
    #[error("the weights do not begin like a weights file")]
    NotWeights,
    /// Written for another version of the format.
    #[error("the weights are of version {0}, and this core reads version 5")]
    OtherVersion(u16),
    /// Trained on other features than the core computes.
    #[error("the weights were trained on other features than this core computes; train again")]
    OtherFeatures,
    /// Ends too early, or goes on after its end.
    #[error("the weights are cut or too long")]
    Truncated,
    /// A tree that points outside itself, or has more leaves than the core can score.
    #[error("tree {0} of the weights points outside itself or has more than 16 leaves")]
    BadTree(usize),
    /// Thresholds out of order, of a node that there is not, or two of one node.
    #[error("the thresholds of the weights are out of order, or not one a node")]
    BadThresholds,
}

pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Checks the header against the features that the core computes.
    pub(super) fn open(bytes: &'a [u8], names: &[String]) -> Result<Self, WeightsError> {
        let mut reader = Reader { rest: bytes };
        if reader.take(4).ok() != Some(MAGIC) {
            return Err(WeightsError::NotWeights);
        }
        match reader.u16()? {
            VERSION => {}
            other => return Err(WeightsError::OtherVersion(other)),
        }
        if usize::from(reader.u16()?) != names.len() || reader.u32()? != hash(names) {
            return Err(WeightsError::OtherFeatures);
        }
        Ok(reader)
    }

    pub(super) fn wording(&mut self) -> Result<Wording, WeightsError> {
        let mut floats = || -> Result<Scores, WeightsError> {
            let mut values = Scores::default();
            values.iter_mut().try_for_each(|value| self.f32().map(|read| *value = read))?;
            Ok(values)
        };
        let (bias, scales) = (floats()?, floats()?);
        let levels: [u8; 8] = self.array()?;
        let signed = |code: u8| if code < 8 { levels[usize::from(code)] as i8 } else { -(levels[usize::from(code & 7)] as i8) };
        let codes = self.take(BUCKETS * CLASSES / 2)?;
        let weight = |at: usize| signed(codes[at / 2] >> (4 * (at % 2)) & 15);
        let weights = (0..BUCKETS).map(|bucket| std::array::from_fn(|class| weight(bucket * CLASSES + class)));
        Ok(Wording { bias, scales, weights: weights.collect() })
    }

    pub(super) fn forest(&mut self, classes: usize, features: usize) -> Result<Forest, WeightsError> {
        let count = usize::from(self.u16()?);
        let mut forest = Forest { classes, trees: Vec::with_capacity(count), ..Forest::default() };
        let mut kept = Vec::new();
        for at in 0..count {
            self.tree(&mut forest, &mut kept).map_err(|e| e.unwrap_or(WeightsError::BadTree(at)))?;
        }
        if count % classes != 0 {
            return Err(WeightsError::Truncated);
        }
        for _ in 0..self.u16()? {
            self.feature(&mut forest, &kept, features)?;
        }
        // As many as there are nodes, and none twice: each has one.
        if forest.splits.cuts() == forest.nodes.len() { Ok(forest) } else { Err(WeightsError::BadThresholds) }
    }

    pub(super) fn close(self) -> Result<(), WeightsError> {
        if self.rest.is_empty() { Ok(()) } else { Err(WeightsError::Truncated) }
    }

    /// Reads one tree, and what a split of each of its nodes leaves of it. `Err(None)` is a broken one.
    fn tree(&mut self, forest: &mut Forest, kept: &mut Vec<Mask>) -> Result<(), Option<WeightsError>> {
        let inner = usize::from(self.take(1)?[0]);
        let scale = self.f32()?;
        let ends = self.u32()?;
        let start = forest.nodes.len();
        forest.trees.push(Tree { node: start as u32 });
        let scaled = |byte: &u8| f32::from(*byte as i8) * scale;
        let unasked = |mean| Node { threshold: 0.0, value: scaled(mean), feature: UNASKED, left: 0, right: 0 };
        forest.nodes.extend(self.take(inner)?.iter().map(unasked));
        kept.resize(start + inner, 0);
        let mut shape = Shape { ends, nodes: &mut forest.nodes[start..], kept: &mut kept[start..], node: 0, leaf: 0 };
        shape.below().filter(|()| shape.node == inner && shape.leaf == inner + 1).ok_or(None)?;
        forest.splits.grow(self.take(inner + 1)?.iter().map(scaled)).ok_or(None)
    }

    /// Reads the thresholds of one feature, and gives them to the nodes that ask for them.
    fn feature(&mut self, forest: &mut Forest, kept: &[Mask], features: usize) -> Result<(), WeightsError> {
        let feature = self.u16()?;
        if usize::from(feature) >= features {
            return Err(WeightsError::OtherFeatures);
        }
        let count = self.take(1)?[0];
        for _ in 0..count {
            let threshold = f32::from_bits(u32::from(self.u16()?) << 16);
            let nodes = self.take(1)?[0];
            for _ in 0..nodes {
                let place = self.u16()?;
                let tree = place & 0xFFF;
                let start = |tree: u16| forest.trees.get(usize::from(tree)).map(|tree| tree.node as usize);
                let first = start(tree).ok_or(WeightsError::BadThresholds)?;
                let at = first + usize::from(place >> 12);
                let end = start(tree + 1).unwrap_or(forest.nodes.len());
                let own = forest.nodes.get_mut(at).filter(|node| at < end && node.feature == UNASKED);
                let node = own.ok_or(WeightsError::BadThresholds)?;
                (node.feature, node.threshold) = (feature, threshold);
                forest.splits.cut(tree, kept[at]);
            }
            forest.splits.end_threshold(threshold);
        }
        forest.splits.end_feature(feature).ok_or(WeightsError::BadThresholds)
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], WeightsError> {
        let (head, rest) = self.rest.split_at_checked(count).ok_or(WeightsError::Truncated)?;
        self.rest = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], WeightsError> {
        self.take(N)?.try_into().map_err(|_| WeightsError::Truncated)
    }

    fn u16(&mut self) -> Result<u16, WeightsError> {
        self.array().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Result<u32, WeightsError> {
        self.array().map(u32::from_le_bytes)
    }

    fn f32(&mut self) -> Result<f32, WeightsError> {
        self.array().map(f32::from_le_bytes)
    }
}

/// The feature of a node whose threshold is still to come.
const UNASKED: u16 = u16::MAX;

/// Which leaves and nodes a tree's nodes lead to.
struct Shape<'a> {
    /// Two bits a node: whether what is left and right of it is a leaf.
    ends: u32,
    nodes: &'a mut [Node],
    /// The leaves that each node leaves to a row that it sends right.
    kept: &'a mut [Mask],
    /// The next node and the next leaf.
    node: usize,
    leaf: usize,
}

impl Shape<'_> {
    /// Links the next node with all below it. `None` where more are needed than there are, or than the bits can tell of.
    fn below(&mut self) -> Option<()> {
        let at = self.node;
        self.node += 1;
        let ends = self.ends.checked_shr(2 * at as u32)?;
        let from = self.leaf;
        let left = self.child(ends & 1 != 0)?;
        *self.kept.get_mut(at)? = !(beyond(from) ^ beyond(self.leaf));
        let right = self.child(ends & 2 != 0)?;
        let node = self.nodes.get_mut(at)?;
        (node.left, node.right) = (left, right);
        Some(())
    }

    fn child(&mut self, is_leaf: bool) -> Option<i8> {
        if is_leaf {
            self.leaf += 1;
            return Some(!(self.leaf as i8 - 1));
        }
        let at = self.node as i8;
        self.below().map(|()| at)
    }
}

/// FNV-1a over the names, each with a newline: `training/weights.py` computes the same.
fn hash(names: &[String]) -> u32 {
    let bytes = names.iter().flat_map(|n| n.bytes().chain([b'\n']));
    bytes.fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two trees of one split each, and where their two thresholds say that they belong.
    fn forest(places: [u16; 2]) -> Result<Forest, WeightsError> {
        let mut bytes = 2u16.to_le_bytes().to_vec();
        for _ in 0..2 {
            bytes.push(1);
            bytes.extend(1f32.to_le_bytes());
            bytes.extend(3u32.to_le_bytes());
            bytes.extend([0, 1, 2]);
        }
        bytes.extend([1, 0, 0, 0, 2]);
        for (threshold, place) in [0x3F80u16, 0x4000].into_iter().zip(places) {
            bytes.extend(threshold.to_le_bytes());
            bytes.push(1);
            bytes.extend(place.to_le_bytes());
        }
        Reader { rest: &bytes }.forest(1, 1)
    }

    #[test]
    fn a_threshold_belongs_to_a_node_of_its_own_tree() {
        assert!(forest([0, 1]).is_ok());
        assert_eq!(forest([0, 1 << 12]).err(), Some(WeightsError::BadThresholds), "the next tree's node");
        assert_eq!(forest([0, 0]).err(), Some(WeightsError::BadThresholds), "the same node twice");
        assert_eq!(forest([0, 2]).err(), Some(WeightsError::BadThresholds), "a tree that there is not");
    }
}
