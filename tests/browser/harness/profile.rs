//! Firefox's profile folder: empty but for the startup cache that an earlier Firefox made. It halves the time of a start,
//! which is most of a short test's time.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use tempfile::TempDir;

/// Firefox's startup cache, and the file that names the version it is for. Another version ignores the cache.
const CACHE: &str = "startupCache";
const VERSION: &str = "compatibility.ini";

/// The file that is written last: the cache is complete when it is there.
const COMPLETE: &str = "startupCache/scriptCache.bin";

/// Guards the kept cache: one test at a time reads or replaces it.
static KEPT: Mutex<()> = Mutex::new(());

/// A profile. Removed when dropped: drop it after its browser has ended.
pub(super) struct Profile(TempDir);

impl Profile {
    pub(super) fn make() -> Profile {
        let profile = Profile(tempfile::tempdir().expect("the temporary folder can be written to"));
        let _kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        // Firefox starts without it, too.
        let _ = copy(&kept(), profile.path());
        profile
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        let _kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        let version = |folder: &Path| fs::read(folder.join(VERSION)).ok();
        if self.path().join(COMPLETE).exists() && version(self.path()) != version(&kept()) {
            let _ = fs::remove_dir_all(kept());
            let _ = copy(self.path(), &kept());
        }
    }
}

/// Where the cache is kept between runs: cargo's folder for integration tests.
fn kept() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("firefox")
}

/// Copies the cache, then the version file: a copy that has the version file is complete.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to.join(CACHE))?;
    for entry in fs::read_dir(from.join(CACHE))? {
        let name = Path::new(CACHE).join(entry?.file_name());
        fs::copy(from.join(&name), to.join(&name))?;
    }
    fs::copy(from.join(VERSION), to.join(VERSION)).map(drop)
}
