//! What the last build into a folder was made of, and what it made: kept beside the [store](crate::store), so that the next
//! build leaves alone what would not change.
//!
//! What a file is made of is compared by content, never by time. Whether a file of the site is still the one that the build
//! put there is seen by its size and the time when it was changed: whoever edits one by hand gets it made again.

mod made_of;
mod reuse;
mod summary;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub(crate) use made_of::made_of;
pub(crate) use reuse::Reuse;
pub(crate) use summary::Summary;

use crate::store::{Key, own_folder};

/// The last build into a folder.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct LastBuild {
    /// The digest of everything that the site was made of.
    pub(crate) made_of: Key,
    /// Every file of the site, by its path below the folder.
    files: BTreeMap<String, Made>,
    /// What the build said.
    pub(crate) summary: Summary,
}

/// A file as a build left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Made {
    size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    modified: u64,
    /// The digest of what it was made of, if the build knows it.
    of: Option<Key>,
}

impl LastBuild {
    /// Reads what was kept of the last build into a folder. `None` if there is nothing, or if it is damaged.
    pub(crate) fn read(cache: &Path, out: &Path) -> Option<LastBuild> {
        let bytes = std::fs::read(file(cache, out)).ok()?;
        let (check, text) = bytes.split_at_checked(32)?;
        let is_whole = Sha256::digest(text).as_slice() == check;
        if is_whole { serde_json::from_slice(text).ok() } else { None }
    }

    /// Keeps it for the next build. If that fails, the next build only takes longer.
    fn keep(&self, cache: &Path, out: &Path) {
        let Ok(text) = serde_json::to_vec(self) else { return };
        let bytes = [Sha256::digest(&text).as_slice(), &text].concat();
        let write = || -> std::io::Result<()> {
            let folder = own_folder(cache);
            std::fs::create_dir_all(&folder)?;
            let beside = tempfile::NamedTempFile::new_in(&folder)?;
            std::fs::write(beside.path(), bytes)?;
            beside.persist(file(cache, out)).map(drop).map_err(|error| error.error)
        };
        write().ok();
    }

    /// Whether every file is as the build left it.
    pub(crate) fn is_untouched(&self, out: &Path) -> bool {
        self.files.par_iter().all(|(path, made)| made.is_at(&out.join(path)))
    }
}

impl Made {
    fn is_at(&self, file: &Path) -> bool {
        seen(file) == Some((self.size, self.modified))
    }
}

/// A file's size, and when it was changed. `None` if it is not a file.
fn seen(file: &Path) -> Option<(u64, u64)> {
    let found = file.symlink_metadata().ok().filter(|found| found.is_file())?;
    let modified = found.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    Some((found.len(), u64::try_from(modified).ok()?))
}

/// Several folders may be built with one cache.
fn file(cache: &Path, out: &Path) -> PathBuf {
    let digest = Sha256::digest(out.as_os_str().as_encoded_bytes());
    let name: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    own_folder(cache).join(format!("{name}.last-build"))
}
