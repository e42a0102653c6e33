//! What is known again and what is not, on pages of one made-up paper.

use super::*;
use crate::html::Document;
use crate::plan::{Act, Correction, Operation, Plan, Settings};

const STORY: [&str; 6] = [
    "The river rose again in the night and by morning the lower road was under water from the mill to the old bridge.",
    "Farmers brought their cows up to the commons before dawn, and the school stayed shut for the third day in a row.",
    "Nobody in the council could say when the pumps would come, although two had been promised for the end of last week.",
    "At the bakery the flour stood on tables, and the baker sold what he had from the window above the flooded street.",
    "Engineers from the coast looked at the dam in the afternoon and called it sound, if nothing more falls until Friday.",
    "In the church hall forty people slept on benches, among them the whole of the brass band with its instruments.",
];
const OTHER: [&str; 6] = [
    "Three hundred runners started at the lake on Sunday, in sunshine that few of them had trained for this spring.",
    "The winner, a nurse from the hospital on the hill, needed barely an hour for the distance and laughed at the end.",
    "Along the course the shops had put out chairs, and children handed oranges to whoever looked as if they wanted one.",
    "A record was missed by seconds because the lead cyclist took a wrong turn near the chapel and lost his way there.",
    "The organisers counted more helpers than ever before, and they want to close the whole shore to cars next time.",
    "In the evening the last finishers danced with the band on the landing stage until the boats came to fetch them.",
];

fn page(story: &[&str], before: &str, middle: &str, after: &str) -> Document {
    let told: Vec<String> = story.iter().map(|text| format!("<p>{text}</p>")).collect();
    let (first, last) = told.split_at(told.len() / 2);
    Document::parse(&format!(
        "<title>Valley Herald</title><body><header><a href=/>Valley Herald</a> <a href=/sport>Sport</a></header>{before}<main><article><h1>News \
         of the day</h1>{}{middle}{}</article></main>{after}<footer>© 2026 Valley Herald</footer>",
        first.concat(),
        last.concat()
    ))
}

/// The element that carries `data-it`, and its sketch.
fn sketch(page: &Document) -> Sketch {
    crate::sketch(page.snapshot(), it(page)).expect("something to know it by")
}

fn it(page: &Document) -> u32 {
    (0..page.snapshot().len() as u32).find(|e| page.attribute(*e, "data-it").is_some()).expect("an element with data-it")
}

fn plan(page: &Document, act: Act, sketch: Sketch) -> Plan {
    let settings = Settings { corrections: vec![Correction { act, sketch: Some(sketch) }], ..Settings::default() };
    crate::plan(page.snapshot(), &settings).expect("the shipped weights")
}

/// The texts that corrections hide.
fn hidden(page: &Document, sketch: Sketch) -> Vec<String> {
    let by_you = |operation: Operation| {
        let Operation::Hide { text, correction, .. } = operation;
        correction.map(|_| text)
    };
    plan(page, Act::Hide, sketch).operations.into_iter().filter_map(by_you).collect()
}

/// Whether what is picked on one page, with `data-it`, is hidden on another, and nothing else of it.
fn found(picked: &Document, other: &Document, text: &str) -> bool {
    let hidden = hidden(other, sketch(picked));
    assert!(hidden.len() <= 1, "{hidden:?}");
    hidden.iter().any(|hidden| hidden.contains(text))
}

fn after(story: &[&str], html: &str) -> Document {
    page(story, "", "", html)
}

const LETTER: &str = "<h2>Dear reader</h2><p>Last year 4,120 of you gave something, and with it we paid two reporters who now sit in every \
    meeting of the council. We would like to keep them. If you can spare 5 crowns a month, please help until 1 March.</p><p>Yours, Ann \
    Olander</p><a href=/give>Give 5 crowns</a>";
const LATER: &str = "<h2>Dear reader</h2><p>Last year 5,388 of you gave something, and with it we paid three reporters who now sit in every \
    meeting of the council. We would like to keep them. If you can spare 8 crowns a month, please help until 9 October.</p><p>Yours, Bo \
    Lindgren</p><a href=/give>Give 8 crowns</a>";

#[test]
fn a_letter_with_other_amounts_dates_and_names_is_the_same() {
    let picked = after(&STORY, &format!("<div class=x7f3a9 data-it>{LETTER}</div>"));
    assert!(found(&picked, &after(&OTHER, &format!("<div class=kq81zz>{LATER}</div>")), "Dear reader"));
}

#[test]
fn a_box_of_the_same_names_is_the_same_whatever_it_says() {
    let teaser = |text: &str| {
        format!("<p>{text}</p><form><input type=email placeholder='Your address'><button>Send me the letter</button></form>")
    };
    let monday = teaser("What the council decided while you were at work, in five minutes.");
    let friday = teaser("Walks, plays and markets around the lake: all that happens at the weekend.");
    let picked = after(&STORY, &format!("<section class='letter-box' data-it>{monday}</section>"));
    assert!(found(&picked, &after(&OTHER, &format!("<section class='letter-box is-open'>{friday}</section>")), "Walks, plays"));
    let renamed = after(&OTHER, &format!("<section class='poll-box is-open'>{friday}</section>"));
    assert!(!found(&picked, &renamed, "Walks, plays"), "another name and another text");
}

#[test]
fn where_names_are_made_up_text_and_build_are_enough() {
    let list = |names: &str, rows: [&str; 3]| {
        let rows: String = rows.iter().map(|row| format!("<li><a href=/x>{row}</a></li>")).collect();
        format!("<aside {names}><h2>Most read this week</h2><ol>{rows}</ol></aside>")
    };
    let first = list("class=aX9bQ2 data-it", ["A bear in the orchard", "The mill is sold", "New bells for Ulm"]);
    let second = list("class=Kd03Pf", ["Who owns the shore?", "Snow until May", "The last ferryman"]);
    assert!(found(&after(&STORY, &first), &after(&OTHER, &second), "Most read"));
    let third = second.replace("Most read this week", "Seen from the air");
    assert!(!found(&after(&STORY, &first), &after(&OTHER, &third), "Seen from"), "another list of the same build");
}

#[test]
fn nothing_else_on_a_page_is_taken_for_it() {
    let boxes = "<div class=weather><h3>Weather</h3><p>Rain until the evening, then clear.</p></div><div class=poll><p>Should the shore be \
         closed to cars?</p><button>Yes</button><button>No</button></div><nav><a href=/a>Sport</a><a href=/b>Culture</a></nav>";
    for it in [LETTER, "<p>Read on paper: try the Herald for a month.</p><a href=/paper>Order</a>"] {
        let picked = after(&STORY, &format!("<div class=note data-it>{it}</div>{boxes}"));
        assert_eq!(hidden(&after(&OTHER, boxes), sketch(&picked)), [""; 0]);
        assert_eq!(hidden(&picked, sketch(&picked)).len(), 1, "on its own page it alone");
    }
}

#[test]
fn a_card_of_many_is_not_all_of_them() {
    let card = |text: &str, it: &str| format!("<div class=card {it}><a href=/x>{text}</a></div>");
    let texts = ["A bear in the orchard", "The mill is sold", "New bells for Ulm", "Snow until May", "Who owns the shore?"];
    for count in [3, 5] {
        let it = |n| if n == 2 { "data-it" } else { "" };
        let cards: String = texts[..count].iter().enumerate().map(|(n, text)| card(text, it(n))).collect();
        let picked = after(&STORY, &cards);
        assert_eq!(hidden(&picked, sketch(&picked)), ["New bells for Ulm"], "of {count}");
    }
}

#[test]
fn paragraphs_of_other_stories_stay() {
    for names in ["", "class=text"] {
        let paragraph = |text: &str, it: &str| format!("<p {names} {it}>{text}</p>");
        let note = "This story was written with the help of readers who sent us what they saw of the water in their own streets.";
        let picked = page(&STORY, "", &paragraph(note, "data-it"), "");
        let middle: String = OTHER.iter().map(|text| paragraph(text, "")).collect();
        assert_eq!(hidden(&page(&OTHER, "", &middle, ""), sketch(&picked)), [""; 0], "{names}");
        let again = page(&OTHER, "", &paragraph(note, ""), "");
        assert!(found(&picked, &again, "This story was"), "the same words are the same, {names}");
    }
}

#[test]
fn a_paragraph_that_says_nearly_the_same_stays() {
    let note = "This story was written with the help of readers who sent us what they saw of the water in their own streets.";
    let other = "This story was written with the help of farmers who showed us what they saw of the frost in their own orchards.";
    let paragraph = |text: &str, it: &str| format!("<p {it}>{text}</p>");
    let picked = sketch(&page(&STORY, "", &paragraph(note, "data-it"), ""));
    assert_eq!(
        hidden(&page(&OTHER, "", &paragraph(other, ""), ""), picked.clone()),
        [""; 0],
        "inside a story it must say the same"
    );
    assert_eq!(
        hidden(&after(&OTHER, &format!("<div>{}</div>", paragraph(other, ""))), picked).len(),
        1,
        "elsewhere it is alike enough"
    );
}

#[test]
fn neither_the_page_nor_the_story_is_ever_meant() {
    let page = page(&STORY, "", "", "<aside>Rain until the evening.</aside>");
    let snapshot = page.snapshot();
    for tag in ["html", "body", "main", "article", "h1"] {
        let element = (0..snapshot.len() as u32).find(|e| snapshot.tag(*e).name() == tag && tag != "h1").unwrap_or(0);
        assert_eq!(crate::sketch(snapshot, element), Err(SketchError::WholePage), "{tag}");
    }
    let most = Document::parse(&format!("<div data-it><p>{}</p></div><p>Short.</p>", STORY[0]));
    assert_eq!(crate::sketch(most.snapshot(), it(&most)), Err(SketchError::WholePage));
    assert_eq!(crate::sketch(snapshot, 1 << 20), Err(SketchError::BadElement(1 << 20)));
}

#[test]
fn what_says_nothing_cannot_be_known_again() {
    let empty = after(&STORY, "<div data-it></div>");
    assert_eq!(crate::sketch(empty.snapshot(), it(&empty)), Err(SketchError::Featureless));
    let banner = after(&STORY, "<a data-it href=/summer-fair><img src=/banners/summer-fair.png></a>");
    assert!(hidden(&banner, sketch(&banner)).len() == 1, "a picture is known by its address");
}

#[test]
fn a_sketch_is_small_and_comes_back_from_json() {
    let words: String = (0..4_000).map(|n| format!("{} ", "abcdefgh".repeat(1 + n % 3).replace('c', &letters(n)))).collect();
    let names: String = (0..40).map(|n| format!("thing-{} ", letters(n + 700))).collect();
    let long = format!("<div data-it class='{names}'><h2>Head</h2><p>{words}</p></div><p>{words}{words}</p>");
    let sketch = sketch(&after(&STORY, &long));
    let json = serde_json::to_string(&sketch).expect("plain data");
    assert!(json.len() < 700, "{} bytes: {json}", json.len());
    assert_eq!(serde_json::from_str::<Sketch>(&json).expect("its own JSON"), sketch);
    assert!(sketch.similarity(&sketch) > 0.9);
}

fn letters(n: usize) -> String {
    n.to_string().chars().map(|digit| (digit as u8 - b'0' + b'a') as char).collect()
}

#[test]
fn damaged_sketches_match_nothing_or_are_errors() {
    let page = after(&STORY, &format!("<div class=appeal data-it>{LETTER}</div>"));
    let good = serde_json::to_value(sketch(&page)).expect("plain data");
    let list: Vec<u32> = (0..10_000).rev().collect();
    for (field, value) in [
        ("version", serde_json::json!(2)),
        ("version", serde_json::json!("one")),
        ("words", serde_json::json!(list)),
        ("words", serde_json::json!([-1])),
        ("names", serde_json::json!({})),
        ("parts", serde_json::json!([1, 2])),
        ("parts", serde_json::json!([1e9, 0, 0, 0, 0, 0, 0, 0])),
        ("parts", serde_json::json!([4_000_000_000_u32, 4_000_000_000_u32])),
        ("place", serde_json::json!("above")),
        ("length", serde_json::json!(u32::MAX)),
        ("links", serde_json::json!(u32::MAX)),
    ] {
        let mut damaged = good.clone();
        damaged[field] = value.clone();
        let settings =
            serde_json::json!({ "corrections": [{ "act": "hide", "sketch": damaged }, { "act": "hide", "sketch": good }] });
        let settings: Settings = serde_json::from_value(settings).expect("one bad sketch does not take the others along");
        assert!(settings.corrections[0].sketch.as_ref().is_none_or(|s| s.words.len() <= MAX_WORDS), "{field}");
        let plan = crate::plan(page.snapshot(), &settings).expect("the shipped weights");
        let by_you = |o: &Operation| matches!(o, Operation::Hide { correction: Some(1), .. });
        assert!(plan.operations.iter().any(by_you), "{field}: {value}");
    }
    let other = serde_json::from_value::<Sketch>(serde_json::json!({})).expect("fields have defaults");
    assert_eq!(other.similarity(&other), 0.0, "a sketch of no version");
}
