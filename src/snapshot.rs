//! The page as plain columns: elements, attribute strings, text runs and, on live pages, measured facts.
//!
//! Two front ends fill it: `www/snapshot.js` through [`Snapshot::from_columns`], and `src/html.rs` through [`Builder`].
//! The rules that both keep stand in `docs/boundary.md`.

mod builder;
mod columns;
mod names;

pub use builder::{Builder, METADATA};
pub use columns::{ColumnsError, MAX_ELEMENTS, MAX_TEXT_UNITS};
pub use names::{ATTRIBUTES, Attribute, CLOSED, MAX_ATTRIBUTE_UNITS, MAX_RUN_UNITS, TAGS, Tag};

use std::ops::Range;

/// The index that means "no element".
pub const NONE: u32 = u32::MAX;

/// A range of [`Snapshot::text`], in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    start: u32,
    end: u32,
}

/// One attribute of one element.
#[derive(Clone, Copy, Debug)]
struct AttributeRow {
    name: u8,
    value: Span,
}

/// One text node: who holds it, and how many elements stand before it in the document.
#[derive(Clone, Copy, Debug)]
struct RunRow {
    element: u32,
    before: u32,
    text: Span,
}

/// A text run as the core reads it.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The element that holds the text node.
    pub element: u32,
    /// How many elements stand before the text in document order.
    pub before: u32,
    /// The text as it was sent, white space included.
    pub text: &'a str,
}

/// What the browser measured of one element. Lengths are whole CSS pixels in the viewport's frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The element.
    pub element: u32,
    /// Left and top edge of the client rectangle.
    pub place: (i32, i32),
    /// Width and height of the client rectangle.
    pub size: (i32, i32),
    /// Bit field; see the constants of this type.
    pub look: u32,
    /// Computed `z-index`, 0 for `auto`.
    pub z_index: i32,
}

impl Facts {
    /// Computed `overflow-y` is `hidden` or `clip`.
    pub const LOCKED: u32 = 1 << 3;
    /// Not visible by `checkVisibility`.
    pub const UNSEEN: u32 = 1 << 4;
    /// Has a blur filter.
    pub const BLURRED: u32 = 1 << 5;

    /// Whether the element is taken out of the flow and pinned to the viewport (`fixed` or `sticky`).
    pub fn pinned(&self) -> bool {
        matches!(self.look & 7, 3 | 4)
    }
}

/// How much of the page a snapshot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole page.
    Page,
    /// New subtrees with the chain of their ancestors, against a known story container if there is one.
    Addition {
        /// The element that holds the page's story, as an earlier pass found it.
        story: Option<u32>,
    },
    /// New subtrees, likewise, of a page that is still on its way: no story is known.
    Early,
}

/// A page, copied once into columns. Element indices are in document order; the root has index 0.
#[derive(Clone, Debug)]
pub struct Snapshot {
    text: String,
    tags: Vec<Tag>,
    parents: Vec<u32>,
    chain: Vec<u32>,
    ends: Vec<u32>,
    attributes: Vec<AttributeRow>,
    attribute_starts: Vec<u32>,
    runs: Vec<RunRow>,
    facts: Vec<Facts>,
    scope: Scope,
    viewport: (u32, u32),
}

impl Snapshot {
    /// Number of elements.
    pub fn len(&self) -> usize {
        self.tags.len()
    }

    /// Whether the page has no element at all.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }

    /// The element's tag; [`Tag::Other`] for one that [`TAGS`] does not list.
    pub fn tag(&self, element: u32) -> Tag {
        self.tags[element as usize]
    }

    /// The element's parent, `None` for the root.
    pub fn parent(&self, element: u32) -> Option<u32> {
        Some(self.parents[element as usize]).filter(|&p| p != NONE)
    }

    /// Whether an element may hold more than what crossed: an ancestor of an addition.
    pub fn is_partly_known(&self, element: u32) -> bool {
        self.chain.binary_search(&element).is_ok()
    }

    /// The element's ancestors, nearest first, without itself.
    pub fn ancestors(&self, element: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(self.parent(element), |&e| self.parent(e))
    }

    /// One past the last element of the element's subtree.
    pub fn end(&self, element: u32) -> u32 {
        self.ends[element as usize]
    }

    /// Whether `inner` is `outer` or stands inside it.
    pub fn contains(&self, outer: u32, inner: u32) -> bool {
        outer <= inner && inner < self.end(outer)
    }

    /// The smallest element that holds two.
    pub fn common(&self, one: u32, other: u32) -> u32 {
        let holds = |outer: &u32| self.contains(*outer, other);
        std::iter::once(one).chain(self.ancestors(one)).find(holds).unwrap_or(0)
    }

    /// The element's children, in document order.
    pub fn children(&self, element: u32) -> impl Iterator<Item = u32> + '_ {
        let end = self.end(element);
        let first = Some(element + 1).filter(|&c| c < end);
        std::iter::successors(first, move |&c| Some(self.end(c)).filter(|&n| n < end))
    }

    /// The value of an attribute, `None` where the element does not carry it.
    pub fn attribute(&self, element: u32, name: Attribute) -> Option<&str> {
        self.attributes[self.attribute_range(element)].iter().find(|row| row.name == name as u8).map(|row| self.slice(row.value))
    }

    /// Where a link leads, if its address crossed whole: a part of one leads elsewhere.
    pub fn link(&self, element: u32) -> Option<&str> {
        self.attribute(element, Attribute::Href).filter(|href| href.encode_utf16().count() < MAX_ATTRIBUTE_UNITS)
    }

    /// All attributes of an element that crossed, as (name, value).
    pub fn attributes(&self, element: u32) -> impl Iterator<Item = (Attribute, &str)> + '_ {
        self.attributes[self.attribute_range(element)]
            .iter()
            .filter_map(|row| Some((Attribute::from_code(u32::from(row.name))?, self.slice(row.value))))
    }

    /// Number of text runs.
    pub fn run_count(&self) -> usize {
        self.runs.len()
    }

    /// All text runs, in document order.
    pub fn runs(&self) -> impl Iterator<Item = Run<'_>> + '_ {
        (0..self.runs.len()).map(|at| self.run(at))
    }

    /// One of the text runs, by its place among them. It must be one of them.
    pub fn run(&self, at: usize) -> Run<'_> {
        let row = &self.runs[at];
        Run { element: row.element, before: row.before, text: self.slice(row.text) }
    }

    /// The text runs inside an element, in document order.
    pub fn runs_inside(&self, element: u32) -> impl Iterator<Item = Run<'_>> + '_ {
        let end = self.end(element);
        let first = self.runs.partition_point(|r| r.before <= element);
        let inside =
            self.runs[first..].iter().take_while(move |r| r.before <= end).filter(move |r| self.contains(element, r.element));
        inside.map(|r| Run { element: r.element, before: r.before, text: self.slice(r.text) })
    }

    /// Number of words, as white space parts them, in all text runs.
    pub fn words(&self) -> usize {
        self.runs().map(|run| run.text.split_whitespace().count()).sum()
    }

    /// What was measured, in document order; empty where no browser was there.
    pub fn facts(&self) -> &[Facts] {
        &self.facts
    }

    /// What was measured of one element.
    pub fn facts_of(&self, element: u32) -> Option<&Facts> {
        self.facts.binary_search_by_key(&element, |f| f.element).ok().map(|i| &self.facts[i])
    }

    /// How much of the page this is.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// The same page as if it were less of one.
    #[cfg(all(test, feature = "html"))]
    pub(crate) fn scoped(&self, scope: Scope) -> Self {
        Snapshot { scope, ..self.clone() }
    }

    /// Width and height of the viewport in CSS pixels, zero where unknown.
    pub fn viewport(&self) -> (u32, u32) {
        self.viewport
    }

    fn attribute_range(&self, element: u32) -> Range<usize> {
        let at = element as usize;
        self.attribute_starts[at] as usize..self.attribute_starts[at + 1] as usize
    }

    fn slice(&self, span: Span) -> &str {
        &self.text[span.start as usize..span.end as usize]
    }
}

/// Subtree ends from parents: one pass from the last element to the first.
fn subtree_ends(parents: &[u32]) -> Vec<u32> {
    let mut ends: Vec<u32> = (1..=parents.len() as u32).collect();
    for element in (1..parents.len()).rev() {
        let parent = parents[element] as usize;
        ends[parent] = ends[parent].max(ends[element]);
    }
    ends
}
