//! The lists that Rust and JavaScript must share are the same, and every reason has words.
#![cfg(not(target_arch = "wasm32"))]

use std::path::PathBuf;
use unnag::snapshot::{ATTRIBUTES, CLOSED, TAGS};
use unnag::{Label, Reason};

fn text(path: &str) -> String {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

/// The strings of `const NAME = [ … ]` in a script.
fn list(script: &str, name: &str) -> Vec<String> {
    let start = script.find(&format!("const {name} = [")).unwrap_or_else(|| panic!("{name} is not in the script"));
    let body = &script[start..];
    let body = &body[body.find('[').unwrap_or(0) + 1..body.find(']').unwrap_or(0)];
    let mut names: Vec<String> = body.split(',').map(|s| s.trim().trim_matches('"').to_owned()).collect();
    // A trailing comma leaves one empty name; an empty name elsewhere is code 0.
    if names.len() > 1 && names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

#[test]
fn the_shell_knows_the_same_names() {
    let script = text("www/names.js");
    assert_eq!(list(&script, "TAGS"), TAGS);
    assert_eq!(list(&script, "ATTRIBUTES"), ATTRIBUTES);
    let closed: Vec<&str> = CLOSED.iter().map(|tag| tag.name()).collect();
    assert_eq!(list(&script, "CLOSED"), closed);
}

#[test]
fn every_reason_and_label_has_words() {
    let messages: serde_json::Value = serde_json::from_str(&text("_locales/en/messages.json")).expect("JSON");
    let code = |reason: &Reason| serde_json::to_value(reason).expect("a code").as_str().unwrap_or_default().replace('-', "_");
    let reasons = Reason::ALL.iter().map(|r| format!("reason_{}", code(r)));
    let labels = Label::ALL.iter().map(|l| format!("label_{}", l.name()));
    for key in reasons.chain(labels) {
        assert!(messages[&key]["message"].is_string(), "{key} has no words");
    }
}
