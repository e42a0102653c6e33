//! The appeal's own way to give or to subscribe: who hides the letter may still want to answer it.

use crate::block::fold;
use crate::features::{Cues, Hints, Page, hints_at};
use crate::label::Label;
use crate::lexicon::Lexicon;
use crate::snapshot::{Attribute, Tag};

/// Bytes of a link's text that are read: one that asks is short.
const TEXT: usize = 200;
/// Texts and pictures in a link that are read.
const LOOK: u32 = 32;
/// What speaks for a link: that it asks, that its address does, that it is for what the appeal is for, that it looks like a button.
const SAYS: u32 = 4;
const LEADS: u32 = 3;
const OWN: u32 = 2;
const BUTTON: u32 = 1;
/// Cues of links that ask for money or for a subscription.
const GIVES: Cues = Cues::of(&["donate", "support"]);
const SUBSCRIBES: Cues = Cues::of(&["subscribe"]);
/// Names of links that look like buttons.
const BUTTONS: [&str; 3] = ["button", "btn", "cta"];

/// The address of the strongest link inside a hidden element that asks for money or for a subscription, as the page writes it. `None`
/// where there is none, and for what asks for neither.
pub(super) fn link(page: &Page<'_>, element: u32, label: Label) -> Option<String> {
    if !matches!(label, Label::Donate | Label::Subscribe) {
        return None;
    }
    let links = (element..page.snapshot.end(element)).filter(|e| page.snapshot.tag(*e) == Tag::A && !page.is_away(*e));
    let strength = |link: u32| {
        let (address, text) = (address(page, link)?, text(page, link));
        let said = Lexicon::words().said(&text, TEXT);
        let leads_to = page.addresses[link as usize];
        // "Already a subscriber? Log in" gives nothing.
        let asks = GIVES.meet(said) || SUBSCRIBES.meet(said) && !const { Cues::of(&["account"]) }.meet(said);
        let leads = hints_at(leads_to, const { Hints::of(&["donate", "subscribe"]) });
        let own = match label {
            Label::Donate => const { Cues::of(&["donate"]) }.meet(said) || hints_at(leads_to, const { Hints::of(&["donate"]) }),
            _ => SUBSCRIBES.meet(said) || hints_at(leads_to, const { Hints::of(&["subscribe"]) }),
        };
        let strength = u32::from(asks) * SAYS + u32::from(leads) * LEADS + u32::from(own && (asks || leads)) * OWN;
        (strength > 0).then(|| (strength + u32::from(is_button(page, link)) * BUTTON, address))
    };
    // Of equals the first: `max_by_key` takes the last.
    links.filter_map(strength).rev().max_by_key(|(strength, _)| *strength).map(|(_, address)| address.to_owned())
}

/// Where a link leads, if it leads to a page.
fn address<'p>(page: &Page<'p>, link: u32) -> Option<&'p str> {
    let address = page.snapshot.link(link)?.trim_matches(|c: char| c <= ' ');
    let scheme = address.split(['/', '?', '#']).next().and_then(|start| start.split_once(':')).map(|(scheme, _)| scheme);
    let is_page = scheme.is_none_or(|scheme| ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)));
    Some(address).filter(|address| is_page && !address.is_empty() && !address.starts_with('#'))
}

/// The start of a link's folded text, with that of its pictures.
fn text(page: &Page<'_>, link: u32) -> String {
    let end = page.snapshot.end(link).min(link.saturating_add(LOOK));
    let pictures = (link..end).filter_map(|e| page.snapshot.attribute(e, Attribute::Alt));
    let label = page.snapshot.attribute(link, Attribute::AriaLabel);
    let mut text = String::new();
    for part in page.snapshot.runs_inside(link).take(LOOK as usize).map(|run| run.text).chain(pictures).chain(label) {
        text.push_str(part);
        text.push(' ');
    }
    let mut folded = String::new();
    fold(std::iter::once((text.as_str(), true)), &mut folded, TEXT);
    folded
}

fn is_button(page: &Page<'_>, link: u32) -> bool {
    let says = |name, value: &str| page.snapshot.attribute(link, name).is_some_and(|v| v.to_ascii_lowercase().contains(value));
    says(Attribute::Role, "button") || BUTTONS.iter().any(|name| says(Attribute::Class, name))
}
