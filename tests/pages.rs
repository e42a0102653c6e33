//! Every page of `tests/pages` through the native front end: what its own `data-expect` attributes ask for must come true.
#![cfg(feature = "html")]

use std::path::PathBuf;
use unnag::Settings;
use unnag::html::Document;

/// The pages: one folder each, `page.html` inside.
fn pages() -> Vec<(String, PathBuf)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut found: Vec<(String, PathBuf)> = std::fs::read_dir(root)
        .expect("tests/pages is part of the tree")
        .map(|entry| entry.expect("a readable folder"))
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path().join("page.html")))
        .collect();
    found.sort();
    found
}

/// The nearest annotation, of the element itself or above it.
fn expected(page: &Document, element: u32) -> Option<String> {
    let snapshot = page.snapshot();
    std::iter::once(element).chain(snapshot.ancestors(element)).find_map(|e| page.attribute(e, "data-expect"))
}

/// Blocks of a page that came out wrong, as (what was expected, text).
fn faults(html: &str) -> Vec<(String, String)> {
    let page = Document::parse(html);
    let snapshot = page.snapshot();
    let hidden = unnag::plan(snapshot, &Settings::default()).expect("the shipped weights").hidden(snapshot);
    let mut faults = Vec::new();
    for run in snapshot.runs().filter(|run| run.text.chars().any(|c| !c.is_whitespace())) {
        let Some(expected) = expected(&page, run.element) else { continue };
        let gone = hidden[run.element as usize];
        if expected == "hide" && !gone || expected == "keep" && gone {
            faults.push((expected, run.text.trim().chars().take(60).collect()));
        }
    }
    faults
}

#[test]
fn every_page_comes_out_as_it_asks() {
    let mut wrong = Vec::new();
    for (name, file) in pages() {
        let html = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        wrong.extend(faults(&html).into_iter().map(|(expected, text)| format!("{name}: expected {expected}: {text}")));
    }
    assert!(wrong.is_empty(), "{} blocks came out wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_story_of_the_sample_page_stays_word_for_word() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages/sample/page.html");
    let html = std::fs::read_to_string(file).expect("the sample page");
    let mut page = Document::parse(&html);
    let plan = unnag::plan(page.snapshot(), &Settings::default()).expect("the shipped weights");
    let story: Vec<String> = page
        .snapshot()
        .runs()
        .filter(|run| expected(&page, run.element).as_deref() == Some("keep"))
        .map(|run| run.text.to_owned())
        .collect();
    page.apply(&plan);
    let cleaned = Document::parse(&page.html());
    let left: Vec<String> = cleaned.snapshot().runs().map(|run| run.text.to_owned()).collect();
    assert!(story.len() > 40);
    for text in story {
        assert!(left.iter().any(|l| l.trim() == text.trim()), "lost: {text}");
    }
}
