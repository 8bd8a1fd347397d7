//! The checkout of Catchword whose crates a crate with views is built from.

use std::path::{Component, Path, PathBuf};

use super::ThemeError;

/// What only the repository's folder has.
const MARKS: [&str; 4] = ["Trunk.toml", "src/views/mod.rs", "crates/cli/Cargo.toml", "xtask/Cargo.toml"];

/// A checkout.
#[derive(Debug)]
pub(super) struct Source {
    /// Its folder, as an absolute path without links.
    pub(super) folder: PathBuf,
    pub(super) manifest: String,
    pub(super) lock: String,
    pub(super) toolchain: String,
}

impl Source {
    /// The checkout in a folder.
    pub(super) fn read(folder: &Path) -> Result<Source, ThemeError> {
        if !is_source(folder) {
            return Err(ThemeError::NotTheSource(folder.to_owned()));
        }
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read_to_string(&path).map_err(|source| ThemeError::Read { path, source })
        };
        let [manifest, lock, toolchain] = ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml"].map(read);
        Ok(Source { folder: whole(folder), manifest: manifest?, lock: lock?, toolchain: toolchain? })
    }

    /// The checkout that a folder belongs to.
    pub(super) fn around(folder: &Path) -> Result<Source, ThemeError> {
        let found = folder.ancestors().find(|folder| is_source(folder));
        Source::read(found.ok_or(ThemeError::NoSource)?)
    }

    /// The line of its manifest that begins so: a dependency with its version.
    pub(super) fn line(&self, start: &str) -> &str {
        self.manifest.lines().find(|line| line.starts_with(start)).unwrap_or_default()
    }

    /// The table of its manifest with this header, as it is written there.
    pub(super) fn table(&self, header: &str) -> String {
        let lines = self.manifest.lines().skip_while(|line| *line != header);
        lines.take_while(|line| !line.is_empty()).fold(String::new(), |table, line| table + line + "\n")
    }
}

fn is_source(folder: &Path) -> bool {
    MARKS.iter().all(|mark| folder.join(mark).is_file())
}

/// A path from the root, without links. The last parts need not be there.
pub(super) fn whole(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut found = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(found.pop()),
            part => found.push(part),
        }
        found = found.canonicalize().unwrap_or(found);
    }
    found
}

/// The way from one folder to another, both from the root; the other itself where there is none.
pub(super) fn way(from: &Path, to: &Path) -> String {
    let common = from.components().zip(to.components()).take_while(|(from, to)| from == to).count();
    if common == 0 {
        return to.display().to_string();
    }
    let up = from.components().skip(common).map(|_| "..".to_owned());
    let down = to.components().skip(common).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_goes_up_and_down() {
        let way = |from: &str, to: &str| super::way(Path::new(from), Path::new(to));
        assert_eq!(way("/a/größe 1/my-look", "/a/catchword"), "../../catchword");
        assert_eq!(way("/my-look", "/a/b c"), "../a/b c");
        assert_eq!(way("/a/b", "/a/b"), "");
    }

    #[test]
    fn a_path_is_whole_although_its_end_is_not_there() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().canonicalize().unwrap();
        assert_eq!(whole(&place.path().join("not/../there")), root.join("there"));
    }

    #[test]
    fn what_the_new_crate_takes_from_this_repository_is_there() {
        let source = Source::read(Path::new("../..")).unwrap();
        assert!(source.line("leptos = ").contains("version"), "{}", source.line("leptos = "));
        assert!(source.table("[profile.wasm]").contains("opt-level"), "{}", source.table("[profile.wasm]"));
        let around = Source::around(&std::env::current_dir().unwrap()).unwrap();
        assert_eq!(around.folder, source.folder);
        assert!(matches!(Source::around(Path::new("/")), Err(ThemeError::NoSource)));
        assert!(matches!(Source::read(Path::new("src")), Err(ThemeError::NotTheSource(_))));
    }
}
