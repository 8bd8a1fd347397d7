//! Writes the files of a new site: all of them, or none.

use std::io;
use std::path::{Path, PathBuf};

use catchword_press::write_new_file;

use super::InitError;
use super::files::NewFile;

/// Writes the files below a folder, which is made if it is not there. If one can't be written, the others are removed.
pub(crate) fn all(folder: &Path, files: &[NewFile]) -> Result<(), InitError> {
    let mut made = Made::default();
    let written = files.iter().try_for_each(|(path, text)| made.file(&folder.join(path), text));
    if written.is_err() {
        made.remove();
    }
    written
}

/// What was made so far.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    fn file(&mut self, path: &Path, text: &str) -> Result<(), InitError> {
        if let Some(folder) = path.parent() {
            self.folder(folder).map_err(failed("make the folder", folder))?;
        }
        write_new_file(path, text).map_err(failed("write", path))?;
        self.files.push(path.to_owned());
        Ok(())
    }

    /// Makes a folder and those above it.
    fn folder(&mut self, folder: &Path) -> io::Result<()> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(above) = folder.parent() {
            self.folder(above)?;
        }
        match std::fs::create_dir(folder) {
            // `a/..` is there as soon as `a` is.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
            made => made.map(|()| self.folders.push(folder.to_owned())),
        }
    }

    /// Removes what was made. What somebody else has put into a folder meanwhile stays.
    fn remove(self) {
        for file in self.files {
            std::fs::remove_file(file).ok();
        }
        for folder in self.folders.iter().rev() {
            std::fs::remove_dir(folder).ok();
        }
    }
}

fn failed(operation: &'static str, path: &Path) -> impl FnOnce(io::Error) -> InitError {
    let path = path.to_owned();
    move |source| InitError::Io { operation, path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn if_one_file_fails_nothing_is_left() {
        let place = tempfile::tempdir().unwrap();
        let new = |path: &'static str| (path, "text".to_owned());
        // The second is below a file.
        let error = all(&place.path().join("new/größe 1"), &[new("a/b.md"), new("a/b.md/c.md")]).unwrap_err();
        assert!(error.to_string().contains("failed to make the folder"), "{error}");
        assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0);

        // What was there stays, also when it is in the way.
        std::fs::write(place.path().join("README.md"), "mine").unwrap();
        all(place.path(), &[new("a.md"), new("README.md")]).unwrap_err();
        assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
        assert_eq!(std::fs::read_to_string(place.path().join("README.md")).unwrap(), "mine");

        all(place.path(), &[new("a.md"), new("deep/er/b.md")]).unwrap();
        assert_eq!(std::fs::read_to_string(place.path().join("deep/er/b.md")).unwrap(), "text");
    }
}
