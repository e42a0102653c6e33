//! The parts of a story that are no paragraphs: figures with their captions, tables, players, posts from elsewhere.

use super::Region;
use crate::features::{CHARS, Hints, LINK_CHARS, PARTS, WORDS, hints_at};
use crate::model::ARTICLE;
use crate::snapshot::{Attribute, Tag};
use crate::verdict::{self, LIKELY};

/// Most words beside a picture in one box, and most blocks of such a box that is no figure.
const CAPTION: f32 = 80.0;
const CAPTION_BLOCKS: usize = 3;
/// How far up from a caption or picture the box of both is looked for.
const BOXES: usize = 4;
/// Fewest cells of a table that says something by itself.
const CELLS: usize = 4;
/// Share of a text that is links from which it leads elsewhere.
const LINKS: f32 = 0.5;
/// Elements that are looked at for a picture or a table's head.
const LOOK: u32 = 64;

impl Region<'_, '_> {
    /// Whether an element is a part of the story that is kept whole.
    pub(super) fn is_part(&self, element: u32) -> bool {
        let own = match self.page.snapshot.tag(element) {
            Tag::Figure => self.is_picture_box(element),
            Tag::Table => self.is_table(element),
            Tag::Iframe => self.is_player(element),
            // A post from elsewhere that the story shows stands in a quotation, named by where it comes from.
            Tag::Blockquote => hints_at(self.page.hints[element as usize], const { Hints::of(&["social"]) }),
            _ => self.page.inside(element).len() == 1 && self.is_caption(element),
        };
        own && self.is_own(element)
    }

    /// Whether an element is a picture whose caption is kept, or plays something.
    pub(super) fn is_shown(&self, element: u32, is_kept: impl Fn(u32) -> bool) -> bool {
        match self.page.snapshot.tag(element) {
            Tag::Img | Tag::Picture | Tag::Svg | Tag::Canvas => {
                let mut boxes = self.boxes(element).take(BOXES);
                boxes.find(|e| !self.page.inside(*e).is_empty()).is_some_and(|e| is_kept(e) && self.is_picture_box(e))
            }
            Tag::Video | Tag::Audio | Tag::Object | Tag::Embed => self.is_own(element),
            _ => false,
        }
    }

    /// Whether a block is named a caption, and stands in a small box with a picture.
    fn is_caption(&self, element: u32) -> bool {
        let boxes = || self.boxes(element).take(BOXES);
        boxes().any(|e| hints_at(self.page.hints[e as usize], const { Hints::of(&["credit"]) }))
            && boxes().any(|e| self.page.inside(e).len() <= CAPTION_BLOCKS && self.is_picture_box(e))
    }

    /// Whether an element is a picture or player with few words, which do not lead elsewhere.
    fn is_picture_box(&self, element: u32) -> bool {
        let part = |name: &str| PARTS.iter().position(|part| *part == name).map_or(0.0, |part| self.page.parts(element, part));
        let is_media = |tag| matches!(tag, Tag::Video | Tag::Audio | Tag::Canvas | Tag::Object | Tag::Table | Tag::Pre);
        let shows = part("images") + part("frames") > 0.0 || self.first_tags(element).any(is_media);
        let words = self.page.sum(&self.page.inside(element), WORDS);
        // Who took the picture is told by a link, too.
        let stays = || self.boxes(element).take(BOXES).any(|e| self.is_among(e)) || !self.leads_elsewhere(element);
        shows && words <= CAPTION && part("inputs") == 0.0 && stays()
    }

    /// Whether a table says something: it has a head, and cells that do not just link.
    fn is_table(&self, element: u32) -> bool {
        let headed = self.first_tags(element).any(|tag| matches!(tag, Tag::Th | Tag::Caption));
        headed && self.page.inside(element).len() >= CELLS && !self.leads_elsewhere(element)
    }

    /// Whether a frame plays or shows something: a known player, one that is named so, or one that was judged to be story.
    fn is_player(&self, element: u32) -> bool {
        let block = self.page.inside(element).start;
        let sourced = self.page.snapshot.attribute(element, Attribute::Src).is_some_and(|source| !source.is_empty());
        let named = || hints_at(self.names(element), const { Hints::of(&["media"]) });
        let likely = || self.judgement.scores[block][ARTICLE] >= LIKELY;
        sourced && !self.page.is_away(element) && (verdict::is_player(self.page, block) || named() || likely())
    }

    fn leads_elsewhere(&self, element: u32) -> bool {
        let blocks = self.page.inside(element);
        self.page.sum(&blocks, LINK_CHARS) >= LINKS * self.page.sum(&blocks, CHARS).max(1.0)
    }

    fn first_tags(&self, element: u32) -> impl Iterator<Item = Tag> + '_ {
        let end = self.page.snapshot.end(element).min(element + LOOK);
        (element..end).map(|e| self.page.snapshot.tag(e))
    }
}
