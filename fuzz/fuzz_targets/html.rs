//! Any text as HTML: it is a page, all holds of its plan, and what is left of it can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unnag::html::Document;
use unnag_fuzz::Input;
use unnag_fuzz::invariants::{page_holds, sketch_holds};

fuzz_target!(|bytes: &[u8]| {
    let Some(input) = Input::read(bytes) else { return };
    let html = String::from_utf8_lossy(input.rest);
    page_holds(&html, &input.settings);
    let page = Document::parse(&html);
    sketch_holds(page.snapshot(), input.element(page.snapshot()), &input.settings);
});
