//! A parsed page as plain text or Markdown.

use crate::block::is_inline;
use crate::snapshot::Tag;
use markup5ever_rcdom::{Handle, NodeData};

/// How text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One line a block.
    Text,
    /// Headings, lists, quotes, links and emphasis as CommonMark.
    Markdown,
}

/// What is still to be done on the walk.
enum Step {
    Enter(Handle),
    Leave(Tag, String),
}

/// Writes the text below a node. Elements whose text is never laid out are passed over.
pub(super) fn write(root: &Handle, format: Format) -> String {
    let mut writer = Writer { out: String::new(), line: String::new(), prefix: "", lists: Vec::new(), format };
    let mut open = vec![Step::Enter(root.clone())];
    while let Some(step) = open.pop() {
        match step {
            Step::Enter(node) => writer.enter(&node, &mut open),
            Step::Leave(tag, close) => writer.leave(tag, &close),
        }
    }
    writer.end_line();
    writer.out
}

struct Writer {
    out: String,
    line: String,
    prefix: &'static str,
    lists: Vec<Option<u32>>,
    format: Format,
}

impl Writer {
    fn enter(&mut self, node: &Handle, open: &mut Vec<Step>) {
        match &node.data {
            NodeData::Text { contents } => self.text(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                let tag = Tag::from_name(&name.local).unwrap_or(Tag::Other);
                if is_silent(tag) {
                    return;
                }
                let href = attrs.borrow().iter().find(|a| &*a.name.local == "href").map(|a| a.value.to_string());
                let close = self.open(tag, href);
                open.push(Step::Leave(tag, close));
                open.extend(node.children.borrow().iter().rev().map(|c| Step::Enter(c.clone())));
            }
            NodeData::Document => open.extend(node.children.borrow().iter().rev().map(|c| Step::Enter(c.clone()))),
            _ => {}
        }
    }

    /// Begins an element and returns what must be written at its end.
    fn open(&mut self, tag: Tag, href: Option<String>) -> String {
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
            Tag::Strong | Tag::B => self.mark("**"),
            Tag::Em | Tag::I => self.mark("*"),
            Tag::Code => self.mark("`"),
            Tag::A if href.is_some() => {
                self.line.push('[');
                format!("]({})", href.unwrap_or_default())
            }
            _ => {
                self.begin_block(tag);
                String::new()
            }
        }
    }

    fn mark(&mut self, mark: &str) -> String {
        self.line.push_str(mark);
        mark.to_owned()
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

    fn leave(&mut self, tag: Tag, close: &str) {
        self.line.push_str(close);
        if matches!(tag, Tag::Ul | Tag::Ol | Tag::Menu) {
            self.lists.pop();
        }
        if !is_inline(tag) {
            self.end_line();
        }
    }

    /// Appends text with its white space folded.
    fn text(&mut self, text: &str) {
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

fn is_silent(tag: Tag) -> bool {
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
