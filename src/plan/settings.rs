//! What the reader chose, as far as the core must know it.

use crate::label::Label;
use serde::Deserialize;

/// The core's settings; every field has a default, and unknown fields are passed over.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// What is hidden.
    pub mode: Mode,
    /// How sure the core must be.
    pub strictness: Strictness,
    /// Which kinds of nag are hidden.
    pub kinds: Kinds,
}

/// What is hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Nags.
    #[default]
    Clean,
    /// Everything but the story.
    Focus,
}

/// How sure the core must be before it hides a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strictness {
    /// Surer: more nags stay.
    Careful,
    /// As measured best.
    #[default]
    Normal,
    /// Less sure: more is hidden, and more of it wrongly.
    Thorough,
}

/// Which kinds of nag are hidden; all by default.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "each field is the label of its name")]
pub struct Kinds {
    pub donate: bool,
    pub subscribe: bool,
    pub newsletter: bool,
    pub consent: bool,
    pub ad: bool,
}

impl Default for Kinds {
    fn default() -> Self {
        Kinds { donate: true, subscribe: true, newsletter: true, consent: true, ad: true }
    }
}

impl Kinds {
    /// Whether the reader wants blocks of this label hidden.
    pub fn wants(&self, label: Label) -> bool {
        match label {
            Label::Donate => self.donate,
            Label::Subscribe => self.subscribe,
            Label::Newsletter => self.newsletter,
            Label::Consent => self.consent,
            Label::Ad => self.ad,
            _ => false,
        }
    }
}
