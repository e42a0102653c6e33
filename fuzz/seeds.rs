//! Writes the seeds of all targets into `fuzz/corpus`, made of the pages of `tests/pages` and `tests/live`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use unnag::Snapshot;
use unnag::html::Document;
use unnag_fuzz::invariants::message;
use unnag_fuzz::{HEAD, join_columns};

/// Sketches that a page gives at most.
const SKETCHES: usize = 12;

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut written = 0;
    for folder in ["tests/pages", "tests/live"] {
        for (name, html) in pages(&root.join("..").join(folder))? {
            let document = Document::parse(&html);
            let head = choose(&name);
            write(root, "html", &name, &[&head, html.as_bytes()].concat())?;
            for (kind, columns) in columns(document.snapshot()) {
                write(root, "columns", &format!("{name}-{kind}"), &[&head, &columns[..]].concat())?;
            }
            for (at, settings) in settings(document.snapshot()).into_iter().enumerate() {
                write(root, "settings", &format!("{name}-{at}"), &[&[at as u8], settings.as_bytes()].concat())?;
            }
            written += 1;
        }
    }
    println!("seeds of {written} pages");
    Ok(())
}

fn write(root: &Path, target: &str, name: &str, seed: &[u8]) -> io::Result<()> {
    let folder = root.join("corpus").join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(name), seed)
}

/// The pages in the folders of a folder, by name.
fn pages(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let folders: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    let name = |folder: &Path| folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let pages = folders.iter().filter(|folder| folder.join("page.html").is_file());
    pages.map(|folder| Ok((name(folder), fs::read_to_string(folder.join("page.html"))?))).collect()
}

/// Some settings and some element, of each page others.
fn choose(name: &str) -> [u8; HEAD] {
    let sum = name.bytes().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte));
    [sum % 6, 0, sum, 0]
}

/// The page's message; and as it is in a browser where its dialogs are pinned, whole and as an addition.
fn columns(page: &Snapshot) -> Vec<(&'static str, Vec<u8>)> {
    let (plain, text) = message::of(page);
    let named = |e: &u32| {
        page.attributes(*e).any(|(_, value)| ["dialog", "overlay", "modal", "banner"].iter().any(|n| value.contains(n)))
    };
    let mut pinned = plain.clone();
    message::pin(&mut pinned, (0..page.len() as u32).filter(named).collect());
    let mut addition = pinned.clone();
    addition[6] = 1;
    let all = [("plain", plain), ("pinned", pinned), ("addition", addition)];
    all.into_iter().filter_map(|(kind, columns)| Some((kind, join_columns(&columns, &text)?))).collect()
}

/// Settings with what a reader may have said of the page's elements.
fn settings(page: &Snapshot) -> Vec<String> {
    let sketches = (0..page.len() as u32).filter_map(|element| unnag::sketch(page, element).ok()).take(SKETCHES);
    let sketches: Vec<serde_json::Value> = sketches.filter_map(|sketch| serde_json::to_value(sketch).ok()).collect();
    let by_act = |act: &str| {
        let corrections: Vec<_> = sketches.iter().map(|sketch| serde_json::json!({ "act": act, "sketch": sketch })).collect();
        serde_json::json!({ "mode": "focus", "strictness": "thorough", "kinds": { "ad": false }, "corrections": corrections })
            .to_string()
    };
    let one = sketches.first().map(ToString::to_string);
    ["hide", "show"].into_iter().map(by_act).chain(one).collect()
}
