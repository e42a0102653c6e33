//! The learned scorer: weights as data, inference as a page of code. `docs/model.md` is its card.
//!
//! Two forests of small regression trees score every block for seven classes: the second sees what the first said of the
//! block's neighbours and containers. A third tells the neutral labels apart, where someone asks.

mod forest;
mod reader;

pub use forest::Forest;
pub use reader::WeightsError;

use crate::features::{self, Matrix, Page};
use crate::label::Label;
use std::sync::OnceLock;

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

/// The weights, checked and ready.
#[derive(Debug)]
pub struct Model {
    first: Forest,
    second: Forest,
    neutral: Forest,
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

    /// Probabilities of every block.
    pub fn score(&self, page: &Page<'_>, matrix: &Matrix) -> Vec<Scores> {
        let first: Vec<Scores> = (0..page.blocks.len()).map(|b| self.first.probabilities(matrix.row(b))).collect();
        let context = features::Context::of(page, &first);
        let mut row = Vec::new();
        (0..page.blocks.len())
            .map(|b| {
                if nag(&first[b]) < SETTLED {
                    return first[b];
                }
                second_row(matrix, &context, b, &mut row);
                self.second.probabilities(&row)
            })
            .collect()
    }

    /// The likeliest neutral label of a block that is neither nag nor story.
    pub fn neutral_label(&self, matrix: &Matrix, block: usize) -> Label {
        let scores: [f32; NEUTRAL_LABELS.len()] = self.neutral.probabilities(matrix.row(block));
        let best = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(NEUTRAL_LABELS.len() - 1);
        NEUTRAL_LABELS[best]
    }

    /// How much each of the first forest's features spoke for class `class` against the story, in log-odds.
    pub fn contributions(&self, matrix: &Matrix, block: usize, class: usize) -> Vec<f32> {
        let mut sums = vec![0.0; matrix.width()];
        self.first.contributions(matrix.row(block), class, 1.0, &mut sums);
        self.first.contributions(matrix.row(block), ARTICLE, -1.0, &mut sums);
        sums
    }

    fn read(bytes: &[u8]) -> Result<Model, WeightsError> {
        let names = features::names();
        let mut reader = reader::Reader::open(bytes, &names)?;
        let first = reader.forest(CLASSES, names.len())?;
        let second = reader.forest(CLASSES, names.len() + features::CONTEXT_FEATURES)?;
        let neutral = reader.forest(NEUTRAL_LABELS.len(), names.len())?;
        reader.close()?;
        Ok(Model { first, second, neutral })
    }
}

/// The second forest's view of a block: its own features, then what the first forest said around it.
pub fn second_row(matrix: &Matrix, context: &features::Context, block: usize, row: &mut Vec<f32>) {
    row.clear();
    row.extend_from_slice(matrix.row(block));
    context.write(block, row);
}
