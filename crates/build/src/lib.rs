//! For build scripts: the digest of a crate's sources, and the app inside a program.
//!
//! Cargo runs a build script in the folder of its crate. A script that fails says why and ends the build, so these functions
//! panic.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// The environment variable that names the folder of the built app, for the command with Catchword's own views.
pub const APP: &str = "CATCHWORD_APP";

/// The same for a command with other views. With a name of its own, Catchword's crates need not be compiled again for it.
pub const APP_WITH_VIEWS: &str = "CATCHWORD_APP_WITH_VIEWS";

/// The build script of a crate with views of its own. It sets `CATCHWORD_VIEWS`, the value of `Views::STAMP`, and writes what
/// [`embed_app`] does.
///
/// # Panics
/// When a file can't be read or written.
pub fn views() {
    let variable = |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("cargo sets {name} for build scripts"));
    println!("cargo::rerun-if-changed=Cargo.toml");
    let (name, version) = (variable("CARGO_PKG_NAME"), variable("CARGO_PKG_VERSION"));
    println!("cargo::rustc-env=CATCHWORD_VIEWS={name} {version} {}", digest_of_sources(&["src"]));
    embed_app(APP_WITH_VIEWS);
}

/// Where the packed crate of the command has the app.
const PACKED: &str = "app";

/// Writes `app_files.rs` into the crate's `OUT_DIR`: the files of the app in the folder that an environment variable names, with
/// their paths below it, as one expression. Without the variable the list is empty, but in the packed crate of the command, which has
/// the app in a folder of its own.
///
/// # Panics
/// When a file can't be read or written, or the folder has none.
pub fn embed_app(variable: &str) {
    println!("cargo::rerun-if-env-changed={variable}");
    let mut entries = String::new();
    let named = std::env::var_os(variable).filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let packed = || Some(PathBuf::from(PACKED)).filter(|folder| variable == APP && folder.is_dir());
    if let Some(folder) = named.or_else(packed) {
        let folder = std::path::absolute(&folder).unwrap_or_else(|error| panic!("the current folder: {error}"));
        println!("cargo::rerun-if-changed={}", folder.display());
        let files = files_in(&folder);
        assert!(!files.is_empty(), "{variable} names a folder without files: {}", folder.display());
        for (name, path) in files {
            let _ = writeln!(entries, "    ({name:?}, include_bytes!({:?})),", path.display().to_string());
        }
    }
    let list = format!("&[\n{entries}]\n");
    let folder = std::env::var_os("OUT_DIR").map(PathBuf::from);
    let out = folder.unwrap_or_else(|| panic!("cargo sets OUT_DIR for build scripts")).join("app_files.rs");
    std::fs::write(&out, list).unwrap_or_else(|error| panic!("failed to write {}: {error}", out.display()));
}

/// A digest of every file in some folders, and of their names. Cargo runs the build script again when one changes. A folder
/// that is not there is left out.
///
/// # Panics
/// When a file can't be read.
pub fn digest_of_sources(folders: &[&str]) -> String {
    let mut digest = Sha256::new();
    let mut all = BTreeMap::new();
    for folder in folders.iter().filter(|folder| Path::new(folder).is_dir()) {
        println!("cargo::rerun-if-changed={folder}");
        all.extend(files_in(Path::new(folder)).into_iter().map(|(name, path)| (format!("{folder}/{name}"), path)));
    }
    for (name, path) in all {
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("failed to read {}: {error}", path.display()));
        // With one kind of line end: git may write another.
        let content = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        // With the lengths, no two lists of files are the same bytes.
        digest.update(format!("{} {name} {} ", name.len(), content.len()));
        digest.update(content);
    }
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Every file in a folder, by its path below it with `/`.
fn files_in(folder: &Path) -> BTreeMap<String, PathBuf> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let failed = |error: &dyn Error| -> ! { panic!("failed to read {}: {error}", next.display()) };
        for entry in std::fs::read_dir(&next).unwrap_or_else(|error| failed(&error)) {
            let path = entry.unwrap_or_else(|error| failed(&error)).path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(below) = path.strip_prefix(folder) {
                files.insert(below.to_string_lossy().replace('\\', "/"), path);
            }
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_that_of_names_and_contents() {
        let place = tempfile::tempdir().expect("a folder to write to");
        let folder = place.path().join("größe 1");
        std::fs::create_dir_all(folder.join("deep")).expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file");
        let digest = || digest_of_sources(&[&folder.display().to_string(), "not/there"]);
        write("a.rs", "a\nb\n");
        write("deep/b.rs", "");
        let first = digest();
        assert_eq!(first.len(), 16);
        write("a.rs", "a\r\nb\r\n");
        assert_eq!(digest(), first, "only the line ends differ");
        write("a.rs", "a\nc\n");
        let second = digest();
        assert_ne!(second, first);
        write("c.rs", "");
        assert_ne!(digest(), second);
    }
}
