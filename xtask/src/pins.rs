//! Whether each dependency is one that its lock file names: one version, from the registry, with the checksum of its content.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// How the source of a crate of crates.io begins and ends.
const CRATES_IO: (&str, &str) = ("source = \"registry+", "/rust-lang/crates.io-index\"");

/// What is not pinned, a sentence each.
pub fn faults(root: &Path) -> Result<Vec<String>> {
    let read = |name: &str| fs::read_to_string(root.join(name)).with_context(|| format!("cannot read {name}"));
    let json = |name: &str| -> Result<Value> { Ok(serde_json::from_str(&read(name)?)?) };
    let mut faults = crates(&read("Cargo.lock")?);
    faults.extend(wanted(&json("package.json")?));
    faults.extend(locked(&json("package-lock.json")?));
    faults.extend(python(&read("training/requirements.txt")?));
    Ok(faults)
}

/// Crates of `Cargo.lock` that come from elsewhere than crates.io, or without a checksum. Members have no source.
fn crates(lock: &str) -> Vec<String> {
    let entries = lock.split("[[package]]").skip(1).filter(|entry| entry.contains("\nsource = "));
    let (start, end) = CRATES_IO;
    let is_known = |entry: &&str| entry.lines().any(|line| line.starts_with(start) && line.ends_with(end));
    let loose = entries.filter(|entry| !is_known(entry) || !entry.contains("\nchecksum = "));
    loose.map(|entry| format!("Cargo.lock: {}", entry.lines().nth(1).unwrap_or_default())).collect()
}

/// Packages of `package.json` that are wanted in more than one version.
fn wanted(package: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    for kind in ["dependencies", "devDependencies", "optionalDependencies"] {
        for (name, version) in package[kind].as_object().into_iter().flatten() {
            if !version.as_str().is_some_and(is_exact) {
                faults.push(format!("package.json: {name} {version}"));
            }
        }
    }
    faults
}

/// Packages of `package-lock.json` without a checksum, from elsewhere than the registry, or that run a script when they are installed.
fn locked(lock: &Value) -> Vec<String> {
    let entries = lock["packages"].as_object().into_iter().flatten().filter(|(path, _)| !path.is_empty());
    let loose = entries.filter(|(_, entry)| {
        let is_whole = entry["integrity"].as_str().is_some_and(|sum| sum.starts_with("sha512-"));
        !is_whole || entry.get("resolved").is_some() || entry["hasInstallScript"] == true
    });
    loose.map(|(path, _)| format!("package-lock.json: {path}")).collect()
}

/// Lines of a requirements file that name no exact version.
fn python(requirements: &str) -> Vec<String> {
    let lines = requirements.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let loose = lines.filter(|line| !line.split_once("==").is_some_and(|(_, version)| is_exact(version)));
    loose.map(|line| format!("training/requirements.txt: {line}")).collect()
}

fn is_exact(version: &str) -> bool {
    let parts: Vec<&str> = version.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn everything_is_pinned() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        assert_eq!(faults(root).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn a_crate_from_elsewhere_or_without_a_checksum_is_found() {
        let lock = |source: &str, rest: &str| format!("[[package]]\nname = \"one\"\nversion = \"1.0.0\"\n{source}\n{rest}\n");
        let (known, sum) = (CRATES_IO.0.to_owned() + "https://one.example" + CRATES_IO.1, "checksum = \"00\"");
        assert!(crates(&lock(&known, sum)).is_empty());
        assert!(crates(&lock("dependencies = []", "")).is_empty());
        assert_eq!(crates(&lock(&known, "")), ["Cargo.lock: name = \"one\""]);
        assert_eq!(crates(&lock("source = \"git+https://one.example/one\"", sum)), ["Cargo.lock: name = \"one\""]);
    }

    #[test]
    fn a_range_of_versions_is_found() {
        let package = json!({ "devDependencies": { "one": "1.2.3", "two": "^1.2.3", "three": "1.2", "four": "*" } });
        assert_eq!(wanted(&package).len(), 3);
        assert_eq!(
            python("# tools\none==1.2.3\ntwo>=1.2.3\nthree\n"),
            ["training/requirements.txt: two>=1.2.3", "training/requirements.txt: three"]
        );
    }

    #[test]
    fn a_package_without_a_checksum_or_with_a_script_is_found() {
        let lock = json!({ "packages": {
            "": { "name": "root" },
            "node_modules/one": { "integrity": "sha512-00" },
            "node_modules/two": { "integrity": "sha512-00", "hasInstallScript": true },
            "node_modules/three": {},
            "node_modules/four": { "integrity": "sha512-00", "resolved": "git+ssh://four.example" },
        } });
        let found = locked(&lock);
        assert_eq!(found.len(), 3);
        assert!(!found.contains(&"package-lock.json: node_modules/one".to_owned()));
    }
}
