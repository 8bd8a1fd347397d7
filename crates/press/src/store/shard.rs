//! One of a store's files: results one after another, each behind its key, its length and the beginning of its digest.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::Key;

/// How much of a result's digest is written.
const CHECK: usize = 8;
/// What comes before a result: key, length, check.
const HEAD: usize = 32 + 8 + CHECK;

#[derive(Debug)]
struct Entry {
    bytes: Arc<[u8]>,
    is_used: bool,
}

/// The results in one file.
#[derive(Debug, Default)]
pub(super) struct Shard {
    is_read: bool,
    is_new: bool,
    entries: HashMap<Key, Entry>,
}

impl Shard {
    /// Reads its file, unless that was done before. A file that is damaged holds nothing from there on.
    pub(super) fn read_once(&mut self, file: &Path) {
        if std::mem::replace(&mut self.is_read, true) {
            return;
        }
        let Ok(bytes) = std::fs::read(file) else { return };
        let mut rest = bytes.as_slice();
        while let Some((key, entry, after)) = next(rest) {
            self.entries.insert(key, Entry { bytes: entry.into(), is_used: false });
            rest = after;
        }
        // Then it is written again.
        self.is_new = !rest.is_empty();
    }

    pub(super) fn get(&mut self, key: &Key) -> Option<Arc<[u8]>> {
        let entry = self.entries.get_mut(key)?;
        entry.is_used = true;
        Some(Arc::clone(&entry.bytes))
    }

    pub(super) fn put(&mut self, key: &Key, bytes: Vec<u8>) {
        self.is_new = true;
        self.entries.insert(*key, Entry { bytes: bytes.into(), is_used: true });
    }

    /// Removes the results that were not used since this was last called.
    pub(super) fn forget_unused(&mut self) {
        self.entries.retain(|_, entry| std::mem::replace(&mut entry.is_used, false));
    }

    /// Writes the results that were used, if they are others than those in the file.
    pub(super) fn finish(&self, file: &Path) -> std::io::Result<()> {
        let used = || self.entries.iter().filter(|(_, entry)| entry.is_used);
        let count = used().count();
        if count == 0 {
            return match std::fs::remove_file(file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        }
        if !self.is_new && count == self.entries.len() {
            return Ok(());
        }
        let folder = file.parent().unwrap_or(file);
        std::fs::create_dir_all(folder)?;
        // Another build may read the file at this moment.
        let mut beside = tempfile::NamedTempFile::new_in(folder)?;
        let mut writer = std::io::BufWriter::new(&mut beside);
        for (key, Entry { bytes, .. }) in used() {
            writer.write_all(key)?;
            writer.write_all(&(bytes.len() as u64).to_le_bytes())?;
            writer.write_all(&check(key, bytes))?;
            writer.write_all(bytes)?;
        }
        writer.flush()?;
        drop(writer);
        beside.persist(file).map(drop).map_err(|error| error.error)
    }
}

/// The next result and what comes after it; `None` at the end, or if it is damaged.
fn next(file: &[u8]) -> Option<(Key, &[u8], &[u8])> {
    let (head, rest) = file.split_at_checked(HEAD)?;
    let key: Key = head[..32].try_into().ok()?;
    let length = u64::from_le_bytes(head[32..40].try_into().ok()?);
    let (bytes, after) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    (check(&key, bytes) == head[40..]).then_some((key, bytes, after))
}

fn check(key: &Key, bytes: &[u8]) -> [u8; CHECK] {
    let digest = Sha256::new().chain_update(key).chain_update(bytes).finalize();
    let mut check = [0; CHECK];
    check.copy_from_slice(&digest[..CHECK]);
    check
}
