//! What belongs to a story and is not its text: headline, byline, standfirst, captions, tables, players. Focus mode keeps it on the page;
//! what is written out does without.

mod head;
mod parts;

use super::sums;
use crate::features::{Hints, Page, hints_at};
use crate::model::nag;
use crate::snapshot::Tag;
use crate::verdict::Judgement;
use std::ops::Range;

/// How many blocks before the text its headline is looked for.
const HEAD: usize = 40;
/// Probability of being a nag from which nothing is kept beside the text.
const ASKS: f32 = 0.5;
/// How far up names are heard.
const LEVELS: usize = 6;
/// Names of what stands among a story and is none of it.
const FOREIGN: Hints = Hints::of(&["ad", "promo", "related", "comments", "newsletter", "subscribe", "donate", "consent", "nav"]);

/// Where a page tells its story.
pub(super) struct Region<'a, 'p> {
    page: &'a Page<'p>,
    judgement: &'a Judgement,
    heading: Option<usize>,
    /// The first and the last block of its text.
    first: usize,
    last: usize,
    /// The smallest element that holds these and the headline.
    frame: u32,
}

impl<'a, 'p> Region<'a, 'p> {
    /// Finds it by the blocks of the main text. `None` where there are none.
    pub(super) fn of(page: &'a Page<'p>, judgement: &'a Judgement, text: &[bool]) -> Option<Self> {
        let is_long = |b: &usize| text[*b] && page.is_long_paragraph(*b);
        let is_text = |b: &usize| text[*b];
        let first = page.all().find(is_long).or_else(|| page.all().find(is_text))?;
        let last = page.all().rev().find(is_long).or_else(|| page.all().rev().find(is_text))?;
        let element = |b: usize| page.blocks.list()[b].element;
        let is_heading = |b: &usize| {
            let first_level = page.snapshot.tag(element(*b)) == Tag::H1 && page.blocks.list()[*b].stats.words > 1;
            first_level || page.headline == Some(*b) && text[*b]
        };
        let heading = (first.saturating_sub(HEAD)..first + 1).rev().find(is_heading);
        let told = [heading.unwrap_or(first), first, last].map(element);
        let frame = told.into_iter().reduce(|a, b| page.snapshot.common(a, b)).unwrap_or(0);
        Some(Region { page, judgement, heading, first, last, frame })
    }

    /// The blocks that are kept: those of the text, and those beside it. Of frames nobody knows what stands in them: one that is kept is the
    /// story's own.
    pub(super) fn blocks(&self, text: &[bool]) -> Vec<bool> {
        let element = |b: usize| self.page.blocks.list()[b].element;
        let is_foreign = |b: usize| self.page.snapshot.tag(element(b)) == Tag::Iframe && !self.is_own(element(b));
        let mut kept: Vec<bool> = (0..text.len()).map(|b| text[b] && !is_foreign(b)).collect();
        self.keep_head(&mut kept);
        let whole = self.elements().filter(|element| self.is_part(*element));
        whole.for_each(|element| kept[self.page.inside(element)].fill(true));
        kept
    }

    /// The pictures that are kept with their captions, and the players, in document order.
    pub(super) fn media(&self, kept: &[bool]) -> Vec<u32> {
        let kept = sums(kept.iter().copied());
        let is_kept = |e: u32| kept[self.page.inside(e).end] > kept[self.page.inside(e).start];
        self.elements().filter(|e| self.is_shown(*e, is_kept)).collect()
    }

    /// Whether an element stands where the story is told: between headline and last paragraph.
    pub(super) fn holds(&self, element: u32) -> bool {
        self.elements().contains(&element) && self.page.snapshot.contains(self.frame, element)
    }

    /// The elements from the headline to the last paragraph.
    fn elements(&self) -> Range<u32> {
        let element = |b: usize| self.page.blocks.list()[b].element;
        element(self.heading.unwrap_or(self.first))..self.page.snapshot.end(element(self.last))
    }

    /// Whether a block asks for nothing and stands in the story's frame.
    fn is_free(&self, block: usize) -> bool {
        let element = self.page.blocks.list()[block].element;
        let asks = self.judgement.hide[block] || nag(&self.judgement.scores[block]) >= ASKS;
        !asks && !self.page.blocks.is_picture(block) && self.page.snapshot.contains(self.frame, element)
    }

    /// Whether nothing in an element asks, and no name around it says that it is none of the story.
    fn is_own(&self, element: u32) -> bool {
        self.page.inside(element).all(|b| self.is_free(b)) && !hints_at(self.names(element), FOREIGN)
    }

    /// What the address of an element and the names of it and of the boxes around it hint at.
    fn names(&self, element: u32) -> u32 {
        self.boxes(element).take(LEVELS).fold(self.page.addresses[element as usize], |mask, e| mask | self.page.hints[e as usize])
    }

    /// An element and what stands around it, below what holds the story's paragraphs.
    fn boxes(&self, element: u32) -> impl Iterator<Item = u32> + '_ {
        let up = std::iter::once(element).chain(self.page.snapshot.ancestors(element));
        up.take_while(|e| *e != self.frame && !self.holds_paragraphs(*e))
    }

    /// Whether an element stands among the story's paragraphs as one of them.
    fn is_among(&self, element: u32) -> bool {
        self.page.snapshot.parent(element).is_some_and(|parent| self.holds_paragraphs(parent))
    }

    fn holds_paragraphs(&self, element: u32) -> bool {
        self.judgement.story.parents.binary_search(&element).is_ok()
    }
}
