//! What is written of pages: of those that are made in an odd way, and the same from the columns as from the parser's tree.
#![cfg(feature = "html")]

use std::path::{Path, PathBuf};
use unnag::html::Document;
use unnag::snapshot::Tag;
use unnag::{Act, Correction, Format, Mode, Settings};

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

/// The pages of `tests/pages`.
fn pages() -> Vec<(PathBuf, String)> {
    let folders =
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")).expect("tests/pages is part of the tree");
    let files = folders.map(|folder| folder.expect("a readable folder").path().join("page.html"));
    files.map(|file| (file.clone(), std::fs::read_to_string(&file).expect("a page"))).collect()
}

#[test]
fn columns_are_written_as_the_parsed_page_is() {
    for (file, html) in pages() {
        for (mode, format) in
            [Mode::Clean, Mode::Focus].into_iter().flat_map(|mode| [(mode, Format::Text), (mode, Format::Markdown)])
        {
            let settings = Settings { mode, ..Settings::default() };
            let mut page = Document::parse(&html);
            let columns = unnag::write(page.snapshot(), &settings, format).expect("the shipped weights");
            let plan = unnag::plan(page.snapshot(), &settings).expect("the shipped weights");
            let parsed = page.text_of(&plan, format);
            let name = format!("{}, {mode:?}, {format:?}", file.display());
            // Of white space at the edge of emphasis the columns do not know on which side of it it stood.
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            match format {
                Format::Text => assert_eq!(columns, parsed, "{name}"),
                Format::Markdown => assert_eq!(solid(&columns), solid(&parsed), "{name}"),
            }
        }
    }
}

/// A page's Markdown from its columns, in Clean mode.
fn markdown(html: &str) -> String {
    let page = Document::parse(html);
    unnag::write(page.snapshot(), &Settings::default(), Format::Markdown).expect("the shipped weights")
}

#[test]
fn marks_stand_where_the_words_do() {
    let html = "<p>One <b>two</b> <i>three</i> <a href=/x>four</a>, <code>five</code>.</p><ol><li>a</li><li> <b>b</b></li></ol>";
    assert_eq!(markdown(html), "One **two** *three* [four](/x), `five`.\n\n1. a\n\n2. **b**\n");
    let spaced = "<p>One<i> two</i> <b> three</b></p>";
    assert_eq!(markdown(spaced), "One *two* **three**\n", "white space stands before the marks");
}

#[test]
fn what_is_never_laid_out_is_not_written() {
    let html =
        "<title>Head</title><p>One</p><script>two()</script><noscript>three</noscript><p>four<svg><text>five</text></svg></p>";
    assert_eq!(markdown(html), "One\n\nfour\n");
}

#[test]
fn what_the_reader_hid_is_not_written() {
    let rest = "<p>The river rose by seven centimetres more, and the people of the lower village carried what they had up to the barn.</p>";
    let page = Document::parse(&format!("{rest}{rest}<aside><h2>Tide table</h2><p>High water at six.</p></aside>{rest}"));
    let aside = (0..page.snapshot().len() as u32).find(|e| page.snapshot().tag(*e) == Tag::Aside).expect("an aside");
    let sketch = unnag::sketch(page.snapshot(), aside).expect("something to know it by");
    let settings = Settings { corrections: vec![Correction { act: Act::Hide, sketch: Some(sketch) }], ..Settings::default() };
    let written = unnag::write(page.snapshot(), &settings, Format::Text).expect("the shipped weights");
    assert!(!written.contains("Tide") && written.contains("seven centimetres"));
}
