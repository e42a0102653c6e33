//! Whether a page says that it is a part only: from two signs of three.

use crate::html::Document;
use crate::{Plan, Settings, plan};

const STORY: [&str; 4] = [
    "The ferry to the outer islands stopped for the third day, and the post office in the harbour stacked its bags along the wall.",
    "Captain Ruud said that the swell, and not the wind, kept the ship in port, since the ramp could not be lowered onto the pier.",
    "On the islands the baker worked with flour from the school kitchen, and the doctor saw her patients by the light of a torch.",
    "The company expects the sea to calm down towards the weekend, when two crossings a day are planned until the queue is gone.",
];
const WALL: &str = r#"<div class="paywall" role="dialog" aria-modal="true"><h2>Subscribe to continue reading</h2>
    <p>This article is for subscribers only. Get unlimited digital access from £1 a month, cancel any time.</p>
    <button>Subscribe now</button><p>Already a subscriber? <a href="/login">Log in</a></p></div>"#;
const LOCKED: &str = r#"<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>"#;

fn planned(head: &str, last: &str, wall: &str) -> Plan {
    let story: String = STORY.iter().map(|text| format!("<p>{text}</p>")).collect();
    let html = format!(
        "<head><title>No ferry</title>{head}</head><body><main><article><h1>No ferry</h1>{story}<p>{last}</p></article></main>{wall}"
    );
    plan(Document::parse(&html).snapshot(), &Settings::default()).expect("weights")
}

const WHOLE: &str =
    "Until then the mail boat of the coast guard takes what cannot wait: medicine, spare parts and, once, a wedding cake.";
const CUT: &str = "Until then the mail boat of the coast guard takes what cannot wait, which on Thursday morning meant that the";

#[test]
fn a_free_page_is_whole() {
    let plan = planned("", WHOLE, "");
    assert!(!plan.partial);
    assert_eq!(plan.paragraphs.len(), 5);
}

#[test]
fn a_wall_over_a_whole_story_hides_nothing_of_it() {
    let plan = planned("", WHOLE, WALL);
    assert!(!plan.operations.is_empty(), "the wall is hidden");
    assert!(!plan.partial);
}

#[test]
fn a_cut_sentence_above_a_wall_is_a_part() {
    assert!(planned("", CUT, WALL).partial);
    assert!(planned("", "Until then the mail boat takes what cannot wait …", WALL).partial);
    assert!(!planned("", CUT, "").partial, "without a wall it is only a slip");
}

#[test]
fn a_page_that_says_so_over_a_short_text_is_a_part() {
    assert!(planned(LOCKED, WHOLE, WALL).partial);
    assert!(planned(r#"<meta itemprop="isAccessibleForFree" content="False">"#, WHOLE, WALL).partial);
    let part = r#"<script type="application/ld+json">{"isAccessibleForFree": true, "hasPart": {"isAccessibleForFree": "False"}}</script>"#;
    assert!(planned(part, WHOLE, WALL).partial);
    assert!(!planned(&LOCKED.replace("false", "true"), WHOLE, WALL).partial);
}

#[test]
fn a_whole_story_that_is_said_not_to_be_free_is_whole() {
    let rest: String = STORY.iter().chain(&STORY).chain(&STORY).map(|text| format!("{text} ")).collect();
    assert!(!planned(LOCKED, &rest, WALL).partial);
}
