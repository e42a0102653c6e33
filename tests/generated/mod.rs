//! Pages that nobody wrote: trees of likely and of absurd elements, and texts that are no page at all.

mod texts;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use texts::{NAMES, text};

const TAGS: &str = "div div div p p p section article main aside nav header footer h1 h2 h4 ul ol li table tr td caption figure \
    figcaption blockquote dialog form label input button select option textarea iframe img picture video svg math a a \
    span b em br wbr template noscript script style details summary object body html head title frameset x-box \
    plaintext";
const ATTRIBUTES: &str = "class class id role aria-label aria-modal href src type name placeholder alt title style hidden action lang dir \
    itemprop content data-unnag onclick";

/// What stands on a page.
#[derive(Clone, Debug)]
enum Node {
    Text(String),
    Element { tag: &'static str, attributes: Vec<(&'static str, String)>, children: Vec<Node>, closed: bool },
}

impl Node {
    fn write(&self, out: &mut String) {
        match self {
            Node::Text(text) => out.push_str(text),
            Node::Element { tag, attributes, children, closed } => {
                out.push('<');
                out.push_str(tag);
                for (name, value) in attributes {
                    out.push_str(&format!(" {name}=\"{}\"", value.replace('"', "&quot;")));
                }
                out.push('>');
                children.iter().for_each(|child| child.write(out));
                if *closed {
                    out.push_str(&format!("</{tag}>"));
                }
            }
        }
    }
}

/// One of some words.
fn words(all: &'static str) -> impl Strategy<Value = &'static str> {
    select(all.split(' ').collect::<Vec<_>>())
}

fn tag() -> impl Strategy<Value = &'static str> {
    words(TAGS)
}

fn attributes() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let value = prop_oneof![3 => select(NAMES).prop_map(str::to_owned), 1 => text()];
    vec((words(ATTRIBUTES), value), 0..4)
}

fn node() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        6 => text().prop_map(Node::Text),
        1 => (tag(), attributes())
            .prop_map(|(tag, attributes)| Node::Element { tag, attributes, children: Vec::new(), closed: true }),
    ];
    leaf.prop_recursive(6, 60, 6, |inner| {
        let parts = (tag(), attributes(), vec(inner, 0..6), prop::bool::weighted(0.9));
        parts.prop_map(|(tag, attributes, children, closed)| Node::Element { tag, attributes, children, closed })
    })
}

/// A page: some trees, perhaps among the paragraphs of a story.
pub fn page() -> impl Strategy<Value = String> {
    (vec(node(), 0..8), 0..6_usize, prop::option::of(text())).prop_map(|(nodes, paragraphs, title)| {
        let mut out = String::new();
        if let Some(title) = title {
            out.push_str(&format!("<title>{title}</title><h1>{title}</h1>"));
        }
        for (at, node) in nodes.iter().enumerate() {
            node.write(&mut out);
            out.push_str(if at < paragraphs { texts::PARAGRAPH } else { "" });
        }
        out
    })
}

/// Pieces of markup in no order, cut anywhere.
pub fn soup() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "<",
        ">",
        "</",
        "/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!doctype html>",
        "&",
        "&amp;",
        "&#0;",
        "&#xD800;",
        "&#x10FFFF;",
        "='",
        "\"",
        "=",
        " ",
        "\n",
        "<table><a>",
        "</table>",
        "<b><p>",
        "</b>",
        "<svg><foreignObject><p>",
        "<math><mi>",
        "<template><div>",
        "<select><option>",
        "</select>",
        "<form><form>",
        "<script>",
        "</script>",
        "<plaintext>",
        "<noscript>",
    ];
    let piece = prop_oneof![
        4 => select(PIECES).prop_map(str::to_owned),
        2 => tag().prop_map(|tag| format!("<{tag} ")),
        2 => tag().prop_map(|tag| format!("</{tag}>")),
        2 => text(),
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// What a file of settings may say: most of it can be read.
pub fn settings() -> impl Strategy<Value = serde_json::Value> {
    let number = prop_oneof![3 => 0..2_000_u32, 1 => any::<u32>()];
    let list = vec(number.clone(), 0..40);
    let sketch = (vec(number, 8), list.clone(), list.clone(), list).prop_map(|(n, names, words, parts)| {
        serde_json::json!({
            "version": n[0].min(1), "kind": n[1], "names": names, "words": words, "heading": n[2], "length": n[3], "links": n[4],
            "parts": parts, "place": n[5] % 6, "over": n[6] % 3,
        })
    });
    let odd = prop_oneof![
        Just(serde_json::Value::Null),
        text().prop_map(serde_json::Value::from),
        any::<f64>().prop_map(serde_json::Value::from),
    ];
    let sketch = prop_oneof![5 => sketch, 1 => odd];
    let correction = (select(&["hide", "show"][..]), sketch);
    let correction = correction.prop_map(|(act, sketch)| serde_json::json!({ "act": act, "sketch": sketch }));
    let choices = (select(&["clean", "focus"][..]), select(&["careful", "normal", "thorough"][..]), any::<bool>());
    (choices, vec(correction, 0..12)).prop_map(|((mode, strictness, ad), corrections)| {
        serde_json::json!({ "mode": mode, "strictness": strictness, "kinds": { "ad": ad }, "corrections": corrections })
    })
}
