//! What `unnag clean` writes of pages that are made in an odd way.
#![cfg(feature = "html")]

use unnag::html::{Document, Format};
use unnag::{Mode, Settings};

/// What is written of a page in one mode.
fn written(html: &str, mode: Mode) -> String {
    let mut page = Document::parse(html);
    let plan = unnag::plan(page.snapshot(), &Settings { mode, ..Settings::default() }).expect("the shipped weights");
    page.text_of(&plan, Format::Text)
}

/// Paragraphs of a story, each another.
fn paragraphs(count: usize) -> String {
    let day = |day: usize| {
        format!(
            "<p>On day {day} the river rose by {} centimetres more, and the people of the lower village carried what they had up to \
             the barn on the hill, where {day} families already slept in the hay.</p>",
            7 * day + 3
        )
    };
    (1..=count).map(day).collect()
}

#[test]
fn a_page_that_its_script_draws_is_read_from_its_noscript() {
    let story = paragraphs(6);
    let drawn = format!(
        "<title>The flood</title><body><div id=app></div><noscript><h1>The flood</h1><article>{story}</article></noscript></body>"
    );
    for mode in [Mode::Clean, Mode::Focus] {
        assert!(written(&drawn, mode).contains("On day 6 the river"), "{mode:?}");
    }
    let told =
        format!("<title>The flood</title><article>{story}</article><noscript><p>Turn on JavaScript for the map.</p></noscript>");
    assert!(!written(&told, Mode::Clean).contains("JavaScript"), "a browser with scripting does not show it");
    let short =
        "<title>Closed</title><p>The shop is closed on Monday.</p><noscript><p>Turn on JavaScript for the map.</p></noscript>";
    assert!(!written(short, Mode::Clean).contains("JavaScript"), "a short page is not drawn by its script");
}

#[test]
fn a_story_that_was_sent_twice_is_written_once() {
    let story = paragraphs(6);
    let twice = format!("<h1>The flood</h1><article class=phone>{story}</article><article class=desk>{story}</article>");
    assert_eq!(written(&twice, Mode::Focus).matches("On day 6").count(), 1);
    assert_eq!(written(&twice, Mode::Clean).matches("On day 6").count(), 2, "Clean mode takes nags alone");
    let refrain = "<p>Down by the weir the water goes, nobody knows where the water goes.</p>";
    let song = format!("<h1>The weir</h1><article>{}</article>", paragraphs(4).replace("</p>", &format!("</p>{refrain}")));
    assert_eq!(written(&song, Mode::Focus).matches("nobody knows").count(), 4, "a refrain is no copy");
}

#[test]
fn a_page_without_main_text_has_none() {
    let furniture = "<nav><a href=/a>Home</a> <a href=/b>News</a></nav><footer>© 2026</footer>";
    assert_eq!(written(furniture, Mode::Focus), "");
    let focus = Settings { mode: Mode::Focus, ..Settings::default() };
    let plan = unnag::plan(Document::parse(furniture).snapshot(), &focus).expect("the shipped weights");
    assert!(plan.unfocused && plan.operations.is_empty(), "in a browser the page stays as it is");
    assert!(written(furniture, Mode::Clean).contains("News"));
}
