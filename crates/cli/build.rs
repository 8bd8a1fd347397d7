//! Puts the built app into the program, if `CATCHWORD_APP` names its folder, as `cargo xtask dist` does, or if this is the packed
//! crate, which has it in the folder `app`. Otherwise the program has none, and looks for it in `target/app`.

use std::path::{Path, PathBuf};

/// Names the folder of the built app.
const APP: &str = "CATCHWORD_APP";

/// Where the packed crate has it.
const PACKED: &str = "app";

fn main() {
    println!("cargo::rerun-if-env-changed={APP}");
    let mut entries = String::new();
    let named = std::env::var_os(APP).filter(|folder| !folder.is_empty()).map(PathBuf::from);
    if let Some(folder) = named.or_else(|| Some(PathBuf::from(PACKED)).filter(|folder| folder.is_dir())) {
        let folder = std::path::absolute(&folder).expect("the current folder is known");
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut files = Vec::new();
        collect(&folder, &folder, &mut files);
        files.sort();
        assert!(!files.is_empty(), "there are no files in {}", folder.display());
        for (name, path) in files {
            entries.push_str(&format!("    ({name:?}, include_bytes!({:?})),\n", path.display().to_string()));
        }
    }
    let list =
        format!("/// The app's files, by their paths.\npub(crate) static FILES: &[(&str, &[u8])] = &[\n{entries}];\n");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names a folder")).join("app_files.rs");
    std::fs::write(&out, list).unwrap_or_else(|error| panic!("failed to write {}: {error}", out.display()));
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("failed to read {}: {error}", folder.display()));
    for entry in entries {
        let path = entry.unwrap_or_else(|error| panic!("failed to read {}: {error}", folder.display())).path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if let Ok(below) = path.strip_prefix(root) {
            files.push((below.to_string_lossy().replace('\\', "/"), path.clone()));
        }
    }
}
