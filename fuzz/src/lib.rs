//! What the fuzz targets share: what must hold of any page, and how an input is read.

#[path = "../../tests/invariants/mod.rs"]
pub mod invariants;

use unnag::{Settings, Snapshot};

/// The bytes before the page: two that choose the settings, two that choose an element.
pub const HEAD: usize = 4;

/// What a target is given.
pub struct Input<'a> {
    /// The reader's choices.
    pub settings: Settings,
    /// What the target reads.
    pub rest: &'a [u8],
    element: u16,
}

impl<'a> Input<'a> {
    /// Takes bytes apart; `None` where there are too few.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let ([a, b, c, d], rest) = bytes.split_first_chunk::<HEAD>()?;
        let settings = invariants::choices::settings(u16::from_le_bytes([*a, *b]));
        Some(Input { settings, rest, element: u16::from_le_bytes([*c, *d]) })
    }

    /// An element of a page, or the one after its last.
    pub fn element(&self, page: &Snapshot) -> u32 {
        u32::from(self.element) % (page.len() as u32 + 1)
    }
}

/// How columns and text stand in an input: how many columns there are, the columns, the text.
pub fn split_columns(bytes: &[u8]) -> Option<(Vec<u32>, String)> {
    let (count, rest) = bytes.split_first_chunk::<2>()?;
    let (columns, text) = rest.split_at_checked(4 * usize::from(u16::from_le_bytes(*count)))?;
    let columns = columns.as_chunks::<4>().0.iter().map(|word| u32::from_le_bytes(*word)).collect();
    Some((columns, String::from_utf8_lossy(text).into_owned()))
}

/// Writes what [`split_columns`] reads; `None` for more columns than can be counted.
pub fn join_columns(columns: &[u32], text: &str) -> Option<Vec<u8>> {
    let count = u16::try_from(columns.len()).ok()?;
    let columns = columns.iter().flat_map(|word| word.to_le_bytes());
    Some(count.to_le_bytes().into_iter().chain(columns).chain(text.bytes()).collect())
}
