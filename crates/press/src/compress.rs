//! The last stage: a `.br` and a `.gz` copy beside every text file that is large enough, for hosts that serve such
//! copies.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;

use crate::interrupt::go_on;
use crate::paths::{CODE, COMPRESSED};
use crate::walk;
use crate::write_error::{WriteError, io_error};

/// Up to this many bytes, a file and its response's headers fit into one packet, compressed or not.
const WORTH_IT: u64 = 1024;

/// The extensions of text files, and of files that compress as well as text. Pictures are compressed already.
const TEXTS: [&str; 9] = ["html", "css", "js", "json", "xml", "txt", "svg", "wasm", "webmanifest"];

/// Brotli's quality (RFC 7932) for code, which every visit waits for. It is the best: it takes ten times as long as the
/// next one, and saves a tenth.
const BEST: i32 = 11;
/// The quality for everything else, of which there may be thousands.
const FAST: i32 = 6;

/// Compresses every text in a folder, on every core.
///
/// # Errors
/// When a file can't be read or its copy can't be written.
pub(crate) fn compress(folder: &Path) -> Result<(), WriteError> {
    let mut texts = Vec::new();
    for entry in walk::files(folder, |_| true) {
        let entry = entry.map_err(|error| io_error("read", &error.path)(error.source))?;
        let size = entry.metadata().map_err(|error| io_error("read", entry.path())(error.into()))?.len();
        if size > WORTH_IT && has_ending(entry.path(), &TEXTS) {
            texts.push(entry.into_path());
        }
    }
    texts.par_iter().try_for_each(|path| compress_file(path))
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| endings.contains(&ending))
}

fn compress_file(path: &Path) -> Result<(), WriteError> {
    go_on()?;
    let bytes = std::fs::read(path).map_err(io_error("read", path))?;
    let quality = if has_ending(path, &CODE) { BEST } else { FAST };
    for (ending, compressed) in COMPRESSED.into_iter().zip([brotli(&bytes, quality), gzip(&bytes)]) {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{ending}"));
        let to = PathBuf::from(name);
        let compressed = compressed.map_err(io_error("compress", path))?;
        std::fs::write(&to, compressed).map_err(io_error("write", &to))?;
    }
    Ok(())
}

pub(crate) fn brotli(mut bytes: &[u8], quality: i32) -> io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut compressed, &params)?;
    Ok(compressed)
}

/// Compresses without a time in the header (RFC 1952, MTIME), so that the same site gives the same bytes.
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_compressed_copy_holds_the_same_text() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let text = "All happy families are alike. ".repeat(100);
        std::fs::create_dir(at("deep")).unwrap();
        for name in ["deep/index.html", "style.css", "photo.jpg"] {
            std::fs::write(at(name), &text).unwrap();
        }
        std::fs::write(at("short.html"), "<p>").unwrap();
        compress(folder.path()).unwrap();

        for name in ["deep/index.html", "style.css"] {
            let mut from_gzip = String::new();
            let gzip = std::fs::read(at(&format!("{name}.gz"))).unwrap();
            flate2::read::GzDecoder::new(&*gzip).read_to_string(&mut from_gzip).unwrap();
            let mut from_brotli = Vec::new();
            let brotli = std::fs::read(at(&format!("{name}.br"))).unwrap();
            brotli::BrotliDecompress(&mut &*brotli, &mut from_brotli).unwrap();
            assert!(from_gzip == text && from_brotli == text.as_bytes(), "{name}");
            assert!(gzip.len() < 200 && brotli.len() < 200, "{name}");
        }
        assert!(!at("photo.jpg.gz").exists() && !at("short.html.gz").exists());
    }
}
