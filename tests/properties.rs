//! What must hold of any page, asked of pages that nobody wrote.
#![cfg(feature = "html")]

mod generated;
mod invariants;

use invariants::{choices, hold, message, page_holds, sketch_holds};
use proptest::collection::vec;
use proptest::prelude::*;
use serde::Deserialize;
use unnag::html::Document;
use unnag::{Settings, Snapshot};

/// So many cases, or what `PROPTEST_CASES` says. What is found becomes a test of its own: no files of cases are kept.
fn cases(cases: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { cases };
    ProptestConfig { cases, failure_persistence: None, ..asked }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn any_page_has_a_plan(html in generated::page(), choice: u16) {
        page_holds(&html, &choices::settings(choice));
    }

    #[test]
    fn any_text_is_a_page(html in generated::soup(), choice: u16) {
        page_holds(&html, &choices::settings(choice));
    }

    #[test]
    fn any_sketch_is_known_again(html in generated::page(), element: prop::sample::Index, choice: u16) {
        let page = Document::parse(&html);
        sketch_holds(page.snapshot(), element.index(page.snapshot().len() + 1) as u32, &choices::settings(choice));
    }

    #[test]
    fn any_settings_are_obeyed(html in generated::page(), settings in generated::settings()) {
        let settings = Settings::deserialize(settings).expect("settings that can be read");
        page_holds(&html, &settings);
    }
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn any_changed_message_is_an_error_or_a_page(
        html in generated::page(),
        edits in vec((any::<prop::sample::Index>(), prop_oneof![0..64_u32, any::<u32>()]), 0..12),
        mended: bool,
        choice: u16,
    ) {
        let (mut columns, text) = message::of(Document::parse(&html).snapshot());
        edits.iter().for_each(|(at, value)| *at.get_mut(&mut columns) = *value);
        if mended {
            message::mend(&mut columns, &text);
        }
        let page = Snapshot::from_columns(&columns, text);
        assert!(page.is_ok() || !mended, "{page:?}");
        if let Ok(page) = page {
            hold(&page, &choices::settings(choice));
        }
    }

    #[test]
    fn any_words_are_a_message_once_mended(words in vec(any::<u32>(), 0..400), text: String, choice: u16) {
        assert!(Snapshot::from_columns(&words, text.clone()).is_err());
        let mut words = words;
        message::mend(&mut words, &text);
        let page = Snapshot::from_columns(&words, text).expect("a mended message");
        hold(&page, &choices::settings(choice));
    }

    #[test]
    fn any_surroundings_are_an_error_or_repaired(mut words in vec(prop_oneof![0..16_u32, any::<u32>()], 0..400)) {
        let _ = unnag::repair::repairs(&words);
        message::mend_surroundings(&mut words);
        let repairs = unnag::repair::repairs(&words).expect("good surroundings");
        assert!(repairs.iter().all(|repair| repair.element < words[2] && !repair.fixes.is_empty()));
    }
}
