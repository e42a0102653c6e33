//! Sketches that were kept as JSON and are read again.
#![cfg(feature = "html")]

mod invariants;

use invariants::sketch_holds;
use unnag::html::Document;
use unnag::snapshot::Tag;
use unnag::{Settings, Sketch};

const LIST: &str = "<main><p>On the third day the river came over the wall, and the people of the lower village carried what they had up to \
    the barn on the hill, where nine families already slept in the hay.</p></main><aside><h2>Most read in the valley</h2><ul><li>The tide \
    of March<li>Nine years without a mayor<li>Where the bells are cast</ul></aside>";

fn aside(page: &Document) -> u32 {
    (0..page.snapshot().len() as u32).find(|e| page.snapshot().tag(*e) == Tag::Aside).expect("an aside")
}

#[test]
fn a_heading_of_several_words_is_kept() {
    let page = Document::parse(LIST);
    sketch_holds(page.snapshot(), aside(&page), &Settings::default());
    let mut kept = serde_json::to_value(unnag::sketch(page.snapshot(), aside(&page)).expect("a sketch")).expect("JSON");
    let heading = kept["heading"].as_u64().expect("a number");
    assert!(heading > 0 && heading < 1 << 24, "{heading}");
    // As it was once written, with more bits than are kept.
    kept["heading"] = (heading | 7 << 24).into();
    let read: Sketch = serde_json::from_value(kept).expect("a sketch");
    assert_eq!(serde_json::to_value(&read).expect("JSON")["heading"], heading);
}
