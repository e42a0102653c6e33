//! The learned scorer: weights as data, inference as a page of code. `docs/model.md` is its card.
//!
//! A linear model reads the words. Two forests of small regression trees score every block for seven classes: the first by the
//! block's features and what the words say, the second corrects it by what the first said of the block's neighbours and
//! containers. A third tells the neutral labels apart, where someone asks. A fourth, for Focus mode, tells the page's main text
//! from all else: it was taught by extracted texts, which draw the line more narrowly than a reader who only minds nags.

mod forest;
mod reader;
mod scored;
mod splits;
mod wording;

pub use forest::Forest;
pub use reader::WeightsError;
pub use scored::Scored;
pub use wording::{BUCKETS, buckets};

use crate::features::{self, Matrix, Page};
use crate::label::Label;
use crate::steps;
use std::sync::OnceLock;
use wording::Wording;

/// The classes of the first two forests, in their order: five nags, the story, and everything else.
pub const CLASSES: usize = 7;
/// Place of the story among the classes.
pub const ARTICLE: usize = 5;
/// Place of "everything else" among the classes.
pub const NEUTRAL: usize = 6;
/// The neutral labels that the third forest tells apart, in its order.
pub const NEUTRAL_LABELS: [Label; 6] = [Label::Related, Label::Social, Label::Comments, Label::Meta, Label::Nav, Label::Other];

/// Below this probability of being a nag the first forest's word stands: the second one would not change it
/// (model study, section 6: 62 % of blocks, 0.4 % of hidden blocks lost).
const SETTLED: f32 = 0.01;

/// Probabilities of one block for the [`CLASSES`]; they sum to 1.
pub type Scores = [f32; CLASSES];

/// Probability that a block is a nag of any kind.
pub fn nag(scores: &Scores) -> f32 {
    scores[..ARTICLE].iter().sum()
}

/// Least first probability that the second forest starts from: what seemed impossible can still be seen otherwise.
const LEAST: f32 = 1e-5;

/// The first forest's probabilities, as the second one's sums correct them.
fn revise(first: &Scores, second: Scores) -> Scores {
    forest::softmax(std::array::from_fn(|class| first[class].max(LEAST).ln() + second[class]))
}

/// The name of each value of a [`Model::row`].
pub fn names() -> Vec<String> {
    let classes = Label::NAGS.iter().map(|l| l.name()).chain(["article", "neutral"]);
    features::names().into_iter().chain(classes.map(|class| format!("wording.{class}"))).collect()
}

/// [`Forest::sums_of`] with pauses.
async fn sums<const N: usize>(forest: &Forest, blocks: &[usize], mut write: impl FnMut(usize, &mut Vec<f32>)) -> Vec<[f32; N]> {
    let mut all = Vec::with_capacity(blocks.len());
    for some in blocks.chunks(steps::BLOCKS) {
        forest.sums_of(some, &mut write, &mut all);
        steps::pause().await;
    }
    all
}

/// The weights, checked and ready.
#[derive(Debug)]
pub struct Model {
    wording: Wording,
    first: Forest,
    second: Forest,
    neutral: Forest,
    main: Forest,
}

impl Model {
    /// The model that ships.
    ///
    /// # Errors
    /// The weights are part of the program, so an error here means that the build mixed two versions.
    pub fn shipped() -> Result<&'static Model, WeightsError> {
        static MODEL: OnceLock<Result<Model, WeightsError>> = OnceLock::new();
        MODEL.get_or_init(|| Model::read(include_bytes!("model/weights.bin"))).as_ref().map_err(|e| *e)
    }

    /// What the model says of every block; of the main text only where it is `asked`.
    pub fn score(&self, page: &Page<'_>, matrix: &Matrix, asked: bool) -> Scored {
        steps::finish(self.score_in_steps(page, matrix, asked))
    }

    /// As [`Model::score`], with pauses.
    pub(crate) async fn score_in_steps(&self, page: &Page<'_>, matrix: &Matrix, asked: bool) -> Scored {
        let first = self.first(page, matrix).await;
        let context = features::Context::of(page, &first);
        steps::pause().await;
        let main = if asked { self.main(matrix, &first, &context).await } else { Vec::new() };
        Scored { classes: self.second(&first, &context).await, main }
    }

    async fn first(&self, page: &Page<'_>, matrix: &Matrix) -> Vec<Scores> {
        let blocks: Vec<usize> = page.all().collect();
        let write = |block: usize, row: &mut Vec<f32>| self.write_row(page, matrix, block, row);
        sums(&self.first, &blocks, write).await.into_iter().map(forest::softmax).collect()
    }

    async fn second(&self, first: &[Scores], context: &features::Context<'_>) -> Vec<Scores> {
        let open: Vec<usize> = (0..first.len()).filter(|b| nag(&first[*b]) >= SETTLED).collect();
        let second = sums(&self.second, &open, |block, row| context.write(block, row)).await;
        let mut scores = first.to_vec();
        open.iter().zip(second).for_each(|(block, second)| scores[*block] = revise(&first[*block], second));
        scores
    }

    /// Sees a block's features, its first probabilities as logarithms, and what stands around it.
    async fn main(&self, matrix: &Matrix, first: &[Scores], context: &features::Context<'_>) -> Vec<f32> {
        let blocks: Vec<usize> = (0..first.len()).collect();
        let write = |block: usize, row: &mut Vec<f32>| {
            row.extend_from_slice(matrix.row(block));
            row.extend(first[block].map(|p| p.max(LEAST).ln()));
            context.write(block, row);
        };
        sums(&self.main, &blocks, write).await.into_iter().map(|[sum]| 1.0 / (1.0 + (-sum).exp())).collect()
    }

    /// The likeliest neutral label of a block that is neither nag nor story.
    pub fn neutral_label(&self, matrix: &Matrix, block: usize) -> Label {
        let scores: [f32; NEUTRAL_LABELS.len()] = self.neutral.probabilities_of_one(matrix.row(block));
        let best = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(NEUTRAL_LABELS.len() - 1);
        NEUTRAL_LABELS[best]
    }

    /// What the first forest sees of a block: its features, then what its wording says. [`names`] names them.
    pub fn row(&self, page: &Page<'_>, matrix: &Matrix, block: usize) -> Vec<f32> {
        let mut row = Vec::with_capacity(matrix.width() + CLASSES);
        self.write_row(page, matrix, block, &mut row);
        row
    }

    fn write_row(&self, page: &Page<'_>, matrix: &Matrix, block: usize, row: &mut Vec<f32>) {
        row.extend_from_slice(matrix.row(block));
        row.extend(self.wording.odds(page.blocks.folded(block)));
    }

    /// How much each value of a [`Model::row`] spoke for class `class` against the story, in log-odds.
    pub fn contributions(&self, row: &[f32], class: usize) -> Vec<f32> {
        let mut sums = vec![0.0; row.len()];
        self.first.contributions(row, class, 1.0, &mut sums);
        self.first.contributions(row, ARTICLE, -1.0, &mut sums);
        sums
    }

    fn read(bytes: &[u8]) -> Result<Model, WeightsError> {
        let names = features::names();
        let mut reader = reader::Reader::open(bytes, &names)?;
        let wording = reader.wording()?;
        let first = reader.forest(CLASSES, names.len() + CLASSES)?;
        let second = reader.forest(CLASSES, features::CONTEXT_FEATURES)?;
        let neutral = reader.forest(NEUTRAL_LABELS.len(), names.len())?;
        let main = reader.forest(1, names.len() + CLASSES + features::CONTEXT_FEATURES)?;
        reader.close()?;
        Ok(Model { wording, first, second, neutral, main })
    }
}

#[cfg(test)]
mod tests {
    use super::{Model, WeightsError};

    const SHIPPED: &[u8] = include_bytes!("model/weights.bin");

    #[test]
    fn weights_of_another_kind_are_refused_by_name() {
        let with = |at: usize, byte: u8| {
            let mut bytes = SHIPPED.to_vec();
            bytes[at] = byte;
            Model::read(&bytes).err()
        };
        assert_eq!(with(0, b'X'), Some(WeightsError::NotWeights));
        assert_eq!(with(4, 1), Some(WeightsError::OtherVersion(1)));
        assert_eq!(with(8, !SHIPPED[8]), Some(WeightsError::OtherFeatures));
        assert_eq!(Model::read(&[SHIPPED, &[0]].concat()).err(), Some(WeightsError::Truncated));
    }

    #[test]
    fn weights_that_are_cut_anywhere_are_refused() {
        for end in (0..SHIPPED.len()).step_by(4_999).chain(SHIPPED.len() - 20..SHIPPED.len()) {
            assert!(Model::read(&SHIPPED[..end]).is_err(), "cut after {end} bytes");
        }
    }

    #[test]
    fn weights_with_any_byte_changed_are_refused_or_read() {
        // The parts whose bytes point somewhere: the end of the last forest, some of all.
        let last = SHIPPED.len() - 600..SHIPPED.len();
        for at in (12..SHIPPED.len()).step_by(9_973).chain(last.step_by(7)) {
            for byte in [0, 0x7F, 0xFF, SHIPPED[at] ^ 1] {
                let mut bytes = SHIPPED.to_vec();
                bytes[at] = byte;
                if let Ok(model) = Model::read(&bytes) {
                    let rows = vec![0.0; crate::features::CONTEXT_FEATURES];
                    model.second.sums_of::<7>(&[0], |_, values| values.extend_from_slice(&rows), &mut Vec::new());
                }
            }
        }
    }
}
