//! Results that are kept from one build to the next.
//!
//! A result is found by a [`Key`]: the digest of all that it is made of, and of the program that makes it. It never depends on
//! the time. What a build has not used is removed at its end, so a store holds the results of one build and no more. A result
//! that is not as it was written is not used. So a store can be deleted at any time, and one that can't be read or written only
//! makes builds slower.

mod digest;
mod shard;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

pub(crate) use digest::Digest;
use shard::Shard;

/// By what a result is found.
pub(crate) type Key = [u8; 32];

/// In how many files the results are: one result more changes one of them.
const SHARDS: usize = 256;

/// A folder with results, or results in memory, or none.
#[derive(Debug)]
pub(crate) struct Store {
    /// Where they are, if they are kept on the disk.
    folder: Option<PathBuf>,
    /// By the first byte of their keys. There are none if nothing is kept.
    shards: Vec<Mutex<Shard>>,
}

impl Store {
    /// A store in a folder, which is made when something is kept. Without a folder nothing is.
    pub(crate) fn new(folder: Option<&Path>) -> Store {
        let shards = if folder.is_some() { SHARDS } else { 0 };
        Store { folder: folder.map(own_folder), shards: (0..shards).map(|_| Mutex::default()).collect() }
    }

    /// A store that keeps nothing.
    pub(crate) fn none() -> Store {
        Store::new(None)
    }

    /// A store that keeps results as long as it is there itself.
    pub(crate) fn in_memory() -> Store {
        Store { folder: None, shards: (0..SHARDS).map(|_| Mutex::default()).collect() }
    }

    /// The key of a stage's result. `made_of` adds all that it depends on. `None` if nothing is kept.
    pub(crate) fn key(&self, stage: &str, made_of: impl FnOnce(&mut Digest)) -> Option<Key> {
        if self.shards.is_empty() {
            return None;
        }
        // What is in memory was made by this program.
        let mut digest = if self.folder.is_some() { Digest::of_program() } else { Digest::new() };
        digest.text(stage);
        made_of(&mut digest);
        Some(digest.finish())
    }

    /// A result, if it is there.
    pub(crate) fn get(&self, key: &Key) -> Option<Arc<[u8]>> {
        self.shard(key)?.get(key)
    }

    /// Keeps a result.
    pub(crate) fn put(&self, key: &Key, bytes: Vec<u8>) {
        if let Some(mut shard) = self.shard(key) {
            shard.put(key, bytes);
        }
    }

    /// A text result: kept, or else made now.
    pub(crate) fn text(&self, stage: &str, made_of: impl FnOnce(&mut Digest), make: impl FnOnce() -> String) -> String {
        let Some(key) = self.key(stage, made_of) else { return make() };
        if let Some(text) = self.get(&key).and_then(|bytes| String::from_utf8(bytes.to_vec()).ok()) {
            return text;
        }
        let text = make();
        self.put(&key, text.clone().into_bytes());
        text
    }

    /// Writes what is new, and removes what was not used.
    pub(crate) fn finish(self) {
        let Some(folder) = &self.folder else { return };
        self.shards.par_iter().enumerate().for_each(|(at, shard)| {
            let shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
            // A store that can't be written is only of no use.
            shard.finish(&file(folder, at)).ok();
        });
    }

    /// Removes from memory what was not used since this was last called.
    pub(crate) fn forget_unused(&self) {
        for shard in &self.shards {
            shard.lock().unwrap_or_else(PoisonError::into_inner).forget_unused();
        }
    }

    fn shard(&self, key: &Key) -> Option<MutexGuard<'_, Shard>> {
        let at = usize::from(key[0]);
        let mut shard = self.shards.get(at)?.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(folder) = &self.folder {
            shard.read_once(&file(folder, at));
        }
        Some(shard)
    }
}

/// What is kept has a folder of its own, and names that nobody else gives to a file: files of these names may be removed.
pub(crate) fn own_folder(cache: &Path) -> PathBuf {
    cache.join("catchword")
}

fn file(folder: &Path, at: usize) -> PathBuf {
    folder.join(format!("{at:02x}.results"))
}
