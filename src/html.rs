//! HTML text ↔ snapshot, for use without a browser: the same columns that `www/snapshot.js` writes, and a plan carried out
//! on the parsed tree.

mod markdown;

use crate::plan::{Operation, Plan};
use crate::snapshot::{Builder, CLOSED, METADATA, Snapshot, Tag};
use html5ever::serialize::{SerializeOpts, TraversalScope, serialize};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, QualName, ns, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};

use std::rc::Rc;

pub use crate::writing::Format;

/// Name of the attribute that marks hidden elements in a live page; it never crosses into a snapshot.
pub const MARK: &str = "data-unnag";

/// Most words outside `<noscript>` of a page that its script draws: a title, a link to skip to the content, a menu. Of the 19
/// such forums among the pages with main text none has more than 33.
const DRAWN: usize = 60;
/// How many times as many words such a page has with what stands in `<noscript>`.
const SENT: usize = 4;

/// A parsed page with its snapshot.
pub struct Document {
    dom: RcDom,
    elements: Vec<Handle>,
    snapshot: Snapshot,
}

impl Document {
    /// Parses HTML as a browser with scripting does (html5ever); a page that is drawn by its script, as without: all that its
    /// site sent to be read stands in `<noscript>`. Every text is a page: there is no error.
    pub fn parse(html: &str) -> Self {
        let dom = parse(html, true);
        let (snapshot, elements) = snapshot(&dom);
        let scripted = Document { dom, elements, snapshot };
        let words = scripted.snapshot.words();
        if words > DRAWN || !html.contains("<noscript") {
            return scripted;
        }
        let dom = parse(html, false);
        unwrap_noscript(&dom);
        let (snapshot, elements) = self::snapshot(&dom);
        if snapshot.words() >= words * SENT { Document { dom, elements, snapshot } } else { scripted }
    }

    /// The page's columns.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// The value of any attribute of an element of the snapshot.
    pub fn attribute(&self, element: u32, name: &str) -> Option<String> {
        let NodeData::Element { attrs, .. } = &self.elements[element as usize].data else { return None };
        attrs.borrow().iter().find(|a| &*a.name.local == name).map(|a| a.value.to_string())
    }

    /// Sets an attribute of an element of the snapshot; the snapshot itself stays as it was taken.
    pub fn set_attribute(&mut self, element: u32, name: &str, value: &str) {
        let NodeData::Element { attrs, .. } = &self.elements[element as usize].data else { return };
        let mut attributes = attrs.borrow_mut();
        attributes.retain(|a| &*a.name.local != name);
        let name = QualName::new(None, ns!(), name.into());
        attributes.push(Attribute { name, value: value.into() });
    }

    /// The page without these attributes on any element of the snapshot, parsed anew.
    pub fn without_attributes(self, names: &[&str]) -> Document {
        for element in &self.elements {
            if let NodeData::Element { attrs, .. } = &element.data {
                attrs.borrow_mut().retain(|a| !names.contains(&&*a.name.local));
            }
        }
        Document::parse(&self.html())
    }

    /// Takes out what the plan hides.
    pub fn apply(&mut self, plan: &Plan) {
        for operation in &plan.operations {
            let Operation::Hide { element, .. } = operation;
            detach(&self.elements[*element as usize]);
        }
    }

    /// The page's text as plain text or Markdown, after the plan was carried out: each passage once, and nothing where Focus mode
    /// found no main text, since the site's furniture is not the page's text.
    pub fn text_of(&mut self, plan: &Plan, format: Format) -> String {
        self.apply(plan);
        plan.unwritten.iter().for_each(|element| detach(&self.elements[*element as usize]));
        if plan.unfocused { String::new() } else { self.text(format) }
    }

    /// The page as HTML, as the parser keeps it.
    pub fn html(&self) -> String {
        let mut out = Vec::new();
        let options = SerializeOpts { traversal_scope: TraversalScope::ChildrenOnly(None), ..SerializeOpts::default() };
        let root: SerializableHandle = self.dom.document.clone().into();
        // Writing into memory does not fail.
        let _ = serialize(&mut out, &root, options);
        String::from_utf8_lossy(&out).into_owned()
    }

    /// The page's text, as plain text or Markdown.
    pub fn text(&self, format: Format) -> String {
        markdown::write(&self.dom.document, format)
    }
}

fn parse(html: &str, scripting_enabled: bool) -> RcDom {
    let tree_builder = TreeBuilderOpts { scripting_enabled, ..TreeBuilderOpts::default() };
    parse_document(RcDom::default(), ParseOpts { tree_builder, ..ParseOpts::default() }).one(html)
}

/// Puts the content of every `<noscript>` in the place of the element. Each node is moved once, however many there are.
fn unwrap_noscript(dom: &RcDom) {
    let is_noscript = |node: &Handle| matches!(&node.data, NodeData::Element { name, .. } if &*name.local == "noscript");
    let mut open = vec![dom.document.clone()];
    while let Some(node) = open.pop() {
        let mut rest: Vec<Handle> = node.children.take().into_iter().rev().collect();
        let mut children = Vec::with_capacity(rest.len());
        while let Some(child) = rest.pop() {
            if is_noscript(&child) {
                rest.extend(child.children.take().into_iter().rev());
            } else {
                child.parent.set(Some(Rc::downgrade(&node)));
                children.push(child);
            }
        }
        open.extend(children.iter().cloned());
        node.children.replace(children);
    }
}

fn is_metadata(name: &str, attributes: &[Attribute]) -> bool {
    name == "script" && attributes.iter().any(|a| &*a.name.local == "type" && &*a.value == METADATA)
}

/// The text that stands directly in a node.
fn text_in(node: &Handle) -> String {
    let text = |child: &Handle| match &child.data {
        NodeData::Text { contents } => Some(contents.borrow().to_string()),
        _ => None,
    };
    node.children.borrow().iter().filter_map(text).collect()
}

/// Takes a node out of its parent.
fn detach(node: &Handle) {
    let parent = node.parent.take().and_then(|p| p.upgrade());
    if let Some(parent) = parent {
        parent.children.borrow_mut().retain(|child| !Rc::ptr_eq(child, node));
    }
}

/// Walks the tree without recursion: a page may be 100,000 elements deep.
fn snapshot(dom: &RcDom) -> (Snapshot, Vec<Handle>) {
    let mut builder = Builder::default();
    let mut elements = Vec::new();
    let mut open: Vec<(Handle, Option<u32>)> = vec![(dom.document.clone(), None)];
    while let Some((node, parent)) = open.pop() {
        let inside = match &node.data {
            NodeData::Document => None,
            NodeData::Text { contents } => {
                if let Some(parent) = parent {
                    builder.text(parent, &contents.borrow());
                }
                continue;
            }
            NodeData::Element { name, attrs, .. } => {
                let index = builder.element(&name.local, parent);
                if is_metadata(&name.local, &attrs.borrow()) {
                    builder.statement(&text_in(&node));
                }
                for attribute in attrs.borrow().iter().filter(|a| a.name.ns.is_empty() && &*a.name.local != MARK) {
                    builder.attribute(&attribute.name.local, &attribute.value);
                }
                elements.push(node.clone());
                if CLOSED.contains(&Tag::from_name(&name.local).unwrap_or(Tag::Other)) {
                    continue;
                }
                Some(index)
            }
            _ => continue,
        };
        open.extend(node.children.borrow().iter().rev().map(|child| (child.clone(), inside)));
    }
    (builder.build(), elements)
}
