//! Fills a snapshot element by element: the way in for front ends that are written in Rust.

use super::names::{Attribute, MAX_ATTRIBUTE_UNITS, MAX_RUN_UNITS, Tag};
use super::{AttributeRow, NONE, RunRow, Scope, Snapshot, Span, subtree_ends};

/// The type of a script that holds metadata, and how it begins to say whether the page is free (schema.org).
pub const METADATA: &str = "application/ld+json";
const STATEMENT: &str = "\"isAccessibleForFree\"";

/// Builds a [`Snapshot`] in document order. The rules of `docs/boundary.md` (cut lengths, white space) are kept here.
#[derive(Default)]
pub struct Builder {
    text: String,
    tags: Vec<Tag>,
    parents: Vec<u32>,
    attributes: Vec<AttributeRow>,
    attribute_starts: Vec<u32>,
    runs: Vec<RunRow>,
    gap: bool,
}

impl Builder {
    /// Adds an element below `parent` (`None` for the root) and returns its index.
    pub fn element(&mut self, local_name: &str, parent: Option<u32>) -> u32 {
        let index = self.tags.len() as u32;
        let tag = Tag::from_name(local_name).unwrap_or(Tag::Other);
        self.tags.push(tag);
        self.parents.push(parent.unwrap_or(NONE));
        self.attribute_starts.push(self.attributes.len() as u32);
        if tag == Tag::Other {
            self.push_attribute(Attribute::LocalName, local_name);
        }
        index
    }

    /// Adds an attribute to the element that was added last; names that the core does not read are passed over.
    pub fn attribute(&mut self, name: &str, value: &str) {
        if let Some(name) = Attribute::from_name(name).filter(|n| *n != Attribute::LocalName) {
            self.push_attribute(name, value);
        }
    }

    /// Adds what the script that was added last states of the page's being free to read, if it is schema.org metadata (JSON-LD) that does:
    /// its text from there on, as the attribute `content`.
    pub fn statement(&mut self, script: &str) {
        if let Some(at) = script.find(STATEMENT) {
            self.push_attribute(Attribute::Content, &script[at..]);
        }
    }

    /// Adds a text node of `element`. A node of white space only becomes one space before the next run.
    pub fn text(&mut self, element: u32, value: &str) {
        if value.bytes().all(is_white_space) {
            self.gap |= !value.is_empty();
            return;
        }
        let start = self.text.len();
        if std::mem::take(&mut self.gap) {
            self.text.push(' ');
        }
        push_cut(&mut self.text, value, MAX_RUN_UNITS);
        let text = Span { start: start as u32, end: self.text.len() as u32 };
        self.runs.push(RunRow { element, before: self.tags.len() as u32, text });
    }

    /// The finished snapshot of a whole page, without measured facts.
    pub fn build(mut self) -> Snapshot {
        self.attribute_starts.push(self.attributes.len() as u32);
        Snapshot {
            ends: subtree_ends(&self.parents),
            text: self.text,
            tags: self.tags,
            parents: self.parents,
            chain: Vec::new(),
            attributes: self.attributes,
            attribute_starts: self.attribute_starts,
            runs: self.runs,
            facts: Vec::new(),
            scope: Scope::Page,
            viewport: (0, 0),
        }
    }

    fn push_attribute(&mut self, name: Attribute, value: &str) {
        let start = self.text.len() as u32;
        push_cut(&mut self.text, value, MAX_ATTRIBUTE_UNITS);
        let value = Span { start, end: self.text.len() as u32 };
        self.attributes.push(AttributeRow { name: name as u8, value });
    }
}

/// White space as HTML defines it.
fn is_white_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c' | b'\r')
}

/// Appends at most `units` UTF-16 units of `value`; half of a pair that the cut leaves becomes U+FFFD, as it does in a browser.
fn push_cut(text: &mut String, value: &str, units: usize) {
    if value.len() <= units {
        return text.push_str(value);
    }
    let mut room = units;
    for (at, c) in value.char_indices() {
        match c.len_utf16() {
            width if width <= room => room -= width,
            _ => {
                text.push_str(&value[..at]);
                if room > 0 {
                    text.push(char::REPLACEMENT_CHARACTER);
                }
                return;
            }
        }
    }
    text.push_str(value);
}
