//! Scores → verdicts: containers decided as a whole, then the guard rails that protect the story.

mod containers;
mod frames;
mod rails;
mod reasons;
mod story;
mod thresholds;

pub(crate) use rails::{in_dialog, is_player};
pub use reasons::Reason;
pub use story::Story;
pub(crate) use story::{LIKELY, says_not_free};
pub use thresholds::Thresholds;

use crate::WeightsError;
use crate::features::{self, Matrix, Page};
use crate::label::Label;
use crate::model::{ARTICLE, Model, NEUTRAL, Scored, Scores, nag};
use crate::plan::{Mode, Settings};
use crate::steps;
use thresholds::{SLOT_NAG, SLOT_ODDS};

/// What one block was judged to be.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The label.
    pub label: Label,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The strongest reasons, at most three.
    pub reasons: Vec<Reason>,
}

/// What is asked less of a consent notice in a dialog: it is long prose, and it is not the story.
const DIALOG: f32 = 1.0;

/// The judgement of a page: one entry a block, in block order.
pub struct Judgement {
    /// Whether the block is hidden in Clean mode.
    pub hide: Vec<bool>,
    /// The page's story.
    pub story: Story,
    /// The model's probabilities.
    pub scores: Vec<Scores>,
    /// The probability of belonging to the main text; empty in Clean mode.
    pub main: Vec<f32>,
    matrix: Matrix,
    model: &'static Model,
}

/// Judges every block of a page.
///
/// # Errors
/// [`WeightsError`] if the program was built with weights of another version.
pub fn judge(page: &Page<'_>, settings: &Settings) -> Result<Judgement, WeightsError> {
    steps::finish(judge_in_steps(page, settings))
}

/// As [`judge`], with pauses.
pub async fn judge_in_steps(page: &Page<'_>, settings: &Settings) -> Result<Judgement, WeightsError> {
    let model = Model::shipped()?;
    let matrix = features::matrix(page);
    steps::pause().await;
    let scored = model.score_in_steps(page, &matrix, settings.mode == Mode::Focus).await;
    Ok(decide(page, settings, scored, matrix, model))
}

/// Judges a page by scores that are given: those of a model that has not seen the page's site.
///
/// # Errors
/// As [`judge`].
pub fn judge_scored(page: &Page<'_>, settings: &Settings, scored: Scored) -> Result<Judgement, WeightsError> {
    Ok(decide(page, settings, scored, features::matrix(page), Model::shipped()?))
}

fn decide(page: &Page<'_>, settings: &Settings, scored: Scored, matrix: Matrix, model: &'static Model) -> Judgement {
    let Scored { classes: mut scores, main } = scored;
    frames::judge(page, &mut scores);
    let story = Story::find(page, &scores);
    let odds = containers::agree(page, &scores);
    let thresholds = Thresholds::of(settings.strictness);
    let reaches = |b: usize, label: Label| {
        if rails::is_slot_label(page, &scores[b], b) {
            return odds[b].max(self::odds(&scores[b])) >= SLOT_ODDS && nag(&scores[b]) >= SLOT_NAG;
        }
        let dialog = if label == Label::Consent && rails::in_dialog(page, b) { DIALOG } else { 0.0 };
        odds[b] >= thresholds.odds_for(label) - dialog
            && nag(&scores[b]) >= thresholds.nag_for(label, page.blocks.list()[b].stats.words)
    };
    let mut hide: Vec<bool> = (0..scores.len())
        .map(|b| {
            let label = nag_label(&scores[b]);
            settings.kinds.wants(label) && reaches(b, label)
        })
        .collect();
    rails::protect(page, &scores, &odds, &story, thresholds, &mut hide);
    Judgement { hide, story, scores, main, matrix, model }
}

impl Judgement {
    /// The verdict on one block.
    pub fn verdict(&self, page: &Page<'_>, block: usize) -> Verdict {
        let scores = &self.scores[block];
        let (label, confidence) = if self.hide[block] {
            (nag_label(scores), nag(scores))
        } else {
            let best = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(NEUTRAL);
            (self.label_of(best, block), scores[best])
        };
        Verdict { label, confidence, reasons: reasons::strongest(page, self, block, label) }
    }

    /// Whether a block that is neither nag nor story is likeliest about the article or its author.
    pub(crate) fn is_about(&self, block: usize) -> bool {
        self.model.neutral_label(&self.matrix, block) == Label::Meta
    }

    fn label_of(&self, class: usize, block: usize) -> Label {
        match class {
            ARTICLE => Label::Article,
            NEUTRAL => self.model.neutral_label(&self.matrix, block),
            nag => Label::NAGS[nag],
        }
    }

    /// What each value that the model saw spoke for a class against the story, and the values.
    fn contributions(&self, page: &Page<'_>, block: usize, class: usize) -> (Vec<f32>, Vec<f32>) {
        let row = self.model.row(page, &self.matrix, block);
        (self.model.contributions(&row, class), row)
    }
}

/// The likeliest nag label.
pub fn nag_label(scores: &Scores) -> Label {
    let best = (0..ARTICLE).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0);
    Label::NAGS[best]
}

/// Log-odds of nag against story, smoothed so that neither side's zero is infinite (model study, section 1).
pub fn odds(scores: &Scores) -> f32 {
    (nag(scores) + 1e-6).ln() - (scores[ARTICLE] + 1e-4).ln()
}
