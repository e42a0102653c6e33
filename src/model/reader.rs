//! `weights.bin` → forests. All numbers are little-endian.
//!
//! | part | bytes |
//! |---|---|
//! | header | `UNGM`, version (u16), number of features (u16), hash of their names (u32) |
//! | wording | bias (f32) and scale (f32) of each class; eight levels (u8); then for each bucket four bits a class: the level, and 8 if it is negative; the first of two in the lower half of a byte |
//! | forest, four times | trees (u16), features with thresholds (u16), then for each: feature (u16), count (u8), thresholds (the upper half of an f32 each); then the trees |
//! | tree | inner nodes (u8), scale (f32), two bits a node (u32): 1 if what is left of it is a leaf, 2 if what is right of it is; for each node: place in the threshold table (lower 9 bits) and of the threshold (u16), mean (i8); then a leaf (i8) for each node and one more |
//!
//! A tree's nodes come before what is left of them, and that before what is right; its leaves from left to right. A leaf or mean is
//! its i8 times the tree's scale (model study, section 6: one scale per tree changes no decision).

use super::forest::{Forest, Node, Tree};
use super::splits::Splits;
use super::wording::{BUCKETS, Wording};
use super::{CLASSES, Scores};
use thiserror::Error;

const MAGIC: &[u8; 4] = b"UNGM";
const VERSION: u16 = 4;

/// Why weights were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WeightsError {
    /// Not a weights file.
    #[error("the weights do not begin like a weights file")]
    NotWeights,
    /// Written for another version of the format.
    #[error("the weights are of version {0}, and this core reads version 4")]
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
        let trees = usize::from(self.u16()?);
        let table = self.thresholds(features)?;
        let (room, splits) = (Vec::with_capacity(trees), Splits::default());
        let mut forest = Forest { classes, trees: room, nodes: Vec::new(), leaves: Vec::new(), splits };
        for at in 0..trees {
            self.tree(&table, &mut forest).map_err(|e| e.unwrap_or(WeightsError::BadTree(at)))?;
        }
        if trees % classes != 0 {
            return Err(WeightsError::Truncated);
        }
        forest.splits = Splits::of(&forest).map_err(WeightsError::BadTree)?;
        Ok(forest)
    }

    pub(super) fn close(self) -> Result<(), WeightsError> {
        if self.rest.is_empty() { Ok(()) } else { Err(WeightsError::Truncated) }
    }

    fn thresholds(&mut self, features: usize) -> Result<Vec<(u16, Vec<f32>)>, WeightsError> {
        let count = usize::from(self.u16()?);
        let mut table = Vec::with_capacity(count);
        for _ in 0..count {
            let feature = self.u16()?;
            if usize::from(feature) >= features {
                return Err(WeightsError::OtherFeatures);
            }
            let values = usize::from(self.take(1)?[0]);
            let upper = |bytes: [u8; 2]| f32::from_bits(u32::from(u16::from_le_bytes(bytes)) << 16);
            table.push((feature, (0..values).map(|_| self.array().map(upper)).collect::<Result<_, _>>()?));
        }
        Ok(table)
    }

    /// Reads one tree. `Err(None)` is a broken one.
    fn tree(&mut self, table: &[(u16, Vec<f32>)], forest: &mut Forest) -> Result<(), Option<WeightsError>> {
        let inner = usize::from(self.take(1)?[0]);
        let scale = self.f32()?;
        let ends = self.u32()?;
        let start = forest.nodes.len();
        forest.trees.push(Tree { node: start as u32, leaf: forest.leaves.len() as u32 });
        for _ in 0..inner {
            let place = usize::from(self.u16()?);
            let (feature, values) = table.get(place & 0x1FF).ok_or(None)?;
            let threshold = *values.get(place >> 9).ok_or(None)?;
            let mean = self.take(1)?[0] as i8;
            forest.nodes.push(Node { threshold, value: f32::from(mean) * scale, feature: *feature, left: 0, right: 0 });
        }
        let mut shape = Shape { ends, nodes: &mut forest.nodes[start..], node: 0, leaf: 0 };
        shape.below().filter(|()| shape.node == inner && shape.leaf == inner + 1).ok_or(None)?;
        let leaves = self.take(inner + 1)?.iter().map(|leaf| f32::from(*leaf as i8) * scale);
        forest.leaves.extend(leaves);
        Ok(())
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

/// Which leaves and nodes a tree's nodes lead to.
struct Shape<'a> {
    /// Two bits a node: whether what is left and right of it is a leaf.
    ends: u32,
    nodes: &'a mut [Node],
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
        let left = self.child(ends & 1 != 0)?;
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
