//! The empty band that a hidden bar leaves at the top: its script made room for it.

use super::Fix;
use super::rows::{Position, Row, Surroundings, role};

/// Pixels by which the room may differ from the bar's height: scripts round.
const ROUNDING: i32 = 3;

/// What is left of a bar on the page itself, on what directly holds the story, or on a bar of the page's own that had to move.
pub(super) fn left(page: &Surroundings, at: usize) -> Vec<Fix> {
    let row = &page.rows[at];
    if page.bars <= 0 || others(page) {
        return Vec::new();
    }
    let fits = |length: i32| (length - page.bars).abs() <= ROUNDING;
    let mut fixes = Vec::new();
    if frames(page, at) {
        fixes.extend(fits(row.margin).then_some(Fix::Margin));
        fixes.extend(fits(row.padding).then_some(Fix::Padding));
    }
    let moved = row.position() != Position::Static && (row.is(role::BAR) || frames(page, at));
    fixes.extend((moved && fits(row.offset)).then_some(Fix::Top));
    fixes
}

/// Whether a row is the page or holds the story directly below it.
fn frames(page: &Surroundings, at: usize) -> bool {
    let is_page = |row: &Row| row.is(role::HTML | role::BODY);
    let row = &page.rows[at];
    is_page(row) || page.around_story[at] && row.parent.is_some_and(|parent| page.rows[parent].is(role::BODY))
}

/// Whether a bar of the page's own, for which the room may be, is as high and stands at the top.
fn others(page: &Surroundings) -> bool {
    let at_top = |row: &Row| row.top.abs() <= ROUNDING && (row.height - page.bars).abs() <= ROUNDING;
    page.rows.iter().any(|row| row.is(role::BAR) && at_top(row))
}
