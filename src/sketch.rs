//! What an element is, so that it is known again on the site's other pages: what it says, what it is called and how it is built.
//! No path: a box that moved, or stands on a page that is made otherwise, is the same box.

mod names;
mod read;
mod sketcher;
mod words;

pub(crate) use sketcher::{Outline, Sketcher};

use crate::features::Page;
use crate::verdict::Judgement;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The version of what is written. A sketch of another one matches nothing.
pub const VERSION: u32 = 1;
/// Words that are kept of a text: of all that it says, those with the lowest hashes, which are a fair sample of it (Broder's bottom-k
/// sketch). With 32 of them the share of words that two texts have in common is known to about 9 points.
pub const MAX_WORDS: usize = 32;
/// Names that are kept; few elements have more that are their own.
pub const MAX_NAMES: usize = 12;

/// How far a likeness must go, 0 to 1. Two boxes of one site that have nothing in common but their build reach 0.35, and with a few
/// common words 0.45; a letter of which one word in three is another reaches 0.69, and a box of the same names with another text 0.75.
const ALIKE: f32 = 0.65;
/// How much equal names tell, where the build is the same: sites call different things alike, so never all.
const NAMED: f32 = 0.8;
/// How much the same heading tells over a box of the same build: "Most read" stands over another list every day.
const HEADED: f32 = 0.6;
/// How much the same build tells by itself: most boxes are built alike.
const BUILT: f32 = 0.2;
/// Texts of fewer words say little by themselves ("Read more"): they count as far as the build is the same.
const FEW: usize = 4;
/// What is left of a likeness of build where the tag or role, the layer or the place is another.
const OTHER_KIND: f32 = 0.7;
const OTHER_LAYER: f32 = 0.7;
const OTHER_PLACE: f32 = 0.85;
/// What a paragraph of the story must have in common with a text to be that text, and fewest words of it: by accident no two do.
const SAME_TEXT: f32 = 0.8;
const PASSAGE: usize = 8;

/// What an element is. As JSON it takes less than 700 bytes, whatever it describes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sketch {
    /// [`VERSION`] when it was written.
    #[serde(deserialize_with = "read::number")]
    version: u32,
    /// Hash of its tag and role.
    #[serde(deserialize_with = "read::number")]
    kind: u32,
    /// Hashes of its stable class and id names that few elements of its page have, ascending; [`MAX_NAMES`] at most.
    #[serde(deserialize_with = "read::names")]
    names: Vec<u32>,
    /// The lowest hashes of its words without digits, ascending; [`MAX_WORDS`] at most.
    #[serde(deserialize_with = "read::words")]
    words: Vec<u32>,
    /// Hash of its heading; 0 where it begins with none.
    #[serde(deserialize_with = "read::hash")]
    heading: u32,
    /// Number of words.
    #[serde(deserialize_with = "read::number")]
    length: u32,
    /// Share of its characters that stand in links, in percent.
    #[serde(deserialize_with = "read::number")]
    links: u32,
    /// How many elements of each of [`crate::features::PARTS`] it holds.
    #[serde(deserialize_with = "read::parts")]
    parts: Vec<u32>,
    /// Where it stands: a [`Place`].
    #[serde(deserialize_with = "read::number")]
    place: u32,
    /// 1 if it lies over the page.
    #[serde(deserialize_with = "read::number")]
    over: u32,
}

/// Where an element stands. It crosses as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The page has no story, or it is not known yet.
    Unknown,
    /// Before the story's first paragraph.
    Before,
    /// Between its first paragraph and its last, in its container.
    Inside,
    /// Between them in the page's text, in a container of its own.
    Beside,
    /// After its last paragraph.
    After,
}

/// Why there is no sketch of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SketchError {
    /// The page has no such element.
    #[error("the page has no element {0}")]
    BadElement(u32),
    /// It is the page or its story, or holds most of the page's text: no correction ever hides it.
    #[error("the element is the page or its story, or holds most of the page's text")]
    WholePage,
    /// It says too little and has no name of its own: others would be taken for it.
    #[error("the element has nothing to know it by on another page")]
    Featureless,
    /// The program was built with weights of another version.
    #[error("{0}")]
    Weights(#[from] crate::WeightsError),
}

impl SketchError {
    /// The variant's name, for error values that cross to JavaScript.
    pub fn code(self) -> &'static str {
        match self {
            SketchError::BadElement(_) => "BadElement",
            SketchError::WholePage => "WholePage",
            SketchError::Featureless => "Featureless",
            SketchError::Weights(_) => "BadWeights",
        }
    }
}

impl Sketch {
    /// What an element of a page is.
    pub(crate) fn of(page: &Page<'_>, judgement: &Judgement, element: u32) -> Result<Sketch, SketchError> {
        if element as usize >= page.snapshot.len() {
            return Err(SketchError::BadElement(element));
        }
        let sketcher = Sketcher::of(page, &judgement.story, &judgement.scores);
        if !sketcher.may_match(element) {
            return Err(SketchError::WholePage);
        }
        let mut sketch = sketcher.at(element);
        sketcher.single_out(element, &mut sketch);
        // What does not know itself again knows nothing.
        sketch.matches(&sketch, sketcher.tells(element)).map(|_| sketch.clone()).ok_or(SketchError::Featureless)
    }

    /// How much two sketches look to be of the same thing, 0 to 1. Words, names and a heading are witnesses that do not know of each
    /// other: each takes away its share of the doubt.
    pub fn similarity(&self, other: &Sketch) -> f32 {
        if self.version != VERSION || other.version != VERSION {
            return 0.0;
        }
        let build = self.build_of(other);
        let headed = if self.heading != 0 && self.heading == other.heading { HEADED * build } else { 0.0 };
        let named = NAMED * common(&self.names, &other.names) * build;
        let doubts = [self.said_by(other, build), named, headed, BUILT * build].map(|witness| 1.0 - witness);
        1.0 - doubts.iter().product::<f32>()
    }

    /// Whether they are of the same thing. A paragraph of a story must say the same, whatever it is called.
    pub(crate) fn matches(&self, other: &Sketch, is_story: bool) -> Option<f32> {
        let likeness = self.similarity(other);
        let passage =
            || self.words.len().min(other.words.len()) >= PASSAGE && words::shared(&self.words, &other.words) >= SAME_TEXT;
        Some(likeness).filter(|likeness| *likeness >= ALIKE && (!is_story || passage()))
    }

    /// Whether an element can be the same at all, by its outline.
    pub(crate) fn may_match(&self, outline: &Outline<'_>) -> bool {
        // Texts of which two thirds are the same do not differ so much in length; a list under the same heading rarely does.
        const LONGER: u32 = 3;
        let near = |a: u32, b: u32| a <= LONGER * b.saturating_add(1);
        near(self.length, outline.length) && near(outline.length, self.length)
            || self.names.iter().any(|name| outline.names.contains(name))
    }

    /// What their words have in common, surer the more there are.
    fn said_by(&self, other: &Sketch, build: f32) -> f32 {
        let count = self.words.len().min(other.words.len());
        let little = if count < FEW { build } else { 1.0 };
        words::shared(&self.words, &other.words) * count as f32 / (count + 1) as f32 * little
    }

    /// How much they are built alike, and stand in the same place.
    fn build_of(&self, other: &Sketch) -> f32 {
        let length = {
            let (short, long) = (self.length.min(other.length), self.length.max(other.length));
            // Some words more are nothing to a paragraph, and half of what a button says.
            ((short as f32 + 8.0) / (long as f32 + 8.0)).sqrt()
        };
        let links = 1.0 - self.links.abs_diff(other.links).min(100) as f32 / 100.0;
        let unless = |same: bool, rest: f32| if same { 1.0 } else { rest };
        let is_known = |place: u32| place != Place::Unknown as u32;
        let placed = self.place == other.place || !is_known(self.place) || !is_known(other.place);
        (self.parts_of(other) + length + links) / 3.0
            * unless(self.kind == other.kind, OTHER_KIND)
            * unless(self.over == other.over, OTHER_LAYER)
            * unless(placed, OTHER_PLACE)
    }

    /// How much they are made of the same parts: the mean over what either holds.
    fn parts_of(&self, other: &Sketch) -> f32 {
        let (mut sum, mut held) = (0.0, 0.0);
        for (a, b) in self.parts.iter().zip(&other.parts).filter(|(a, b)| **a + **b > 0) {
            sum += (1.0 + *a.min(b) as f32) / (1.0 + *a.max(b) as f32);
            held += 1.0;
        }
        if held == 0.0 { 1.0 } else { sum / held }
    }
}

/// What two ascending lists of names have in common: the mean of the shares of either's, and the larger share once more, since scripts add
/// names ("is-open") and take none away. 0 where either is empty.
fn common(one: &[u32], other: &[u32]) -> f32 {
    let both = one.iter().filter(|hash| other.binary_search(hash).is_ok()).count() as f32;
    let shares = [one, other].map(|list| both / list.len().max(1) as f32);
    (shares[0] + shares[1] + 2.0 * shares[0].max(shares[1])) / 4.0
}

#[cfg(all(test, feature = "html"))]
mod tests;
