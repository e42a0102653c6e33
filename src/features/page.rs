//! Everything that the features read, gathered once: cues, name hints, sums over document order, containers.

use super::names::Names;
use crate::block::{Blocks, fold};
use crate::lexicon::{CUES, CueSet, Cues, Hints, Lexicon};
use crate::snapshot::{Attribute, Snapshot, Tag};
use std::ops::Range;

/// How far up an ancestor is looked for: deeper pages exist, but an appeal's own box is near.
pub const MAX_CLIMB: usize = 48;
/// Containers looked at around a block.
pub const CONTAINERS: usize = 3;
/// A container must hold this many times the blocks of the one before (model study, section 2).
const GROWTH: f32 = 1.34;
/// Text of a block in which cues are counted, in bytes (model study: 1,500 characters).
const CUE_TEXT: usize = 2_048;
/// Words from which a block counts as a long paragraph.
pub const LONG_PARAGRAPH: u32 = 20;

/// What is counted over blocks, as sums over document order: a subtree's sum is one subtraction.
pub const BLOCK_SUMS: usize = FIRST_CUE + CUES.len();
/// Places in a row of block sums; the cues follow.
pub const WORDS: usize = 0;
#[allow(missing_docs, reason = "the next places of the row")]
pub const CHARS: usize = 1;
#[allow(missing_docs, reason = "the next places of the row")]
pub const LINK_CHARS: usize = 2;
#[allow(missing_docs, reason = "the next places of the row")]
pub const LONG_WORDS: usize = 3;
/// Where the cues begin in a row of block sums.
pub const FIRST_CUE: usize = 4;

/// Kinds of element that are counted.
pub const PARTS: &[&str] = &["inputs", "email_inputs", "buttons", "images", "frames", "checks", "headings", "links"];

/// Places in [`PARTS`].
pub const INPUTS: usize = 0;
#[allow(missing_docs, reason = "another place among the parts")]
pub const BUTTONS: usize = 2;
#[allow(missing_docs, reason = "another place among the parts")]
pub const LINKS: usize = 7;

/// A page with everything gathered that features read.
pub struct Page<'a> {
    /// The page's columns.
    pub snapshot: &'a Snapshot,
    /// Its blocks.
    pub blocks: &'a Blocks,
    /// Cues of each block's own text.
    pub cues: Vec<CueSet>,
    /// For each element, what its own names hint at: bit n is `HINTS[n]`.
    pub hints: Vec<u32>,
    /// For each element, what its own address hints at, likewise; 0 where it has none.
    pub addresses: Vec<u32>,
    /// For each block, what the addresses of links and frames inside it hint at.
    pub link_hints: Vec<u32>,
    /// For each block, its nearest containers (element indices), from the inside out.
    pub containers: Vec<[u32; CONTAINERS]>,
    /// For each element, its depth.
    pub depths: Vec<u16>,
    /// The block whose text the page's title begins with or holds, if there is one.
    pub headline: Option<usize>,
    /// For each block, its element's tag.
    pub(super) tags: Vec<Tag>,
    /// For each element, whether it says `hidden` or `display:none` of itself.
    pub(super) away: Vec<bool>,
    block_sums: Vec<[u32; BLOCK_SUMS]>,
    part_sums: Vec<[u32; PARTS.len()]>,
}

impl<'a> Page<'a> {
    /// Gathers a page. Linear in elements and text, apart from a bounded climb per block.
    pub fn of(snapshot: &'a Snapshot, blocks: &'a Blocks) -> Self {
        let words = Lexicon::words();
        let cues: Vec<CueSet> = (0..blocks.len()).map(|b| words.count(blocks.folded(b), CUE_TEXT)).collect();
        let Names { hints, addresses, away } = Names::of(snapshot);
        let mut page = Page {
            snapshot,
            blocks,
            block_sums: block_sums(blocks, &cues),
            part_sums: part_sums(snapshot),
            cues,
            hints,
            addresses,
            away,
            tags: blocks.list().iter().map(|b| snapshot.tag(b.element)).collect(),
            link_hints: Vec::new(),
            containers: Vec::new(),
            depths: depths(snapshot),
            headline: headline(snapshot, blocks),
        };
        page.link_hints = (0..blocks.len()).map(|b| page.addresses_in(b)).collect();
        page.containers = (0..blocks.len()).map(|b| page.containers_of(b)).collect();
        page
    }

    /// The blocks inside an element.
    pub fn inside(&self, element: u32) -> Range<usize> {
        self.blocks.inside(self.snapshot, element)
    }

    /// The sum of one place of the block sums over a range of blocks.
    pub fn sum(&self, range: &Range<usize>, place: usize) -> f32 {
        (self.block_sums[range.end][place] - self.block_sums[range.start][place]) as f32
    }

    /// The sums of all cues over a range of blocks.
    pub(super) fn cue_sums(&self, range: &Range<usize>) -> impl Iterator<Item = f32> + '_ {
        let [start, end] = [range.start, range.end].map(|at| &self.block_sums[at][FIRST_CUE..]);
        end.iter().zip(start).map(|(end, start)| (end - start) as f32)
    }

    /// Whether a range of blocks holds any of these cues.
    pub fn says(&self, blocks: &Range<usize>, cues: Cues) -> bool {
        cues.places().any(|cue| self.sum(blocks, FIRST_CUE + cue) > 0.0)
    }

    /// How many elements of each kind of [`PARTS`] stand in an element, itself included.
    pub(super) fn all_parts(&self, element: u32) -> impl Iterator<Item = u32> + '_ {
        let [start, end] = [element, self.snapshot.end(element)].map(|at| &self.part_sums[at as usize]);
        end.iter().zip(start).map(|(end, start)| end - start)
    }

    /// How many elements of a kind (a place in [`PARTS`]) stand in an element, itself included.
    pub fn parts(&self, element: u32, part: usize) -> f32 {
        (self.part_sums[self.snapshot.end(element) as usize][part] - self.part_sums[element as usize][part]) as f32
    }

    /// All blocks.
    pub fn all(&self) -> Range<usize> {
        0..self.blocks.len()
    }

    /// Whether an element, or something around it, says of itself that it is not to be seen.
    pub fn is_away(&self, element: u32) -> bool {
        std::iter::once(element).chain(self.snapshot.ancestors(element)).take(MAX_CLIMB).any(|e| self.away[e as usize])
    }

    /// Whether a block's own text is a long paragraph: many words, few of them links.
    pub fn is_long_paragraph(&self, block: usize) -> bool {
        is_long(&self.blocks.list()[block].stats)
    }

    /// A block element's ancestors, nearest first, itself included, as far as anything is looked for.
    pub fn climb(&self, block: usize) -> impl Iterator<Item = u32> + '_ {
        let element = self.blocks.list()[block].element;
        std::iter::once(element).chain(self.snapshot.ancestors(element)).take(MAX_CLIMB)
    }

    /// The nearest containers of a block. One that holds more than half of the page's blocks is the page, not a container;
    /// where there are fewer than three, the last stands for the rest.
    fn containers_of(&self, block: usize) -> [u32; CONTAINERS] {
        let mut found = [0; CONTAINERS];
        let most = self.blocks.len() / 2;
        let mut size = 1.0;
        let mut level = 0;
        for element in self.climb(block) {
            let blocks = self.inside(element).len();
            if blocks > most {
                break;
            }
            if blocks >= 2 && blocks as f32 >= size * GROWTH {
                found[level..].fill(element);
                size = blocks as f32;
                level += 1;
            }
            if level == CONTAINERS {
                break;
            }
        }
        if level == 0 {
            found.fill(self.blocks.list()[block].element);
        }
        found
    }

    /// Hints of the addresses inside a block element, looked for among its first elements only.
    fn addresses_in(&self, block: usize) -> u32 {
        const LOOK: u32 = 24;
        let element = self.blocks.list()[block].element;
        let inner = element..self.snapshot.end(element).min(element + LOOK);
        let around = self.snapshot.ancestors(element).take(2);
        inner.chain(around).fold(0, |mask, e| mask | self.addresses[e as usize])
    }
}

/// Whether a mask of name hints holds any of these.
pub fn hints_at(mask: u32, hints: Hints) -> bool {
    hints.meet(mask)
}

fn is_long(stats: &crate::block::TextStats) -> bool {
    stats.words >= LONG_PARAGRAPH && stats.link_density() < 0.5
}

/// The first block of three words or more whose whole text stands in the page's title; the longest, where several do.
fn headline(page: &Snapshot, blocks: &Blocks) -> Option<usize> {
    let title = page.runs().find(|run| page.tag(run.element) == Tag::Title)?;
    let mut folded = String::new();
    fold(std::iter::once((title.text, false)), &mut folded, CUE_TEXT);
    let fits = |b: usize| blocks.list()[b].stats.words >= 3 && blocks.folded(b).len() <= folded.len();
    let within = |b: &usize| fits(*b) && folded.contains(blocks.folded(*b));
    (0..blocks.len()).filter(within).max_by_key(|b| (blocks.list()[*b].stats.chars, std::cmp::Reverse(*b)))
}

fn depths(page: &Snapshot) -> Vec<u16> {
    let mut depths: Vec<u16> = Vec::with_capacity(page.len());
    for element in 0..page.len() as u32 {
        depths.push(page.parent(element).map_or(0, |p| depths[p as usize].saturating_add(1)));
    }
    depths
}

fn block_sums(blocks: &Blocks, cues: &[CueSet]) -> Vec<[u32; BLOCK_SUMS]> {
    let mut sum = [0; BLOCK_SUMS];
    let mut sums = vec![sum];
    for (block, cues) in blocks.list().iter().zip(cues) {
        let stats = &block.stats;
        let long = if is_long(stats) { stats.words } else { 0 };
        for (place, value) in [stats.words, stats.chars, stats.link_chars, long].into_iter().enumerate() {
            sum[place] += value;
        }
        for (cue, count) in cues.iter().enumerate() {
            sum[FIRST_CUE + cue] += u32::from(*count);
        }
        sums.push(sum);
    }
    sums
}

fn part_sums(page: &Snapshot) -> Vec<[u32; PARTS.len()]> {
    let mut sum = [0; PARTS.len()];
    let mut sums = vec![sum];
    for element in 0..page.len() as u32 {
        if let Some(part) = part(page, element) {
            sum[part] += 1;
            sum[0] += u32::from(part == 1);
        }
        sums.push(sum);
    }
    sums
}

/// The place in [`PARTS`] of an element, if it is counted. An e-mail field counts as an input too.
fn part(page: &Snapshot, element: u32) -> Option<usize> {
    let kind = || page.attribute(element, Attribute::Type).unwrap_or("text").to_ascii_lowercase();
    match page.tag(element) {
        Tag::Input => match kind().as_str() {
            "hidden" => None,
            "email" => Some(1),
            "submit" | "button" | "image" | "reset" => Some(2),
            "checkbox" | "radio" => Some(5),
            _ if asks_email(page, element) => Some(1),
            _ => Some(0),
        },
        Tag::Select | Tag::Textarea => Some(0),
        Tag::Button => Some(2),
        Tag::Img | Tag::Picture | Tag::Svg => Some(3),
        Tag::Iframe => Some(4),
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => Some(6),
        Tag::A if page.attribute(element, Attribute::Role) == Some("button") => Some(2),
        Tag::A => Some(7),
        _ => None,
    }
}

fn asks_email(page: &Snapshot, element: u32) -> bool {
    let names = [Attribute::Name, Attribute::Id, Attribute::Placeholder, Attribute::AriaLabel];
    let says = |value: &str| value.to_ascii_lowercase().replace('-', "").contains("email") || value.contains('@');
    names.iter().filter_map(|name| page.attribute(element, *name)).any(says)
}
