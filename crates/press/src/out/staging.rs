//! The folder in which a build writes the site, before it is put in its place.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

use super::manifest::Paths;
use super::{OutFolder, publish};
use crate::interrupt::{Writing, go_on};
use crate::write_error::{WriteError, io_error};

/// How the name of such a folder begins. It is beside the output folder, so that both are on one disk.
const PREFIX: &str = ".catchword-";
/// The folder in it that becomes the site.
const NEW: &str = "new";
/// A file in it that the build keeps locked while it runs. The system unlocks it when the build ends or is killed.
const LOCK: &str = "lock";
/// A folder without such a file may have been made a moment ago, or by an older version.
const OLD_ENOUGH: Duration = Duration::from_secs(60 * 60);

/// A site that is written, but not yet in its place. If this is dropped, its files are removed.
#[derive(Debug)]
pub(crate) struct Staging {
    out: OutFolder,
    // Before the folder, so that it is closed when the folder is removed.
    _lock: File,
    beside: TempDir,
    // Last: until the folder is removed, the process may not end.
    _writing: Writing,
}

impl Staging {
    /// Makes an empty folder, and removes those that killed builds have left.
    ///
    /// # Errors
    /// When the folder can't be made, or builds should stop.
    pub(crate) fn new(out: OutFolder) -> Result<Staging, WriteError> {
        let writing = Writing::begin()?;
        let parent = out.path.parent().unwrap_or(&out.path);
        std::fs::create_dir_all(parent).map_err(io_error("make the folder", parent))?;
        remove_leftovers(parent);
        loop {
            let beside = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent);
            let beside = beside.map_err(io_error("make a folder in", parent))?;
            let path = beside.path().join(LOCK);
            let lock = File::create(&path).map_err(io_error("write", &path))?;
            // Some network disks have no locks. Then nobody removes the folder while it is in use, nor afterwards.
            lock.lock().ok();
            // Another build may have taken it for a leftover before it was locked.
            if path.exists() {
                let new = beside.path().join(NEW);
                std::fs::create_dir(&new).map_err(io_error("make the folder", &new))?;
                return Ok(Staging { out, _lock: lock, beside, _writing: writing });
            }
        }
    }

    /// The folder that holds the site for now.
    pub(crate) fn folder(&self) -> PathBuf {
        self.beside.path().join(NEW)
    }

    /// Puts the site in its place. `kept` are files of it that are there already. Returns the site's files, and the files
    /// there that may be left from the last site, if the list of its files is missing.
    ///
    /// # Errors
    /// When a file that no build made is in the way, or builds should stop; then nothing is changed. When a file can't be
    /// read, moved or removed; then the next build continues.
    pub(crate) fn publish(self, kept: &Paths) -> Result<(Paths, Vec<String>), WriteError> {
        // From here on it is quick, and a whole site is better than half of one.
        go_on()?;
        publish::publish(&self.folder(), kept, &self.out)
    }
}

impl Drop for Staging {
    /// Removes the lock last: without it, the rest would look like the folder of a build that is about to begin.
    fn drop(&mut self) {
        std::fs::remove_dir_all(self.folder()).ok();
    }
}

/// A leftover that can't be removed does no harm, so errors are ignored.
fn remove_leftovers(parent: &Path) {
    for entry in std::fs::read_dir(parent).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        if !is_ours || !entry.file_type().is_ok_and(|found| found.is_dir()) {
            continue;
        }
        let folder = entry.path();
        // The lock is held until the folder is gone.
        if let Some(_lock) = leftover(&folder) {
            std::fs::remove_dir_all(&folder).ok();
        }
    }
}

/// The lock of a folder that no running build uses; `Some(None)` if it has no lock.
fn leftover(folder: &Path) -> Option<Option<File>> {
    let names = std::fs::read_dir(folder).ok()?.map(|entry| Some(entry.ok()?.file_name()));
    // An older version moved the old site into such a folder for a moment: that may be the only copy.
    if !names.into_iter().all(|name| name.is_some_and(|name| name == NEW || name == LOCK)) {
        return None;
    }
    match File::open(folder.join(LOCK)) {
        Ok(lock) => lock.try_lock().is_ok().then_some(Some(lock)),
        Err(_) => {
            let age = folder.metadata().ok()?.modified().ok()?.elapsed().ok()?;
            (age > OLD_ENOUGH).then_some(None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_build_left_is_removed_and_a_running_build_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        let hour_ago = std::time::SystemTime::now() - 2 * OLD_ENOUGH;
        for path in
            [".catchword-killed/new", ".catchword-now", ".catchword-old/new", ".catchword-saved/old", ".else/new"]
        {
            std::fs::create_dir_all(at(path)).unwrap();
        }
        std::fs::write(at(".catchword-killed/lock"), "").unwrap();
        std::fs::write(at(".catchword-killed/new/index.html"), "<p>").unwrap();
        for path in [".catchword-old", ".catchword-saved", ".else"] {
            File::open(at(path)).unwrap().set_modified(hour_ago).unwrap();
        }
        let out = OutFolder { path: at("site"), shown: at("site"), is_preview: false };
        let running = Staging::new(out.clone()).unwrap();
        let other = Staging::new(out).unwrap();
        assert!(running.folder().exists() && other.folder().exists());
        drop((running, other));
        let mut left: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [".catchword-now", ".catchword-saved", ".else"]);
    }
}
