//! What the model says of a page.

use super::Scores;

/// What the model says of every block of a page, in block order.
#[derive(Clone, Debug, Default)]
pub struct Scored {
    /// Probabilities of the classes.
    pub classes: Vec<Scores>,
    /// Probability of belonging to the main text, 0 to 1; empty where nobody asks: only Focus mode does.
    pub main: Vec<f32>,
}
