//! What a block must reach to be hidden. All numbers were chosen by cross-validation by site: `docs/model.md`.

use crate::label::Label;
use crate::plan::Strictness;

/// What the label of an advertisement needs: the odds, its own or its container's, and the probability.
pub(super) const SLOT_ODDS: f32 = 0.8;
pub(super) const SLOT_NAG: f32 = 0.3;

/// What a strictness demands of every block.
#[derive(Clone, Copy, Debug)]
pub struct Thresholds {
    /// Lowest log-odds of nag against story.
    pub odds: f32,
    /// Lowest probability of being a nag, for a block of one word.
    pub nag: f32,
    /// What is asked in addition of a block between two story paragraphs.
    pub inside: f32,
}

/// What is asked in addition of a block that is likeliest of one label.
struct Demand {
    /// Log-odds.
    odds: f32,
    /// Probability.
    nag: f32,
    /// Probability, of a block e times as long: what is lost if it is no nag grows with its words.
    length: f32,
    /// The most probability that is asked of any block.
    most: f32,
}

impl Demand {
    /// Advertising hurts the most pages for the fewest nags, the publisher's own promotion being the vaguest of labels. What sells is
    /// often what a page is about, and what asks for an address hardly ever.
    fn of(label: Label) -> Self {
        let (odds, nag, length, most) = match label {
            Label::Donate => (0.0, 0.0, 0.185, 0.85),
            Label::Subscribe => (0.0, 0.0, 0.19, 0.95),
            Label::Newsletter => (0.0, 0.0, 0.12, 0.85),
            Label::Ad => (1.6, 0.33, 0.2, 0.95),
            _ => (0.0, 0.0, 0.16, 0.85),
        };
        Demand { odds, nag, length, most }
    }
}

impl Thresholds {
    /// The thresholds of a strictness.
    pub fn of(strictness: Strictness) -> Self {
        match strictness {
            Strictness::Careful => Thresholds { odds: 2.4, nag: 0.2, inside: 1.0 },
            Strictness::Normal => Thresholds { odds: 1.8, nag: 0.13, inside: 0.5 },
            Strictness::Thorough => Thresholds { odds: 0.8, nag: 0.0, inside: 0.5 },
        }
    }

    /// Lowest probability of being a nag, for a block of so many words that is likeliest of this label.
    pub(super) fn nag_for(&self, label: Label, words: u32) -> f32 {
        let demand = Demand::of(label);
        (self.nag + demand.nag + demand.length * (words.max(1) as f32).ln()).min(demand.most)
    }

    /// Lowest log-odds for a block that is likeliest of this label.
    pub(super) fn odds_for(&self, label: Label) -> f32 {
        self.odds + Demand::of(label).odds
    }
}
