//! What the reader chose, as far as the core must know it.

use crate::label::Label;
use crate::sketch::Sketch;
use serde::{Deserialize, Deserializer};

/// The core's settings; every field has a default, and unknown fields are passed over.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// What is hidden.
    pub mode: Mode,
    /// How sure the core must be.
    pub strictness: Strictness,
    /// Which kinds of nag are hidden.
    pub kinds: Kinds,
    /// What the reader said of this site's blocks, oldest first. The last [`MAX_CORRECTIONS`] of them count.
    pub corrections: Vec<Correction>,
}

/// Most corrections that are looked at on one page: each is held against every element. A reader who hides something by hand every
/// week on one site gets there in four years.
pub const MAX_CORRECTIONS: usize = 200;

/// What the reader said of a block: hide it, or show it, wherever it stands on the site.
#[derive(Clone, Debug, Deserialize)]
pub struct Correction {
    /// What is to be done with it.
    pub act: Act,
    /// What it is. `None` where that could not be read: such a correction matches nothing, and the others still count.
    #[serde(default, deserialize_with = "readable")]
    pub sketch: Option<Sketch>,
}

/// What a correction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Hides what matches.
    Hide,
    /// Leaves visible what matches.
    Show,
}

/// A sketch, if it can be read. What a later version wrote, or damage, is no reason to do nothing on a page.
fn readable<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Sketch>, D::Error> {
    Ok(Sketch::deserialize(deserializer).ok())
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
