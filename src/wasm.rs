//! The doorway for JavaScript: columns in, plan out, one error type. It decides nothing.

use crate::{Explanation, Format, Plan, Settings, Snapshot, WeightsError, steps};
use serde::Serialize;
use std::pin::Pin;
use std::task::Poll;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export type Label = "article" | "donate" | "subscribe" | "newsletter" | "consent" | "ad"
    | "related" | "social" | "comments" | "meta" | "nav" | "other";
export type Operation = { kind: "hide", element: number, label: Label, confidence: number, reasons: string[], text: string,
    support: string | null, correction: number | null };
export interface Spared { element: number; label: Label; text: string; correction: number }
export interface Plan { operations: Operation[]; spared: Spared[]; story: number | null; frame: number | null; paragraphs: number[]; partial: boolean; unfocused: boolean }
export type Sketch = Record<string, unknown>;
export interface Explanation { element: number, label: Label, confidence: number, reasons: string[], hidden: boolean, text: string }
export interface Repair { element: number, fixes: string[] }
export interface CoreSettings {
    mode?: "clean" | "focus";
    strictness?: "careful" | "normal" | "thorough";
    kinds?: { donate?: boolean, subscribe?: boolean, newsletter?: boolean, consent?: boolean, ad?: boolean };
    corrections?: { act: "hide" | "show", sketch: Sketch }[];
}
"#;

/// Decides what to do on a page: `docs/boundary.md` describes what goes in and comes out.
///
/// # Errors
/// An `Error` with the name `UnnagError` and the variant's name as `code`.
#[wasm_bindgen(unchecked_return_type = "Plan")]
pub fn plan(
    columns: &[u32],
    text: String,
    #[wasm_bindgen(unchecked_param_type = "CoreSettings")] settings: JsValue,
) -> Result<JsValue, JsValue> {
    let mut planning = Planning::new(columns, text, settings)?;
    loop {
        let plan = planning.step()?;
        if !plan.is_undefined() {
            return Ok(plan);
        }
    }
}

/// A plan that is made step by step, so that the page has its main thread back in between.
#[wasm_bindgen]
pub struct Planning(Option<Pin<Box<Work>>>);

type Work = dyn Future<Output = Result<Plan, WeightsError>>;

#[wasm_bindgen]
impl Planning {
    /// Takes what [`plan`] takes.
    ///
    /// # Errors
    /// As [`plan`].
    #[wasm_bindgen(constructor)]
    pub fn new(
        columns: &[u32],
        text: String,
        #[wasm_bindgen(unchecked_param_type = "CoreSettings")] settings: JsValue,
    ) -> Result<Planning, JsValue> {
        let (snapshot, settings) = read(columns, text, settings)?;
        Ok(Planning(Some(Box::pin(async move { crate::plan_in_steps(&snapshot, &settings).await }))))
    }

    /// Goes on for a few milliseconds. Answers with the plan once it is made, and never again.
    ///
    /// # Errors
    /// As [`plan`].
    #[wasm_bindgen(unchecked_return_type = "Plan | undefined")]
    pub fn step(&mut self) -> Result<JsValue, JsValue> {
        let Some(Poll::Ready(done)) = self.0.as_mut().map(|work| steps::step(work.as_mut())) else {
            return Ok(JsValue::UNDEFINED);
        };
        self.0 = None;
        answer(&done.map_err(bad_weights)?)
    }
}

/// Judges every block of a page and says why.
///
/// # Errors
/// As [`plan`].
#[wasm_bindgen(unchecked_return_type = "Explanation[]")]
pub fn explain(
    columns: &[u32],
    text: String,
    #[wasm_bindgen(unchecked_param_type = "CoreSettings")] settings: JsValue,
) -> Result<JsValue, JsValue> {
    let (snapshot, settings) = read(columns, text, settings)?;
    let blocks: Vec<Explanation> = crate::explain(&snapshot, &settings).map_err(bad_weights)?;
    answer(&blocks)
}

/// Decides what to repair around the story: `docs/boundary.md` describes what goes in and comes out.
///
/// # Errors
/// As [`plan`].
#[wasm_bindgen(unchecked_return_type = "Repair[]")]
pub fn repair(columns: &[u32]) -> Result<JsValue, JsValue> {
    answer(&crate::repair::repairs(columns).map_err(|e| fault(e.code(), &e.to_string()))?)
}

/// Says what an element is, to know it again on the site's other pages: `docs/boundary.md` describes what comes out.
///
/// # Errors
/// As [`plan`]; also for an element that cannot be known again.
#[wasm_bindgen(unchecked_return_type = "Sketch")]
pub fn sketch(columns: &[u32], text: String, element: u32) -> Result<JsValue, JsValue> {
    let snapshot = page(columns, text)?;
    answer(&crate::sketch(&snapshot, element).map_err(|e| fault(e.code(), &e.to_string()))?)
}

/// Writes a page's text without what the settings hide.
///
/// # Errors
/// As [`plan`]; also for a format that is neither `text` nor `markdown`.
#[wasm_bindgen]
pub fn write(
    columns: &[u32],
    text: String,
    #[wasm_bindgen(unchecked_param_type = "CoreSettings")] settings: JsValue,
    #[wasm_bindgen(unchecked_param_type = "\"text\" | \"markdown\"")] format: &str,
) -> Result<String, JsValue> {
    let (snapshot, settings) = read(columns, text, settings)?;
    let format = Format::from_name(format).ok_or_else(|| fault("BadFormat", "the format is neither text nor markdown"))?;
    crate::write(&snapshot, &settings, format).map_err(bad_weights)
}

pub(crate) fn read(columns: &[u32], text: String, settings: JsValue) -> Result<(Snapshot, Settings), JsValue> {
    let settings = if settings.is_undefined() || settings.is_null() {
        Settings::default()
    } else {
        serde_wasm_bindgen::from_value(settings)
            .map_err(|e| fault("BadSettings", &format!("the settings cannot be read: {e}")))?
    };
    Ok((page(columns, text)?, settings))
}

fn page(columns: &[u32], text: String) -> Result<Snapshot, JsValue> {
    Snapshot::from_columns(columns, text).map_err(|e| fault(e.code(), &e.to_string()))
}

pub(crate) fn answer(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let plain = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&plain).map_err(|e| fault("BadPlan", &e.to_string()))
}

fn bad_weights(error: WeightsError) -> JsValue {
    fault("BadWeights", &error.to_string())
}

fn fault(code: &str, sentence: &str) -> JsValue {
    let error = js_sys::Error::new(sentence);
    error.set_name("UnnagError");
    // Setting a property of a fresh, extensible object does not fail.
    let _ = js_sys::Reflect::set(&error, &"code".into(), &code.into());
    error.into()
}
