//! Each rule with rows written by hand, both ways.

use super::rows::{HEADER, MAGIC, VERSION, WIDTH, look, role};
use super::*;
use crate::snapshot::NONE;

const FIXED: u32 = 3;
const ABSOLUTE: u32 = 2;

/// A row under construction; the defaults are a plain visible box.
#[derive(Clone, Copy)]
struct Given {
    parent: u32,
    role: u32,
    look: u32,
    place: [i32; 4],
    offset: i32,
    margin: i32,
    padding: i32,
    limited: u32,
}

const PLAIN: Given =
    Given { parent: NONE, role: 0, look: 0, place: [0, 0, 800, 2_000], offset: 0, margin: 0, padding: 0, limited: 0 };
const OVER: u32 = 1;
const WALL: u32 = 2;

/// `<html>`, `<body>`, an article, and two paragraphs of it, one below the other.
fn page() -> [Given; 5] {
    let paragraph = |top| Given { parent: 2, role: role::PARAGRAPH, place: [0, top, 800, 100], ..PLAIN };
    [
        Given { role: role::HTML, ..PLAIN },
        Given { parent: 0, role: role::BODY, ..PLAIN },
        Given { parent: 1, ..PLAIN },
        paragraph(200),
        paragraph(320),
    ]
}

fn columns(rows: &[Given], flags: u32, bars: u32) -> Vec<u32> {
    let mut words = vec![MAGIC, VERSION, rows.len() as u32, 1_000, 700, flags, bars, 0];
    for row in rows {
        words.extend([row.parent, row.role, row.look]);
        words.extend(row.place.iter().chain(&[row.offset, row.margin, row.padding]).map(|length| *length as u32));
        words.extend([row.limited, 0]);
    }
    words
}

/// The page with one row changed, and one more where there is one: the fixes of each row.
fn fixes_of(rows: &[Given], flags: u32, bars: u32) -> Vec<Vec<Fix>> {
    let mut fixes = vec![Vec::new(); rows.len()];
    for repair in repairs(&columns(rows, flags, bars)).expect("well-formed rows") {
        fixes[repair.element as usize] = repair.fixes;
    }
    fixes
}

fn changed(at: usize, change: impl Fn(&mut Given)) -> [Given; 5] {
    let mut rows = page();
    change(&mut rows[at]);
    rows
}

/// The fixes of a row whose look has these bits, where a wall was hidden.
fn fixes_for(at: usize, look: u32) -> Vec<Fix> {
    fixes_of(&changed(at, |row| row.look = look), WALL, 0)[at].clone()
}

#[test]
fn a_page_without_harm_is_left_alone() {
    assert!(fixes_of(&page(), OVER | WALL, 60).iter().all(Vec::is_empty));
    let locked = changed(1, |body| body.look = look::LOCKED | look::CUT);
    assert!(fixes_of(&locked, 0, 0).iter().all(Vec::is_empty), "nothing was hidden, so the lock is the page's own");
}

#[test]
fn scroll_locks_go() {
    for flags in [OVER, WALL] {
        assert_eq!(fixes_of(&changed(0, |html| html.look = look::LOCKED), flags, 0)[0], [Fix::Scroll]);
    }
    let limited = changed(1, |body| (body.look, body.limited) = (look::LOCKED | look::CUT, 1));
    assert_eq!(fixes_of(&limited, OVER, 0)[1], [Fix::Scroll, Fix::Height]);
    assert_eq!(fixes_for(1, look::FIXED_TOUCH), [Fix::Touch]);
    assert_eq!(fixes_for(1, FIXED), [Fix::Position]);
    assert_eq!(fixes_for(1, ABSOLUTE), []);
    let lifted = changed(1, |body| (body.look, body.offset) = (ABSOLUTE, -700));
    assert_eq!(fixes_of(&lifted, OVER, 0)[1], [Fix::Position]);
}

#[test]
fn a_page_that_scrolls_in_a_pane_keeps_its_frame() {
    let mut rows = changed(1, |body| (body.look, body.limited) = (look::LOCKED | look::CUT, 1));
    rows[2].look = look::SCROLLS | look::CUT;
    assert_eq!(fixes_of(&rows, OVER, 0)[1], []);
}

#[test]
fn what_keeps_the_reader_from_the_story_goes() {
    let all = [
        (look::BLURRED, Fix::Blur),
        (look::FADED, Fix::Fade),
        (look::MASKED, Fix::Mask),
        (look::CLAMPED, Fix::Clamp),
        (look::UNSELECTABLE, Fix::Select),
        (look::UNTOUCHABLE, Fix::Pointer),
        (look::INERT, Fix::Inert),
        (look::ARIA_HIDDEN, Fix::AriaHidden),
        (look::BEFORE, Fix::Before),
        (look::AFTER, Fix::After),
    ];
    for (bit, fix) in all {
        for at in 0..5 {
            assert_eq!(fixes_for(at, bit), [fix]);
        }
    }
    let beside: Vec<Given> = page().into_iter().chain([Given { parent: 1, look: look::FADED, ..PLAIN }]).collect();
    assert_eq!(fixes_of(&beside, WALL, 0)[5], [], "it does not hold the story");
}

#[test]
fn a_clipped_story_is_shown_and_a_collapsed_section_stays() {
    let clip = |height| changed(2, move |article| (article.look, article.place[3]) = (look::LOCKED | look::CUT, height));
    assert_eq!(fixes_of(&clip(350), WALL, 0)[2], [Fix::Scroll, Fix::Height]);
    assert_eq!(fixes_of(&clip(0), WALL, 0)[2], [], "nothing of it is seen");
    assert_eq!(fixes_of(&clip(2_000), WALL, 0)[2], [], "all paragraphs are");
    assert_eq!(fixes_of(&changed(3, |p| p.look = look::LOCKED | look::CUT), WALL, 0)[3], [Fix::Scroll, Fix::Height]);
}

#[test]
fn paragraphs_that_were_hidden_come_back() {
    let gone = look::NONE | look::UNSEEN;
    assert_eq!(fixes_for(4, gone), [Fix::Reveal]);
    assert_eq!(fixes_of(&changed(4, |p| p.look = gone), OVER, 0)[4], [], "without a wall it is the page's own");
    let all: Vec<Given> =
        page().into_iter().enumerate().map(|(at, row)| if at > 2 { Given { look: gone, ..row } } else { row }).collect();
    assert!(fixes_of(&all, WALL, 0).iter().all(Vec::is_empty), "a page that shows nothing of it waits for something");
}

/// The page with some sections, each hidden and with a paragraph that is not seen in it.
fn with_sections(count: u32) -> Vec<Given> {
    let section = Given { parent: 2, look: look::NONE | look::UNSEEN, role: 0, place: [0; 4], ..PLAIN };
    let inside = |n: u32| Given { parent: 5 + 2 * n, look: look::UNSEEN, role: role::PARAGRAPH, place: [0; 4], ..PLAIN };
    page().into_iter().chain((0..count).flat_map(|n| [section, inside(n)])).collect()
}

#[test]
fn one_hidden_rest_comes_back_and_several_sections_stay() {
    assert_eq!(fixes_of(&with_sections(1), WALL, 0)[5], [Fix::Reveal]);
    assert!(fixes_of(&with_sections(3), WALL, 0).iter().all(Vec::is_empty), "an accordion");
}

#[test]
fn paragraphs_that_were_taken_out_come_back() {
    let removed = |parent| {
        let row = Given { parent, role: role::REMOVED, place: [0; 4], ..PLAIN };
        page().into_iter().chain([row]).collect::<Vec<_>>()
    };
    assert_eq!(fixes_of(&removed(2), WALL, 0)[5], [Fix::Restore]);
    assert_eq!(fixes_of(&removed(2), OVER, 0)[5], []);
}

#[test]
fn covers_of_the_story_go() {
    let cover = |look, place| {
        let row = Given { parent: 1, role: role::COVER, look, place, ..PLAIN };
        let rows: Vec<Given> = page().into_iter().chain([row]).collect();
        fixes_of(&rows, WALL, 0)[5].clone()
    };
    let over_last = [0, 300, 800, 150];
    assert_eq!(cover(ABSOLUTE | look::PAINTED, over_last), [Fix::Cover]);
    let clear = ABSOLUTE | look::PAINTED | look::UNSEEN | look::CLEAR;
    assert_eq!(cover(clear, over_last), [Fix::Cover], "it fades in");
    assert_eq!(cover(clear | look::UNTOUCHABLE, over_last), [], "it waits");
    assert_eq!(cover(look::PAINTED, over_last), [], "in the flow");
    assert_eq!(cover(ABSOLUTE | look::PAINTED, [0, 900, 800, 100]), [], "beside the story");
    assert_eq!(cover(ABSOLUTE | look::PAINTED, [0, 300, 80, 150]), [], "too narrow");
    assert_eq!(cover(ABSOLUTE, over_last), [], "transparent over one paragraph");
    assert_eq!(cover(ABSOLUTE, [0, 100, 800, 900]), [Fix::Cover], "a shield");
    assert_eq!(cover(FIXED | look::PAINTED, [0, 210, 1_000, 60]), [], "a bar of the page's own");
    assert_eq!(cover(FIXED | look::PAINTED, [0, 200, 1_000, 500]), [Fix::Cover]);
}

#[test]
fn the_band_of_a_hidden_bar_goes() {
    let body = |change: fn(&mut Given)| fixes_of(&changed(1, change), OVER, 60)[1].clone();
    assert_eq!(body(|body| body.margin = 58), [Fix::Margin]);
    assert_eq!(body(|body| body.padding = 60), [Fix::Padding]);
    assert_eq!(body(|body| body.padding = 80), []);
    assert_eq!(fixes_of(&changed(2, |main| main.padding = 60), OVER, 60)[2], [Fix::Padding]);
    let header = |top: i32| Given { parent: 1, role: role::BAR, look: FIXED, place: [0, top, 1_000, 61], offset: top, ..PLAIN };
    let with = |top| {
        let rows: Vec<Given> = changed(1, |body| body.padding = 60).into_iter().chain([header(top)]).collect();
        fixes_of(&rows, OVER, 60)
    };
    assert_eq!(with(0)[1], [], "the room is for the page's own bar");
    assert_eq!(with(60)[5], [Fix::Top], "the page's own bar had to move");
}

#[test]
fn malformed_rows_are_errors() {
    let good = columns(&page(), WALL, 0);
    let error = |change: &dyn Fn(&mut Vec<u32>)| {
        let mut words = good.clone();
        change(&mut words);
        repairs(&words).expect_err("malformed").code()
    };
    assert_eq!(error(&|words| words.clear()), "NotSurroundings");
    assert_eq!(error(&|words| words[0] = 1), "NotSurroundings");
    assert_eq!(error(&|words| words[1] = 2), "OtherVersion");
    assert_eq!(error(&|words| words[2] = u32::MAX), "TooMany");
    assert_eq!(error(&|words| words[2] = 4), "Truncated");
    assert_eq!(error(&|words| words.truncate(40)), "Truncated");
    assert_eq!(error(&|words| words[HEADER + WIDTH] = 1), "BadParent");
}

#[test]
fn no_rows_make_it_panic() {
    let mut seed = 0x2545_F491_4F6C_DD1Du64;
    let mut next = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed as u32
    };
    for _ in 0..2_000 {
        let rows = next() % 12;
        let mut words = vec![MAGIC, VERSION, rows, next(), next(), next(), next(), next()];
        for at in 0..rows {
            words.push(if next() % 8 == 0 { next() } else { next() % (at + 1) });
            words.extend((1..WIDTH).map(|_| next()));
        }
        let _ = repairs(&words);
    }
}

#[test]
fn the_shade_of_an_emptied_wrapper_goes() {
    let with = |role| {
        let row = Given { parent: 1, role, look: look::BEFORE, place: [0, 0, 1_000, 0], ..PLAIN };
        let rows: Vec<Given> = page().into_iter().chain([row]).collect();
        fixes_of(&rows, OVER | WALL, 0)[5].clone()
    };
    assert_eq!(with(role::COVER | role::WRAPPER), [Fix::Before]);
    assert_eq!(with(role::COVER), []);
}
