//! Messages of columns: of a page that was parsed, and of words that nobody chose.

use unnag::Snapshot;
use unnag::snapshot::{ATTRIBUTES, MAX_ATTRIBUTE_UNITS, NONE, TAGS};

const HEADER: usize = 10;
const MAGIC: u32 = 0x554E_4147;
const VERSION: u32 = 1;
const CHAIN: u32 = 1 << 31;
/// The look of what is pinned to the viewport.
const FIXED: u32 = 3;

/// The message of a page without facts: columns and text.
pub fn of(page: &Snapshot) -> (Vec<u32>, String) {
    let mut text = String::new();
    let mut units = 0;
    let mut add = |value: &str| {
        let (start, length) = (units, value.encode_utf16().count() as u32);
        text.push_str(value);
        units += length;
        [start, length]
    };
    let (mut elements, mut attributes, mut runs) = (Vec::new(), Vec::new(), Vec::new());
    for element in 0..page.len() as u32 {
        elements.extend([page.tag(element) as u32, page.parent(element).unwrap_or(NONE)]);
        for (name, value) in page.attributes(element) {
            let [start, length] = add(value);
            attributes.extend([element, name as u32, start, length]);
        }
    }
    for run in page.runs() {
        let [start, length] = add(run.text);
        runs.extend([run.element, run.before, start, length]);
    }
    let rows = [elements.len() / 2, attributes.len() / 4, runs.len() / 4].map(|rows| rows as u32);
    let header = [MAGIC, VERSION, rows[0], rows[1], rows[2], 0, 0, NONE, 1280, 900];
    ([&header[..], &elements, &attributes, &runs].concat(), text)
}

/// Pins elements over the whole viewport.
pub fn pin(columns: &mut Vec<u32>, mut elements: Vec<u32>) {
    elements.sort_unstable();
    elements.dedup();
    columns[5] += elements.len() as u32;
    let [width, height] = [columns[8], columns[9]];
    columns.extend(elements.into_iter().flat_map(|element| [element, 0, 0, width, height, FIXED, 9, 0]));
}

/// Makes any words a message that is accepted; those of a good one stay as they are.
pub fn mend(words: &mut Vec<u32>, text: &str) {
    words.resize(words.len().max(HEADER), 0);
    let (header, mut rest) = words.split_at_mut(HEADER);
    header[..2].copy_from_slice(&[MAGIC, VERSION]);
    let elements = take(&mut rest, &mut header[2], 2, usize::MAX);
    let count = header[2];
    // Where there is no element, no other row can point at one.
    let most = if count == 0 { 0 } else { usize::MAX };
    let attributes = take(&mut rest, &mut header[3], 4, most);
    let runs = take(&mut rest, &mut header[4], 4, most);
    let facts = take(&mut rest, &mut header[5], 8, count as usize);
    let end = HEADER + elements.len() + attributes.len() + runs.len() + facts.len();
    mend_elements(elements);
    mend_texts(attributes, runs, count, text.encode_utf16().count() as u32);
    let mut next = 0;
    let after = (facts.len() / 8) as u32;
    for (row, left) in facts.chunks_exact_mut(8).zip((1..=after).rev()) {
        row[0] = row[0].clamp(next, count - left);
        next = row[0] + 1;
    }
    words.truncate(end);
}

/// The rows of one part, as many of those promised as there are.
fn take<'a>(rest: &mut &'a mut [u32], promised: &mut u32, width: usize, most: usize) -> &'a mut [u32] {
    let rows = (*promised as usize).min(rest.len() / width).min(most);
    *promised = rows as u32;
    let (part, after) = std::mem::take(rest).split_at_mut(rows * width);
    *rest = after;
    part
}

fn mend_elements(rows: &mut [u32]) {
    let mut open: Vec<u32> = Vec::new();
    for (at, row) in rows.chunks_exact_mut(2).enumerate() {
        row[0] = (row[0] & CHAIN) | ((row[0] & !CHAIN) % TAGS.len() as u32);
        if at == 0 {
            row[1] = NONE;
        } else if open.binary_search(&row[1]).is_err() {
            row[1] = open[row[1] as usize % open.len()];
        }
        open.truncate(open.partition_point(|element| *element <= row[1]));
        open.push(at as u32);
    }
}

fn mend_texts(attributes: &mut [u32], runs: &mut [u32], count: u32, units: u32) {
    let mut last = 0;
    for row in attributes.chunks_exact_mut(4) {
        row[0] = row[0].clamp(last, count - 1);
        last = row[0];
        row[1] %= ATTRIBUTES.len() as u32;
        row[2] %= units + 1;
        row[3] = row[3].min(units - row[2]).min(MAX_ATTRIBUTE_UNITS as u32);
    }
    let mut last = 1;
    for row in runs.chunks_exact_mut(4) {
        row[1] = row[1].clamp(last, count);
        last = row[1];
        row[0] %= row[1];
        row[2] %= units + 1;
        row[3] = row[3].min(units - row[2]);
    }
}

/// Makes any words surroundings (see `docs/boundary.md`) that are accepted.
pub fn mend_surroundings(words: &mut Vec<u32>) {
    const HEADER: usize = 8;
    const WIDTH: usize = 12;
    const MOST: usize = 4_096;
    let rows = (words.len().saturating_sub(HEADER) / WIDTH).min(MOST);
    words.resize(HEADER + rows * WIDTH, 0);
    words[..3].copy_from_slice(&[0x554E_5250, VERSION, rows as u32]);
    for (row, words) in words[HEADER..].chunks_exact_mut(WIDTH).enumerate() {
        words[0] = if row == 0 || words[0] == NONE { NONE } else { words[0] % row as u32 };
    }
}
