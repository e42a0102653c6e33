//! What the reader said of a site's blocks, carried out on this page: it goes before any verdict.

use super::hidden::Hidden;
use super::settings::{Act, Correction, MAX_CORRECTIONS};
use super::{PREVIEW, Spared};
use crate::features::Page;
use crate::sketch::{Sketch, Sketcher};
use crate::verdict::Judgement;

/// Something spared: the element, the correction that spares it, and what would have been hidden.
pub(super) struct Spare {
    pub element: u32,
    pub correction: usize,
    pub instead_of: u32,
}

impl Spare {
    /// It as the reader sees it.
    pub(super) fn tell(self, page: &Page<'_>, judgement: &Judgement) -> Spared {
        let (label, ..) = super::described(page, judgement, self.instead_of);
        let text = crate::block::preview(page.snapshot, page.blocks, page.inside(self.element), PREVIEW);
        Spared { element: self.element, label, text, correction: self.correction }
    }
}

/// An element that a correction means.
#[derive(Clone, Copy)]
struct Match {
    element: u32,
    correction: usize,
    act: Act,
    likeness: f32,
}

/// What came of the corrections.
pub(super) struct Applied {
    /// What was spared, in document order.
    pub spared: Vec<Spare>,
    /// All that is to be shown, hidden or not, each with its correction.
    pub shown: Vec<(u32, usize)>,
}

/// Hides and spares what the corrections mean.
pub(super) fn apply(page: &Page<'_>, judgement: &Judgement, corrections: &[Correction], hidden: &mut Hidden<'_>) -> Applied {
    let matches = find(page, judgement, corrections);
    for found in matches.iter().filter(|found| found.act == Act::Hide) {
        hidden.add(found.element, found.correction);
    }
    let shown: Vec<(u32, usize)> =
        matches.iter().filter(|found| found.act == Act::Show).map(|found| (found.element, found.correction)).collect();
    let mut spared = Vec::new();
    for (element, correction) in shown.iter().copied() {
        if let Some(instead_of) = hidden.spare(element) {
            spared.push(Spare { element, correction, instead_of });
        }
    }
    Applied { spared, shown }
}

/// What the corrections mean on this page, in document order: each element once, and none of an act inside another of the same.
fn find(page: &Page<'_>, judgement: &Judgement, corrections: &[Correction]) -> Vec<Match> {
    let first = corrections.len().saturating_sub(MAX_CORRECTIONS);
    let known: Vec<(usize, Act, &Sketch)> =
        corrections.iter().enumerate().skip(first).filter_map(|(at, c)| Some((at, c.act, c.sketch.as_ref()?))).collect();
    if known.is_empty() {
        return Vec::new();
    }
    let sketcher = Sketcher::of(page, &judgement.story, &judgement.scores);
    let elements = (0..page.snapshot.len() as u32).filter(|e| sketcher.may_match(*e));
    let matches: Vec<Match> = elements.filter_map(|element| likest(&sketcher, element, &known)).collect();
    let of = |act| matches.iter().copied().filter(|found| found.act == act).collect();
    [Act::Hide, Act::Show].into_iter().flat_map(|act| disjoint(page, of(act))).collect()
}

/// The correction that means an element, if one does: the likest, and of equals the reader's last word.
fn likest(sketcher: &Sketcher<'_, '_>, element: u32, known: &[(usize, Act, &Sketch)]) -> Option<Match> {
    let outline = sketcher.outline(element);
    let mut near = known.iter().filter(|(_, _, sketch)| sketch.may_match(&outline)).peekable();
    near.peek()?;
    let (own, tells) = (sketcher.at(element), sketcher.tells(element));
    let matched = |(correction, act, sketch): &(usize, Act, &Sketch)| {
        let likeness = sketch.matches(&own, tells)?;
        Some(Match { element, correction: *correction, act: *act, likeness })
    };
    near.filter_map(matched).max_by(|a, b| a.likeness.total_cmp(&b.likeness))
}

/// Of matches (in document order) that stand in each other, the likest; of equals the outermost.
fn disjoint(page: &Page<'_>, matches: Vec<Match>) -> Vec<Match> {
    let mut taken: Vec<Match> = Vec::new();
    for found in matches {
        let around = |outer: &mut Match| page.snapshot.contains(outer.element, found.element);
        if taken.last_mut().is_none_or(|outer| !around(outer) || outer.likeness < found.likeness) {
            taken.pop_if(around);
            taken.push(found);
        }
    }
    taken
}
