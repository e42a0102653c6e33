//! What an overlay leaves behind when it is hidden: a shade over the page.

use super::{Operation, Spared};
use crate::features::Page;
use crate::snapshot::{Facts, Snapshot, Tag};
use crate::verdict::Reason;

/// Share of the viewport's width and of its height that a shade covers.
const COVERS: f32 = 0.9;

/// Shades: pinned elements that cover the viewport and hold nothing. They go with the first overlay that is hidden. Not what holds the
/// story, or more than what crossed: of the pane in which a page lies, an addition may know next to nothing.
pub(super) fn backdrops(page: &Page<'_>, story: Option<u32>, hidden: &[Operation]) -> Vec<Operation> {
    let snapshot = page.snapshot;
    let overlay = hidden.iter().find_map(|operation| match operation {
        Operation::Hide { element, label, confidence, .. } if is_overlay(snapshot, *element) => Some((*label, *confidence)),
        _ => None,
    });
    let Some((label, confidence)) = overlay else { return Vec::new() };
    let gone = |e: u32| hidden.iter().any(|Operation::Hide { element, .. }| meets(snapshot, *element, e));
    let holds_page = |e: u32| snapshot.is_partly_known(e) || story.is_some_and(|story| snapshot.contains(e, story));
    let is_shade = |f: &Facts| f.pinned() && is_seen(f) && covers(snapshot, f) && is_empty(page, f.element);
    // What stands in a shade goes with it.
    let mut end = 0;
    let shade = |f: &&Facts| {
        let found = f.element >= end && is_shade(f) && !holds_page(f.element) && !gone(f.element);
        end = if found { snapshot.end(f.element) } else { end };
        found
    };
    let hide = |f: &Facts| {
        let reasons = vec![Reason::Overlay, Reason::PartOfAppeal];
        Operation::Hide { element: f.element, label, confidence, reasons, text: String::new(), support: None, correction: None }
    };
    snapshot.facts().iter().filter(shade).map(hide).collect()
}

/// Takes out the shades that the reader wants to see.
pub(super) fn spare(page: &Snapshot, shown: &[(u32, usize)], shades: &mut Vec<Operation>, spared: &mut Vec<Spared>) {
    shades.retain(|Operation::Hide { element: shade, label, .. }| {
        let Some((element, correction)) = shown.iter().copied().find(|(shown, _)| meets(page, *shown, *shade)) else {
            return true;
        };
        let at = spared.partition_point(|other| other.element < element);
        if spared.get(at).is_none_or(|other| other.element != element) {
            spared.insert(at, Spared { element, label: *label, text: String::new(), correction });
        }
        false
    });
}

/// Whether one of two elements holds the other.
fn meets(page: &Snapshot, one: u32, other: u32) -> bool {
    page.contains(one, other) || page.contains(other, one)
}

/// Whether an element is pinned over the page, holds something that is, or stands in it.
fn is_overlay(page: &Snapshot, element: u32) -> bool {
    let pinned = |f: &&Facts| f.pinned() && is_seen(f) && !is_frame_of_page(page, f.element);
    page.facts().iter().filter(pinned).any(|f| page.contains(element, f.element) || page.contains(f.element, element))
}

fn is_seen(facts: &Facts) -> bool {
    facts.look & Facts::UNSEEN == 0
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
