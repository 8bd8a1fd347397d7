//! Which files of the last site a build leaves as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::{LastBuild, Made, Summary, seen};
use crate::documents::Copies;
use crate::paths::{COMPRESSED, MANIFEST};
use crate::store::{Digest, Key};

/// Compares what files are made of with what the last build's were. Without a cache it compares nothing, and every file is
/// made.
#[derive(Debug)]
pub(crate) struct Reuse {
    cache: Option<PathBuf>,
    /// The output folder.
    out: PathBuf,
    last: Option<LastBuild>,
    /// Whether files have compressed copies. One that was made without them is no file with them.
    copies: Copies,
    noted: Mutex<Noted>,
}

#[derive(Debug, Default)]
struct Noted {
    /// What each file is made of.
    of: BTreeMap<String, Key>,
    /// The files that stay, with their compressed copies.
    kept: BTreeSet<String>,
}

impl Reuse {
    /// For a build into a folder, with what is known of the last one.
    pub(crate) fn new(cache: Option<&Path>, out: &Path, last: Option<LastBuild>, copies: Copies) -> Reuse {
        Reuse { cache: cache.map(Path::to_owned), out: out.to_owned(), last, copies, noted: Mutex::default() }
    }

    /// For a build that knows nothing of another one.
    pub(crate) fn nothing() -> Reuse {
        Reuse::new(None, Path::new(""), None, Copies::None)
    }

    /// Whether a file has to be made. `made_of` adds all that it depends on.
    pub(crate) fn needs(&self, path: &str, made_of: impl FnOnce(&mut Digest)) -> bool {
        if self.cache.is_none() {
            return true;
        }
        let mut digest = Digest::of_program();
        digest.text(&format!("{:?}", self.copies));
        made_of(&mut digest);
        let key = digest.finish();
        let kept = self.untouched(path, &key);
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        noted.of.insert(path.to_owned(), key);
        let needs = kept.is_none();
        noted.kept.extend(kept.into_iter().flatten());
        needs
    }

    /// A file and its copies, if the last build has made it of the same and all of them are as it left them.
    fn untouched(&self, path: &str, key: &Key) -> Option<Vec<String>> {
        let last = self.last.as_ref()?;
        let is_there = |path: &str| Some(last.files.get(path)?.is_at(&self.out.join(path)));
        let of = last.files.get(path)?.of?;
        if of != *key || !is_there(path)? {
            return None;
        }
        let mut kept = vec![path.to_owned()];
        for copy in COMPRESSED.map(|ending| format!("{path}.{ending}")) {
            match is_there(&copy) {
                Some(true) => kept.push(copy),
                Some(false) => return None,
                None => {}
            }
        }
        Some(kept)
    }

    /// The files that stay as they are.
    pub(crate) fn kept(&self) -> BTreeSet<String> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner).kept.clone()
    }

    /// Keeps for the next build what this one has made: `files`, and the list of them.
    pub(crate) fn finish(self, made_of: Option<Key>, files: &BTreeSet<String>, summary: Summary) {
        let (Some(cache), Some(made_of)) = (&self.cache, made_of) else { return };
        let of = self.noted.into_inner().unwrap_or_else(PoisonError::into_inner).of;
        let list = MANIFEST.to_owned();
        let made = files.par_iter().chain([&list].into_par_iter()).filter_map(|path| {
            let (size, modified) = seen(&self.out.join(path))?;
            Some((path.clone(), Made { size, modified, of: of.get(path).copied() }))
        });
        LastBuild { made_of, files: made.collect(), summary }.keep(cache, &self.out);
    }
}
