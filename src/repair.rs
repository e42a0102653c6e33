//! What hidden things did to the page → what to repair: locks, blurs, covers, clamps around the story.
//!
//! The second question that a page asks, after [`crate::plan`]: the shell measures what stands around the story's paragraphs and
//! how it looks (`www/surroundings.js`), and each rule here answers with a fix by name.

mod band;
mod cover;
mod rows;
mod rules;

pub use rows::SurroundingsError;

use rows::Surroundings;
use serde::Serialize;

/// One thing to repair on one element. `www/repairs.js` says what each declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each variant is the name of what is repaired")]
pub enum Fix {
    Scroll,
    Height,
    Position,
    Touch,
    Blur,
    Fade,
    Mask,
    Clamp,
    Select,
    Pointer,
    /// A pseudo-element that covers the story.
    Before,
    /// As [`Fix::Before`].
    After,
    /// An element without words of its own that lies over the story.
    Cover,
    Inert,
    AriaHidden,
    /// A paragraph that the page hid.
    Reveal,
    /// The band that a hidden bar left: a margin, a padding, or the place of what is pinned below it.
    Margin,
    /// As [`Fix::Margin`].
    Padding,
    /// As [`Fix::Margin`].
    Top,
    /// A paragraph that the page took out.
    Restore,
}

/// What to repair on one element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repair {
    /// The element's row.
    pub element: u32,
    /// The fixes, at least one.
    pub fixes: Vec<Fix>,
}

/// Decides what to repair. `columns` is what `docs/boundary.md` describes under "In: surroundings". The repairs stand in row order.
///
/// # Errors
/// Any deviation from the format is a [`SurroundingsError`].
pub fn repairs(columns: &[u32]) -> Result<Vec<Repair>, SurroundingsError> {
    let page = Surroundings::read(columns)?;
    let fixed = |row: usize| Repair { element: row as u32, fixes: rules::fixes(&page, row) };
    Ok((0..page.rows.len()).map(fixed).filter(|repair| !repair.fixes.is_empty()).collect())
}

#[cfg(test)]
mod tests;
