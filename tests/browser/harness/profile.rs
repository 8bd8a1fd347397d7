//! The folder in which a Firefox reads and writes: empty, but for what the first one made of its own scripts. With that a
//! start costs half as much, and starting is most of what a short test does.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use tempfile::TempDir;

/// Where Firefox has its own scripts, made ready, and the version for which they are good: another one makes them anew.
const SCRIPTS: &str = "startupCache";
const VERSION: &str = "compatibility.ini";

/// Whether a Firefox got so far as to write all of them.
const ALL: &str = "startupCache/scriptCache.bin";

/// Only one test at a time looks into what is kept, or changes it.
static KEPT: Mutex<()> = Mutex::new(());

/// A profile. It is removed when it is dropped, which must not be before its browser has ended.
pub(super) struct Profile(TempDir);

impl Profile {
    pub(super) fn make() -> Profile {
        let profile = Profile(tempfile::tempdir().expect("a folder in the system's place for them"));
        let _kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        // Without them Firefox starts as well.
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
        if self.path().join(ALL).exists() && version(self.path()) != version(&kept()) {
            let _ = fs::remove_dir_all(kept());
            let _ = copy(self.path(), &kept());
        }
    }
}

/// Cargo's folder for what tests leave.
fn kept() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("firefox")
}

/// Copies scripts and version, the latter at the end: what has one is whole.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to.join(SCRIPTS))?;
    for entry in fs::read_dir(from.join(SCRIPTS))? {
        let name = Path::new(SCRIPTS).join(entry?.file_name());
        fs::copy(from.join(&name), to.join(&name))?;
    }
    fs::copy(from.join(VERSION), to.join(VERSION)).map(drop)
}
