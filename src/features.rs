//! What is known of each block, as named numbers. One short function a feature or family, grouped by the question it answers.

mod context;
mod names;
mod page;
mod place;
mod second;
mod structure;
mod wording;

pub use crate::lexicon::{ASKING_CUES, CUES, CueSet, Cues, HINTS, Hints, NAG_HINTS};
pub use page::{BUTTONS, CHARS, INPUTS, LINK_CHARS, LINKS, LONG_PARAGRAPH, PARTS, Page, WORDS, hints_at};
pub use second::{CONTEXT_FEATURES, Context};

/// One feature, or a family of them that differ by a parameter (a cue, a tag, a container).
pub struct Feature {
    /// The name; a family's members add the parameter's name after a dot.
    pub name: &'static str,
    /// The parameter's names; empty for a single feature.
    pub members: &'static [&'static str],
    /// The value's unit and range, for people.
    pub unit: &'static str,
    of: Of,
}

/// How a feature is computed of a block.
enum Of {
    /// One number, of one member.
    Each(fn(&Page<'_>, usize, usize) -> f32),
    /// All members at once, into a row of zeros: for families that would look at the same things again for each of them.
    All(fn(&Page<'_>, usize, &mut [f32])),
}

impl Feature {
    /// Number of columns.
    fn width(&self) -> usize {
        self.members.len().max(1)
    }

    fn fill(&self, page: &Page<'_>, block: usize, row: &mut [f32]) {
        match self.of {
            Of::Each(of) => row.iter_mut().enumerate().for_each(|(member, value)| *value = of(page, block, member)),
            Of::All(of) => of(page, block, row),
        }
    }
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
    let width = groups().into_iter().flatten().map(Feature::width).sum();
    let mut values = vec![0.0; width * page.blocks.len()];
    for (block, mut rest) in values.chunks_exact_mut(width).enumerate() {
        for feature in groups().into_iter().flatten() {
            let (row, after) = rest.split_at_mut(feature.width());
            feature.fill(page, block, row);
            rest = after;
        }
    }
    Matrix { values, width }
}
