//! The figures that the options page tells are those of the model card.
#![cfg(not(target_arch = "wasm32"))]

use std::path::PathBuf;

/// The names of `www/figures.js`, and the rows of `docs/model.md` that they repeat.
const ROWS: [(&str, &str); 9] = [
    ("donate", "donate blocks hidden"),
    ("subscribe", "subscribe blocks hidden"),
    ("newsletter", "newsletter blocks hidden"),
    ("consent", "consent blocks hidden"),
    ("ad", "ad blocks hidden"),
    ("appeals", "appeals hidden, mean over pages"),
    ("nags", "nags hidden, mean over pages"),
    ("pagesHurt", "pages with any story block hidden"),
    ("storyWords", "story words hidden"),
];

fn text(path: &str) -> String {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

/// The numbers in a text, in order.
fn numbers(text: &str) -> Vec<f64> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.').filter_map(|part| part.parse().ok()).collect()
}

/// The line that begins, white space apart, with a text.
fn line<'a>(text: &'a str, begin: &str) -> &'a str {
    let found = text.lines().find(|line| line.trim_start().starts_with(begin));
    found.unwrap_or_else(|| panic!("no line begins with {begin:?}"))
}

/// The cells of a table's row behind its name: careful, normal, thorough.
fn cells(card: &str, row: &str) -> Vec<f64> {
    let all: Vec<&str> = line(card, &format!("| {row}")).trim_matches('|').split('|').skip(1).collect();
    numbers(&all.join(" "))
}

#[test]
fn the_options_page_tells_the_figures_of_the_model_card() {
    let (card, script) = (text("docs/model.md"), text("www/figures.js"));
    for (name, row) in ROWS {
        let told = numbers(line(&script, &format!("{name}: {{")));
        assert_eq!(told.len(), 9, "{name}: three figures, each with its bounds");
        assert_eq!(told, cells(&card, row), "{name}");
    }
}

#[test]
fn it_tells_how_many_pages_were_measured_on() {
    let (card, script) = (text("docs/model.md"), text("www/figures.js"));
    let told = numbers(line(&script, "const PAGES"));
    assert!(card.contains(&format!("({} labelled pages", told[0])), "{told:?}");
}
