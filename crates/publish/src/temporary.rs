//! Folders that are needed only on the way.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

/// Those that are there now.
static FOLDERS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A folder that is removed when this is dropped, or when the program is stopped.
#[derive(Debug)]
pub(crate) struct Temporary(TempDir);

impl Temporary {
    /// Makes an empty folder.
    pub(crate) fn new() -> io::Result<Temporary> {
        let folder = tempfile::tempdir()?;
        folders().push(folder.path().to_owned());
        Ok(Temporary(folder))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let own = self.0.path();
        folders().retain(|folder| folder != own);
    }
}

/// Removes the folders of every publication in this process, which is about to end.
pub fn remove_temporary() {
    for folder in folders().drain(..) {
        std::fs::remove_dir_all(folder).ok();
    }
}

fn folders() -> MutexGuard<'static, Vec<PathBuf>> {
    FOLDERS.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_goes_with_its_owner_or_with_the_program() {
        let (kept, dropped) = (Temporary::new().unwrap(), Temporary::new().unwrap());
        let [kept_at, dropped_at] = [&kept, &dropped].map(|folder| folder.path().to_owned());
        drop(dropped);
        assert!(kept_at.is_dir() && !dropped_at.exists());
        remove_temporary();
        assert!(!kept_at.exists());
    }
}
