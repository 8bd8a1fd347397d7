//! The packed crates hold all that cargo needs to compile the program, and the app.

use std::fs;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use walkdir::WalkDir;

use crate::{PACKAGES, name};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The packages of the program, each by the name of its crate.
const CRATES: [&str; 9] = ["app", "build", "bundle", "cli", "fonts", "i18n", "manifest", "press", "publish"];

/// Unpacks every crate, each into a folder of its name.
fn unpacked(into: &Path) {
    let entries = fs::read_dir(PACKAGES.join("crates")).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.collect();
    files.sort();
    let names: Vec<_> = files.iter().map(|file| name(file).to_owned()).collect();
    assert_eq!(names, CRATES.map(|part| format!("catchword-{part}-{VERSION}.crate")));
    for file in files {
        let size = file.metadata().unwrap().len();
        assert!(size < 10_000_000, "{} has {size} bytes", file.display());
        tar::Archive::new(GzDecoder::new(fs::File::open(file).unwrap())).unpack(into).unwrap();
    }
}

#[test]
fn the_crates_hold_the_app_and_ask_for_each_other_by_version() {
    let folder = tempfile::tempdir().unwrap();
    unpacked(folder.path());
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();

    // The press takes this app only if both say that they are of the same sources.
    let digest = read(&format!("catchword-press-{VERSION}/sources.txt"));
    assert_eq!(read(&format!("catchword-cli-{VERSION}/app/catchword-app.txt")), format!("{VERSION} {digest}"));
    assert!(read(&format!("catchword-cli-{VERSION}/app/index.html")).contains("data-wasm"));

    for part in CRATES {
        let manifest = read(&format!("catchword-{part}-{VERSION}/Cargo.toml"));
        for section in manifest.split("\n[").filter(|section| section.contains("dependencies.catchword-")) {
            assert!(section.contains(&format!("version = \"={VERSION}\"")), "{part}: {section}");
            assert!(!section.contains("path ="), "{part}: {section}");
        }
        assert!(!manifest.contains("publish = false"), "{part}");
    }
}

#[test]
fn no_crate_includes_a_file_that_is_not_in_it() {
    let folder = tempfile::tempdir().unwrap();
    unpacked(folder.path());
    let mut included = 0;
    for entry in WalkDir::new(folder.path()) {
        let file = entry.unwrap().into_path();
        if file.extension().is_none_or(|ending| ending != "rs") || name(&file) == "tests.rs" {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let compiled = text.split("#[cfg(test)]").next().unwrap();
        for call in ["include_str!(\"", "include_bytes!(\""] {
            for (_, rest) in compiled.match_indices(call).map(|(at, _)| compiled[at..].split_at(call.len())) {
                let path = file.parent().unwrap().join(rest.split('"').next().unwrap());
                assert!(path.is_file(), "{} includes {}", file.display(), path.display());
                included += 1;
            }
        }
    }
    assert!(included > 5, "{included}");
}
