//! Pages without bounds: depth, text, attributes and boxes by the ten thousand cost what as much plain text costs, and no stack.
#![cfg(feature = "html")]

mod invariants;

use cpu_time::ThreadTime;
use invariants::{choices, message};
use std::time::Duration;
use unnag::html::{Document, Format};
use unnag::snapshot::Builder;
use unnag::{Act, Correction, Mode, Settings, Snapshot};

const MANY: usize = 100_000;
/// Pieces of a page that is compared with a plain one.
const PIECES: usize = 30_000;
/// How many times as long as a plain one a page may take. Where a rail looked at its whole box again for each piece, these took four
/// times as long, and longer ones more.
const MOST: f64 = 2.5;

const PLAIN: &str = "<p>Rain fell on the valley all week.</p>";
const STORY: &str = "<p>On the third day the river came over the wall, and the people of the lower village carried what they had up to the \
    barn on the hill, where nine families already slept in the hay.</p>";

/// Elements in one another with the same text in each.
fn nested(depth: usize, tag: &str, text: &str) -> Snapshot {
    let mut page = Builder::default();
    let mut inner = page.element("html", None);
    for _ in 0..depth {
        inner = page.element(tag, Some(inner));
        if !text.is_empty() {
            page.text(inner, text);
        }
    }
    page.text(inner, "Please give 5 euros a month: without your donation this paper cannot go on.");
    page.build()
}

fn read(html: &str) -> Snapshot {
    Document::parse(html).snapshot().clone()
}

/// All that can be asked of a page, in both modes.
fn ask_all(page: &Snapshot) {
    for choice in [0, 1] {
        let settings = choices::settings(choice);
        unnag::plan(page, &settings).expect("the shipped weights");
        unnag::write(page, &settings, Format::Markdown).expect("the shipped weights");
    }
    unnag::explain(page, &Settings::default()).expect("the shipped weights");
    let _ = unnag::sketch(page, page.len() as u32 - 1);
}

/// How long a plan takes, of this thread's time: others at work do not lengthen it.
fn time(page: &Snapshot, settings: &Settings) -> Duration {
    let start = ThreadTime::now();
    unnag::plan(page, settings).expect("the shipped weights");
    start.elapsed()
}

#[test]
fn a_hundred_thousand_levels_are_no_matter() {
    for tag in ["div", "a", "dialog", "x-box"] {
        ask_all(&nested(MANY, tag, ""));
    }
}

#[test]
fn a_hundred_thousand_levels_are_parsed_written_and_dropped() {
    for tag in ["span", "x-box"] {
        for end in [String::new(), format!("</{tag}>").repeat(MANY)] {
            let mut page = Document::parse(&format!("{}Donate now{end}{STORY}", format!("<{tag}>").repeat(MANY)));
            assert!(page.snapshot().len() > MANY);
            let plan = unnag::plan(page.snapshot(), &Settings::default()).expect("the shipped weights");
            assert!(page.html().len() > 5 * MANY);
            assert!(page.text_of(&plan, Format::Markdown).contains("third day"));
        }
    }
}

#[test]
fn a_hundred_thousand_attributes_are_no_matter() {
    let repeated = format!("<div{}>{STORY}</div>", " class=donate onclick=x".repeat(MANY));
    ask_all(&read(&repeated));
    ask_all(&read(&format!("{}{STORY}", "<i class=donate id=x></i>".repeat(MANY / 2))));
    // The parser looks at all names of an element for each: there are fewer here.
    let other: String = (0..MANY / 20).map(|at| format!(" a{at}=x")).collect();
    ask_all(&read(&format!("<div{other}>{STORY}</div>")));
    let (mut columns, text) = message::of(&read(STORY));
    let attributes = 10 + 2 * columns[2] as usize;
    let rows = [3, 1, 0, 2].repeat(MANY);
    columns.splice(attributes..attributes + 4 * columns[3] as usize, rows);
    columns[3] = MANY as u32;
    ask_all(&Snapshot::from_columns(&columns, text).expect("a good message"));
}

#[test]
fn ten_megabytes_of_text_are_no_matter() {
    const SIZE: usize = 10 << 20;
    let word = "донат "; // Ten bytes and a space.
    for html in [
        format!("<p>{}", word.repeat(SIZE / word.len())),
        format!("<p>{}", "donate now<b> please </b>".repeat(SIZE / 25)),
        format!("<a href=/donate>{}", "\u{200b}\u{336}\u{202e}".repeat(SIZE / 8)),
        "a".repeat(SIZE),
    ] {
        let page = read(&html);
        unnag::plan(&page, &Settings::default()).expect("the shipped weights");
        unnag::write(&page, &Settings::default(), Format::Text).expect("the shipped weights");
    }
}

#[test]
fn boxes_by_the_thousand_take_no_longer_than_text() {
    let list = |piece: &str, times: usize| read(&format!("{}<div><div>{}</div></div>", STORY.repeat(9), piece.repeat(times)));
    let plain = time(&list(PLAIN, PIECES), &Settings::default());
    let asks = "<p>Donate now: give 5 euros a month</p>";
    for (name, page) in [
        ("links of a list", list("<li><a href=/x>News</a></li>", PIECES)),
        ("asks, then buttons", list(&(asks.repeat(PIECES / 2) + &"<button>OK</button>".repeat(PIECES / 2)), 1)),
        ("dialogs in dialogs", nested(PIECES, "dialog", "Give 5 euros a month, please: we need your donation.")),
        ("entries", list("<li><a href=/n>Newsletter: subscribe</a></li><li><a href=/x>Rain</a></li>", PIECES / 2)),
    ] {
        let took = time(&page, &Settings::default()).as_secs_f64() / plain.as_secs_f64();
        assert!(took < MOST, "{name}: {took:.1} times as long as plain text");
    }
}

#[test]
fn what_is_spared_by_the_thousand_takes_no_longer_than_what_is_not() {
    let letter = "<aside class=appeal><h2>Support us</h2><p>Please give 5 euros a month: without you this paper cannot go on.</p><button>Give \
        now</button></aside>";
    let page = read(&format!("{}{}", STORY.repeat(600), letter.repeat(600)));
    let plain = time(&page, &Settings::default());
    let sketch = unnag::sketch(&page, page.len() as u32 - 4).expect("a sketch of a letter");
    for (mode, act) in [(Mode::Clean, Act::Show), (Mode::Clean, Act::Hide), (Mode::Focus, Act::Show)] {
        let corrections = vec![Correction { act, sketch: Some(sketch.clone()) }; unnag::MAX_CORRECTIONS];
        let took = time(&page, &Settings { mode, corrections, ..Settings::default() }).as_secs_f64() / plain.as_secs_f64();
        assert!(took < 10.0 * MOST, "{act:?}: {took:.1} times as long");
    }
}

#[test]
fn a_word_without_end_takes_no_longer_than_words() {
    let words = "abcdefghi ".repeat(6_000);
    let page = |text: &str| read(&format!("<title>{text}</title><h1>{text}</h1><p>{text}</p>"));
    let plain = time(&page(&words), &Settings::default());
    let took = time(&page(&words.replace(' ', "j")), &Settings::default()).as_secs_f64() / plain.as_secs_f64();
    assert!(took < 10.0 * MOST, "{took:.1} times as long");
}
