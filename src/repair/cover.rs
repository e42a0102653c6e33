//! What lies over the story without a word of its own: gradients, blurs, transparent shields.

use super::rows::{Position, Row, Surroundings, look, role};

/// Pixels of a paragraph that must lie under a cover.
const OVERLAP: i32 = 8;
/// Part of the viewport's height from which something pinned is no bar of the page any more.
const PINNED_PART: i32 = 3;
/// Paragraphs that lie wholly under something transparent that is there to keep the reader from them.
const SHIELDED: usize = 2;

/// Whether a row covers the story.
pub(super) fn covers(page: &Surroundings, at: usize) -> bool {
    let row = &page.rows[at];
    // What is clear but can be hit fades in, or is there to be hit.
    let there =
        !row.looks(look::UNSEEN) || row.looks(look::CLEAR) && !row.looks(look::NONE | look::INVISIBLE | look::UNTOUCHABLE);
    if !page.wall || !row.is(role::COVER) || page.around_story[at] || !there {
        return false;
    }
    let high_enough = match row.position() {
        Position::Static => false,
        Position::Fixed | Position::Sticky => row.height.saturating_mul(PINNED_PART) >= page.viewport.1,
        Position::Relative | Position::Absolute => true,
    };
    let seen = || page.paragraphs().map(|p| &page.rows[p]).filter(|paragraph| !paragraph.looks(look::UNSEEN));
    let painted = row.looks(look::PAINTED | look::BLURRED);
    high_enough
        && if painted {
            seen().any(|p| lies_under(p, row))
        } else {
            seen().filter(|p| lies_wholly_under(p, row)).count() >= SHIELDED
        }
}

/// Whether at least half of a paragraph's width and some of its height lie under a cover.
fn lies_under(paragraph: &Row, cover: &Row) -> bool {
    2 * across(paragraph, cover) >= paragraph.width && down(paragraph, cover) >= OVERLAP
}

fn lies_wholly_under(paragraph: &Row, cover: &Row) -> bool {
    across(paragraph, cover) >= paragraph.width && down(paragraph, cover) >= paragraph.height && paragraph.height > 0
}

fn across(a: &Row, b: &Row) -> i32 {
    (a.left + a.width).min(b.left + b.width) - a.left.max(b.left)
}

fn down(a: &Row, b: &Row) -> i32 {
    (a.top + a.height).min(b.top + b.height) - a.top.max(b.top)
}
