//! What a result is made of, as a number.

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::Key;

/// The digest of this program, so that no result of another version is used. It is that of its file: two programs of one
/// version can differ.
static PROGRAM: LazyLock<Key> = LazyLock::new(|| {
    let mut digest = Sha256::new();
    digest.update(env!("CARGO_PKG_VERSION"));
    let read = std::env::current_exe().and_then(std::fs::File::open).and_then(|file| hash(file, &mut digest));
    // Without it, nothing that another program has kept may be found.
    if read.is_err() {
        digest.update(std::process::id().to_le_bytes());
    }
    digest.finalize().into()
});

/// How many digests are unlike any other.
static UNKNOWN: AtomicU64 = AtomicU64::new(0);

fn hash(mut file: impl Read, digest: &mut Sha256) -> io::Result<()> {
    let mut buffer = vec![0; 1 << 18];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(()),
            count => digest.update(&buffer[..count]),
        }
    }
}

/// Collects what a result depends on.
#[derive(Debug, Clone)]
pub(crate) struct Digest(Sha256);

impl Digest {
    /// Of nothing yet. What it is for must not outlive this program.
    pub(crate) fn new() -> Digest {
        Digest(Sha256::new())
    }

    /// Of this program, and nothing else yet.
    pub(crate) fn of_program() -> Digest {
        Digest(Sha256::new().chain_update(*PROGRAM))
    }

    /// Adds bytes. Their length is added too, so that what comes next can't be taken for a part of them.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// Adds a text.
    pub(crate) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Adds the bytes of a file.
    ///
    /// # Errors
    /// When it can't be read.
    pub(crate) fn file(&mut self, path: &Path) -> io::Result<()> {
        let mut digest = Sha256::new();
        hash(std::fs::File::open(path)?, &mut digest)?;
        self.bytes(&digest.finalize());
        Ok(())
    }

    /// Makes the digest unlike any other, because something that it depends on is not known.
    pub(crate) fn unknown(&mut self) {
        self.0.update(std::process::id().to_le_bytes());
        self.0.update(UNKNOWN.fetch_add(1, Ordering::Relaxed).to_le_bytes());
    }

    /// Adds a value by its JSON. One that has none, such as a map with keys that are no texts, makes the digest unlike any
    /// other.
    pub(crate) fn json(&mut self, value: &impl Serialize) {
        if serde_json::to_writer(Writer(&mut self.0), value).is_err() {
            self.unknown();
        }
        // No JSON has this byte.
        self.0.update([0]);
    }

    pub(crate) fn finish(self) -> Key {
        self.0.finalize().into()
    }
}

struct Writer<'d>(&'d mut Sha256);

impl Write for Writer<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
