//! The folders that the browsers load: an explicit list of files, and for each browser its own manifest.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::browsers::Browser;

const FOLDERS: [&str; 2] = ["_locales", "www"];
const MANIFEST: &str = "manifest.json";

/// Files that only the type checker reads.
const TYPES: &str = ".d.ts";

/// Writes `dist/chromium` and `dist/firefox`; returns the size of one of them in bytes.
pub fn lay_out(root: &Path) -> Result<u64> {
    let manifest = fs::read_to_string(root.join(MANIFEST)).context("cannot read manifest.json")?;
    let manifest: Value = serde_json::from_str(&manifest).context("manifest.json is not JSON")?;
    let mut size = 0;
    for browser in [Browser::Chromium, Browser::Firefox] {
        let folder = root.join("dist").join(browser.name());
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let text = serde_json::to_string_pretty(&manifest_for(browser, manifest.clone()))?;
        fs::write(folder.join(MANIFEST), &text)?;
        size = text.len() as u64;
        for name in FOLDERS {
            size += copy(&root.join(name), &folder.join(name))?;
        }
    }
    Ok(size)
}

/// The manifest without the background that the browser would warn about.
fn manifest_for(browser: Browser, mut manifest: Value) -> Value {
    let foreign = match browser {
        Browser::Chromium => "scripts",
        Browser::Firefox => "service_worker",
    };
    if let Some(background) = manifest.get_mut("background").and_then(Value::as_object_mut) {
        background.remove(foreign);
    }
    manifest
}

fn copy(from: &Path, to: &Path) -> Result<u64> {
    fs::create_dir_all(to)?;
    let mut size = 0;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().ends_with(TYPES) {
            continue;
        }
        let target = to.join(entry.file_name());
        size += if entry.file_type()?.is_dir() { copy(&entry.path(), &target)? } else { fs::copy(entry.path(), &target)? };
    }
    Ok(size)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_browser_gets_its_own_background() {
        let both = json!({ "name": "x", "background": { "service_worker": "b.js", "scripts": ["b.js"] } });
        let chromium = json!({ "name": "x", "background": { "service_worker": "b.js" } });
        let firefox = json!({ "name": "x", "background": { "scripts": ["b.js"] } });
        assert_eq!(manifest_for(Browser::Chromium, both.clone()), chromium);
        assert_eq!(manifest_for(Browser::Firefox, both), firefox);
    }
}
