//! What a block can be.

use serde::{Deserialize, Serialize};

/// What a block is, by what it says and does. `docs/labels.md` has the definitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// The page's own main content.
    Article,
    /// Asks the reader for money as support.
    Donate,
    /// Asks for a paid subscription or an account.
    Subscribe,
    /// Asks for an e-mail address, a follow or an install.
    Newsletter,
    /// Cookie, privacy and age notices, ad-blocker and browser notices.
    Consent,
    /// Advertising and the publisher's own promotion.
    Ad,
    /// Links to other content.
    Related,
    /// Share, print, save, counters.
    Social,
    /// Readers' comments.
    Comments,
    /// About the article or its author.
    Meta,
    /// Site furniture.
    Nav,
    /// None of these.
    Other,
}

impl Label {
    /// All labels.
    pub const ALL: [Label; 12] = [
        Label::Article,
        Label::Donate,
        Label::Subscribe,
        Label::Newsletter,
        Label::Consent,
        Label::Ad,
        Label::Related,
        Label::Social,
        Label::Comments,
        Label::Meta,
        Label::Nav,
        Label::Other,
    ];
    /// The labels that are hidden, where the reader wants them to be.
    pub const NAGS: [Label; 5] = [Label::Donate, Label::Subscribe, Label::Newsletter, Label::Consent, Label::Ad];

    /// Whether a block of this label is a nag.
    pub fn is_nag(self) -> bool {
        Label::NAGS.contains(&self)
    }

    /// The label's name, as `docs/labels.md` and the plan write it.
    pub fn name(self) -> &'static str {
        match self {
            Label::Article => "article",
            Label::Donate => "donate",
            Label::Subscribe => "subscribe",
            Label::Newsletter => "newsletter",
            Label::Consent => "consent",
            Label::Ad => "ad",
            Label::Related => "related",
            Label::Social => "social",
            Label::Comments => "comments",
            Label::Meta => "meta",
            Label::Nav => "nav",
            Label::Other => "other",
        }
    }

    /// The label with this name.
    pub fn from_name(name: &str) -> Option<Label> {
        Label::ALL.into_iter().find(|l| l.name() == name)
    }
}
