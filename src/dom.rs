//! A live element → snapshot, for programs that are Rust on both sides. The extension uses `www/snapshot.js` instead, which
//! costs a third of this walk (`docs/browsers.md`); a headless test holds the two against each other.

use crate::snapshot::{Builder, CLOSED, METADATA, Snapshot, Tag};
use crate::{Settings, wasm};
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{Element, Node};

const TEXT: u16 = 3;
const MARK: &str = "data-unnag";

/// Copies the subtree of a live element into columns. No facts are measured.
pub fn snapshot(root: &Element) -> Snapshot {
    let mut builder = Builder::default();
    let mut open: Vec<(Node, Option<u32>)> = vec![(root.clone().into(), None)];
    while let Some((node, parent)) = open.pop() {
        let Some(element) = node.dyn_ref::<Element>() else {
            if let Some(parent) = parent.filter(|_| node.node_type() == TEXT) {
                builder.text(parent, &node.node_value().unwrap_or_default());
            }
            continue;
        };
        let name = element.local_name();
        let index = builder.element(&name, parent);
        if name == "script" && element.get_attribute("type").as_deref() == Some(METADATA) {
            builder.statement(&element.text_content().unwrap_or_default());
        }
        for attribute in element.get_attribute_names().iter().filter_map(|n| n.as_string()).filter(|n| n != MARK) {
            builder.attribute(&attribute, &element.get_attribute(&attribute).unwrap_or_default());
        }
        if !CLOSED.contains(&Tag::from_name(&name).unwrap_or(Tag::Other)) {
            // What stands in an open shadow root comes first, then the children that its slots show.
            let shadow = element.shadow_root().map(|root| root.child_nodes());
            for children in [Some(node.child_nodes()), shadow].into_iter().flatten() {
                open.extend((0..children.length()).rev().filter_map(|at| Some((children.get(at)?, Some(index)))));
            }
        }
    }
    builder.build()
}

/// Judges a live element as if it were a page, without touching it.
///
/// # Errors
/// As [`wasm::explain`].
#[wasm_bindgen(js_name = explainElement, unchecked_return_type = "Explanation[]")]
pub fn explain_element(root: &Element) -> Result<JsValue, JsValue> {
    wasm::answer(&crate::explain(&snapshot(root), &Settings::default()).map_err(|e| JsError::new(&e.to_string()))?)
}
