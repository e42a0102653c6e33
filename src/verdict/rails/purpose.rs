//! The rails of what the reader came for: the page's own form, and the controls by which things are opened.

use super::counts::Counts;
use super::paragraphs::is_heading;
use super::{Case, in_dialog, is_within};
use crate::features::{BUTTONS, Cues, Hints, INPUTS, hints_at};
use crate::label::Label;
use crate::model::ARTICLE;
use crate::snapshot::{Attribute, Scope, Tag};
use crate::verdict::nag_label;
use crate::verdict::story::LIKELY;

/// Most words of a control by itself.
const CONTROL: u32 = 4;
/// Fewest hidden blocks of a box that a button goes with.
const BOX: usize = 2;
/// Cues of a control that asks, wherever it stands.
const SEEKING: Cues = Cues::of(&["donate", "support", "subscribe", "newsletter", "follow", "consent", "blocker"]);
/// Share of its text that is a link, for a line that is one.
const LINKED: f32 = 0.9;
/// How far up a box or a form is looked for, and how many of a form's elements are looked at.
const LEVELS: usize = 5;
const FORM_ELEMENTS: u32 = 80;
/// Fewer words of story than this, and a form under the headline is what the page is for.
const STORY: f32 = 250.0;
/// Fewer words of story before the form.
const LEAD: u32 = 100;

/// A bare "Donate", "Log in" or "Cookie settings" that belongs to no appeal is how the reader gets there: in the site's furniture,
/// and everywhere if it asks for nothing ("Chat with us").
pub(super) fn keep_lone_controls(case: &Case<'_, '_>, hide: &mut [bool]) {
    let asked = hide.to_vec();
    let going = Counts::of(hide.len(), |b| asked[b]);
    let lone = |b: usize| {
        let page = case.page;
        let is_frame = |e: u32| matches!(page.snapshot.tag(e), Tag::Body | Tag::Main | Tag::Article);
        let near = page.climb(b).take(LEVELS).take_while(|e| !is_frame(*e)).chain([page.containers[b][0]]);
        let with_others = |e: u32| going.within(&page.inside(e)) > u32::from(asked[b]);
        nag_label(&case.scores[b]) != Label::Ad && is_control(case, b) && !near.into_iter().any(with_others)
    };
    // "Cookie settings" opens what the reader asks for, wherever it stands; a notice says more than that.
    let leads = |b: usize| {
        let anywhere = nag_label(&case.scores[b]) == Label::Consent || in_furniture(case, b);
        !case.says(b, SEEKING) || anywhere && !is_within(case.page, b, const { Hints::of(&["modal", "sticky"]) })
    };
    (0..hide.len()).filter(|b| asked[*b] && lone(*b) && leads(*b)).for_each(|b| hide[b] = false);
}

/// A button goes with the appeal that it belongs to: "No thanks" asks for nothing, and stands in a box of which all else is hidden. In
/// a part of a page, where nothing is known of what stands around it, so does a heading.
pub(super) fn complete_boxes(case: &Case<'_, '_>, hide: &mut [bool]) {
    let page = case.page;
    let asked = hide.to_vec();
    let is_whole = page.snapshot.scope() == Scope::Page;
    let is_part = |b: usize| !is_story(case, b) && (is_control(case, b) || !is_whole && is_heading(case, b));
    let is_frame = |e: u32| matches!(page.snapshot.tag(e), Tag::Body | Tag::Main | Tag::Article | Tag::Html);
    let going = Counts::of(hide.len(), |b| asked[b]);
    let staying = Counts::of(hide.len(), |b| !asked[b] && (is_whole || !is_part(b)));
    let belongs = |b: usize| {
        let mut boxes = page.climb(b).skip(1).take(2).take_while(|e| !is_frame(*e)).map(|e| page.inside(e));
        // It stays itself, where it is not counted as a part.
        boxes.any(|blocks| going.within(&blocks) as usize >= BOX && staying.within(&blocks) == u32::from(is_whole))
    };
    let left: Vec<usize> = (0..hide.len()).filter(|b| !asked[*b] && is_part(*b) && belongs(*b)).collect();
    left.into_iter().for_each(|b| hide[b] = true);
}

fn is_story(case: &Case<'_, '_>, block: usize) -> bool {
    case.scores[block][ARTICLE] >= LIKELY
}

/// Whether a block stands in the site's header, menu or footer.
fn in_furniture(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    let built = |e: u32| matches!(page.snapshot.tag(e), Tag::Header | Tag::Nav | Tag::Footer | Tag::Menu);
    page.climb(block).any(|e| built(e) || hints_at(page.hints[e as usize], const { Hints::of(&["nav"]) }))
}

/// Whether a block is a button or a link and nothing else.
fn is_control(case: &Case<'_, '_>, block: usize) -> bool {
    let own = &case.page.blocks.list()[block];
    let linked = own.stats.link_density() >= LINKED || case.page.parts(own.element, BUTTONS) > 0.0;
    own.stats.words <= CONTROL && linked && case.page.parts(own.element, INPUTS) == 0.0 && !case.page.blocks.is_picture(block)
}

/// A form with room for a message is for writing to somebody, whatever address it asks for.
pub(super) fn message_form(case: &Case<'_, '_>, block: usize) -> bool {
    let page = case.page;
    let is_frame = |e: u32| matches!(page.snapshot.tag(e), Tag::Body | Tag::Main | Tag::Article);
    let mut boxes = page.climb(block).take(LEVELS).take_while(|e| !is_frame(*e));
    let Some(form) = boxes.find(|e| case.page.parts(*e, INPUTS) > 0.0) else { return false };
    let end = page.snapshot.end(form).min(form + FORM_ELEMENTS);
    // Programs that fill what nobody sees are caught by such fields.
    let captcha = |e: u32| page.snapshot.attribute(e, Attribute::Name).is_some_and(|name| name.contains("captcha"));
    let message = |e: u32| page.snapshot.tag(e) == Tag::Textarea && !captcha(e) && !page.is_away(e);
    nag_label(&case.scores[block]) == Label::Newsletter && (form..end).any(message)
}

/// On a page with little story, a form that follows its headline is what the reader came for: a log-in, a sign-up, a
/// registration, a question to the editors.
pub(super) fn keep_form_of_page(case: &Case<'_, '_>, hide: &mut [bool]) {
    let page = case.page;
    let heading = |b: &usize| page.headline == Some(*b) || page.snapshot.tag(page.blocks.list()[*b].element) == Tag::H1;
    let Some(heading) = page.all().find(heading).filter(|_| case.story.words < STORY) else { return };
    let inside_page = |e: &u32| !matches!(page.snapshot.tag(*e), Tag::Body | Tag::Html);
    let holds_form = |e: &u32| case.page.parts(*e, INPUTS) > 0.0;
    let Some(form) = page.climb(heading).take_while(inside_page).find(holds_form) else { return };
    let lead = (heading + 1..hide.len()).take_while(|b| !hide[*b]).map(|b| case.words(b)).sum::<u32>();
    if lead < LEAD {
        page.inside(form).filter(|b| !in_dialog(page, *b)).for_each(|b| hide[b] = false);
    }
}
