//! What the reader said of a block, carried out on the site's pages.
#![cfg(feature = "html")]

use std::path::Path;
use unnag::html::Document;
use unnag::{Act, Correction, Label, MAX_CORRECTIONS, Mode, Operation, Plan, Reason, Settings, Sketch};

fn page(html: &str) -> Document {
    Document::parse(html)
}

fn sample() -> Document {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/sample/page.html");
    page(&std::fs::read_to_string(file).expect("the sample page"))
}

/// The first element with this class.
fn element(page: &Document, class: &str) -> u32 {
    let has = |e: &u32| page.attribute(*e, "class").is_some_and(|names| names.split(' ').any(|name| name == class));
    (0..page.snapshot().len() as u32).find(has).unwrap_or_else(|| panic!("no element of class {class}"))
}

fn sketch(page: &Document, class: &str) -> Sketch {
    unnag::sketch(page.snapshot(), element(page, class)).expect("something to know it by")
}

fn correction(act: Act, sketch: Sketch) -> Correction {
    Correction { act, sketch: Some(sketch) }
}

fn plan_in(mode: Mode, page: &Document, corrections: Vec<Correction>) -> Plan {
    let plan = unnag::plan(page.snapshot(), &Settings { mode, corrections, ..Settings::default() }).expect("the shipped weights");
    assert_disjoint(page, &plan);
    plan
}

fn plan(page: &Document, corrections: Vec<Correction>) -> Plan {
    plan_in(Mode::Clean, page, corrections)
}

/// No element stands in two operations.
fn assert_disjoint(page: &Document, plan: &Plan) {
    let elements = elements(plan);
    for (at, element) in elements.iter().enumerate() {
        let overlaps = |other: &u32| page.snapshot().contains(*element, *other) || page.snapshot().contains(*other, *element);
        assert!(!elements[at + 1..].iter().any(overlaps), "{element} stands in two of {elements:?}");
    }
}

fn elements(plan: &Plan) -> Vec<u32> {
    plan.operations.iter().map(|Operation::Hide { element, .. }| *element).collect()
}

/// A paper's page: a story, the boxes in its middle and those after it.
fn paper(middle: &str, after: &str) -> Document {
    let paragraph = |n: usize| {
        format!(
            "<p>On day {n} the river rose by {} centimetres more, and the people of the lower village carried what they had up to the barn \
             on the hill, where {n} families already slept.</p>",
            7 * n + 3
        )
    };
    let told: Vec<String> = (1..=8).map(paragraph).collect();
    page(&format!(
        "<title>The flood</title><body><main><h1>The flood in the valley</h1>{}{middle}{}</main>{after}<footer>© 2026 Herald</footer>",
        told[..4].concat(),
        told[4..].concat()
    ))
}

const APPEAL: &str = "<section class=appeal><h2>Help us to go on</h2><p class=plea>We ask you, our readers, for a donation: without your \
    support the paper cannot go on.</p><div class=clock><p>The town clock shows the time of the valley, also at night.</p></div><a \
    href=/donate class=button>Donate now</a></section>";

#[test]
fn what_the_reader_hid_is_hidden_for_that_reason() {
    let page = sample();
    let sketch = sketch(&page, "side__list");
    let plan = plan(&page, vec![correction(Act::Show, Sketch::default()), correction(Act::Hide, sketch)]);
    let by_you: Vec<&Operation> =
        plan.operations.iter().filter(|Operation::Hide { correction, .. }| correction.is_some()).collect();
    let [Operation::Hide { element: hidden, label, reasons, confidence, correction, .. }] = by_you[..] else {
        panic!("{by_you:?}");
    };
    assert_eq!((*hidden, *label, *correction, *confidence), (element(&page, "side__list"), Label::Other, Some(1), 1.0));
    assert_eq!(*reasons, [Reason::ByYou]);
    let before: Vec<u32> = elements(&unnag::plan(page.snapshot(), &Settings::default()).expect("the shipped weights"));
    assert!(before.iter().all(|e| elements(&plan).contains(e)), "what verdicts hide stays hidden");
}

#[test]
fn a_nag_that_the_reader_hid_keeps_its_label() {
    let page = sample();
    let plan = plan(&page, vec![correction(Act::Hide, sketch(&page, "appeal"))]);
    let of = |class| {
        let element = element(&page, class);
        plan.operations.iter().find(|Operation::Hide { element: e, .. }| *e == element)
    };
    let Some(Operation::Hide { label, reasons, correction, .. }) = of("appeal") else { panic!("the letter") };
    assert_eq!((*label, reasons.as_slice(), *correction), (Label::Donate, &[Reason::ByYou][..], Some(0)));
}

#[test]
fn what_the_reader_spared_is_shown_and_told() {
    let page = sample();
    let plan = plan(&page, vec![correction(Act::Show, sketch(&page, "appeal"))]);
    assert!(!plan.hidden(page.snapshot())[element(&page, "appeal") as usize]);
    let [spared] = &plan.spared[..] else { panic!("{:?}", plan.spared) };
    assert_eq!((spared.element, spared.label, spared.correction), (element(&page, "appeal"), Label::Donate, 0));
    assert!(spared.text.chars().count() <= 80 && !spared.text.is_empty());
    assert!(!elements(&plan).is_empty(), "the other nags go");
    let needless = self::plan(&page, vec![correction(Act::Show, sketch(&page, "side__list"))]);
    assert!(needless.spared.is_empty(), "nobody would have hidden it");
}

#[test]
fn of_a_hidden_box_the_rest_stays_hidden() {
    let page = paper("", APPEAL);
    let (appeal, clock) = (element(&page, "appeal"), element(&page, "clock"));
    assert!(elements(&plan(&page, vec![])).contains(&appeal), "the appeal goes whole");
    let plan = plan(&page, vec![correction(Act::Show, sketch(&page, "clock"))]);
    let hidden = plan.hidden(page.snapshot());
    assert!(!hidden[clock as usize] && !hidden[appeal as usize]);
    assert!(hidden[element(&page, "plea") as usize] && hidden[element(&page, "button") as usize]);
    assert_eq!(plan.spared.iter().map(|s| s.element).collect::<Vec<_>>(), [clock]);
}

#[test]
fn a_box_that_falls_into_many_pieces_is_spared_whole() {
    let rest = "<p>We ask you for a donation: without your support the paper cannot go on.</p>".repeat(9);
    let page = paper("", &APPEAL.replace("<div class=clock", &format!("{rest}<div class=clock")));
    let plan = plan(&page, vec![correction(Act::Show, sketch(&page, "clock"))]);
    assert!(plan.operations.is_empty() && plan.spared.len() == 1, "{plan:?}");
    let loose =
        paper("", &APPEAL.replace("<div class=clock", "Without your support and donation it is all over.<div class=clock"));
    let plan = self::plan(&loose, vec![correction(Act::Show, sketch(&loose, "clock"))]);
    assert!(plan.operations.is_empty() && plan.spared.len() == 1, "text that no element holds by itself: {plan:?}");
}

#[test]
fn boxes_in_boxes_are_merged() {
    let page = paper(
        "",
        &format!("<div class=outer>{APPEAL}<ul class=links><li><a href=/a>Weather</a><li><a href=/b>Letters</a></ul></div>"),
    );
    let (outer, links) = (sketch(&page, "outer"), sketch(&page, "links"));
    for corrections in [vec![outer.clone(), links.clone()], vec![links, outer]] {
        let plan = plan(&page, corrections.into_iter().map(|sketch| correction(Act::Hide, sketch)).collect());
        assert_eq!(elements(&plan), [element(&page, "outer")]);
    }
    let whole = sketch(&page, "outer");
    let plan = plan(&page, vec![correction(Act::Hide, whole), correction(Act::Show, sketch(&page, "links"))]);
    let hidden = plan.hidden(page.snapshot());
    assert!(hidden[element(&page, "appeal") as usize] && !hidden[element(&page, "links") as usize], "{plan:?}");
}

#[test]
fn the_readers_last_word_counts() {
    let page = sample();
    let sketch = sketch(&page, "appeal");
    let said = |acts: [Act; 2]| plan(&page, acts.map(|act| correction(act, sketch.clone())).into());
    let appeal = element(&page, "appeal") as usize;
    assert!(!said([Act::Hide, Act::Show]).hidden(page.snapshot())[appeal]);
    assert!(said([Act::Show, Act::Hide]).hidden(page.snapshot())[appeal]);
}

#[test]
fn focus_mode_follows_too() {
    let page = sample();
    let corrections = vec![correction(Act::Show, sketch(&page, "side__list")), correction(Act::Hide, sketch(&page, "byline"))];
    let plan = plan_in(Mode::Focus, &page, corrections);
    let hidden = plan.hidden(page.snapshot());
    assert!(!hidden[element(&page, "side__list") as usize] && hidden[element(&page, "byline") as usize]);
}

#[test]
fn only_the_last_corrections_are_looked_at() {
    let page = sample();
    let other = paper("", "<aside class=tide><h2>Tide table</h2><p>High water at six.</p></aside>");
    let tide = correction(Act::Hide, sketch(&other, "tide"));
    let with = |behind: usize| {
        let mut corrections = vec![correction(Act::Hide, sketch(&page, "side__list"))];
        corrections.resize(1 + behind, tide.clone());
        plan(&page, corrections).hidden(page.snapshot())[element(&page, "side__list") as usize]
    };
    assert!(with(MAX_CORRECTIONS - 1));
    assert!(!with(MAX_CORRECTIONS));
}

/// The support link of the appeal on a paper's page.
fn support(appeal: &str) -> Option<String> {
    let page = paper("", appeal);
    let plan = plan(&page, vec![]);
    let [Operation::Hide { support, .. }] = &plan.operations[..] else { panic!("{:?}", plan.operations) };
    support.clone()
}

#[test]
fn an_appeals_own_link_is_told() {
    assert_eq!(support(APPEAL).as_deref(), Some("/donate"));
    let choice = APPEAL.replace(
        "<a href=/donate",
        "<a href=/privacy>Privacy</a> <a href=/why>Why we ask</a> <a href='  https://give.example/now '",
    );
    assert_eq!(support(&choice).as_deref(), Some("https://give.example/now"), "the button that says so");
    let pictured = APPEAL.replace("Donate now</a>", "<img src=give.png alt='Donate now'></a>").replace("/donate", "/k/81");
    assert_eq!(support(&pictured).as_deref(), Some("/k/81"), "a picture says so");
}

#[test]
fn links_that_lead_nowhere_are_none() {
    for address in [
        "#",
        "#donate",
        "javascript:donate()",
        " JavaScript:donate()",
        "java\nscript:donate()",
        "data:text/html,donate",
        "mailto:donate@herald.example",
        "",
    ] {
        assert_eq!(support(&APPEAL.replace("href=/donate", &format!("href='{address}'"))), None, "{address:?}");
    }
    assert_eq!(support(&APPEAL.replace("/donate", &format!("/donate?{}", "x".repeat(600)))), None, "an address that was cut");
    let letter = "<section class=newsletter><h2>The newsletter</h2><p>Get our newsletter in your inbox every day.</p><form><input type=email><button>Subscribe</button></form><a href=/subscribe>Subscribe</a></section>";
    assert_eq!(support(letter), None, "a newsletter asks for no money");
}
