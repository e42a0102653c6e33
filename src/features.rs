//! What is known of each block, as named numbers. One short function a feature, grouped by the question it answers.

mod context;
mod lexicon;
mod page;
mod place;
mod second;
mod structure;
mod wording;

pub use lexicon::{CUES, CueSet, HINTS};
pub use page::{LONG_PARAGRAPH, PARTS, Page, WORDS, hints_at};
pub use second::{CONTEXT_FEATURES, Context};

/// One feature, or a family of them that differ by a parameter (a cue, a tag, a container).
pub struct Feature {
    /// The name; a family's members add the parameter's name after a dot.
    pub name: &'static str,
    /// The parameter's names; empty for a single feature.
    pub members: &'static [&'static str],
    /// The value's unit and range, for people.
    pub unit: &'static str,
    of: fn(&Page<'_>, usize, usize) -> f32,
}

/// All features, by group: what the block says, what it is made of, where it stands, what stands around it.
pub fn groups() -> [&'static [Feature]; 4] {
    [wording::FEATURES, structure::FEATURES, place::FEATURES, context::FEATURES]
}

/// The name of each column of [`matrix`], in order.
pub fn names() -> Vec<String> {
    let member = |f: &'static Feature| {
        let single: &[&str] = if f.members.is_empty() { &[""] } else { f.members };
        single.iter().map(move |m| if m.is_empty() { f.name.to_owned() } else { format!("{}.{m}", f.name) })
    };
    groups().into_iter().flatten().flat_map(member).collect()
}

/// The features of all blocks, row after row.
pub struct Matrix {
    values: Vec<f32>,
    width: usize,
}

impl Matrix {
    /// The features of one block.
    pub fn row(&self, block: usize) -> &[f32] {
        &self.values[block * self.width..(block + 1) * self.width]
    }

    /// Number of features.
    pub fn width(&self) -> usize {
        self.width
    }
}

/// Computes every feature of every block.
pub fn matrix(page: &Page<'_>) -> Matrix {
    let width = groups().into_iter().flatten().map(|f| f.members.len().max(1)).sum();
    let mut values = Vec::with_capacity(width * page.blocks.len());
    for block in 0..page.blocks.len() {
        for feature in groups().into_iter().flatten() {
            values.extend((0..feature.members.len().max(1)).map(|member| (feature.of)(page, block, member)));
        }
    }
    Matrix { values, width }
}
