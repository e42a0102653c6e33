//! Bad input: a clear error value or a plain "nothing hidden", never a panic.
#![cfg(feature = "html")]

use unnag::html::Document;
use unnag::{ColumnsError, Settings, Snapshot};

const HEADER: [u32; 10] = [0x554E_4147, 1, 0, 0, 0, 0, 0, u32::MAX, 1280, 900];

/// A message with `<html><body><p>word</p></body></html>` and these changes to it.
fn message(change: impl FnOnce(&mut Vec<u32>)) -> Vec<u32> {
    let mut columns = HEADER.to_vec();
    columns[2] = 3;
    columns[4] = 1;
    columns.extend([1, u32::MAX, 3, 0, 16, 1]);
    columns.extend([2, 3, 0, 4]);
    change(&mut columns);
    columns
}

fn read(columns: &[u32]) -> Result<Snapshot, ColumnsError> {
    Snapshot::from_columns(columns, "word".to_owned())
}

#[test]
fn a_good_message_is_read() {
    let page = read(&message(|_| ())).expect("a good message");
    assert_eq!(page.len(), 3);
    assert_eq!(page.runs().map(|r| r.text.to_owned()).collect::<Vec<_>>(), ["word"]);
}

#[test]
fn malformed_columns_are_error_values() {
    assert_eq!(read(&[]).unwrap_err(), ColumnsError::NotColumns);
    assert_eq!(read(&message(|c| c[0] = 7)).unwrap_err(), ColumnsError::NotColumns);
    assert_eq!(read(&message(|c| c[1] = 9)).unwrap_err(), ColumnsError::OtherVersion(9));
    assert!(matches!(read(&message(|c| c[2] = u32::MAX)).unwrap_err(), ColumnsError::Truncated { .. }));
    assert!(matches!(read(&message(|c| c.truncate(c.len() - 1))).unwrap_err(), ColumnsError::Truncated { .. }));
    assert_eq!(read(&message(|c| c[13] = 2)).unwrap_err(), ColumnsError::BadParent(1));
    assert_eq!(read(&message(|c| c[15] = u32::MAX)).unwrap_err(), ColumnsError::BadParent(2));
    assert_eq!(read(&message(|c| c[10] = 9_999)).unwrap_err(), ColumnsError::BadRange(0, "elements"));
    assert_eq!(read(&message(|c| c[19] = 5)).unwrap_err(), ColumnsError::BadRange(0, "runs"));
    assert_eq!(read(&message(|c| c[16] = 3)).unwrap_err(), ColumnsError::BadRange(0, "runs"));
}

#[test]
fn ranges_that_cut_a_pair_in_two_do_not_panic() {
    for (start, length) in (0..4).flat_map(|s| (0..4).map(move |l| (s, l))) {
        let columns = message(|c| {
            c[18] = start;
            c[19] = length;
        });
        let _ = Snapshot::from_columns(&columns, "a😀b".to_owned());
    }
}

#[test]
fn any_single_changed_word_is_an_error_or_a_page() {
    let good = message(|_| ());
    for at in 0..good.len() {
        for value in [0, 1, 2, 3, 0x7FFF_FFFF, u32::MAX] {
            let mut columns = good.clone();
            columns[at] = value;
            if let Ok(page) = read(&columns) {
                unnag::plan(&page, &Settings::default()).expect("the shipped weights");
            }
        }
    }
}

#[test]
fn odd_pages_hide_nothing_and_do_not_panic() {
    let deep = format!("{}word{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
    let long = format!("<p>{}", "word ".repeat(600_000));
    let wide = "<p>Rain fell on the valley all week.</p>".repeat(50_000);
    let hidden_characters = "<p>\u{0}\u{1}\u{202e}\u{feff}\u{ad}</p><a>\u{fffd}</a>".to_owned();
    for html in [String::new(), "<".to_owned(), deep, long, wide, hidden_characters] {
        let page = Document::parse(&html);
        let plan = unnag::plan(page.snapshot(), &Settings::default()).expect("the shipped weights");
        assert!(plan.operations.is_empty(), "{} operations on a page of {} bytes", plan.operations.len(), html.len());
    }
}
