//! `weights.bin` → forests. All numbers are little-endian.
//!
//! | part | bytes |
//! |---|---|
//! | header | `UNGM`, version (u16), number of features (u16), hash of their names (u32) |
//! | wording | bias (f32) and scale (f32) of each class, then for each bucket a weight (i8) a class |
//! | forest, four times | trees (u16), features with thresholds (u16), then for each: feature (u16), count (u8), thresholds (f32 each); then the trees |
//! | tree | inner nodes (u8), scale (f32), for each node: place in the threshold table (u16), threshold (u8), left (i8), right (i8), mean (i8); then a leaf (i8) for each node and one more |
//!
//! A leaf or mean is its i8 times the tree's scale (model study, section 6: one scale per tree changes no decision).

use super::forest::{Forest, Node, Tree};
use super::splits::Splits;
use super::wording::{BUCKETS, Wording};
use super::{CLASSES, Scores};
use thiserror::Error;

const MAGIC: &[u8; 4] = b"UNGM";
const VERSION: u16 = 3;

/// Why weights were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WeightsError {
    /// Not a weights file.
    #[error("the weights do not begin like a weights file")]
    NotWeights,
    /// Written for another version of the format.
    #[error("the weights are of version {0}, and this core reads version 3")]
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
        let weights = self.take(BUCKETS * CLASSES)?.chunks_exact(CLASSES);
        Ok(Wording { bias, scales, weights: weights.map(|row| std::array::from_fn(|class| row[class] as i8)).collect() })
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
            table.push((feature, (0..values).map(|_| self.f32()).collect::<Result<_, _>>()?));
        }
        Ok(table)
    }

    /// Reads one tree. Children must stand after their parent, so that every walk ends. `Err(None)` is a broken tree.
    fn tree(&mut self, table: &[(u16, Vec<f32>)], forest: &mut Forest) -> Result<(), Option<WeightsError>> {
        let inner = usize::from(self.take(1)?[0]);
        let scale = self.f32()?;
        forest.trees.push(Tree { node: forest.nodes.len() as u32, leaf: forest.leaves.len() as u32 });
        for at in 0..inner {
            let (feature, values) = table.get(usize::from(self.u16()?)).ok_or(None)?;
            let [threshold, left, right, mean] = self.take(4)?.try_into().map_err(|_| None)?;
            let threshold = *values.get(usize::from(threshold)).ok_or(None)?;
            let (left, right) = (left as i8, right as i8);
            let good = |child: i8| {
                if child < 0 { usize::from((!child) as u8) <= inner } else { child as usize > at && (child as usize) < inner }
            };
            if !good(left) || !good(right) {
                return Err(None);
            }
            forest.nodes.push(Node { threshold, value: f32::from(mean as i8) * scale, feature: *feature, left, right });
        }
        if inner == 0 {
            return Err(None);
        }
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

/// FNV-1a over the names, each with a newline: `training/weights.py` computes the same.
fn hash(names: &[String]) -> u32 {
    let bytes = names.iter().flat_map(|n| n.bytes().chain([b'\n']));
    bytes.fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
