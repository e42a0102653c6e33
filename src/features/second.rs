//! What the first forest said around a block: the second forest's further features.

use super::page::{CONTAINERS, LONG_WORDS, Page, WORDS};
use crate::model::{ARTICLE, CLASSES, Scores, nag};
use std::ops::Range;

/// Number of context features that [`Context::write`] appends.
pub const CONTEXT_FEATURES: usize = CLASSES * (1 + 4 + CONTAINERS + 2 + 1) + CONTAINERS * 4 + 4;

/// Probability from which a block counts as story when distances to the story are measured.
const STORY: f32 = 0.7;
const REACH: usize = 20;

/// First scores, with sums over document order, so that every mean is one subtraction.
pub struct Context<'a> {
    page: &'a Page<'a>,
    first: &'a [Scores],
    sums: Vec<[f32; CLASSES]>,
    weights: Vec<f32>,
    article_mass: Vec<f32>,
    alike: Vec<[f32; CLASSES]>,
    near: Vec<(f32, f32)>,
}

impl<'a> Context<'a> {
    /// Gathers what is needed from the first scores of all blocks.
    pub fn of(page: &'a Page<'a>, first: &'a [Scores]) -> Self {
        let mut context = Context {
            page,
            first,
            sums: vec![[0.0; CLASSES]],
            weights: vec![0.0],
            article_mass: vec![0.0],
            alike: Vec::new(),
            near: Vec::new(),
        };
        for (block, scores) in first.iter().enumerate() {
            let words = page.sum(&(block..block + 1), WORDS);
            let weight = words.sqrt().max(1.0);
            let last = context.sums[block];
            context.sums.push(std::array::from_fn(|c| last[c] + scores[c] * weight));
            context.weights.push(context.weights[block] + weight);
            context.article_mass.push(context.article_mass[block] + scores[ARTICLE] * words);
        }
        context.alike = context.same_template();
        context.near = context.distances();
        context
    }

    /// Appends the context features of one block.
    pub fn write(&self, block: usize, row: &mut Vec<f32>) {
        let own = &self.first[block];
        row.extend(own.iter().map(|p| (p + 1e-4).ln() - (1.0 - p + 1e-4).ln()));
        for offset in [-2isize, -1, 1, 2] {
            let at = usize::try_from(block as isize + offset).ok();
            row.extend(at.and_then(|at| self.first.get(at)).unwrap_or(&[0.0; CLASSES]));
        }
        let containers = self.page.containers[block].map(|c| self.page.inside(c));
        containers.iter().for_each(|range| row.extend(self.mean(range)));
        for reach in [3, 8] {
            row.extend(self.mean(&(block.saturating_sub(reach)..(block + 1 + reach).min(self.first.len()))));
        }
        row.extend(self.alike[block]);
        containers.iter().for_each(|range| self.container(range, row));
        let total = self.article_mass.last().copied().unwrap_or(0.0).max(1.0);
        row.extend([self.near[block].0, self.near[block].1, self.article_mass[block] / total, total.ln_1p()]);
    }

    fn mean(&self, range: &Range<usize>) -> [f32; CLASSES] {
        let weight = (self.weights[range.end] - self.weights[range.start]).max(1e-6);
        std::array::from_fn(|c| (self.sums[range.end][c] - self.sums[range.start][c]) / weight)
    }

    /// Of one container: highest story and nag scores (of its first blocks), its share of the page's story, and of long text.
    fn container(&self, range: &Range<usize>, row: &mut Vec<f32>) {
        const LOOK: usize = 64;
        let some = &self.first[range.start..range.end.min(range.start + LOOK)];
        let top = |of: fn(&Scores) -> f32| some.iter().map(of).fold(0.0, f32::max);
        let total = self.article_mass.last().copied().unwrap_or(0.0).max(1.0);
        let mass = self.article_mass[range.end] - self.article_mass[range.start];
        let long = self.page.sum(range, LONG_WORDS) / self.page.sum(range, WORDS).max(1.0);
        row.extend([top(|s| s[ARTICLE]), top(nag), mass / total, long]);
    }

    /// Mean first scores of the blocks that are built alike: same tag, same own hints, parents of the same tag and hints.
    fn same_template(&self) -> Vec<[f32; CLASSES]> {
        let page = self.page;
        let of = |element: u32| (page.snapshot.tag(element) as u8, page.hints[element as usize], page.depths[element as usize]);
        let key = |block: usize| {
            let element = page.blocks.list()[block].element;
            (of(element), page.snapshot.parent(element).map(of))
        };
        let keys: Vec<_> = (0..self.first.len()).map(key).collect();
        let mut order: Vec<usize> = (0..keys.len()).collect();
        // Within a group in block order: a sum of floats depends on it.
        order.sort_unstable_by_key(|block| (keys[*block], *block));
        let mut alike = vec![[0.0; CLASSES]; keys.len()];
        for group in order.chunk_by(|a, b| keys[*a] == keys[*b]) {
            let mut sum = [0.0; CLASSES];
            group.iter().for_each(|block| sum = std::array::from_fn(|c| sum[c] + self.first[*block][c]));
            let mean = sum.map(|s| s / group.len() as f32);
            group.iter().for_each(|block| alike[*block] = mean);
        }
        alike
    }

    /// For every block, how many blocks away the last and the next story block stand, up to 20.
    fn distances(&self) -> Vec<(f32, f32)> {
        let step = |last: &mut usize, scores: &Scores| {
            *last = if scores[ARTICLE] > STORY { 0 } else { (*last + 1).min(REACH) };
            *last as f32
        };
        let before = self.first.iter().scan(REACH, |last, s| Some(step(last, s)));
        let mut after: Vec<f32> = self.first.iter().rev().scan(REACH, |last, s| Some(step(last, s))).collect();
        after.reverse();
        before.zip(after).collect()
    }
}
