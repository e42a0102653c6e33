//! Each rail against a page on which the model is as wrong as it can be: it takes everything for a nag.

use super::*;
use crate::block::Blocks;
use crate::html::Document;
use crate::model::ARTICLE;
use crate::plan::{self, Plan, Settings};
use crate::snapshot::Scope;
use crate::verdict::{Judgement, judge, odds};

/// A score that is all nag (`label` of the five) but for this much story.
fn wrong(label: usize, story: f32) -> Scores {
    let mut scores = [0.0; crate::model::CLASSES];
    scores[label] = 1.0 - story;
    scores[ARTICLE] = story;
    scores
}

const DONATE: usize = 0;
const SUBSCRIBE: usize = 1;
const CONSENT: usize = 3;
const LONG: &str =
    "The river rose again in the night and by morning the lower road was under water from the mill to the old bridge.";

/// Runs the rails on a page with these scores for its blocks; everything was to be hidden.
fn left_hidden(html: &str, scores: &[Scores]) -> Vec<bool> {
    left_hidden_in(Scope::Page, html, scores)
}

fn left_hidden_in(scope: Scope, html: &str, scores: &[Scores]) -> Vec<bool> {
    let snapshot = Document::parse(html).snapshot().scoped(scope);
    let blocks = Blocks::of(&snapshot);
    let page = Page::of(&snapshot, &blocks);
    assert_eq!(blocks.len(), scores.len(), "one score a block");
    let story = Story::find(&page, scores);
    let odds: Vec<f32> = scores.iter().map(odds).collect();
    let mut hide: Vec<bool> = odds.iter().map(|o| *o > 0.0).collect();
    protect(&page, scores, &odds, &story, Thresholds::of(crate::Strictness::Normal), &mut hide);
    hide
}

#[test]
fn a_block_between_two_story_paragraphs_needs_much_more() {
    let html = format!("<p>{LONG}</p><p><a href=x>Give now</a></p><p>{LONG}</p><p><a href=x>Give now</a></p>");
    let doubtful = wrong(DONATE, 0.12);
    let story = wrong(DONATE, 0.99);
    assert_eq!(left_hidden(&html, &[story, doubtful, story, doubtful]), [false, false, false, true]);
}

#[test]
fn a_list_that_only_tells_is_one_of_the_storys_paragraphs() {
    let text = format!("<p>{LONG}</p>").repeat(4);
    let html = |item: &str| format!("{text}<ul><li>{item}</li><li>{item}</li></ul>{text}");
    let told = "Donate: viewers send coins while the game is on";
    let (story, nag) = (wrong(DONATE, 0.99), wrong(DONATE, 0.01));
    let scores = [vec![story; 4], vec![nag; 2], vec![story; 4]].concat();
    assert_eq!(left_hidden(&html(told), &scores)[4..6], [false, false]);
    let linked = html(&format!("{told} <a href=/give>Give</a>"));
    assert_eq!(left_hidden(&linked, &scores)[4..6], [true, true]);
}

#[test]
fn the_headline_and_its_byline_stay() {
    let html = format!(
        "<title>Frost in the valley - Herald</title><div>Frost in the valley</div><div>By Ann Lee</div><button>Give now</button><p>{LONG}{LONG}{LONG}</p>"
    );
    let nag = wrong(DONATE, 0.0);
    assert_eq!(left_hidden(&html, &[nag, nag, nag, wrong(DONATE, 0.99)]), [false, false, true, false]);
}

#[test]
fn prose_without_a_control_near_it_stays() {
    let prose = "Members of the union gave what they could and the strike fund grew by two thousand in a single week of March.";
    let story = wrong(DONATE, 0.99);
    let nag = wrong(DONATE, 0.0);
    let bare = format!("<p>{LONG}</p><p>{LONG}</p><p>{LONG}</p><p>{prose}</p>");
    assert_eq!(left_hidden(&bare, &[story, story, story, nag]), [false, false, false, false]);
    let with_button = format!("<p>{LONG}</p><p>{LONG}</p><p>{LONG}</p><div><p>{prose}</p><button>Give</button></div>");
    assert_eq!(left_hidden(&with_button, &[story, story, story, nag, nag]), [false, false, false, true, true]);
}

#[test]
fn where_nothing_asks_nothing_is_hidden() {
    let html = |line: &str| format!("<p>{LONG}</p><p>{LONG}</p><p>{LONG}</p><div><p>{line}</p><p>Second line</p></div>");
    let story = wrong(DONATE, 0.99);
    let nag = wrong(DONATE, 0.0);
    assert_eq!(left_hidden(&html("First line"), &[story, story, story, nag, nag]), [false; 5]);
    assert_eq!(left_hidden(&html("Donate now"), &[story, story, story, nag, nag]), [false, false, false, true, true]);
}

#[test]
fn players_stay() {
    let html = format!("<p>{LONG}</p><p>{LONG}</p><iframe src='https://www.youtube.com/embed/1'></iframe>");
    let story = wrong(DONATE, 0.99);
    assert_eq!(left_hidden(&html, &[story, story, wrong(4, 0.0)]), [false, false, false]);
}

#[test]
fn what_may_be_story_as_much_as_not_stays() {
    let html = format!("<p>{LONG}</p><p>{LONG}</p><p><a href=x>Give</a></p>");
    let story = wrong(DONATE, 0.99);
    let page = Document::parse(&html);
    let blocks = Blocks::of(page.snapshot());
    let page = Page::of(page.snapshot(), &blocks);
    let scores = [story, story, wrong(DONATE, 0.5)];
    let found = Story::find(&page, &scores);
    let mut hide = vec![false, false, true];
    // Its neighbours lifted its odds far above the threshold.
    protect(&page, &scores, &[-5.0, -5.0, 9.0], &found, Thresholds::of(crate::Strictness::Normal), &mut hide);
    assert_eq!(hide, [false, false, false]);
}

#[test]
fn a_page_whose_purpose_is_the_appeal_is_left_alone() {
    let html = "<h1>Give to the lifeboat</h1><form><label>Amount</label><button>Give</button></form><div class=cookie-consent>We use cookies.</div>";
    let scores = [wrong(DONATE, 0.0), wrong(DONATE, 0.0), wrong(DONATE, 0.0), wrong(CONSENT, 0.0)];
    assert_eq!(left_hidden(html, &scores), [false, false, false, true]);
}

#[test]
fn a_story_about_donations_keeps_what_an_appeal_would_lose() {
    let about =
        "The donation of the old mill, said the mayor, was a surprise, and so the donors were asked to the town hall in May.";
    let story = wrong(DONATE, 0.99);
    let likely = wrong(DONATE, 0.03);
    let scores = [story, story, story, likely];
    let told = |text: &str| format!("<p>{text}</p><p>{text}</p><p>{text}</p><p><a href=x>Donations so far</a></p>");
    assert_eq!(left_hidden(&told(about), &scores), [false, false, false, false]);
    assert_eq!(left_hidden(&told(LONG), &scores), [false, false, false, true]);
}

#[test]
fn what_holds_most_of_the_page_is_never_hidden() {
    let html =
        format!("<p>{LONG}</p><div><p><a href=x>Donate</a>, we ask you. {LONG}{LONG}{LONG}{LONG}</p><button>Give</button></div>");
    let scores = [wrong(DONATE, 0.99), wrong(DONATE, 0.0), wrong(DONATE, 0.0)];
    assert_eq!(left_hidden(&html, &scores), [false, false, false]);
}

#[test]
fn an_essay_that_reads_like_a_notice_stays() {
    let links = "<li><a href=x>Sport and culture and weather</a></li>".repeat(40);
    let essay = format!("<p>Cookies, you say, and consent. {LONG}</p>").repeat(4);
    let html = format!("<ul>{links}</ul><div>{essay}</div><p>{LONG}</p>");
    let mut scores = vec![wrong(CONSENT, 0.99); 40];
    scores.extend([wrong(CONSENT, 0.0); 4]);
    scores.push(wrong(CONSENT, 0.99));
    assert!(left_hidden(&html, &scores).iter().all(|hidden| !hidden));
}

#[test]
fn neither_the_story_nor_what_holds_it_is_hidden() {
    let html =
        format!("<div id=outer><div id=story><p>{LONG}</p><p>{LONG}</p></div></div><div id=box><button>Give now</button></div>");
    let document = Document::parse(&html);
    let blocks = Blocks::of(document.snapshot());
    let page = Page::of(document.snapshot(), &blocks);
    let mut judgement: Judgement = judge(&page, &Settings::default()).expect("the shipped weights");
    judgement.story.container =
        (0..document.snapshot().len() as u32).find(|e| document.attribute(*e, "id").as_deref() == Some("story"));
    judgement.hide.fill(true);
    let plan: Plan = plan::make(&page, &judgement, &Settings::default());
    let hidden = plan.hidden(document.snapshot());
    let ids: Vec<String> = (0..hidden.len()).filter(|e| hidden[*e]).filter_map(|e| document.attribute(e as u32, "id")).collect();
    assert_eq!(ids, ["box"]);
}

#[test]
fn an_offer_on_a_page_without_a_story_needs_more() {
    let short = format!("<p>{LONG}</p><div><p>Buy the plan with all features</p><button>Subscribe</button></div>");
    let long = format!("{}{short}", format!("<p>{LONG}</p>").repeat(12));
    let (story, offer) = (wrong(SUBSCRIBE, 0.99), wrong(SUBSCRIBE, 0.1));
    assert_eq!(left_hidden(&short, &[story, offer, offer]), [false; 3]);
    let scores = [vec![story; 13], vec![offer; 2]].concat();
    assert_eq!(left_hidden(&long, &scores)[13..], [true, true]);
}

#[test]
fn a_long_table_of_plans_is_the_page() {
    let plans = |count: usize| {
        format!("{}<ul>{}</ul>", format!("<p>{LONG}</p>").repeat(13), "<li>Subscribe for $9 a month</li>".repeat(count))
    };
    let left =
        |count| left_hidden(&plans(count), &[vec![wrong(SUBSCRIBE, 0.99); 13], vec![wrong(SUBSCRIBE, 0.0); count]].concat());
    assert!(left(12)[13..].iter().all(|hidden| *hidden));
    assert!(left(30).iter().all(|hidden| !*hidden));
}

#[test]
fn only_what_is_certain_goes_while_the_page_is_on_its_way() {
    let nag = wrong(DONATE, 0.0);
    let doubtful = wrong(DONATE, 0.1);
    let box_of =
        |inside: &str| format!("<section><p>{LONG}</p></section><div><p>Give what you can to keep us going.</p>{inside}</div>");
    let story = wrong(DONATE, 0.99);
    let early = |html: &str, scores: &[Scores]| left_hidden_in(Scope::Early, html, scores);
    let closed = |inside: &str| format!("{}<hr>", box_of(inside));
    assert_eq!(early(&closed("<button>Give</button>"), &[story, nag, nag]), [false, true, true]);
    assert_eq!(early(&closed("<button>Give</button>"), &[story, doubtful, doubtful]), [false; 3]);
    assert_eq!(early(&closed("<button>×</button>"), &[story, nag, doubtful]), [false, true, true], "a box goes whole");
    assert_eq!(early(&closed("<a href=/give>Give</a>"), &[story, nag, nag]), [false; 3], "no field, no button");
    assert_eq!(early(&box_of("<a href=/give>Give</a>"), &[story, doubtful, doubtful]), [false, true, true], "the box may go on");
    let pinned = box_of("<a href=/give>Give</a>").replace("<div>", "<div role=dialog class=modal>");
    assert_eq!(early(&pinned, &[story, nag, nag]), [false, true, true]);
    let advertising = wrong(4, 0.0);
    assert_eq!(early(&closed("<button>Buy</button>"), &[story, advertising, advertising]), [false; 3]);
}
