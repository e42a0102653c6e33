//! The rules, one a fix or a family of fixes.

use super::rows::{Position, Row, Surroundings, look, role};
use super::{Fix, band, cover};

/// Pixels of a clipped element that must be seen: one that shows nothing is a section that the reader opens.
const SHOWN: i32 = 24;
/// Pixels by which a paragraph may stand out of what holds it.
const SLACK: i32 = 8;
/// Share of the paragraphs, in thirds, that a page's script may hide and still be a wall: behind a tab it is most of them.
const MOST_HIDDEN: usize = 2;

/// What a look on the way to the story stands for, if something that lay over the page or asked is hidden.
const LOOKS: [(u32, Fix); 11] = [
    (look::FIXED_TOUCH, Fix::Touch),
    (look::BLURRED, Fix::Blur),
    (look::FADED, Fix::Fade),
    (look::MASKED, Fix::Mask),
    (look::CLAMPED, Fix::Clamp),
    (look::UNSELECTABLE, Fix::Select),
    (look::UNTOUCHABLE, Fix::Pointer),
    (look::BEFORE, Fix::Before),
    (look::AFTER, Fix::After),
    (look::INERT, Fix::Inert),
    (look::ARIA_HIDDEN, Fix::AriaHidden),
];

/// All fixes of one row.
pub(super) fn fixes(page: &Surroundings, at: usize) -> Vec<Fix> {
    let row = &page.rows[at];
    let mut fixes = Vec::new();
    if !page.over && !page.wall {
        return fixes;
    }
    if is_frame(row) {
        fixes.extend(locks(page, row));
    } else if page.around_story[at] {
        fixes.extend(clipped(page, at));
        fixes.extend(hidden(page, at));
    }
    if is_frame(row) || page.around_story[at] {
        fixes.extend(LOOKS.iter().filter(|(bit, _)| row.looks(*bit)).map(|(_, fix)| *fix));
    }
    if row.is(role::WRAPPER) {
        // What held a hidden thing and draws a shade of its own.
        fixes.extend(
            [(look::BEFORE, Fix::Before), (look::AFTER, Fix::After)].iter().filter(|(bit, _)| row.looks(*bit)).map(|f| f.1),
        );
    }
    fixes.extend(cover::covers(page, at).then_some(Fix::Cover));
    fixes.extend(removed(page, row));
    fixes.extend(band::left(page, at));
    fixes
}

/// Whether a row is the page itself, which scripts lock so that nothing moves behind a dialog.
fn is_frame(row: &Row) -> bool {
    row.is(role::HTML | role::BODY)
}

/// Scroll locks. A page whose story scrolls in a pane of its own is built that way, and is left alone.
fn locks(page: &Surroundings, row: &Row) -> Vec<Fix> {
    let mut fixes = Vec::new();
    let pane = |at: usize| page.around_story[at] && !is_frame(&page.rows[at]) && page.rows[at].looks(look::SCROLLS);
    if row.looks(look::LOCKED) && !(0..page.rows.len()).any(pane) {
        fixes.push(Fix::Scroll);
        if row.limited && row.looks(look::CUT) {
            fixes.push(Fix::Height);
        }
    }
    let lifted = row.position() != Position::Static && row.offset < 0;
    if row.position() == Position::Fixed || lifted {
        fixes.push(Fix::Position);
    }
    fixes
}

/// A story that is cut off: paragraphs stand below the edge of something that hides what overflows.
fn clipped(page: &Surroundings, at: usize) -> Vec<Fix> {
    let row = &page.rows[at];
    if !row.looks(look::LOCKED) || !row.looks(look::CUT) || row.looks(look::UNSEEN) || row.height < SHOWN {
        return Vec::new();
    }
    let below = |p: usize| page.rows[p].top + page.rows[p].height > row.top + row.height + SLACK;
    let cut = row.is(role::PARAGRAPH) || page.paragraphs().any(|p| below(p) && page.above(p).any(|up| up == at));
    if cut { vec![Fix::Scroll, Fix::Height] } else { Vec::new() }
}

/// Paragraphs that the page hid below one that can be read, or what holds them. A tab or a collapsed section hides most of what
/// it belongs to, or stands by itself.
fn hidden(page: &Surroundings, at: usize) -> Option<Fix> {
    let row = &page.rows[at];
    let parent = row.parent?;
    let own = row.looks(look::NONE | look::INVISIBLE) && !page.rows[parent].looks(look::UNSEEN);
    if !page.wall || !own {
        return None;
    }
    let seen = |p: &usize| !page.rows[*p].looks(look::UNSEEN);
    let beside = |p: &usize| page.above(*p).any(|up| up == parent);
    let before = page.paragraphs().take_while(|p| *p < at).any(|p| seen(&p) && beside(&p));
    let (all, unseen) = (page.paragraphs().count(), page.paragraphs().filter(|p| !seen(p)).count());
    let wrappers = || (0..page.rows.len()).filter(|other| is_wrapper(page, *other)).count();
    let alone = row.is(role::PARAGRAPH) || wrappers() == 1;
    (alone && (before || 3 * unseen <= MOST_HIDDEN * all)).then_some(Fix::Reveal)
}

/// Whether a row hides paragraphs without being one.
fn is_wrapper(page: &Surroundings, at: usize) -> bool {
    let row = &page.rows[at];
    let shown = |parent: usize| !page.rows[parent].looks(look::UNSEEN);
    page.around_story[at] && !row.is(role::PARAGRAPH) && row.looks(look::NONE | look::INVISIBLE) && row.parent.is_some_and(shown)
}

/// A paragraph that the page took out from among the others.
fn removed(page: &Surroundings, row: &Row) -> Option<Fix> {
    let among = row.parent.is_some_and(|parent| page.around_story[parent]);
    (row.is(role::REMOVED) && page.wall && among).then_some(Fix::Restore)
}
