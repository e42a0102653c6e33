//! Every page of `tests/pages` through the native front end: what its own `data-expect` (Clean mode) and `data-focus` (Focus mode)
//! attributes ask for must come true; see `docs/adding-a-page.md`.
#![cfg(feature = "html")]

use std::path::PathBuf;
use unnag::html::{Document, Format};
use unnag::snapshot::Attribute;
use unnag::{Mode, Settings};

/// A mode, the attribute that says what is right in it, and that attribute's word for what must go.
struct Question {
    mode: Mode,
    attribute: &'static str,
    gone: &'static str,
}

const CLEAN: Question = Question { mode: Mode::Clean, attribute: "data-expect", gone: "hide" };
const FOCUS: Question = Question { mode: Mode::Focus, attribute: "data-focus", gone: "drop" };

/// One text of a page: what the page asks of it, what became of it.
struct Answer {
    asked: String,
    gone: bool,
    text: String,
}

impl Question {
    fn settings(&self) -> Settings {
        Settings { mode: self.mode, ..Settings::default() }
    }

    /// The nearest annotation, of the element itself or above it.
    fn asked(&self, page: &Document, element: u32) -> Option<String> {
        let snapshot = page.snapshot();
        std::iter::once(element).chain(snapshot.ancestors(element)).find_map(|e| page.attribute(e, self.attribute))
    }

    /// What became of every annotated text of a page.
    fn answers(&self, page: &Document) -> Vec<Answer> {
        let texts = page.snapshot().runs().filter(|run| run.text.chars().any(|c| !c.is_whitespace()));
        self.answer(page, texts.map(|run| (run.element, run.text)))
    }

    /// What became of every annotated picture that has an alternative text.
    fn pictures(&self, page: &Document) -> Vec<Answer> {
        let snapshot = page.snapshot();
        let pictures = (0..snapshot.len() as u32).filter_map(|e| Some((e, snapshot.attribute(e, Attribute::Alt)?)));
        self.answer(page, pictures)
    }

    fn answer<'p>(&self, page: &'p Document, things: impl Iterator<Item = (u32, &'p str)>) -> Vec<Answer> {
        let snapshot = page.snapshot();
        let hidden = unnag::plan(snapshot, &self.settings()).expect("the shipped weights").hidden(snapshot);
        things
            .filter_map(|(element, text)| {
                Some(Answer { asked: self.asked(page, element)?, gone: hidden[element as usize], text: folded(text) })
            })
            .collect()
    }

    /// Whether what is asked has come true; `None` where nothing is judged.
    fn holds(&self, asked: &str, gone: bool) -> Option<bool> {
        match asked {
            "keep" => Some(!gone),
            word if word == self.gone => Some(gone),
            _ => None,
        }
    }
}

/// The pages, by the names of their folders: in each stands a `page.html`.
fn pages() -> Vec<(String, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut found: Vec<(String, String)> = std::fs::read_dir(root)
        .expect("tests/pages is part of the tree")
        .map(|entry| entry.expect("a readable folder"))
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path().join("page.html")))
        .map(|(name, file)| (name, std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))))
        .collect();
    found.sort();
    found
}

/// A text with its white space folded, as the text format writes it.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The start of a text, for people.
fn start(text: &str) -> String {
    text.chars().take(60).collect()
}

#[test]
fn every_page_comes_out_as_it_asks() {
    let mut wrong = Vec::new();
    for (name, html) in pages() {
        let page = Document::parse(&html);
        for question in [CLEAN, FOCUS] {
            let things = question.answers(&page).into_iter().chain(question.pictures(&page));
            let answers = things.filter(|a| question.holds(&a.asked, a.gone) == Some(false));
            wrong.extend(answers.map(|a| format!("{name}: {}=\"{}\": {}", question.attribute, a.asked, start(&a.text))));
        }
    }
    assert!(wrong.is_empty(), "{} texts came out wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_annotation_is_a_known_word() {
    for (name, html) in pages() {
        let page = Document::parse(&html);
        for question in [CLEAN, FOCUS] {
            for value in (0..page.snapshot().len() as u32).filter_map(|e| page.attribute(e, question.attribute)) {
                let word = value.strip_prefix("wish-").unwrap_or(&value);
                let known = question.holds(word, false).is_some() || value == "any";
                assert!(known, "{name}: {}=\"{value}\"", question.attribute);
            }
        }
    }
}

/// Never fails: `cargo test --test pages wishes -- --nocapture` prints what is wrong today and what no longer is.
#[test]
fn wishes() {
    for (name, html) in pages() {
        let page = Document::parse(&html);
        for question in [CLEAN, FOCUS] {
            for Answer { asked, gone, text } in question.answers(&page) {
                let Some(holds) = asked.strip_prefix("wish-").and_then(|word| question.holds(word, gone)) else { continue };
                let state = if holds { "HOLDS NOW" } else { "still open" };
                println!("{state}  {name}: {}=\"{asked}\": {}", question.attribute, start(&text));
            }
        }
    }
}

#[test]
fn focus_mode_writes_the_story_and_nothing_else() {
    for (name, html) in pages().into_iter().filter(|(_, html)| html.contains(FOCUS.attribute)) {
        let mut page = Document::parse(&html);
        let (gone, left): (Vec<Answer>, Vec<Answer>) = FOCUS.answers(&page).into_iter().partition(|a| a.gone);
        for word in ["keep", "drop"] {
            assert!(gone.iter().chain(&left).any(|a| a.asked == word), "{name} has nothing to {word}");
        }
        let plan = unnag::plan(page.snapshot(), &FOCUS.settings()).expect("the shipped weights");
        page.apply(&plan);
        let written = page.text(Format::Text);
        for Answer { text, .. } in &left {
            assert!(written.contains(text.as_str()), "{name}: lost: {text}");
        }
        for Answer { text, .. } in gone.iter().filter(|a| !left.iter().any(|l| l.text.contains(&a.text))) {
            assert!(!written.lines().any(|line| line == text), "{name}: written: {text}");
        }
    }
}

#[test]
fn the_story_of_the_sample_page_stays_word_for_word() {
    let (_, html) = pages().into_iter().find(|(name, _)| name == "sample").expect("the sample page");
    let mut page = Document::parse(&html);
    let plan = unnag::plan(page.snapshot(), &CLEAN.settings()).expect("the shipped weights");
    let story: Vec<String> = page
        .snapshot()
        .runs()
        .filter(|run| CLEAN.asked(&page, run.element).as_deref() == Some("keep"))
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
