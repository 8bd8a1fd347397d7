//! The files of the sites: written, copied, compressed, and made into a key of the cache.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Context, Result};
use walkdir::WalkDir;

use crate::host;

/// Writes a file, and makes its folder if necessary.
///
/// # Errors
/// When it can't be written.
pub(in crate::bench) fn write(file: &Path, text: &str) -> Result<()> {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder).with_context(|| format!("failed to make `{}`", folder.display()))?;
    fs::write(file, text).with_context(|| format!("failed to write `{}`", file.display()))
}

/// Puts a compressed file beside each that is worth it.
///
/// # Errors
/// When a file can't be read or written.
pub(super) fn compress(folder: &Path) -> Result<()> {
    for entry in WalkDir::new(folder) {
        let entry = entry.with_context(|| format!("failed to list `{}`", folder.display()))?;
        let extension = entry.path().extension().and_then(|extension| extension.to_str());
        if let Some("html" | "css" | "js" | "mjs" | "json" | "txt" | "svg" | "xml" | "wasm") = extension {
            let path = entry.path();
            let name = || format!("failed to compress `{}`", path.display());
            let compressed = fs::read(path).and_then(|bytes| host::compressed(&bytes)).with_context(name)?;
            let mut beside = path.as_os_str().to_owned();
            beside.push(".br");
            fs::write(beside, compressed).with_context(name)?;
        }
    }
    Ok(())
}

/// Copies a folder into another one.
///
/// # Errors
/// When a file can't be read or written.
pub(in crate::bench) fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry.with_context(|| format!("failed to read `{}`", from.display()))?;
        let to = to.join(entry.path().strip_prefix(from).unwrap_or(entry.path()));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&to).with_context(|| format!("failed to make `{}`", to.display()))?;
        } else {
            fs::copy(entry.path(), &to).with_context(|| format!("failed to write `{}`", to.display()))?;
        }
    }
    Ok(())
}

/// A number of all files in a folder, and of the version.
///
/// # Errors
/// When a file can't be read.
pub(super) fn key(folder: &Path, version: &str) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    version.hash(&mut hasher);
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.context("failed to list a peer's sources")?;
        if entry.file_type().is_file() {
            entry.path().strip_prefix(folder).unwrap_or(entry.path()).hash(&mut hasher);
            let bytes =
                fs::read(entry.path()).with_context(|| format!("failed to read `{}`", entry.path().display()))?;
            bytes.hash(&mut hasher);
        }
    }
    Ok(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_a_file_or_a_version_is_another_key() {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("a/b"), "1").unwrap();
        let first = key(folder.path(), "1.0.0").unwrap();
        assert_eq!(key(folder.path(), "1.0.0").unwrap(), first);
        assert_ne!(key(folder.path(), "1.0.1").unwrap(), first);
        write(&folder.path().join("a/b"), "2").unwrap();
        assert_ne!(key(folder.path(), "1.0.0").unwrap(), first);
    }

    #[test]
    fn every_file_of_text_is_compressed() {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("x/index.html"), &"word ".repeat(100)).unwrap();
        write(&folder.path().join("x/font.woff2"), "font").unwrap();
        compress(folder.path()).unwrap();
        assert!(fs::metadata(folder.path().join("x/index.html.br")).unwrap().len() < 100);
        assert!(!folder.path().join("x/font.woff2.br").exists());
    }
}
