//! Unnag tells the story of a web page from what nags around it.
//!
//! The page is copied once into plain columns ([`Snapshot`]), everything is decided on those columns, and what was decided
//! is a short list of operations ([`Plan`]) that dumb code carries out and can take back.
//!
//! ```
//! # #[cfg(feature = "html")] {
//! use unnag::{Settings, html::Document, plan};
//!
//! let mut page = Document::parse("<h1>Rain</h1><p>It rained in the valley all week.</p>");
//! let plan = plan(page.snapshot(), &Settings::default())?;
//! page.apply(&plan);
//! assert!(page.html().contains("It rained in the valley all week."));
//! # }
//! # Ok::<(), unnag::WeightsError>(())
//! ```

pub mod block;
#[cfg(feature = "dom")]
pub mod dom;
pub mod features;
#[cfg(feature = "html")]
pub mod html;
mod label;
mod lexicon;
pub mod model;
mod order;
mod plan;
pub mod repair;
mod sketch;
pub mod snapshot;
mod steps;
mod verdict;
#[cfg(feature = "wasm")]
pub mod wasm;
mod writing;

pub use label::Label;
pub use model::WeightsError;
pub use plan::{Act, Correction, Kinds, MAX_CORRECTIONS, Mode, Operation, Plan, Settings, Spared, Strictness};
pub use sketch::{Sketch, SketchError};
pub use snapshot::{ColumnsError, Snapshot};
pub use verdict::{Reason, Verdict};
pub use writing::Format;

use block::Blocks;
use features::Page;
use serde::Serialize;

/// Decides what to do on a page.
///
/// # Errors
/// [`WeightsError`] if the program was built with weights of another version.
pub fn plan(snapshot: &Snapshot, settings: &Settings) -> Result<Plan, WeightsError> {
    steps::finish(plan_in_steps(snapshot, settings))
}

/// As [`plan`], with pauses.
async fn plan_in_steps(snapshot: &Snapshot, settings: &Settings) -> Result<Plan, WeightsError> {
    let blocks = Blocks::of(snapshot);
    steps::pause().await;
    let page = Page::of(snapshot, &blocks);
    steps::pause().await;
    let judgement = verdict::judge_in_steps(&page, settings).await?;
    steps::pause().await;
    Ok(plan::make(&page, &judgement, settings))
}

/// As [`plan`], with scores of another model: how `cargo xtask eval` measures on pages that the scoring model has not seen. Texts
/// only: the labels are of text.
///
/// # Errors
/// As [`plan`].
pub fn plan_scored(snapshot: &Snapshot, settings: &Settings, scored: model::Scored) -> Result<Plan, WeightsError> {
    let blocks = Blocks::texts(snapshot);
    let page = Page::of(snapshot, &blocks);
    let judgement = verdict::judge_scored(&page, settings, scored)?;
    Ok(plan::make(&page, &judgement, settings))
}

/// What the model says of every block of a page, before containers and rails are heard. Texts only, as
/// [`plan_scored`].
///
/// # Errors
/// As [`plan`].
pub fn scores(snapshot: &Snapshot) -> Result<model::Scored, WeightsError> {
    let blocks = Blocks::texts(snapshot);
    let page = Page::of(snapshot, &blocks);
    Ok(model::Model::shipped()?.score(&page, &features::matrix(&page), true))
}

/// Writes a page's text without what the settings hide, as text or Markdown: each passage once, and nothing where Focus mode finds no
/// main text.
///
/// # Errors
/// As [`plan`].
pub fn write(snapshot: &Snapshot, settings: &Settings, format: Format) -> Result<String, WeightsError> {
    Ok(writing::write(snapshot, &plan(snapshot, settings)?, format))
}

/// Says what an element is, so that a [`Correction`] finds it again on other pages of its site.
///
/// # Errors
/// [`SketchError`] where the element cannot be known again, or may not be hidden.
pub fn sketch(snapshot: &Snapshot, element: u32) -> Result<Sketch, SketchError> {
    let blocks = Blocks::of(snapshot);
    let page = Page::of(snapshot, &blocks);
    let judgement = verdict::judge(&page, &Settings::default())?;
    Sketch::of(&page, &judgement, element)
}

/// One block with its verdict, for people: what `unnag explain` prints.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// The block's element.
    pub element: u32,
    /// What it was judged to be.
    pub label: Label,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The strongest reasons.
    pub reasons: Vec<Reason>,
    /// Whether the plan hides it.
    pub hidden: bool,
    /// Its first words.
    pub text: String,
}

/// Judges every block of a page and says why.
///
/// # Errors
/// As [`plan`].
pub fn explain(snapshot: &Snapshot, settings: &Settings) -> Result<Vec<Explanation>, WeightsError> {
    let blocks = Blocks::of(snapshot);
    let page = Page::of(snapshot, &blocks);
    let judgement = verdict::judge(&page, settings)?;
    let hidden = plan::make(&page, &judgement, settings).hidden(snapshot);
    Ok((0..blocks.len())
        .map(|b| {
            let Verdict { label, confidence, reasons } = judgement.verdict(&page, b);
            let element = blocks.list()[b].element;
            let text = block::preview(snapshot, &blocks, b..b + 1, plan::PREVIEW);
            Explanation { element, label, confidence, reasons, hidden: hidden[element as usize], text }
        })
        .collect())
}
