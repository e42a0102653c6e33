//! The rails that look at the page as a whole.

use super::counts::Counts;
use super::{Case, in_dialog};
use crate::features::{ASKING_CUES as ASKS, BUTTONS, Cues, INPUTS, Page, WORDS};
use crate::label::Label;
use crate::model::ARTICLE;
use crate::snapshot::{Attribute, NONE, Scope, Tag};
use crate::verdict::nag_label;
use crate::verdict::story::LIKELY;

/// Words from which a block of the story counts as a paragraph.
const PARAGRAPH: u32 = 12;
/// Share of the story's paragraphs that speak of something, from which it is the story's topic.
const TOPIC_SHARE: f32 = 0.34;
/// What is asked in addition of a block that speaks of the story's topic.
const TOPIC_ODDS: f32 = 2.5;
/// Share of a page's words that hiding may take away. What holds most of the page is the page.
const MOST: f32 = 0.5;
/// Fewest long paragraphs that a story has: a shop's page has one or two, and they may be the small print of a form.
const PARAGRAPHS: usize = 3;
/// Fewer words of story than this, and the page's purpose may be the appeal itself.
const PURPOSE_STORY: f32 = 60.0;
/// Fewer words of story than this under a headline that asks, and the page is about asking.
const TOPIC_STORY: f32 = 150.0;
/// Share of a dialog's words that must be hidden for the rest to go with them.
const MOST_OF_DIALOG: f32 = 0.6;
/// Most blocks of a paywall's plans.
const MOST_PLANS: usize = 24;
/// Fewest like items of a list, most that are looked at, and how far above a block its item may be.
const ITEMS: usize = 3;
const MOST_ITEMS: usize = 200;
const ITEM_LEVELS: usize = 3;
/// Share of a block's text that is a link, for an entry of a list of links; the spaces between its words are not counted in.
const LINKED: f32 = 0.7;
/// Fewest blocks that a heading heads.
const HEADED: usize = 2;
/// Share of the page's words that one label must hold to be the page's purpose.
const PURPOSE_SHARE: f32 = 0.35;

/// On a page whose purpose is the appeal (a donation page, a sign-up, a help page on subscriptions) nothing of its purpose is
/// touched: a page with little story that asks in its headline, or most of whose words ask. Where the story is *about* what the
/// label asks for, much more certainty is needed. Dialogs over the page are not its purpose.
pub(super) fn keep_purpose(case: &Case<'_, '_>, hide: &mut [bool]) {
    let page = case.page;
    if page.snapshot.scope() != Scope::Page {
        return;
    }
    let total = page.sum(&page.all(), WORDS).max(1.0);
    let outside: Vec<usize> = (0..hide.len()).filter(|b| !in_dialog(page, *b)).collect();
    for label in Label::NAGS {
        let of_label = |b: &&usize| nag_label(&case.scores[**b]) == label;
        let held: f32 = outside.iter().filter(of_label).filter(|b| hide[**b]).map(|b| case.words(*b) as f32).sum();
        let about = is_topic(case, label, hide);
        let little = case.story.words < if about { TOPIC_STORY } else { PURPOSE_STORY };
        let sure = case.thresholds.odds_for(label) + TOPIC_ODDS;
        if little && (about || held >= PURPOSE_SHARE * total) {
            outside.iter().for_each(|b| hide[*b] = false);
        } else if about {
            outside.iter().filter(of_label).filter(|b| case.odds[**b] < sure).for_each(|b| hide[*b] = false);
        }
    }
}

/// One of many like items stays with them if it has neither field nor button and at least half of its siblings ask for nothing: a link in a
/// list of links that does not ask either, and, where there is no story, whatever it says: a letter in a mailbox.
pub(super) fn keep_items(case: &Case<'_, '_>, hide: &mut [bool]) {
    let page = case.page;
    if page.snapshot.scope() != Scope::Page {
        return;
    }
    let is_list = case.story.words < PURPOSE_STORY;
    let asked = hide.to_vec();
    let going = Counts::of(hide.len(), |b| asked[b]);
    let goes = |e: u32| going.any(&page.inside(e));
    let links = Counts::of(hide.len(), |b| page.blocks.list()[b].stats.link_density() >= LINKED);
    let linked = |e: u32| links.all(&page.inside(e));
    // What stands among links is no entry of theirs where most of its surroundings is text.
    let is_menu = |e: u32| 4 * links.within(&page.inside(e)) as usize >= 3 * page.inside(e).len();
    let alike = |a: u32, b: u32| {
        page.snapshot.tag(a) == page.snapshot.tag(b)
            && page.snapshot.attribute(a, Attribute::Class) == page.snapshot.attribute(b, Attribute::Class)
    };
    let is_item = |e: u32| {
        let Some(parent) = page.snapshot.parent(e) else { return false };
        let like = |other: &u32| alike(e, *other) && (is_list || linked(*other));
        let siblings: Vec<u32> = page.snapshot.children(parent).take(MOST_ITEMS).filter(like).collect();
        let asking = siblings.iter().filter(|other| goes(**other)).count();
        let control = [INPUTS, BUTTONS].into_iter().any(|part| case.page.parts(e, part) > 0.0);
        // Paragraphs follow one another; they are no items.
        page.snapshot.tag(e) != Tag::P
            && (is_list || linked(e) && is_menu(parent))
            && siblings.len() >= ITEMS
            && 2 * asking <= siblings.len()
            && !control
    };
    let kept = |b: usize| {
        let own = page.climb(b).take_while(|e| !matches!(page.snapshot.tag(*e), Tag::Main | Tag::Body | Tag::Html));
        let innocent = is_list || !case.says(b, ASKS);
        innocent
            && nag_label(&case.scores[b]) != Label::Ad
            && !in_dialog(page, b)
            && own.take(ITEM_LEVELS).into_iter().any(is_item)
    };
    (0..hide.len()).filter(|b| asked[*b] && kept(*b)).for_each(|b| hide[b] = false);
}

/// The heading of something that stays, stays with it: nothing that it heads is hidden, and it does not ask itself.
pub(super) fn keep_headings(case: &Case<'_, '_>, hide: &mut [bool]) {
    let page = case.page;
    let asked = hide.to_vec();
    let going = Counts::of(hide.len(), |b| asked[b]);
    let is_heading = |b: usize| {
        let tag = page.snapshot.tag(page.blocks.list()[b].element);
        (Tag::H1 as u8..=Tag::H6 as u8).contains(&(tag as u8))
    };
    let heads_what_stays = |b: usize| {
        let Some(parent) = page.snapshot.parent(page.blocks.list()[b].element) else { return false };
        let headed = page.inside(parent);
        !matches!(page.snapshot.tag(parent), Tag::Body | Tag::Main | Tag::Article)
            && headed.len() > HEADED
            && going.within(&headed) == u32::from(asked[b])
    };
    let kept = |b: usize| asked[b] && is_heading(b) && !case.says(b, ASKS) && !in_dialog(page, b) && heads_what_stays(b);
    (0..hide.len()).filter(|b| kept(*b)).for_each(|b| hide[b] = false);
}

/// A paywall offers a plan or a few; a long table of plans, with all that each holds, is what the reader came for.
pub(super) fn keep_plans(case: &Case<'_, '_>, hide: &mut [bool]) {
    let plan = |b: &usize| hide[*b] && nag_label(&case.scores[*b]) == Label::Subscribe && !in_dialog(case.page, *b);
    let plans: Vec<usize> = (0..hide.len()).filter(plan).collect();
    if plans.len() > MOST_PLANS {
        plans.into_iter().for_each(|b| hide[b] = false);
    }
}

/// Whether the page is about what the label asks for: its headline says so, or many of its story's paragraphs do.
fn is_topic(case: &Case<'_, '_>, label: Label, hide: &[bool]) -> bool {
    let cues = match label {
        Label::Donate => const { Cues::of(&["donate", "support"]) },
        Label::Subscribe => const { Cues::of(&["subscribe", "account"]) },
        Label::Newsletter => const { Cues::of(&["newsletter", "follow"]) },
        Label::Consent => const { Cues::of(&["consent", "blocker", "legal"]) },
        _ => return false,
    };
    let page = case.page;
    let says = |block: usize| case.says(block, cues);
    let headline = |b: &usize| page.headline == Some(*b) || page.snapshot.tag(page.blocks.list()[*b].element) == Tag::H1;
    // A paragraph that speaks of it may not look like story to the model; it is one as long as nothing would hide it.
    let of_story = |b: usize| {
        let parent = page.snapshot.parent(page.blocks.list()[b].element).unwrap_or(NONE);
        case.holds_paragraphs(parent) && !hide[b] || case.scores[b][ARTICLE] >= LIKELY
    };
    let told: Vec<usize> = page.all().filter(|b| case.words(*b) >= PARAGRAPH && of_story(*b)).collect();
    let paragraphs = told.len();
    let saying = told.into_iter().filter(|b| says(*b)).count();
    page.all().filter(headline).any(says) || saying >= 2 && saying as f32 >= TOPIC_SHARE * paragraphs as f32
}

/// A dialog goes whole: where most of its words are hidden, its small print, its lists and its switches are too. None that may
/// hold the story.
pub(super) fn complete_dialogs(case: &Case<'_, '_>, hide: &mut [bool]) {
    let page = case.page;
    let going = Counts::sums(hide.len(), |b| if hide[b] { case.words(b) } else { 0 });
    let told = Counts::of(hide.len(), |b| case.scores[b][ARTICLE] >= LIKELY);
    // What stands in a dialog that went has gone with it.
    let mut end = 0;
    for element in (1..page.snapshot.len() as u32).filter(|e| is_dialog(page, *e)) {
        let blocks = page.inside(element);
        let hidden = going.within(&blocks) as f32;
        let most = hidden > 0.0 && hidden >= MOST_OF_DIALOG * page.sum(&blocks, WORDS);
        if element >= end && most && !told.any(&blocks) {
            hide[blocks].fill(true);
            end = page.snapshot.end(element);
        }
    }
}

/// Whether an element says that it is a dialog, or is pinned over the page.
fn is_dialog(page: &Page<'_>, element: u32) -> bool {
    let snapshot = page.snapshot;
    let says = |name, values: &[&str]| snapshot.attribute(element, name).is_some_and(|value| values.contains(&value));
    !matches!(snapshot.tag(element), Tag::Body | Tag::Main | Tag::Article)
        && (snapshot.tag(element) == Tag::Dialog
            || says(Attribute::Role, &["dialog", "alertdialog"])
            || says(Attribute::AriaModal, &["true"])
            || snapshot.facts_of(element).is_some_and(|facts| facts.pinned()))
}

/// If hiding would take most of the page's words, or most of its long paragraphs, nothing is hidden but what lies in a dialog:
/// its lists of cookies can be longer than the page. A whole essay on privacy can read like a privacy notice.
pub(super) fn keep_most(case: &Case<'_, '_>, hide: &mut [bool]) {
    if case.page.snapshot.scope() != Scope::Page {
        return;
    }
    let dialogs: Vec<bool> = (0..hide.len()).map(|b| hide[b] && in_dialog(case.page, b)).collect();
    let takes_most = |of: &dyn Fn(usize) -> bool| {
        let sum = |counts: &dyn Fn(usize) -> bool| -> u32 {
            (0..hide.len()).filter(|b| counts(*b) && of(*b)).map(|b| case.words(b)).sum()
        };
        sum(&|b| hide[b] && !dialogs[b]) as f32 > MOST * sum(&|b| !dialogs[b]) as f32
    };
    let long = |b: usize| case.page.is_long_paragraph(b);
    let several = (0..hide.len()).filter(|b| hide[*b] && !dialogs[*b] && long(*b)).count() >= PARAGRAPHS;
    if takes_most(&|_| true) || several && takes_most(&long) {
        hide.copy_from_slice(&dialogs);
    }
}
