//! Makes a digest of the sources that the app and the press are made from. A built app says which they were, so that a press
//! of other sources refuses it.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

/// The folders of these sources, from this crate's own.
const SOURCES: [&str; 4] = ["../../src", "../bundle/src", "../i18n", "src"];

/// The digest itself, in a packed crate: there only the last of these folders is at its place. `cargo xtask dist` writes it.
const PACKED: &str = "sources.txt";

fn main() {
    let digest = match std::fs::read_to_string(PACKED) {
        Ok(digest) => {
            println!("cargo::rerun-if-changed={PACKED}");
            digest.trim().to_owned()
        }
        Err(_) => digest_of_sources(),
    };
    println!("cargo::rustc-env=CATCHWORD_SOURCES={digest}");
}

fn digest_of_sources() -> String {
    let mut files = BTreeMap::new();
    for folder in SOURCES {
        let folder = Path::new(folder);
        if folder.is_dir() {
            println!("cargo::rerun-if-changed={}", folder.display());
            collect(folder, &mut files);
        }
    }
    let mut digest = Sha256::new();
    for (name, content) in &files {
        // With the lengths, no two lists of files are the same bytes.
        digest.update(format!("{} {name} {} ", name.len(), content.len()));
        digest.update(content);
    }
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Adds every file of a folder, by its path with `/`, and with one kind of line end: git may write another.
fn collect(folder: &Path, files: &mut BTreeMap<String, String>) {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("failed to read {}: {error}", folder.display()));
    for entry in entries {
        let path = entry.unwrap_or_else(|error| panic!("failed to read {}: {error}", folder.display())).path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let bytes =
                std::fs::read(&path).unwrap_or_else(|error| panic!("failed to read {}: {error}", path.display()));
            let name = path.to_string_lossy().replace('\\', "/");
            files.insert(name, String::from_utf8_lossy(&bytes).replace("\r\n", "\n"));
        }
    }
}
