//! Sketches of a page's elements, with what they need gathered once.

use super::names::{self, Names};
use super::{Place, Sketch, VERSION, words};
use crate::block::fold;
use crate::features::{CHARS, LINK_CHARS, PARTS, Page, WORDS};
use crate::model::{ARTICLE, Scores};
use crate::snapshot::{Attribute, NONE, Scope, Tag};
use crate::verdict::{LIKELY, Story};

/// Share of the page's words that a correction may hide. What holds most of the page is the page.
const MOST: f32 = 0.5;
/// Elements of one that says little whose attributes are read in place of a text, and bytes of each.
const FILLED: u32 = 12;
const ATTRIBUTE: usize = 200;
/// How far down a box is followed that has no names and holds but one other.
const LEVELS: usize = 3;
/// Fewest words of a passage of the story.
const PASSAGE: u32 = 8;

/// What is known of an element before it is looked at closely.
pub(crate) struct Outline<'a> {
    pub(super) length: u32,
    pub(super) names: &'a [u32],
}

/// Makes sketches of a page's elements.
pub(crate) struct Sketcher<'a, 'p> {
    page: &'a Page<'p>,
    story: &'a Story,
    names: Names,
    /// For every block, and one past the last: how many before it are passages of the story.
    told: Vec<u32>,
    /// The lowest hashes of every element's words, one list after the other, and where each element's list stands.
    hashes: Vec<u32>,
    spans: Vec<(u32, u32)>,
    /// The elements of the story's first and last paragraph.
    ends: Option<(u32, u32)>,
}

impl<'a, 'p> Sketcher<'a, 'p> {
    /// Reads a page. Linear in its elements and text.
    pub(crate) fn of(page: &'a Page<'p>, story: &'a Story, scores: &'a [Scores]) -> Self {
        let element = |block: usize| page.blocks.list()[block].element;
        let ends = Some(story.paragraphs.clone()).filter(|range| !range.is_empty() && page.snapshot.scope() == Scope::Page);
        let ends = ends.map(|range| (element(range.start), element(range.end - 1)));
        let spans = vec![(0, 0); page.snapshot.len()];
        let told = passages(page, story, scores);
        let mut sketcher = Sketcher { page, story, names: Names::of(page), told, hashes: Vec::new(), spans, ends };
        sketcher.gather();
        sketcher
    }

    /// The lists of words, from the last element to the first: an element's are the lowest of its own and of its children's.
    fn gather(&mut self) {
        let mut block = self.page.blocks.len();
        let mut list = Vec::new();
        for element in (0..self.page.snapshot.len() as u32).rev() {
            list.clear();
            if block > 0 && self.page.blocks.list()[block - 1].element == element {
                block -= 1;
                words::add(self.page.blocks.folded(block), &mut list);
            }
            let mut children = self.page.snapshot.children(element).filter(|c| self.spans[*c as usize].1 > 0);
            if let (true, Some(only), None) = (list.is_empty(), children.next(), children.next()) {
                self.spans[element as usize] = self.spans[only as usize];
                continue;
            }
            list.extend(self.page.snapshot.children(element).flat_map(|c| self.words_of(c)));
            words::keep_lowest(&mut list);
            self.spans[element as usize] = (self.hashes.len() as u32, list.len() as u32);
            self.hashes.extend_from_slice(&list);
        }
    }

    fn words_of(&self, element: u32) -> &[u32] {
        let (start, length) = self.spans[element as usize];
        &self.hashes[start as usize..(start + length) as usize]
    }

    /// Whether a correction may hide or spare an element at all: it is neither the page nor its story, and does not hold most of it.
    pub(crate) fn may_match(&self, element: u32) -> bool {
        let snapshot = self.page.snapshot;
        let holds = |inner: Option<u32>| inner.is_some_and(|inner| snapshot.contains(element, inner));
        let headline = self.page.headline.map(|block| self.page.blocks.list()[block].element);
        let is_page = matches!(snapshot.tag(element), Tag::Html | Tag::Head | Tag::Body | Tag::Main);
        // While a page is on its way, what stands at its end may still become anything.
        let open = snapshot.scope() == Scope::Early && snapshot.end(element) as usize == snapshot.len();
        let most = || self.length(element) > MOST * self.page.sum(&self.page.all(), WORDS) && snapshot.scope() == Scope::Page;
        !is_page
            && !open
            && !snapshot.is_partly_known(element)
            && !holds(self.story.container)
            && !holds(headline)
            && (!most() || self.lies_over(element))
    }

    /// What is known of an element without a sketch.
    pub(crate) fn outline(&self, element: u32) -> Outline<'_> {
        Outline { length: self.length(element) as u32, names: self.names.all_of(self.named(element)) }
    }

    /// Whether an element holds passages of the page's story. Nothing takes these away but their own text.
    pub(crate) fn tells(&self, element: u32) -> bool {
        let blocks = self.page.inside(element);
        self.told[blocks.end] > self.told[blocks.start]
    }

    /// What an element is.
    pub(crate) fn at(&self, element: u32) -> Sketch {
        let page = self.page;
        let blocks = page.inside(element);
        let mut words = self.words_of(element).to_vec();
        if words.len() < super::FEW {
            self.fill(element, &mut words);
        }
        let links = 100.0 * page.sum(&blocks, LINK_CHARS) / page.sum(&blocks, CHARS).max(1.0);
        Sketch {
            version: VERSION,
            kind: names::kind(page, element),
            names: self.names.own(page, self.named(element)),
            words,
            heading: self.heading(element),
            length: self.length(element) as u32,
            links: links as u32,
            parts: (0..PARTS.len()).map(|part| page.parts(element, part) as u32).collect(),
            place: self.place(element) as u32,
            over: u32::from(self.lies_over(element)),
        }
    }

    /// Takes from a sketch what it shares with others of its page that say something else: the names and headings of a template, by which
    /// one card of many would be all of them. An advertisement is meant wherever it stands.
    pub(crate) fn single_out(&self, element: u32, sketch: &mut Sketch) {
        let snapshot = self.page.snapshot;
        let apart = |other: u32| !snapshot.contains(element, other) && !snapshot.contains(other, element);
        let is_like = |other: u32| {
            let found = self.at(other);
            words::shared(&sketch.words, &found.words) < super::SAME_TEXT && sketch.matches(&found, self.tells(other)).is_some()
        };
        let mut others = (0..snapshot.len() as u32).filter(|e| apart(*e) && sketch.may_match(&self.outline(*e)));
        if !names::is_slot(self.page, self.named(element)) && others.any(|other| self.may_match(other) && is_like(other)) {
            sketch.names.clear();
            sketch.heading = 0;
        }
    }

    fn length(&self, element: u32) -> f32 {
        self.page.sum(&self.page.inside(element), WORDS)
    }

    /// The element whose names are an element's: the one box in it, where it has no names itself.
    fn named(&self, element: u32) -> u32 {
        let blocks = self.page.inside(element);
        let only = |e: &u32| {
            let mut children = self.page.snapshot.children(*e);
            children.next().filter(|c| children.next().is_none() && self.page.inside(*c) == blocks)
        };
        let mut down = std::iter::successors(Some(element), only).take(LEVELS);
        down.find(|e| !self.names.all_of(*e).is_empty()).unwrap_or(element)
    }

    /// Adds what attributes say of an element that says little: a picture's text, a field's, and where a link, form or frame leads. An
    /// address counts whole, since the start of one is the site's, and its last part once more.
    fn fill(&self, element: u32, out: &mut Vec<u32>) {
        use Attribute::{Action, Alt, AriaLabel, Href, Placeholder, Src, Title};
        let end = self.page.snapshot.end(element).min(element.saturating_add(FILLED));
        let mut folded = String::new();
        for (name, value) in (element..end).flat_map(|e| self.page.snapshot.attributes(e)) {
            if matches!(name, Alt | AriaLabel | Placeholder | Title) {
                folded.clear();
                fold(std::iter::once((value, false)), &mut folded, ATTRIBUTE);
                words::add(&folded, out);
            } else if matches!(name, Action | Href | Src) {
                let address = value.split(['?', '#']).next().unwrap_or(value).trim_end_matches('/');
                let last = address.rsplit('/').next().filter(|last| *last != address);
                out.extend(Some(address).into_iter().chain(last).filter(|part| !part.is_empty()).map(words::hash));
            }
        }
        words::keep_lowest(out);
    }

    /// The hash of the heading that an element begins with, and that stands over something.
    fn heading(&self, element: u32) -> u32 {
        let tag = |block: usize| self.page.snapshot.tag(self.page.blocks.list()[block].element);
        let is_heading = |block: usize| (Tag::H1 as u8..=Tag::H6 as u8).contains(&(tag(block) as u8));
        let blocks = self.page.inside(element);
        // An element's own text, a link below all boxes perhaps, is counted before what stands in them.
        let first = blocks.clone().find(|block| self.page.blocks.list()[*block].element != element);
        let mut list = Vec::new();
        if let Some(first) = first.filter(|first| blocks.len() > 1 && is_heading(*first)) {
            words::add(self.page.blocks.folded(first), &mut list);
        }
        list.into_iter().fold(0_u32, |all, word| all.rotate_left(5) ^ word) & super::read::MOST
    }

    fn place(&self, element: u32) -> Place {
        let inside = self.story.container.is_some_and(|story| self.page.snapshot.contains(story, element));
        match self.ends {
            Some((first, _)) if element < first => Place::Before,
            Some((_, last)) if element > last => Place::After,
            _ if inside => Place::Inside,
            Some(_) => Place::Beside,
            None => Place::Unknown,
        }
    }

    /// Whether an element is a dialog or pinned over the page, or stands in such a one.
    fn lies_over(&self, element: u32) -> bool {
        let snapshot = self.page.snapshot;
        let is_frame = |e: &u32| matches!(snapshot.tag(*e), Tag::Html | Tag::Body | Tag::Main);
        let over = |e: u32| snapshot.tag(e) == Tag::Dialog || snapshot.facts_of(e).is_some_and(|facts| facts.pinned());
        std::iter::once(element).chain(snapshot.ancestors(element)).take_while(|e| !is_frame(e)).take(48).any(over)
    }
}

/// For every block, and one past the last: how many before it are passages of the story, by what they say or because they stand among its
/// paragraphs as one of them.
fn passages(page: &Page<'_>, story: &Story, scores: &[Scores]) -> Vec<u32> {
    let of_story = |e: u32| story.container.is_some_and(|container| page.snapshot.contains(container, e));
    let among = |e: u32| story.parents.binary_search(&page.snapshot.parent(e).unwrap_or(NONE)).is_ok();
    let mut told = vec![0];
    for (block, own) in page.blocks.list().iter().enumerate() {
        let likely = scores[block][ARTICLE] >= LIKELY || among(own.element) && page.is_long_paragraph(block);
        let passage = likely && own.stats.words >= PASSAGE && !page.blocks.is_picture(block) && of_story(own.element);
        told.push(told[block] + u32::from(passage));
    }
    told
}
