//! Why: the model's own contributions, gathered under codes that the interface translates.

use super::Judgement;
use crate::features::Page;
use crate::label::Label;
use crate::model::{self, ARTICLE, NEUTRAL};
use crate::order;
use serde::Serialize;
use std::sync::OnceLock;

/// Most reasons that are told of one block.
const TOLD: usize = 3;
/// Least contribution that counts, in log-odds.
const LEAST: f32 = 0.1;

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident),* $(,)?) => {
        /// A reason for a verdict. Its code, in kebab-case, is the name of its words in `_locales`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Reason { $($(#[$doc])* $variant),* }

        impl Reason {
            /// All reasons.
            pub const ALL: &[Reason] = &[$(Reason::$variant),*];
        }
    };
}

reasons! {
    /// Its words ask for money.
    AsksForMoney,
    /// Its words ask for a subscription or an account.
    AsksToSubscribe,
    /// Its words ask for an e-mail address, a follow or an install.
    AsksForEmail,
    /// Its words ask for consent, or speak of cookies and browsers.
    AsksForConsent,
    /// Its words advertise.
    Advertises,
    /// Amounts to choose from.
    HasAmounts,
    /// A form.
    HasForm,
    /// A field for an e-mail address.
    HasEmailField,
    /// A button.
    HasButton,
    /// A price or a currency sign.
    HasPrice,
    /// The page's own names or addresses say so.
    NamedSo,
    /// Speaks to the reader.
    AddressesReader,
    /// Stands after the story.
    AfterStory,
    /// Stands before the story.
    BeforeStory,
    /// Stands beside the story.
    BesideStory,
    /// Surrounded by story text.
    InsideStory,
    /// Lies over the page.
    Overlay,
    /// What stands around it is an appeal.
    PartOfAppeal,
    /// A frame as advertising uses it.
    AdFrame,
    /// Mostly links.
    LinkHeavy,
    /// Reads like story text.
    StoryText,
    /// The page's own content.
    PageContent,
    /// Belongs to the site, not to the page.
    SiteFurniture,
    /// Leads to other stories.
    LinksToStories,
    /// Shares or counts.
    Shares,
    /// Readers speak.
    ReaderComments,
    /// About the author or the article.
    AboutAuthor,
    /// The reader hid it.
    ByYou,
}

/// What a feature speaks of.
#[derive(Clone, Copy)]
enum Topic {
    /// A reason as it stands, told only where the feature is present.
    Said(Reason),
    /// The place; which reason it is depends on where the block stands.
    Place,
    /// Length, punctuation and shape: a reason only for story text.
    Shape,
}

/// The strongest reasons for a block's label, at most three, strongest first.
pub(super) fn strongest(page: &Page<'_>, judgement: &Judgement, block: usize, label: Label) -> Vec<Reason> {
    let class = match label {
        Label::Article => ARTICLE,
        nag if nag.is_nag() => Label::NAGS.iter().position(|l| *l == nag).unwrap_or(NEUTRAL),
        _ => NEUTRAL,
    };
    let (contributions, values) = judgement.contributions(page, block, class);
    let mut sums: Vec<(Reason, f32)> = Vec::new();
    for ((topic, contribution), value) in topics().iter().zip(contributions).zip(values) {
        let reason = match topic {
            Some(Topic::Said(reason)) if value > 0.0 => *reason,
            Some(Topic::Place) => place(page, judgement, block),
            Some(Topic::Shape) if class == ARTICLE => Reason::StoryText,
            _ => continue,
        };
        match sums.iter_mut().find(|(r, _)| *r == reason) {
            Some((_, sum)) => *sum += contribution,
            None => sums.push((reason, contribution)),
        }
    }
    sums.retain(|(_, sum)| *sum >= LEAST);
    let strongest = order::by_key(sums.len(), |at| !order::ascending(sums[at].1));
    let mut told: Vec<Reason> = strongest.into_iter().map(|at| sums[at].0).take(TOLD).collect();
    if told.is_empty() {
        told.push(if label.is_nag() {
            Reason::PartOfAppeal
        } else if label == Label::Article {
            Reason::PageContent
        } else {
            Reason::SiteFurniture
        });
    }
    told
}

fn place(page: &Page<'_>, judgement: &Judgement, block: usize) -> Reason {
    let paragraphs = &judgement.story.paragraphs;
    let in_container = judgement.story.container.is_some_and(|c| page.inside(c).contains(&block));
    match () {
        () if block < paragraphs.start => Reason::BeforeStory,
        () if block >= paragraphs.end => Reason::AfterStory,
        () if in_container => Reason::InsideStory,
        () => Reason::BesideStory,
    }
}

fn topics() -> &'static [Option<Topic>] {
    static TOPICS: OnceLock<Vec<Option<Topic>>> = OnceLock::new();
    TOPICS.get_or_init(|| model::names().iter().map(|name| topic(name)).collect())
}

fn topic(name: &str) -> Option<Topic> {
    let (family, member) = name.split_once('.').unwrap_or((name, ""));
    match family {
        "cue" | "c1_cue" | "c2_cue" | "c3_cue" | "cue_before" | "cue_after" | "heading_cue" | "wording" => {
            cue(member).map(Topic::Said)
        }
        "hint" if matches!(member, "modal" | "sticky") => Some(Topic::Said(Reason::Overlay)),
        "hint" | "links_to" if matches!(member, "content" | "credit" | "media" | "meta" | "form") => None,
        "hint" | "links_to" => Some(Topic::Said(Reason::NamedSo)),
        "in" if member == "dialog" => Some(Topic::Said(Reason::Overlay)),
        "in" if matches!(member, "form") => Some(Topic::Said(Reason::HasForm)),
        "own_parts" | "c1_parts" | "c2_parts" => part(member).map(Topic::Said),
        "tag" if member == "frame" => Some(Topic::Said(Reason::AdFrame)),
        "currency" => Some(Topic::Said(Reason::HasPrice)),
        "link_density" => Some(Topic::Said(Reason::LinkHeavy)),
        "blocks_before" | "words_before" | "story_before" | "from_start" | "to_end" | "to_long_before" | "to_long_after" => {
            Some(Topic::Place)
        }
        "words_log" | "chars_log" | "stops" | "commas" | "ends_sentence" | "words_near" => Some(Topic::Shape),
        _ => None,
    }
}

fn cue(name: &str) -> Option<Reason> {
    Some(match name {
        "donate" | "support" | "urge" => Reason::AsksForMoney,
        "subscribe" | "account" => Reason::AsksToSubscribe,
        "newsletter" | "follow" | "thankform" => Reason::AsksForEmail,
        "consent" | "blocker" | "legal" => Reason::AsksForConsent,
        "ad" | "commerce" => Reason::Advertises,
        "amount" => Reason::HasAmounts,
        "you" | "we" | "thanks" => Reason::AddressesReader,
        "related" => Reason::LinksToStories,
        "social" => Reason::Shares,
        "comments" => Reason::ReaderComments,
        "meta" | "byline" => Reason::AboutAuthor,
        "nav" => Reason::SiteFurniture,
        _ => return None,
    })
}

fn part(name: &str) -> Option<Reason> {
    Some(match name {
        "inputs" | "checks" => Reason::HasForm,
        "email_inputs" => Reason::HasEmailField,
        "buttons" => Reason::HasButton,
        "frames" => Reason::AdFrame,
        _ => return None,
    })
}
