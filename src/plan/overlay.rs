//! What an overlay leaves behind when it is hidden: a page that does not scroll, a shade over it.

use super::Operation;
use crate::features::Page;
use crate::label::Label;
use crate::snapshot::{Facts, Snapshot, Tag};
use crate::verdict::Reason;

/// Share of the viewport's width and of its height that a shade covers.
const COVERS: f32 = 0.9;

/// A page that is locked while something pinned over it is hidden must scroll again.
pub(super) fn repairs(page: &Page<'_>, hidden: &[u32]) -> Vec<Operation> {
    let snapshot = page.snapshot;
    if !hides_overlay(snapshot, hidden) {
        return Vec::new();
    }
    let locked = |f: &&Facts| f.look & Facts::LOCKED != 0 && is_frame_of_page(snapshot, f.element);
    snapshot.facts().iter().filter(locked).map(|f| Operation::UnlockScroll { element: f.element }).collect()
}

/// Shades: pinned elements that cover the viewport, hold nothing, and stand there while their overlay is hidden.
pub(super) fn backdrops(page: &Page<'_>, hidden: &[u32]) -> Vec<Operation> {
    let snapshot = page.snapshot;
    if !hides_overlay(snapshot, hidden) {
        return Vec::new();
    }
    let gone = |element: u32| hidden.iter().any(|h| snapshot.contains(*h, element));
    let shade = |f: &&Facts| {
        f.pinned() && f.look & Facts::UNSEEN == 0 && covers(snapshot, f) && is_empty(page, f.element) && !gone(f.element)
    };
    let hide = |f: &Facts| Operation::Hide {
        element: f.element,
        label: Label::Other,
        confidence: 1.0,
        reasons: vec![Reason::Overlay],
        text: String::new(),
    };
    snapshot.facts().iter().filter(shade).map(hide).collect()
}

/// Whether one of the hidden elements is pinned over the page, holds something that is, or stands in it.
fn hides_overlay(page: &Snapshot, hidden: &[u32]) -> bool {
    let pinned = |f: &&Facts| f.pinned() && f.look & Facts::UNSEEN == 0 && !is_frame_of_page(page, f.element);
    let touches = |f: &Facts| hidden.iter().any(|h| page.contains(*h, f.element) || page.contains(f.element, *h));
    page.facts().iter().filter(pinned).any(touches)
}

fn covers(page: &Snapshot, facts: &Facts) -> bool {
    let (width, height) = page.viewport();
    let enough = |size: i32, of: u32| of > 0 && size as f32 >= COVERS * of as f32;
    enough(facts.size.0, width) && enough(facts.size.1, height) && !is_frame_of_page(page, facts.element)
}

/// Whether an element holds neither text nor picture, player or control.
fn is_empty(page: &Page<'_>, element: u32) -> bool {
    let parts = (0..crate::features::PARTS.len()).all(|part| page.parts(element, part) == 0.0);
    let media = |e: u32| matches!(page.snapshot.tag(e), Tag::Video | Tag::Audio | Tag::Canvas | Tag::Object | Tag::Embed);
    parts && page.inside(element).is_empty() && !(element..page.snapshot.end(element)).any(media)
}

fn is_frame_of_page(page: &Snapshot, element: u32) -> bool {
    matches!(page.tag(element), Tag::Html | Tag::Body)
}
