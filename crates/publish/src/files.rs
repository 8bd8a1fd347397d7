//! The files of a site, under the paths that they have at a place.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::digest::Digest;

use crate::error::{PublishError, read_error};

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Where it is on this computer.
    pub from: PathBuf,
    /// How many bytes it has.
    pub size: u64,
}

/// Files by their paths at the place, below its root and with `/` between their parts.
pub type Files = BTreeMap<String, Content>;

impl Content {
    /// The hexadecimal digest of its bytes.
    pub(crate) fn digest<D: Digest>(&self) -> Result<String, PublishError> {
        let mut file = File::open(&self.from).map_err(read_error(&self.from))?;
        let mut digest = D::new();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            match file.read(&mut buffer).map_err(read_error(&self.from))? {
                0 => return Ok(hex(&digest.finalize())),
                count => digest.update(&buffer[..count]),
            }
        }
    }
}

/// Bytes in hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Files in the three groups in which they are put in place: a page should not be there before what it shows, nor a page's
/// data before its pictures.
pub(crate) fn in_groups<'a>(paths: impl IntoIterator<Item = &'a String>) -> [Vec<&'a String>; 3] {
    let mut groups = [Vec::new(), Vec::new(), Vec::new()];
    for path in paths {
        groups[rank(path)].push(path);
    }
    groups
}

fn rank(path: &str) -> usize {
    let path = path.strip_suffix(".br").or_else(|| path.strip_suffix(".gz")).unwrap_or(path);
    match Path::new(path).extension().and_then(|ending| ending.to_str()) {
        Some("html" | "htm" | "xml") => 2,
        Some("json") => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_come_last() {
        let paths =
            ["a/index.html", "a/index.html.br", "a/index.json", "app-1.js", "feed.xml", "z.png"].map(str::to_owned);
        assert_eq!(
            in_groups(&paths),
            [vec!["app-1.js", "z.png"], vec!["a/index.json"], vec!["a/index.html", "a/index.html.br", "feed.xml"]]
        );
    }

    #[test]
    fn digests_are_those_of_the_standards() {
        let folder = tempfile::tempdir().unwrap();
        let from = folder.path().join("a b");
        std::fs::write(&from, "abc").unwrap();
        let content = Content { from, size: 3 };
        assert_eq!(content.digest::<sha1::Sha1>().unwrap(), "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert_eq!(content.digest::<md5::Md5>().unwrap(), "900150983cd24fb0d6963f7d28e17f72");
    }
}
