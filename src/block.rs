//! Which elements are blocks, what each block's own text is, and which blocks an element holds.
//!
//! A block is an element that holds text of its own (text whose nearest non-inline ancestor is that element), a frame, or an
//! element without text whose linked pictures ask for something in their alternative text.

mod fold;
mod pictures;

pub(crate) use fold::is_wide;
pub use fold::{TextStats, fold};

use crate::order;
use crate::snapshot::{NONE, Run, Snapshot, Tag};
use std::ops::Range;

/// Most bytes of folded text kept for one block: its wording is judged by its start, its length by its statistics.
const MAX_FOLDED: usize = 4_096;

/// One block of the page.
#[derive(Clone, Debug)]
pub struct Block {
    /// The element whose own text this is.
    pub element: u32,
    /// What was counted in the whole text, before it was cut.
    pub stats: TextStats,
    folded: Range<u32>,
    runs: Range<u32>,
    pictures: Range<u32>,
}

/// The blocks of a page, in document order of their elements.
#[derive(Debug)]
pub struct Blocks {
    list: Vec<Block>,
    folded: String,
    run_order: Vec<u32>,
    pictures: Vec<u32>,
    before: Vec<u32>,
}

impl Blocks {
    /// Finds the blocks of a page. Linear in elements and text.
    pub fn of(page: &Snapshot) -> Self {
        Self::find(page, true)
    }

    /// The blocks without those that are pictures: labels are of text, and so is what is learned from them.
    pub fn texts(page: &Snapshot) -> Self {
        Self::find(page, false)
    }

    fn find(page: &Snapshot, with_pictures: bool) -> Self {
        let owners = owners(page);
        let in_link = inside(page, Tag::A);
        let runs: Vec<Run<'_>> = page.runs().collect();
        let owner = |run: usize| owners[runs[run].element as usize];
        let owned = order::by_key(runs.len(), owner).into_iter().filter(|run| owner(*run) != NONE);
        let run_order: Vec<u32> = owned.map(|run| run as u32).collect();
        let mut blocks = Blocks { list: Vec::new(), folded: String::new(), run_order, pictures: Vec::new(), before: Vec::new() };
        let pictures = if with_pictures { blocks.asking_pictures(page, &owners, &in_link) } else { Vec::new() };
        let mut wordless = wordless(page, &pictures).into_iter().peekable();
        let mut at = 0;
        while at < blocks.run_order.len() {
            let element = owners[runs[blocks.run_order[at] as usize].element as usize];
            while let Some((element, pictures)) = wordless.next_if(|(other, _)| *other < element) {
                blocks.push_wordless(page, element, &pictures);
            }
            let start = at;
            while at < blocks.run_order.len() && owners[runs[blocks.run_order[at] as usize].element as usize] == element {
                at += 1;
            }
            blocks.push_text(page, element, start..at, &runs, &in_link);
        }
        wordless.for_each(|(element, pictures)| blocks.push_wordless(page, element, &pictures));
        blocks.before = blocks.count_before(page.len());
        blocks
    }

    /// The pictures that ask where no text does, by owner.
    fn asking_pictures(&self, page: &Snapshot, owners: &[u32], in_link: &[bool]) -> Vec<(u32, u32)> {
        let holders: Vec<u32> = page.runs().map(|run| run.element).collect();
        let mut has_text = vec![false; page.len()];
        self.run_order.iter().for_each(|&r| has_text[owners[holders[r as usize] as usize] as usize] = true);
        pictures::asking(page, owners, in_link, &has_text)
    }

    /// All blocks.
    pub fn list(&self) -> &[Block] {
        &self.list
    }

    /// Number of blocks.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether the page has no block.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The block's text as the lexicons read it: see [`fold`]. Cut after 4 KiB.
    pub fn folded(&self, block: usize) -> &str {
        let range = &self.list[block].folded;
        &self.folded[range.start as usize..range.end as usize]
    }

    /// The text runs that make up a block, as indices into the snapshot's runs.
    pub fn runs(&self, block: usize) -> &[u32] {
        let range = &self.list[block].runs;
        &self.run_order[range.start as usize..range.end as usize]
    }

    /// The alternative texts that make up a block.
    fn pictured<'p>(&self, page: &'p Snapshot, block: usize) -> impl Iterator<Item = &'p str> {
        let Range { start, end } = self.list[block].pictures;
        self.pictures[start as usize..end as usize].iter().map(|p| pictures::text(page, *p))
    }

    /// Whether a block's text is that of linked pictures.
    pub fn is_picture(&self, block: usize) -> bool {
        !self.list[block].pictures.is_empty()
    }

    /// The blocks inside an element, itself included.
    pub fn inside(&self, page: &Snapshot, element: u32) -> Range<usize> {
        self.before[element as usize] as usize..self.before[page.end(element) as usize] as usize
    }

    fn push_wordless(&mut self, page: &Snapshot, element: u32, pictures: &[u32]) {
        let start = self.folded.len();
        let first = self.pictures.len() as u32;
        self.pictures.extend(pictures);
        let pieces = pictures.iter().flat_map(|p| [(pictures::text(page, *p), true), (" ", true)]);
        let stats = fold(pieces, &mut self.folded, start + MAX_FOLDED);
        let folded = start as u32..self.folded.len() as u32;
        self.list.push(Block { element, stats, folded, runs: 0..0, pictures: first..self.pictures.len() as u32 });
    }

    fn push_text(&mut self, page: &Snapshot, element: u32, range: Range<usize>, runs: &[Run<'_>], in_link: &[bool]) {
        let start = self.folded.len();
        let mut last = None;
        let pieces = self.run_order[range.clone()].iter().flat_map(|&r| {
            let run = &runs[r as usize];
            let gap = last.replace(run.before).filter(|&from| breaks_line(page, from..run.before)).map(|_| (" ", false));
            gap.into_iter().chain([(run.text, in_link[run.element as usize])])
        });
        let stats = fold(pieces, &mut self.folded, start + MAX_FOLDED);
        let folded = start as u32..self.folded.len() as u32;
        self.list.push(Block { element, stats, folded, runs: range.start as u32..range.end as u32, pictures: 0..0 });
    }

    /// For every element index (and one past the last): how many blocks have a smaller one.
    fn count_before(&self, elements: usize) -> Vec<u32> {
        let mut before = vec![0; elements + 1];
        for block in &self.list {
            before[block.element as usize + 1] += 1;
        }
        for at in 1..before.len() {
            before[at] += before[at - 1];
        }
        before
    }
}

/// The elements that are blocks without a text run, in document order: frames, and the owners of pictures that ask.
fn wordless(page: &Snapshot, pictures: &[(u32, u32)]) -> Vec<(u32, Vec<u32>)> {
    let frames = (0..page.len() as u32).filter(|&e| page.tag(e) == Tag::Iframe).map(|e| (e, Vec::new()));
    let owners = pictures.chunk_by(|a, b| a.0 == b.0).map(|own| (own[0].0, own.iter().map(|p| p.1).collect()));
    let mut all: Vec<(u32, Vec<u32>)> = frames.chain(owners).collect();
    let order = order::by_key(all.len(), |at| all[at].0);
    order.into_iter().map(|at| std::mem::take(&mut all[at])).collect()
}

/// For every element: the block element that owns text standing in it, [`NONE`] in the head, which is not laid out.
fn owners(page: &Snapshot) -> Vec<u32> {
    let mut owners: Vec<u32> = Vec::with_capacity(page.len());
    for element in 0..page.len() as u32 {
        let owner = match page.parent(element) {
            _ if page.tag(element) == Tag::Head => NONE,
            Some(parent) if is_inline(page.tag(element)) || owners[parent as usize] == NONE => owners[parent as usize],
            _ => element,
        };
        owners.push(owner);
    }
    owners
}

/// For every element: whether it is, or stands inside, an element of this tag.
fn inside(page: &Snapshot, tag: Tag) -> Vec<bool> {
    let mut inside: Vec<bool> = Vec::with_capacity(page.len());
    for element in 0..page.len() as u32 {
        inside.push(page.tag(element) == tag || page.parent(element).is_some_and(|p| inside[p as usize]));
    }
    inside
}

/// Whether the elements between two runs of one block part its text into two lines. Many elements do: looking at all of
/// them would be quadratic in nested blocks.
fn breaks_line(page: &Snapshot, between: Range<u32>) -> bool {
    const LOOK: usize = 8;
    between.len() > LOOK || between.into_iter().any(|e| page.tag(e) == Tag::Br || !is_inline(page.tag(e)))
}

/// Elements that are part of a line of text (HTML's phrasing content); unknown elements are inline by default in every browser.
pub fn is_inline(tag: Tag) -> bool {
    matches!(tag as u8, t if (Tag::A as u8..=Tag::Wbr as u8).contains(&t))
        || matches!(tag, Tag::Other | Tag::Label | Tag::Output | Tag::Slot | Tag::Map | Tag::Progress | Tag::Meter)
}

/// The first words of some blocks, as a reader would see them, at most `limit` characters.
pub fn preview(page: &Snapshot, blocks: &Blocks, range: Range<usize>, limit: usize) -> String {
    let mut words = Vec::new();
    let mut length = 0;
    for block in range {
        let own = blocks.runs(block).iter().map(|&r| page.run(r as usize).text);
        let text: String = own.chain(blocks.pictured(page, block).flat_map(|alt| [alt, " "])).collect();
        for word in text.split_whitespace() {
            length += word.chars().count() + 1;
            words.push(word.to_owned());
            if length > limit {
                return cut(&words.join(" "), limit);
            }
        }
    }
    words.join(" ")
}

fn cut(text: &str, limit: usize) -> String {
    let kept: String = text.chars().take(limit.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
