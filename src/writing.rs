//! A page as plain text or Markdown, written from events: an element opens, a text, an element closes. Whoever walks a page, the same
//! is written.

mod page;

pub(crate) use page::write;

use crate::block::is_inline;
use crate::snapshot::Tag;

/// How text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One line a block.
    Text,
    /// Headings, lists, quotes, links and emphasis as CommonMark.
    Markdown,
}

impl Format {
    /// The format with this name, `text` or `markdown`.
    pub fn from_name(name: &str) -> Option<Format> {
        match name {
            "text" => Some(Format::Text),
            "markdown" => Some(Format::Markdown),
            _ => None,
        }
    }
}

/// Writes what it is told of.
pub(crate) struct Writer {
    out: String,
    line: String,
    prefix: &'static str,
    lists: Vec<Option<u32>>,
    format: Format,
}

impl Writer {
    pub(crate) fn new(format: Format) -> Self {
        Writer { out: String::new(), line: String::new(), prefix: "", lists: Vec::new(), format }
    }

    /// What was written.
    pub(crate) fn end(mut self) -> String {
        self.end_line();
        self.out
    }

    /// Begins an element and returns what must be written at its end.
    pub(crate) fn open(&mut self, tag: Tag, href: Option<&str>) -> String {
        match tag {
            Tag::Br => self.end_line(),
            Tag::Ul | Tag::Menu => self.lists.push(None),
            Tag::Ol => self.lists.push(Some(0)),
            _ if !is_inline(tag) => self.end_line(),
            _ => {}
        }
        if self.format == Format::Text {
            return String::new();
        }
        match tag {
            Tag::Strong | Tag::B => self.mark("**", "**"),
            Tag::Em | Tag::I => self.mark("*", "*"),
            Tag::Code => self.mark("`", "`"),
            Tag::A => href.map_or_else(String::new, |href| self.mark("[", &format!("]({href})"))),
            _ => {
                self.begin_block(tag);
                String::new()
            }
        }
    }

    fn mark(&mut self, open: &str, close: &str) -> String {
        self.line.push_str(open);
        close.to_owned()
    }

    fn begin_block(&mut self, tag: Tag) {
        match tag {
            Tag::H1 => self.prefix = "# ",
            Tag::H2 => self.prefix = "## ",
            Tag::H3 => self.prefix = "### ",
            Tag::H4 | Tag::H5 | Tag::H6 => self.prefix = "#### ",
            Tag::Blockquote => self.prefix = "> ",
            Tag::Li => match self.lists.last_mut() {
                Some(Some(number)) => {
                    *number += 1;
                    self.line = format!("{number}. ");
                }
                _ => self.prefix = "- ",
            },
            _ => {}
        }
    }

    /// Ends an element with what its beginning returned.
    pub(crate) fn close(&mut self, tag: Tag, close: &str) {
        self.line.push_str(close);
        if matches!(tag, Tag::Ul | Tag::Ol | Tag::Menu) {
            self.lists.pop();
        }
        if !is_inline(tag) {
            self.end_line();
        }
    }

    /// Appends text with its white space folded.
    pub(crate) fn text(&mut self, text: &str) {
        if text.starts_with(char::is_whitespace) {
            self.line.push(' ');
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        self.line.push_str(&words.join(" "));
        if text.ends_with(char::is_whitespace) {
            self.line.push(' ');
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() {
            return;
        }
        if self.format == Format::Markdown && !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(std::mem::take(&mut self.prefix));
        self.out.push_str(&line);
        self.out.push('\n');
    }
}

/// Whether an element's text is never laid out.
pub(crate) fn is_silent(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Head
            | Tag::Script
            | Tag::Style
            | Tag::Template
            | Tag::Noscript
            | Tag::Svg
            | Tag::Math
            | Tag::Iframe
            | Tag::Object
            | Tag::Canvas
    ) || matches!(tag, Tag::Video | Tag::Audio | Tag::Select | Tag::Textarea)
}
