//! Columns from JavaScript → [`Snapshot`]. Everything is checked: the buffer comes from a page that may be hostile.

use super::names::{MAX_ATTRIBUTE_UNITS, MAX_RUN_UNITS};
use super::{Attribute, AttributeRow, Facts, NONE, RunRow, Scope, Snapshot, Span, Tag, subtree_ends};
use thiserror::Error;

/// Most elements that one message may hold; a page above it is left as it is.
pub const MAX_ELEMENTS: usize = 200_000;
/// Most text that one message may hold, in UTF-16 units.
pub const MAX_TEXT_UNITS: usize = 32 << 20;

const MAGIC: u32 = 0x554E_4147;
const VERSION: u32 = 1;
const HEADER: usize = 10;
/// Bit of a tag code: an addition's ancestor, of which other children did not cross.
const CHAIN: u32 = 1 << 31;
const ELEMENT: usize = 2;
const ATTRIBUTE: usize = 4;
const RUN: usize = 4;
const FACT: usize = 8;
/// The space that stands for white space before a run.
const GAP: usize = 1;

/// Why a message was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ColumnsError {
    /// The first word is not the magic number, or there is no header.
    #[error("the message does not begin like a page's columns")]
    NotColumns,
    /// Written by another version of `www/snapshot.js`.
    #[error("the columns are of version {0}, and this core reads version 1")]
    OtherVersion(u32),
    /// The header promises more rows than there are words, or fewer.
    #[error("the columns hold {found} words where the header promises {promised}")]
    Truncated {
        /// Words that the header promises.
        promised: usize,
        /// Words that came.
        found: usize,
    },
    /// Over [`MAX_ELEMENTS`] or [`MAX_TEXT_UNITS`].
    #[error("the page is too large: {elements} elements and {units} units of text")]
    PageTooLarge {
        /// Elements in the message.
        elements: usize,
        /// UTF-16 units of text in the message.
        units: usize,
    },
    /// A parent that does not stand before its child in one tree.
    #[error("element {0} has a parent that does not stand before it")]
    BadParent(u32),
    /// A code, an element index or a range of text that does not exist.
    #[error("row {0} of the {1} points outside the page")]
    BadRange(usize, &'static str),
    /// Rows that are not sorted by document order.
    #[error("row {0} of the {1} is out of document order")]
    BadOrder(usize, &'static str),
}

impl ColumnsError {
    /// The variant's name, for hosts that have no enums.
    pub fn code(&self) -> &'static str {
        match self {
            ColumnsError::NotColumns => "NotColumns",
            ColumnsError::OtherVersion(_) => "OtherVersion",
            ColumnsError::Truncated { .. } => "Truncated",
            ColumnsError::PageTooLarge { .. } => "PageTooLarge",
            ColumnsError::BadParent(_) => "BadParent",
            ColumnsError::BadRange(..) => "BadRange",
            ColumnsError::BadOrder(..) => "BadOrder",
        }
    }
}

impl Snapshot {
    /// Reads the columns that `docs/boundary.md` describes. `text` is what they point into.
    ///
    /// # Errors
    /// Any deviation from the format is a [`ColumnsError`]; nothing is guessed and nothing panics.
    pub fn from_columns(columns: &[u32], text: String) -> Result<Self, ColumnsError> {
        let parts = Parts::split(columns)?;
        let offsets = Offsets::of(&text);
        if parts.tags.len() / ELEMENT > MAX_ELEMENTS || offsets.units > MAX_TEXT_UNITS {
            return Err(ColumnsError::PageTooLarge { elements: parts.tags.len() / ELEMENT, units: offsets.units });
        }
        let (tags, parents, chain) = elements(parts.tags)?;
        let (attributes, attribute_starts) = attributes(parts.attributes, tags.len(), &text, &offsets)?;
        let runs = runs(parts.runs, tags.len(), &text, &offsets)?;
        // Runs may share what they say, and a few words could say it without end.
        let units = parts.runs.chunks_exact(RUN).fold(0_usize, |sum, row| sum.saturating_add(row[3] as usize));
        if units > MAX_TEXT_UNITS {
            return Err(ColumnsError::PageTooLarge { elements: tags.len(), units });
        }
        let facts = facts(parts.facts, tags.len())?;
        let story = Some(parts.header[7]).filter(|&s| (s as usize) < tags.len());
        let scope = match parts.header[6] {
            0 => Scope::Page,
            2 => Scope::Early,
            _ => Scope::Addition { story },
        };
        let viewport = (parts.header[8], parts.header[9]);
        let ends = subtree_ends(&parents);
        Ok(Snapshot { text, tags, parents, chain, ends, attributes, attribute_starts, runs, facts, scope, viewport })
    }
}

struct Parts<'a> {
    header: &'a [u32],
    tags: &'a [u32],
    attributes: &'a [u32],
    runs: &'a [u32],
    facts: &'a [u32],
}

impl<'a> Parts<'a> {
    fn split(columns: &'a [u32]) -> Result<Self, ColumnsError> {
        if columns.len() < HEADER || columns[0] != MAGIC {
            return Err(ColumnsError::NotColumns);
        }
        if columns[1] != VERSION {
            return Err(ColumnsError::OtherVersion(columns[1]));
        }
        let (header, rest) = columns.split_at(HEADER);
        let sizes =
            [(2, ELEMENT), (3, ATTRIBUTE), (4, RUN), (5, FACT)].map(|(at, width)| (header[at] as usize).saturating_mul(width));
        let promised = sizes.iter().fold(0usize, |sum, n| sum.saturating_add(*n));
        if promised != rest.len() {
            return Err(ColumnsError::Truncated { promised: promised.saturating_add(HEADER), found: columns.len() });
        }
        let (tags, rest) = rest.split_at(sizes[0]);
        let (attributes, rest) = rest.split_at(sizes[1]);
        let (runs, facts) = rest.split_at(sizes[2]);
        Ok(Parts { header, tags, attributes, runs, facts })
    }
}

/// Tags, parents, and the elements of which not all children cross.
type Elements = (Vec<Tag>, Vec<u32>, Vec<u32>);

fn elements(words: &[u32]) -> Result<Elements, ColumnsError> {
    let mut tags = Vec::with_capacity(words.len() / ELEMENT);
    let mut parents = Vec::with_capacity(words.len() / ELEMENT);
    let mut chain = Vec::new();
    let mut above: Vec<u32> = Vec::new();
    for (at, row) in words.chunks_exact(ELEMENT).enumerate() {
        tags.push(Tag::from_code(row[0] & !CHAIN).ok_or(ColumnsError::BadRange(at, "elements"))?);
        open(&mut above, at as u32, row[1])?;
        parents.push(row[1]);
        chain.extend((row[0] & CHAIN != 0).then_some(at as u32));
    }
    let chain = with_ancestors(&chain, &parents);
    Ok((tags, parents, chain))
}

/// Elements and all around them: what holds something that is known in part is itself no better known.
fn with_ancestors(chain: &[u32], parents: &[u32]) -> Vec<u32> {
    if chain.is_empty() {
        return Vec::new();
    }
    let mut partly = vec![false; parents.len()];
    chain.iter().for_each(|element| partly[*element as usize] = true);
    for at in (1..parents.len()).rev().filter(|at| parents[*at] != NONE) {
        partly[parents[at] as usize] |= partly[at];
    }
    (0..parents.len() as u32).filter(|at| partly[*at as usize]).collect()
}

/// Keeps the chain of open elements; a parent that is not on it would make subtrees overlap.
fn open(chain: &mut Vec<u32>, element: u32, parent: u32) -> Result<(), ColumnsError> {
    while chain.last().is_some_and(|&last| last != parent) {
        chain.pop();
    }
    if chain.is_empty() != (parent == NONE) || chain.is_empty() && element != 0 {
        return Err(ColumnsError::BadParent(element));
    }
    chain.push(element);
    Ok(())
}

fn attributes(
    words: &[u32],
    elements: usize,
    text: &str,
    offsets: &Offsets,
) -> Result<(Vec<AttributeRow>, Vec<u32>), ColumnsError> {
    let mut rows = Vec::with_capacity(words.len() / ATTRIBUTE);
    let mut starts = Vec::with_capacity(elements + 1);
    for (at, row) in words.chunks_exact(ATTRIBUTE).enumerate() {
        let bad = ColumnsError::BadRange(at, "attributes");
        let name = Attribute::from_code(row[1]).ok_or(bad)?;
        if row[0] as usize >= elements {
            return Err(bad);
        }
        if (row[0] as usize) + 1 < starts.len() {
            return Err(ColumnsError::BadOrder(at, "attributes"));
        }
        while starts.len() <= row[0] as usize {
            starts.push(at as u32);
        }
        let value = offsets.span(text, row[2], row[3]).filter(|_| row[3] as usize <= MAX_ATTRIBUTE_UNITS).ok_or(bad)?;
        rows.push(AttributeRow { name: name as u8, value });
    }
    starts.resize(elements + 1, rows.len() as u32);
    Ok((rows, starts))
}

fn runs(words: &[u32], elements: usize, text: &str, offsets: &Offsets) -> Result<Vec<RunRow>, ColumnsError> {
    let mut rows: Vec<RunRow> = Vec::with_capacity(words.len() / RUN);
    for (at, row) in words.chunks_exact(RUN).enumerate() {
        let bad = ColumnsError::BadRange(at, "runs");
        if row[0] >= row[1] || row[1] as usize > elements {
            return Err(bad);
        }
        if rows.last().is_some_and(|last| last.before > row[1]) {
            return Err(ColumnsError::BadOrder(at, "runs"));
        }
        let text = offsets.span(text, row[2], row[3]).filter(|_| row[3] as usize <= GAP + MAX_RUN_UNITS).ok_or(bad)?;
        rows.push(RunRow { element: row[0], before: row[1], text });
    }
    Ok(rows)
}

fn facts(words: &[u32], elements: usize) -> Result<Vec<Facts>, ColumnsError> {
    let mut rows: Vec<Facts> = Vec::with_capacity(words.len() / FACT);
    for (at, row) in words.chunks_exact(FACT).enumerate() {
        if row[0] as usize >= elements {
            return Err(ColumnsError::BadRange(at, "facts"));
        }
        if rows.last().is_some_and(|last| last.element >= row[0]) {
            return Err(ColumnsError::BadOrder(at, "facts"));
        }
        let signed = |word: usize| row[word] as i32;
        rows.push(Facts {
            element: row[0],
            place: (signed(1), signed(2)),
            size: (signed(3), signed(4)),
            look: row[5],
            z_index: signed(6),
        });
    }
    Ok(rows)
}

/// UTF-16 offsets → byte offsets. Pure ASCII needs no table; otherwise there is a (unit, byte) mark of the first character that begins at or
/// after every [`STRIDE`]th unit.
struct Offsets {
    units: usize,
    marks: Option<Vec<(u32, u32)>>,
}

const STRIDE: usize = 16;

impl Offsets {
    fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Offsets { units: text.len(), marks: None };
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut units = 0;
        for (at, c) in text.char_indices() {
            if units >= marks.len() * STRIDE {
                marks.push((units as u32, at as u32));
            }
            units += c.len_utf16();
        }
        Offsets { units, marks: Some(marks) }
    }

    fn span(&self, text: &str, start: u32, length: u32) -> Option<Span> {
        let end = start.checked_add(length)?;
        if end as usize > self.units {
            return None;
        }
        Some(Span { start: self.byte(text, start as usize) as u32, end: self.byte(text, end as usize) as u32 })
    }

    /// The byte at which the unit's character begins; for the second half of a pair, the byte after the pair.
    fn byte(&self, text: &str, unit: usize) -> usize {
        let Some(marks) = &self.marks else { return unit };
        // Where a pair stands across the stride, the mark is that of the character after it, as the second half asks for.
        let mark = (unit / STRIDE).min(marks.len().saturating_sub(1));
        let Some((mut seen, from)) = marks.get(mark).map(|(units, at)| (*units as usize, *at as usize)) else { return 0 };
        for (at, c) in text[from..].char_indices() {
            if seen >= unit {
                return from + at;
            }
            seen += c.len_utf16();
        }
        text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_leads_to_its_character() {
        // Pairs across the stride, before it and after it.
        for text in ["a😀é".repeat(50), "é".repeat(15) + &"😀".repeat(40), "x".repeat(40) + "ж" + &"y".repeat(40), "é".to_owned()]
        {
            let offsets = Offsets::of(&text);
            let mut unit = 0;
            for (at, c) in text.char_indices() {
                assert_eq!(offsets.byte(&text, unit), at, "unit {unit}");
                if c.len_utf16() == 2 {
                    assert_eq!(offsets.byte(&text, unit + 1), at + c.len_utf8(), "second half of a pair, unit {}", unit + 1);
                }
                unit += c.len_utf16();
            }
            assert_eq!((offsets.units, offsets.byte(&text, unit)), (unit, text.len()));
        }
    }
}
