//! Zip files that depend on nothing but what is in them: the same files give the same bytes.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

/// Readable by all, as every file of the tree is.
const MODE: u32 = 0o644;

/// All files of a folder, as the stores take them.
pub fn of_folder(folder: &Path) -> Result<Vec<u8>> {
    let names =
        files(folder)?.into_iter().map(|file| Ok(file.strip_prefix(folder)?.to_path_buf())).collect::<Result<Vec<_>>>()?;
    of_files(folder, &names)
}

/// Some files of a folder, by their names in it, in the order of their names. No time of a file and no right of its owner goes in.
pub fn of_files(folder: &Path, names: &[PathBuf]) -> Result<Vec<u8>> {
    let options =
        SimpleFileOptions::default().compression_level(Some(9)).last_modified_time(DateTime::DEFAULT).unix_permissions(MODE);
    let mut names: Vec<&PathBuf> = names.iter().collect();
    names.sort();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        let file = folder.join(name);
        zip.start_file_from_path(name, options)?;
        zip.write_all(&fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// All files in a folder and its folders.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, SystemTime};

    /// A folder of the system's for temporary files, with these files in it.
    fn folder(name: &str, files: &[&str]) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("unnag-archive-{}-{name}", std::process::id()));
        fs::create_dir_all(folder.join("a")).expect("a folder");
        files.iter().for_each(|file| fs::write(folder.join(file), file).expect("a file"));
        folder
    }

    #[test]
    fn the_same_files_give_the_same_bytes_whenever_they_were_written() {
        let (one, other) = (folder("one", &["a/b.js", "c.js"]), folder("other", &["c.js", "a/b.js"]));
        let file = fs::File::options().write(true).open(other.join("c.js")).expect("a file");
        file.set_modified(SystemTime::now() - Duration::from_secs(1_000_000)).expect("a time");
        let [first, second] = [&one, &other].map(|folder| of_folder(folder).expect("a zip file"));
        assert_eq!(first, second);
        fs::write(other.join("c.js"), "changed").expect("a file");
        assert_ne!(first, of_folder(&other).expect("a zip file"));
        [one, other].iter().for_each(|folder| fs::remove_dir_all(folder).expect("gone"));
    }
}
