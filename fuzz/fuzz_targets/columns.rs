//! Columns and text, as they come over the boundary: an error, or a page of which all holds. Once they are mended they are a page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unnag::Snapshot;
use unnag_fuzz::invariants::{hold, message, sketch_holds};
use unnag_fuzz::{Input, split_columns};

fuzz_target!(|bytes: &[u8]| {
    let Some(input) = Input::read(bytes) else { return };
    let Some((mut columns, text)) = split_columns(input.rest) else { return };
    if let Ok(page) = Snapshot::from_columns(&columns, text.clone()) {
        check(&page, &input);
        return;
    }
    let mut surroundings = columns.clone();
    let _ = unnag::repair::repairs(&surroundings);
    message::mend_surroundings(&mut surroundings);
    unnag::repair::repairs(&surroundings).expect("mended surroundings");
    message::mend(&mut columns, &text);
    check(&Snapshot::from_columns(&columns, text).expect("a mended message"), &input);
});

fn check(page: &Snapshot, input: &Input<'_>) {
    hold(page, &input.settings);
    sketch_holds(page, input.element(page), &input.settings);
}
