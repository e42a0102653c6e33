//! A parsed page as plain text or Markdown: the walk over the parser's tree.

use crate::snapshot::Tag;
use crate::writing::{Format, Writer, is_silent};
use markup5ever_rcdom::{Handle, NodeData};

/// What is still to be done on the walk.
enum Step {
    Enter(Handle),
    Leave(Tag, String),
}

/// Writes the text below a node. Elements whose text is never laid out are passed over.
pub(super) fn write(root: &Handle, format: Format) -> String {
    let mut writer = Writer::new(format);
    let mut open = vec![Step::Enter(root.clone())];
    while let Some(step) = open.pop() {
        match step {
            Step::Enter(node) => enter(&mut writer, &node, &mut open),
            Step::Leave(tag, close) => writer.close(tag, &close),
        }
    }
    writer.end()
}

fn enter(writer: &mut Writer, node: &Handle, open: &mut Vec<Step>) {
    match &node.data {
        NodeData::Text { contents } => return writer.text(&contents.borrow()),
        NodeData::Element { name, attrs, .. } => {
            let tag = Tag::from_name(&name.local).unwrap_or(Tag::Other);
            if is_silent(tag) {
                return;
            }
            let attributes = attrs.borrow();
            let href = attributes.iter().find(|a| &*a.name.local == "href").map(|a| &*a.value);
            open.push(Step::Leave(tag, writer.open(tag, href)));
        }
        NodeData::Document => {}
        _ => return,
    }
    open.extend(node.children.borrow().iter().rev().map(|c| Step::Enter(c.clone())));
}
