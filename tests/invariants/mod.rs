//! What must hold of any page, whoever made it. The property tests ask it, and so do the fuzz targets (`fuzz/`).
#![allow(dead_code, reason = "not every program asks for all of it")]

pub mod choices;
pub mod message;

use unnag::html::Document;
use unnag::{Act, Correction, Format, Mode, Operation, Plan, Settings, Sketch, SketchError, Snapshot};

/// Most bytes of a sketch as JSON.
const SKETCH: usize = 700;

/// Asserts all that must hold of a page under some settings, and returns its plan.
pub fn hold(page: &Snapshot, settings: &Settings) -> Plan {
    let plan = plan_holds(page, settings);
    assert_eq!(json(&plan), json(&planned(page, settings)), "the same page, another plan");
    for block in unnag::explain(page, settings).expect("the shipped weights") {
        assert!((0.0..=1.0).contains(&block.confidence), "{block:?}");
    }
    // One of the two for each page: both together are the slowest of all that is asked.
    let format = [Format::Text, Format::Markdown][page.len() % 2];
    let written = unnag::write(page, settings, format).expect("the shipped weights");
    assert!(!plan.unfocused || written.is_empty(), "furniture was written");
    plan
}

/// Asserts all that must hold of a page's plan.
fn plan_holds(page: &Snapshot, settings: &Settings) -> Plan {
    let plan = planned(page, settings);
    indices_exist(page, &plan);
    none_in_another(page, &plan);
    story_stays(page, &plan);
    for operation in &plan.operations {
        is_told(operation, settings);
    }
    plan
}

/// Asserts all that must hold of a page that is HTML: of its plan, of what is taken out, and of what is written.
pub fn page_holds(html: &str, settings: &Settings) {
    let mut page = Document::parse(html);
    let plan = hold(page.snapshot(), settings);
    assert_eq!(Document::parse(html).html(), page.html(), "the same text, another page");
    page.apply(&plan);
    Document::parse(&page.html());
    page.text_of(&plan, Format::Markdown);
}

/// Asserts that an element's sketch can be kept, and does what the reader said when it is given back.
pub fn sketch_holds(page: &Snapshot, element: u32, settings: &Settings) {
    let sketch = match unnag::sketch(page, element) {
        Ok(sketch) => json(&sketch),
        Err(SketchError::BadElement(_)) => return assert!(element as usize >= page.len()),
        Err(_) => return,
    };
    assert!(sketch.len() <= SKETCH, "{} bytes: {sketch}", sketch.len());
    let read: Sketch = serde_json::from_str(&sketch).expect("a sketch that was just written");
    assert_eq!(json(&read), sketch);
    for act in [Act::Hide, Act::Show] {
        let correction = Correction { act, sketch: Some(read.clone()) };
        let settings = Settings { corrections: vec![correction], ..settings.clone() };
        let plan = plan_holds(page, &settings);
        let hides = |o: &&Operation| matches!(o, Operation::Hide { element: e, .. } if page.contains(*e, element));
        match act {
            Act::Hide => assert!(plan.operations.iter().any(|o| hides(&o)), "{element} was hidden by the reader: {plan:?}"),
            Act::Show => assert!(!plan.operations.iter().any(|o| hides(&o)), "{element} was spared: {plan:?}"),
        }
    }
}

fn planned(page: &Snapshot, settings: &Settings) -> Plan {
    unnag::plan(page, settings).expect("the shipped weights")
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("numbers and texts")
}

/// The elements that a plan hides, in its order.
fn elements(plan: &Plan) -> impl Iterator<Item = u32> {
    plan.operations.iter().map(|Operation::Hide { element, .. }| *element)
}

fn indices_exist(page: &Snapshot, plan: &Plan) {
    let spared = plan.spared.iter().map(|spared| spared.element);
    let named = elements(plan).chain(spared).chain(plan.story).chain(plan.frame);
    let named = named.chain(plan.paragraphs.iter().copied()).chain(plan.unwritten.iter().copied());
    for element in named {
        assert!((element as usize) < page.len(), "{element} of {} elements", page.len());
    }
    assert!(plan.paragraphs.is_sorted() && plan.paragraphs.len() <= 64, "{:?}", plan.paragraphs);
}

fn none_in_another(page: &Snapshot, plan: &Plan) {
    let mut hidden: Vec<u32> = elements(plan).collect();
    hidden.sort_unstable();
    for pair in hidden.windows(2) {
        assert!(!page.contains(pair[0], pair[1]), "{} stands in {}: {plan:?}", pair[1], pair[0]);
    }
}

/// Neither the story nor what is known in part is ever hidden, nor a paragraph that the plan names. What Focus mode keeps is hidden by
/// nobody but the reader, where it is no story.
fn story_stays(page: &Snapshot, plan: &Plan) {
    let hidden = plan.hidden(page);
    for element in plan.story.iter().chain(&plan.paragraphs) {
        assert!(!hidden[*element as usize], "{element} belongs to the story: {plan:?}");
    }
    for Operation::Hide { element, correction, .. } in &plan.operations {
        let holds_frame = plan.frame.is_some_and(|frame| page.contains(*element, frame));
        assert!(!holds_frame || correction.is_some(), "{element} holds what is kept: {plan:?}");
        assert!(!page.is_partly_known(*element), "{element} may hold more than what crossed: {plan:?}");
    }
    for spared in &plan.spared {
        assert!(!hidden[spared.element as usize], "{} was spared: {plan:?}", spared.element);
    }
}

/// What an operation says of itself is in bounds.
fn is_told(Operation::Hide { label, confidence, reasons, text, support, correction, .. }: &Operation, settings: &Settings) {
    assert!((0.0..=1.0).contains(confidence), "{confidence}");
    assert!((1..=3).contains(&reasons.len()), "{reasons:?}");
    assert!(text.chars().count() <= 80, "{text:?}");
    assert!(correction.is_none_or(|at| at < settings.corrections.len()), "{correction:?}");
    // A piece of something of which the rest was spared need not say what the whole did.
    let by_verdict = settings.mode == Mode::Clean && settings.corrections.is_empty();
    assert!(!by_verdict || settings.kinds.wants(*label), "{label:?} was not asked for");
    let scheme = support.as_deref().and_then(|link| link.split(['/', '?', '#']).next()?.split_once(':'));
    assert!(scheme.is_none_or(|(scheme, _)| ["http", "https"].contains(&&*scheme.to_ascii_lowercase())), "{support:?}");
}
