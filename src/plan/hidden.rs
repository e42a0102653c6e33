//! The elements that a plan hides: in document order, none inside another.

use crate::features::{PARTS, Page};

/// Most pieces of a container that stay hidden around something spared; one of more is a part of the page, not a box.
const PIECES: usize = 8;

/// Elements to hide, each with the correction that hides it, if one does.
pub(super) struct Hidden<'a> {
    page: &'a Page<'a>,
    entries: Vec<(u32, Option<usize>)>,
}

impl<'a> Hidden<'a> {
    /// What the verdicts hide: in document order, none inside another.
    pub(super) fn of(page: &'a Page<'a>, elements: Vec<u32>) -> Self {
        Hidden { page, entries: elements.into_iter().map(|element| (element, None)).collect() }
    }

    pub(super) fn entries(&self) -> &[(u32, Option<usize>)] {
        &self.entries
    }

    /// Hides an element. What is hidden inside it goes with it; where it stands in something hidden, nothing changes.
    pub(super) fn add(&mut self, element: u32, correction: usize) {
        let inside = self.inside(element);
        if self.around(inside.start, element).is_none() {
            self.entries.splice(inside, [(element, Some(correction))]);
        }
    }

    /// Shows an element: what verdicts hide of it is taken back, and of what is hidden around it, if it falls into few pieces, the rest
    /// stays hidden. What the reader hid inside it stays so. Returns the first that is no longer hidden, if anything changed.
    pub(super) fn spare(&mut self, element: u32) -> Option<u32> {
        let inside = self.inside(element);
        if let Some(at) = self.around(inside.start, element) {
            let (outer, correction) = self.entries[at];
            let pieces = self.pieces(outer, element).unwrap_or_default();
            self.entries.splice(at..at + 1, pieces.into_iter().map(|piece| (piece, correction)));
            return Some(outer);
        }
        let first = self.entries[inside.clone()].iter().find(|(_, correction)| correction.is_none())?.0;
        let (start, end) = (element, self.page.snapshot.end(element));
        self.entries.retain(|(e, correction)| correction.is_some() || !(start..end).contains(e));
        Some(first)
    }

    /// The entries inside an element, itself included.
    fn inside(&self, element: u32) -> std::ops::Range<usize> {
        let end = self.page.snapshot.end(element);
        self.entries.partition_point(|(e, _)| *e < element)..self.entries.partition_point(|(e, _)| *e < end)
    }

    /// The entry around an element that stands before this place, if there is one.
    fn around(&self, place: usize, element: u32) -> Option<usize> {
        let before = place.checked_sub(1)?;
        Some(before).filter(|at| self.page.snapshot.contains(self.entries[*at].0, element))
    }

    /// What stands in `outer` beside `spared`; `None` where it is too much, or text that no element holds by itself.
    fn pieces(&self, outer: u32, spared: u32) -> Option<Vec<u32>> {
        let snapshot = self.page.snapshot;
        let mut pieces = Vec::new();
        let mut inner = spared;
        while inner != outer {
            let parent = snapshot.parent(inner)?;
            let first = self.page.inside(parent).start;
            if self.page.blocks.list()[first].element == parent {
                return None;
            }
            pieces.extend(snapshot.children(parent).filter(|child| *child != inner && self.shows(*child)).take(PIECES + 1));
            if pieces.len() > PIECES {
                return None;
            }
            inner = parent;
        }
        pieces.sort_unstable();
        Some(pieces)
    }

    /// Whether an element has anything to show.
    fn shows(&self, element: u32) -> bool {
        !self.page.inside(element).is_empty() || (0..PARTS.len()).any(|part| self.page.parts(element, part) > 0.0)
    }
}
