//! Messages that were once answered wrongly.
#![cfg(feature = "html")]

mod invariants;

use invariants::{hold, message, sketch_holds};
use unnag::html::Document;
use unnag::snapshot::Attribute;
use unnag::{Act, ColumnsError, Correction, Mode, Operation, Settings, Snapshot};

const STORY: &str = "<p>On the third day the river came over the wall, and the people of the lower village carried what they had up to the \
    barn on the hill, where nine families already slept in the hay.</p>";
const APPEAL: &str = "<div id=appeal role=dialog><h2>Support us</h2><p>Please give 5 euros a month: without your donation this paper \
    cannot go on.</p><button>Donate now</button></div>";

/// The message of a page, and its elements with these ids.
fn message<const N: usize>(html: &str, ids: [&str; N]) -> (Vec<u32>, String, [u32; N]) {
    let page = Document::parse(html);
    let page = page.snapshot();
    let with = |id: &str| (0..page.len() as u32).find(|e| page.attribute(*e, Attribute::Id) == Some(id)).expect("an element");
    let elements = ids.map(with);
    let (columns, text) = message::of(page);
    (columns, text, elements)
}

/// The elements that are hidden of a page.
fn hidden(columns: &[u32], text: String) -> Vec<u32> {
    let page = Snapshot::from_columns(columns, text).expect("a good message");
    let plan = hold(&page, &Settings::default());
    plan.operations.iter().map(|Operation::Hide { element, .. }| *element).collect()
}

#[test]
fn a_shade_in_a_shade_is_hidden_once() {
    let page = format!("<main>{}</main>{APPEAL}<div id=outer><div id=inner></div></div>", STORY.repeat(8));
    let (mut columns, text, [appeal, outer, inner]) = message(&page, ["appeal", "outer", "inner"]);
    message::pin(&mut columns, vec![appeal, outer, inner]);
    assert_eq!(hidden(&columns, text), [appeal, outer]);
}

#[test]
fn a_pane_of_which_little_crossed_is_no_shade() {
    // An addition: of the pane that holds the story only a place for something crossed.
    let (mut columns, text, [pane, appeal]) = message(&format!("<div id=pane><div></div></div>{APPEAL}"), ["pane", "appeal"]);
    message::pin(&mut columns, vec![pane, appeal]);
    columns[6] = 1;
    for ancestor in [0, 2, pane] {
        columns[10 + 2 * ancestor as usize] |= 1 << 31;
    }
    assert_eq!(hidden(&columns, text), [appeal]);
}

#[test]
fn the_known_story_is_no_shade() {
    let (mut columns, text, [pane, appeal]) = message(&format!("<div id=pane></div>{APPEAL}"), ["pane", "appeal"]);
    message::pin(&mut columns, vec![pane, appeal]);
    columns[6..8].copy_from_slice(&[1, pane]);
    assert_eq!(hidden(&columns, text), [appeal]);
}

#[test]
fn a_value_longer_than_any_that_crosses_is_refused() {
    let (mut columns, mut text, []) = message("<a href=/x><img alt=x></a>", []);
    let start = text.encode_utf16().count() as u32;
    text.push_str(&"donate now ".repeat(70_000));
    let attributes = 10 + 2 * columns[2] as usize;
    let alt = attributes + 4;
    columns[alt + 2..alt + 4].copy_from_slice(&[start, 770_000]);
    assert_eq!(Snapshot::from_columns(&columns, text).unwrap_err(), ColumnsError::BadRange(1, "attributes"));
}

#[test]
fn what_holds_a_part_is_known_in_part() {
    let (mut columns, text, [outer, inner]) = message("<div id=outer><div id=inner></div></div>", ["outer", "inner"]);
    columns[10 + 2 * inner as usize] |= 1 << 31;
    let page = Snapshot::from_columns(&columns, text).expect("a good message");
    assert!((0..page.len() as u32).all(|e| page.is_partly_known(e) == page.contains(e, inner)) && page.contains(outer, inner));
}

#[test]
fn a_pane_of_which_little_crossed_stays_in_focus_mode() {
    let added = format!("<div id=pane><p>Read on</p></div><div>{}</div>", STORY.repeat(3));
    let (mut columns, text, [pane]) = message(&added, ["pane"]);
    columns[6] = 1;
    for ancestor in [0, 2, pane] {
        columns[10 + 2 * ancestor as usize] |= 1 << 31;
    }
    let page = Snapshot::from_columns(&columns, text).expect("a good message");
    let plan = hold(&page, &Settings { mode: Mode::Focus, ..Settings::default() });
    assert!(!plan.operations.is_empty() && !plan.unfocused);
}

#[test]
fn the_storys_container_stays_in_focus_mode() {
    // What is told here is too little to be a main text, and is still the likeliest story.
    let html = "<title>Unterstützen Sie uns mit einer Spende, damit wir weiter berichten können.</title><h1>Unterstützen Sie uns mit \
        einer Spende, damit wir weiter berichten können.</h1><div>Subscribe now to read on By evening the water had reached the third \
        step of the church, and nobody spoke of going home. Advertisement";
    let plan = hold(Document::parse(html).snapshot(), &Settings { mode: Mode::Focus, ..Settings::default() });
    assert!(plan.story.is_some() && !plan.unfocused);
}

#[test]
fn a_shade_that_the_reader_spared_is_shown() {
    let html = format!("<main>{}</main>{APPEAL}<div id=shade class='page-shade'></div>", STORY.repeat(8));
    let (mut columns, text, [appeal, shade]) = message(&html, ["appeal", "shade"]);
    message::pin(&mut columns, vec![appeal, shade]);
    assert_eq!(hidden(&columns, text.clone()), [appeal, shade]);
    let page = Snapshot::from_columns(&columns, text).expect("a good message");
    sketch_holds(&page, shade, &Settings::default());
    let spare = Correction { act: Act::Show, sketch: unnag::sketch(&page, shade).ok() };
    let plan = hold(&page, &Settings { corrections: vec![spare], ..Settings::default() });
    let spared: Vec<_> = plan.spared.iter().map(|spared| (spared.element, spared.correction)).collect();
    assert_eq!((plan.operations.len(), spared), (1, vec![(shade, 0)]));
}

#[test]
fn an_appeal_is_one_however_it_is_spelled() {
    let zero_width = |text: &str| text.chars().flat_map(|c| [c, '\u{200b}', '\u{2060}']).collect::<String>();
    let controls: String = (0..0x20_u32).chain(0x7F..0xA0).filter_map(char::from_u32).collect();
    let html = |ask: &str| {
        let appeal = format!("<div id=appeal class=box><h2>{ask}</h2><p>{ask} {ask}</p><a href=/donate>{ask}</a></div>");
        format!("<main>{}</main>{appeal}<footer>© 2026</footer>", STORY.repeat(8))
    };
    let ask = "Donate now: please support us with 5 euros a month.";
    for spelled in [
        ask.to_owned(),
        zero_width(ask),
        ask.replace('o', "о").replace('a', "а"),
        format!("\u{202e}{ask}\u{202c}"),
        ask.replace(' ', "\u{2066} \u{2069}"),
        ask.replace('n', "n\u{336}"),
        format!("{ask}{}\u{fffd}\u{fffd}", controls.replace(['\0', '\r'], "")),
    ] {
        let (columns, text, [appeal]) = message(&html(&spelled), ["appeal"]);
        assert_eq!(hidden(&columns, text), [appeal], "{spelled:?}");
    }
}
