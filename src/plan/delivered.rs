//! What the site delivered of its story: which paragraphs, and whether these are all.

use super::Operation;
use crate::features::{Cues, Page};
use crate::label::Label;
use crate::model::ARTICLE;
use crate::snapshot::{Scope, Tag};
use crate::verdict::{self, Judgement};

/// Fewest words of a paragraph of the story.
const PARAGRAPH: u32 = 6;
/// Most paragraphs that a plan names.
const MOST: usize = 64;
/// Fewest words of a last paragraph that must end as a sentence does: a shorter one may be a name or a caption.
const SENTENCE: u32 = 12;
/// A story of fewer words that its site says is not free may be the start of it. Teasers have 50 to 200 words.
const TEASER: f32 = 250.0;

/// The blocks that are paragraphs of the page's story and stay.
pub(super) fn paragraphs(page: &Page<'_>, judgement: &Judgement, hidden: &[u32]) -> Vec<usize> {
    let Some(story) = judgement.story.container.filter(|_| page.snapshot.scope() == Scope::Page) else { return Vec::new() };
    let mut gone = vec![false; page.blocks.len()];
    hidden.iter().for_each(|element| gone[page.inside(*element)].fill(true));
    let told = |b: &usize| {
        let likely = judgement.scores[*b][ARTICLE] >= verdict::LIKELY;
        !gone[*b] && likely && !page.blocks.is_picture(*b) && page.blocks.list()[*b].stats.words >= PARAGRAPH
    };
    page.inside(story).filter(told).collect()
}

/// The elements of the last paragraphs.
pub(super) fn last_elements(page: &Page<'_>, paragraphs: &[usize]) -> Vec<u32> {
    paragraphs[paragraphs.len().saturating_sub(MOST)..].iter().map(|b| page.blocks.list()[*b].element).collect()
}

/// Whether the site sent only part of the article. Two of three things must say so: a wall that was hidden, a last sentence that is
/// cut, and the page itself (schema.org `isAccessibleForFree`) over a short text.
pub(super) fn is_partial(page: &Page<'_>, judgement: &Judgement, hidden: &[Operation], last: Option<usize>) -> bool {
    let Some(last) = last else { return false };
    let signs = [
        hidden.iter().any(|operation| is_wall(page, operation, last)),
        is_cut(page, last),
        judgement.story.words < TEASER && verdict::says_not_free(page.snapshot),
    ];
    signs.iter().filter(|sign| **sign).count() >= 2
}

/// Whether what is hidden asks for an account or a subscription, over the page or after the story.
fn is_wall(page: &Page<'_>, Operation::Hide { element, label, .. }: &Operation, last: usize) -> bool {
    let asks = match label {
        Label::Subscribe => true,
        Label::Newsletter | Label::Donate => page.says(&page.inside(*element), const { Cues::of(&["account", "subscribe"]) }),
        _ => false,
    };
    asks && (*element > page.blocks.list()[last].element || page.inside(*element).any(|b| verdict::in_dialog(page, b)))
}

/// Whether a paragraph ends in the middle of a sentence.
fn is_cut(page: &Page<'_>, block: usize) -> bool {
    const CLOSERS: &[char] = &['"', '\'', ')', ']', '»', '«', '”', '“', '’', '›', '」', '』', '）'];
    const ENDS: &[char] = &['.', '!', '?', ':', ';', '。', '！', '？', '।', '؟', '۔'];
    let Some(run) = page.blocks.runs(block).last() else { return false };
    let text = page.snapshot.runs().nth(*run as usize).map_or("", |run| run.text);
    let text = text.trim_end().trim_end_matches(CLOSERS).trim_end();
    let dots = text.ends_with('…') || text.ends_with("...");
    let open = page.blocks.list()[block].stats.words >= SENTENCE && !text.ends_with(ENDS) && !text.is_empty();
    dots || open && page.snapshot.tag(page.blocks.list()[block].element) == Tag::P
}

#[cfg(all(test, feature = "html"))]
mod tests;
