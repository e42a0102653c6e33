//! Focus mode: everything but the story.

use crate::features::Page;
use crate::model::ARTICLE;
use crate::snapshot::Tag;
use crate::verdict::Judgement;

/// Probability from which a block is kept: 99 % of an article's words are (`cargo xtask eval --main-text`).
const KEPT: f32 = 0.5;

/// The largest elements that hold nothing of the story, in document order. Without a story nothing is hidden.
pub(super) fn elements(page: &Page<'_>, judgement: &Judgement) -> Vec<u32> {
    let keep = |b: usize| !judgement.hide[b] && (judgement.scores[b][ARTICLE] >= KEPT || page.headline == Some(b));
    let mut kept = vec![0u32];
    kept.extend((0..judgement.hide.len()).scan(0, |sum, b| {
        *sum += u32::from(keep(b));
        Some(*sum)
    }));
    let Some(story) = judgement.story.container else { return Vec::new() };
    let mut elements = Vec::new();
    let mut at = 0;
    while at < page.snapshot.len() as u32 {
        let blocks = page.inside(at);
        let holds_story = kept[blocks.end] > kept[blocks.start];
        let pictures = blocks.is_empty() && page.snapshot.contains(story, at);
        let unseen = matches!(page.snapshot.tag(at), Tag::Html | Tag::Head | Tag::Body | Tag::Br | Tag::Wbr);
        if page.snapshot.tag(at) == Tag::Head {
            at = page.snapshot.end(at);
        } else if holds_story || pictures || unseen || is_line(page, at) {
            at += 1;
        } else {
            elements.push(at);
            at = page.snapshot.end(at);
        }
    }
    elements
}

/// Inline elements stand or fall with the block whose text they carry.
fn is_line(page: &Page<'_>, element: u32) -> bool {
    page.inside(element).is_empty() && crate::block::is_inline(page.snapshot.tag(element))
}
