//! Settings as JSON, with what the reader said of blocks: an error, or settings under which all holds of some pages.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use serde::Deserialize;
use unnag::html::Document;
use unnag::{Settings, Sketch, Snapshot};
use unnag_fuzz::invariants::hold;

const PAGES: [&str; 3] = [
    include_str!("../../tests/pages/membership-box/page.html"),
    include_str!("../../tests/pages/newsletter-sticky/page.html"),
    include_str!("../../tests/pages/consent-dialog/page.html"),
];

fn pages() -> &'static [Snapshot; 3] {
    static READ: OnceLock<[Snapshot; 3]> = OnceLock::new();
    READ.get_or_init(|| PAGES.map(|html| Document::parse(html).snapshot().clone()))
}

fuzz_target!(|bytes: &[u8]| {
    let Some((page, json)) = bytes.split_first() else { return };
    let _ = serde_json::from_slice::<Settings>(json);
    // As it comes from JavaScript: what cannot be read is passed over, and what follows still counts.
    let Ok(value) = serde_json::from_slice::<serde_json::Value>(json) else { return };
    if let Ok(sketch) = Sketch::deserialize(&value) {
        let likeness = sketch.similarity(&sketch);
        assert!((0.0..=1.0).contains(&likeness), "{likeness}: {sketch:?}");
    }
    if let Ok(settings) = Settings::deserialize(value) {
        hold(&pages()[usize::from(*page) % PAGES.len()], &settings);
    }
});
