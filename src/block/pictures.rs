//! Pictures that ask: a donate button that is an image says so in its alternative text only. Pictures that do not ask are no
//! blocks: a gallery's would stand between the texts of a page and say nothing of nags.

use super::fold;
use crate::lexicon::{Lexicon, PICTURED_CUES};
use crate::order;
use crate::snapshot::{Attribute, NONE, Snapshot, Tag};

/// The linked pictures and image buttons that ask, each with the element that owns it as it would own text, sorted by owner.
/// Owners with text of their own are left out: it says enough.
pub(super) fn asking(page: &Snapshot, owners: &[u32], in_link: &[bool], has_text: &[bool]) -> Vec<(u32, u32)> {
    let control = |e: u32| match page.tag(e) {
        Tag::Img => in_link[e as usize] || page.tag(owners[e as usize]) == Tag::Button,
        Tag::Input => page.attribute(e, Attribute::Type).is_some_and(|t| t.eq_ignore_ascii_case("image")),
        _ => false,
    };
    let found: Vec<(u32, u32)> = (0..page.len() as u32)
        .map(|e| (owners[e as usize], e))
        .filter(|&(owner, e)| owner != NONE && !has_text[owner as usize] && control(e) && asks(text(page, e)))
        .collect();
    order::by_key(found.len(), |at| found[at].0).into_iter().map(|at| found[at]).collect()
}

/// A picture's alternative text.
pub(super) fn text(page: &Snapshot, picture: u32) -> &str {
    page.attribute(picture, Attribute::Alt).unwrap_or_default()
}

fn asks(text: &str) -> bool {
    let mut folded = String::new();
    fold(std::iter::once((text, true)), &mut folded, text.len());
    PICTURED_CUES.meet(Lexicon::words().said(&folded, folded.len()))
}
