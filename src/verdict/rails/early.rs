//! The rail of a page that is still on its way: only what is certain is hidden before the rest is known.

use super::counts::Counts;
use super::{Case, in_dialog};
use crate::features::{BUTTONS, INPUTS};
use crate::label::Label;
use crate::snapshot::{Scope, Tag};
use crate::verdict::nag_label;

/// What is asked in addition while neither the story nor the neighbours are known.
const EARLY: f32 = 0.5;
/// How far up a box is looked for: it is near what it holds.
const CLIMB: usize = 6;

/// While the page is on its way, boxes of which nothing is certain wait until it is whole.
pub(super) fn keep_uncertain(case: &Case<'_, '_>, hide: &mut [bool]) {
    if case.page.snapshot.scope() != Scope::Early {
        return;
    }
    let going = Counts::of(hide.len(), |b| hide[b]);
    let certain = Counts::of(hide.len(), |b| hide[b] && is_certain(case, b));
    let stays = |b: usize| certain.any(&case.page.inside(nag_box(case, b, &going)));
    let kept: Vec<bool> = (0..hide.len()).map(|b| hide[b] && stays(b)).collect();
    hide.copy_from_slice(&kept);
}

/// An ask is certain before the page is whole if it lies over the page, or has a field or a button, and the odds are high.
/// Advertising, the vaguest of labels, waits.
fn is_certain(case: &Case<'_, '_>, block: usize) -> bool {
    let label = nag_label(&case.scores[block]);
    let sure = || case.odds[block] >= case.thresholds.odds_for(label) + EARLY;
    let control = || boxes(case, block).any(|e| [INPUTS, BUTTONS].into_iter().any(|part| case.page.parts(e, part) > 0.0));
    label != Label::Ad && (is_open(case, block) || sure() && (in_dialog(case.page, block) || control()))
}

/// Whether the box of a block may still get what it asks with: it stands where a page ends that is on its way. It is read again with
/// what comes next.
pub(super) fn is_open(case: &Case<'_, '_>, block: usize) -> bool {
    if case.page.snapshot.scope() != Scope::Early {
        return false;
    }
    let last = case.page.snapshot.len() as u32 - 1;
    boxes(case, block).take(2).any(|e| case.page.snapshot.end(e) > last)
}

/// The largest box around a block that holds nothing but hidden blocks; its own element, if there is none.
fn nag_box(case: &Case<'_, '_>, block: usize, going: &Counts) -> u32 {
    let all_hidden = |e: &u32| going.all(&case.page.inside(*e));
    boxes(case, block).take_while(all_hidden).last().unwrap_or(case.page.blocks.list()[block].element)
}

/// The elements around a block, its own first, below the page's frame.
fn boxes<'a>(case: &'a Case<'_, '_>, block: usize) -> impl Iterator<Item = u32> + 'a {
    let is_frame = |e: u32| matches!(case.page.snapshot.tag(e), Tag::Html | Tag::Body | Tag::Main | Tag::Article);
    case.page.climb(block).take(CLIMB).take_while(move |e| !is_frame(*e))
}
