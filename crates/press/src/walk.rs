//! The files below a folder.

use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

/// What could not be read, and why.
#[derive(Debug)]
pub(crate) struct WalkError {
    pub(crate) path: PathBuf,
    pub(crate) source: io::Error,
}

/// Every file below a folder, by name, in the folders that links lead to as well. Passes over the files and folders
/// that are not `wanted`.
pub(crate) fn files(
    folder: &Path,
    mut wanted: impl FnMut(&DirEntry) -> bool,
) -> impl Iterator<Item = Result<DirEntry, WalkError>> {
    let root = folder.to_owned();
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    // The folder itself is wanted whatever it is called.
    let entries = entries.filter_entry(move |entry| entry.depth() == 0 || wanted(entry));
    entries.filter(|entry| entry.as_ref().map_or(true, |entry| !entry.file_type().is_dir())).map(move |entry| {
        entry.map_err(|error| {
            let path = error.path().unwrap_or(&root).to_owned();
            let source = error
                .into_io_error()
                .unwrap_or_else(|| io::Error::other("a link in this folder leads back to a folder above it"));
            WalkError { path, source }
        })
    })
}

/// A file's path below a folder, with `/` between its parts; `None` where a part of it is not UTF-8.
pub(crate) fn below(file: &Path, folder: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> =
        file.strip_prefix(folder).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_files_by_name_and_passes_over_the_unwanted() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("_root");
        for file in ["b.md", "a/z.md", "a/_no/x.md", "a.md"] {
            let path = root.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let wanted = |entry: &DirEntry| !entry.file_name().to_string_lossy().starts_with('_');
        let found: Vec<String> =
            files(&root, wanted).map(|entry| below(entry.unwrap().path(), &root).unwrap()).collect();
        assert_eq!(found, ["a/z.md", "a.md", "b.md"]);
    }

    #[test]
    fn names_a_folder_that_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let gone = folder.path().join("gone");
        let error = files(&gone, |_| true).next().unwrap().unwrap_err();
        assert_eq!((error.path, error.source.kind()), (gone, io::ErrorKind::NotFound));
    }

    #[cfg(unix)]
    #[test]
    fn follows_links_and_names_those_that_lead_in_a_circle() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("root");
        let elsewhere = folder.path().join("elsewhere");
        for made in [&root, &elsewhere] {
            std::fs::create_dir(made).unwrap();
        }
        std::fs::write(elsewhere.join("a.md"), "").unwrap();
        std::os::unix::fs::symlink(&elsewhere, root.join("linked")).unwrap();
        let found: Vec<_> = files(&root, |_| true).map(|entry| below(entry.unwrap().path(), &root).unwrap()).collect();
        assert_eq!(found, ["linked/a.md"]);
        std::os::unix::fs::symlink(&root, root.join("circle")).unwrap();
        let error = files(&root, |_| true).find_map(Result::err).unwrap();
        assert_eq!(error.path, root.join("circle"));
    }
}
