//! The head of a story: headline, author and date, standfirst.

use super::Region;
use crate::features::{ASKING_CUES, Cues};
use crate::snapshot::{Attribute, Tag};

/// How many blocks before the headline a byline may stand.
const BEFORE: usize = 4;
/// Most words of a byline, and of a date.
const BYLINE: u32 = 15;
const DATE: u32 = 6;
/// How many blocks after the headline a standfirst may stand, fewest words of it, and of one that does not end as a sentence does.
const STANDFIRST: (usize, u32) = (4, 8);
const UNENDED: u32 = 15;
/// Share of a standfirst that may be links: a row of them with some words between is none.
const LINKS: f32 = 0.3;
/// Elements of a block that are asked for markup.
const LOOK: u32 = 64;
/// Cues of what stands near a headline and is no byline.
const OTHER: Cues = Cues::of(&["social", "comments", "nav", "account", "subscribe", "newsletter"]);

impl Region<'_, '_> {
    /// Keeps the headline and what belongs to it up to the first paragraph.
    pub(super) fn keep_head(&self, kept: &mut [bool]) {
        let head = self.heading.unwrap_or(self.first);
        kept[head] = true;
        let belongs = |b: &usize| self.is_free(*b) && (self.is_byline(*b) || *b > head && self.is_standfirst(*b, head));
        (head.saturating_sub(BEFORE)..self.head_end()).filter(belongs).for_each(|b| kept[b] = true);
    }

    /// Where the head ends. The first long paragraph may be the standfirst, and author and date stand between it and the second.
    fn head_end(&self) -> usize {
        let after = self.first + 1..(self.first + BEFORE + 1).min(self.page.blocks.len());
        after.clone().find(|b| self.page.is_long_paragraph(*b)).unwrap_or(self.first)
    }

    /// Author and date: by cue, by markup, or because a short line is a date or was judged to be about the article.
    fn is_byline(&self, block: usize) -> bool {
        let own = &self.page.blocks.list()[block];
        let says = |cues| self.page.says(&(block..block + 1), cues);
        let dated = own.stats.words <= DATE && own.stats.digits >= 3 && own.stats.currency == 0;
        let quiet = || !says(OTHER) && (dated || self.judgement.is_about(block));
        (1..=BYLINE).contains(&own.stats.words)
            && (says(const { Cues::of(&["byline"]) }) || self.is_marked(own.element) || quiet())
    }

    /// Whether markup says that something in an element is the author or a date.
    fn is_marked(&self, element: u32) -> bool {
        let snapshot = self.page.snapshot;
        let says =
            |e: u32, name, value: &str| snapshot.attribute(e, name).is_some_and(|v| v.split(' ').any(|word| word == value));
        (element..snapshot.end(element).min(element + LOOK)).any(|e| {
            let author = says(e, Attribute::Itemprop, "author") || says(e, Attribute::Rel, "author");
            author || says(e, Attribute::Itemprop, "datePublished") || snapshot.tag(e) == Tag::Time
        })
    }

    fn is_standfirst(&self, block: usize, head: usize) -> bool {
        let own = &self.page.blocks.list()[block];
        let asks = || self.page.says(&(block..block + 1), ASKING_CUES);
        let least = if own.stats.ends_sentence { STANDFIRST.1 } else { UNENDED };
        let prose = own.stats.words >= least && own.stats.link_density() < LINKS;
        prose && block - head <= STANDFIRST.0 && !asks() && self.is_own(own.element)
    }
}
