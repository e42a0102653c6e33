//! Every word that the shell asks for is there, none is left over, and every language has them all.
#![cfg(not(target_arch = "wasm32"))]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use unnag::{Label, Reason};

/// Words by key.
type Words = BTreeMap<String, String>;

const DEFAULT: &str = "en";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

fn words(language: &str) -> Words {
    let file = root().join("_locales").join(language).join("messages.json");
    let messages: BTreeMap<String, Value> = serde_json::from_str(&text(&file)).unwrap_or_else(|e| panic!("{language}: {e}"));
    messages.into_iter().map(|(key, value)| (key, value["message"].as_str().unwrap_or_default().to_owned())).collect()
}

/// The folders of `_locales`.
fn languages() -> BTreeSet<String> {
    let entries = fs::read_dir(root().join("_locales")).expect("_locales");
    entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// Every script and page of the shell.
fn sources() -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("www")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).expect("a folder").flatten().map(|entry| entry.path()) {
            let ends = |end: &str| path.extension().is_some_and(|extension| extension == end);
            // What the build writes holds every key.
            if path.is_dir() && !path.ends_with("pkg") {
                folders.push(path);
            } else if ends("js") || ends("html") {
                found.push(text(&path));
            }
        }
    }
    found
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// Everything between quotes that can be a key.
fn literals(source: &str) -> BTreeSet<&str> {
    source.split(['"', '\'', '`']).filter(|part| is_key(part) && !part.ends_with('_')).collect()
}

/// What the manifest names.
fn manifest_keys() -> BTreeSet<String> {
    let manifest = text(&root().join("manifest.json"));
    manifest.split("__MSG_").skip(1).filter_map(|rest| rest.split("__").next()).map(str::to_owned).collect()
}

/// How keys that are put together begin and end: `` `reason_${code}` ``.
fn patterns(source: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices("${") {
        let begin = source[..at].rsplit('`').next().unwrap_or_default();
        let Some(end) = source[at..].find('}').map(|end| &source[at + end + 1..]) else { continue };
        let end = end.split('`').next().unwrap_or_default();
        if is_key(begin) && begin.contains('_') && (end.is_empty() || is_key(end)) {
            found.push((begin, end));
        }
    }
    found
}

/// The codes of the settings' errors, which have words each.
fn codes(source: &str) -> impl Iterator<Item = String> {
    let calls = source.split("UnnagSettingsError(").skip(1).filter_map(|rest| rest.split(['{', ')', ';']).next());
    let codes = calls.flat_map(|call| call.split('"').skip(1).step_by(2)).filter(|code| is_key(code));
    codes.map(|code| format!("settings_{code}")).collect::<Vec<_>>().into_iter()
}

/// The words of reasons and labels, by the names that the core gives them.
fn core_keys() -> BTreeSet<String> {
    let code = |reason: &Reason| serde_json::to_value(reason).expect("a code").as_str().unwrap_or_default().replace('-', "_");
    let reasons = Reason::ALL.iter().map(|reason| format!("reason_{}", code(reason)));
    reasons.chain(Label::ALL.iter().map(|label| format!("label_{}", label.name()))).collect()
}

#[test]
fn every_word_that_is_asked_for_is_there() {
    let (known, sources) = (words(DEFAULT), sources());
    let groups: BTreeSet<&str> = known.keys().filter_map(|key| key.split_once('_')).map(|(group, _)| group).collect();
    let is_asked = |key: &&str| key.split_once('_').is_some_and(|(group, _)| groups.contains(group));
    let literals = sources.iter().flat_map(|source| literals(source)).filter(is_asked).map(str::to_owned);
    let asked: BTreeSet<String> =
        literals.chain(sources.iter().flat_map(|source| codes(source))).chain(core_keys()).chain(manifest_keys()).collect();
    let missing: Vec<&String> = asked.iter().filter(|key| !known.contains_key(*key)).collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
}

#[test]
fn no_word_is_left_over() {
    let sources = sources();
    let mut asked: BTreeSet<String> = sources.iter().flat_map(|source| literals(source)).map(str::to_owned).collect();
    asked.extend(sources.iter().flat_map(|source| codes(source)).chain(core_keys()).chain(manifest_keys()));
    // These are listed in full above.
    let whole = ["reason_", "label_", "settings_", "command_"];
    let patterns: BTreeSet<_> =
        sources.iter().flat_map(|source| patterns(source)).filter(|(begin, _)| !whole.contains(begin)).collect();
    let fits = |key: &str| {
        patterns
            .iter()
            .any(|(begin, end)| key.strip_prefix(begin).is_some_and(|rest| rest.len() > end.len() && rest.ends_with(end)))
    };
    let known = words(DEFAULT);
    let left: Vec<&String> = known.keys().filter(|key| !asked.contains(*key) && !fits(key)).collect();
    assert!(left.is_empty(), "nobody asks for {left:?}");
}

#[test]
fn the_shell_lists_the_languages_that_there_are() {
    let script = text(&root().join("www/words.js"));
    let start = script.find("const LANGUAGES").expect("LANGUAGES");
    let body = &script[start..start + script[start..].find('}').expect("an end")];
    let listed: BTreeSet<String> =
        body.lines().skip(1).filter_map(|line| line.split_once(':')).map(|(code, _)| code.trim().to_owned()).collect();
    assert_eq!(listed, languages());
}

#[test]
fn every_language_has_every_word() {
    let keys = |language: &str| words(language).into_keys().collect::<BTreeSet<_>>();
    let wanted = keys(DEFAULT);
    for language in languages() {
        let have = keys(&language);
        let missing: Vec<_> = wanted.difference(&have).collect();
        let more: Vec<_> = have.difference(&wanted).collect();
        assert!(missing.is_empty() && more.is_empty(), "{language} lacks {missing:?} and has beyond them {more:?}");
    }
}

#[test]
fn every_language_fills_the_same_gaps() {
    let gaps = |words: &str| -> BTreeSet<char> { words.split('$').skip(1).filter_map(|rest| rest.chars().next()).collect() };
    let wanted = words(DEFAULT);
    for language in languages() {
        for (key, words) in words(&language) {
            assert!(!words.trim().is_empty(), "{language}: {key} is empty");
            let Some(original) = wanted.get(&key) else { continue };
            assert_eq!(gaps(&words), gaps(original), "{language}: {key}");
        }
    }
}

#[test]
fn every_language_knows_its_own_name() {
    for language in languages() {
        let words = words(&language);
        assert_eq!(words.get("language_code"), Some(&language.replace('_', "-")), "{language}");
    }
}
