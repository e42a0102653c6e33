//! Clean mode: the largest elements that hold nothing but hidden blocks.

use crate::features::Page;
use crate::snapshot::{Snapshot, Tag};
use crate::verdict::Judgement;

/// Pictures and players that an element may hold beside its hidden blocks before it counts as a place of its own.
const MEDIA: f32 = 3.0;

/// The elements to hide, in document order, none inside another.
pub(super) fn elements(page: &Page<'_>, judgement: &Judgement) -> Vec<u32> {
    let mut elements: Vec<u32> = Vec::new();
    for block in (0..judgement.hide.len()).filter(|b| judgement.hide[*b]) {
        let own = page.blocks.list()[block].element;
        if elements.last().is_some_and(|last| page.snapshot.contains(*last, own)) || !may_hide(page, judgement, own) {
            continue;
        }
        let up = |e: &u32| page.snapshot.parent(*e).filter(|p| may_hide(page, judgement, *p) && !adds_media(page, *e, *p));
        let largest = std::iter::successors(Some(own), up).last().unwrap_or(own);
        // One that began as a part may have stopped below, where another went further.
        while elements.pop_if(|inner| page.snapshot.contains(largest, *inner)).is_some() {}
        elements.push(largest);
    }
    elements
}

/// Whether an element holds hidden blocks only, and is neither the page nor around the story.
fn may_hide(page: &Page<'_>, judgement: &Judgement, element: u32) -> bool {
    let around_story = judgement.story.container.is_some_and(|story| page.snapshot.contains(element, story));
    let is_page = matches!(page.snapshot.tag(element), Tag::Html | Tag::Body | Tag::Main);
    // A logo or a photograph goes with the box it stands in.
    !around_story
        && !is_page
        && !page.snapshot.is_partly_known(element)
        && page.inside(element).all(|b| judgement.hide[b] || page.blocks.is_picture(b))
}

/// Whether going up from `inner` to `outer` takes in a picture or player of its own: a nag's box has a logo or some payment
/// marks, a gallery is something else.
fn adds_media(page: &Page<'_>, inner: u32, outer: u32) -> bool {
    const IMAGES: usize = 3;
    page.parts(outer, IMAGES) - page.parts(inner, IMAGES) > MEDIA || has_player(page.snapshot, inner, outer)
}

fn has_player(page: &Snapshot, inner: u32, outer: u32) -> bool {
    const LOOK: u32 = 256;
    let end = page.end(outer).min(outer + LOOK);
    (outer..end)
        .filter(|e| !page.contains(inner, *e))
        .any(|e| matches!(page.tag(e), Tag::Video | Tag::Audio | Tag::Canvas | Tag::Object))
}
