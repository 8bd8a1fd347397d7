//! `.br` and `.gz` beside every text file that is worth it, for hosts that hand out what lies there.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;

use crate::write::{WriteError, io_error};

/// Below that many bytes a file and its answer's head go in one packet, squeezed or not.
const WORTH_IT: u64 = 1024;

/// The endings of files that are text, or squeeze like it. Pictures are squeezed already.
const TEXTS: [&str; 9] = ["html", "css", "js", "json", "xml", "txt", "svg", "wasm", "webmanifest"];

/// Files that every visit waits for, and of which there are a few: the most that brotli can do (RFC 7932, quality 11).
/// It takes ten times as long as the next step down, for a tenth less; of pages there may be thousands.
const CODE: [&str; 3] = ["css", "js", "wasm"];

/// Squeezes every text in a folder, on every core.
pub(crate) fn squeeze_all(root: &Path) -> Result<(), WriteError> {
    let mut texts = Vec::new();
    find_texts(root, &mut texts)?;
    texts.par_iter().try_for_each(|path| squeeze(path))
}

fn find_texts(folder: &Path, texts: &mut Vec<PathBuf>) -> Result<(), WriteError> {
    for entry in std::fs::read_dir(folder).map_err(io_error("read", folder))? {
        let entry = entry.map_err(io_error("read", folder))?;
        let path = entry.path();
        let data = entry.metadata().map_err(io_error("read", &path))?;
        if data.is_dir() {
            find_texts(&path, texts)?;
        } else if data.len() > WORTH_IT && has_ending(&path, &TEXTS) {
            texts.push(path);
        }
    }
    Ok(())
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| endings.contains(&ending))
}

fn squeeze(path: &Path) -> Result<(), WriteError> {
    let bytes = std::fs::read(path).map_err(io_error("read", path))?;
    let quality = if has_ending(path, &CODE) { 11 } else { 6 };
    let squeezed = [("br", brotli(&bytes, quality)), ("gz", gzip(&bytes))];
    for (ending, squeezed) in squeezed {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{ending}"));
        let to = PathBuf::from(name);
        let squeezed = squeezed.map_err(io_error("squeeze", path))?;
        std::fs::write(&to, squeezed).map_err(io_error("write", &to))?;
    }
    Ok(())
}

pub(crate) fn brotli(mut bytes: &[u8], quality: i32) -> io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality, size_hint: bytes.len(), ..Default::default() };
    let mut squeezed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut squeezed, &params)?;
    Ok(squeezed)
}

/// Without a time in its head (RFC 1952, MTIME): the same site gives the same bytes.
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
    fn what_is_squeezed_is_what_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let text = "All happy families are alike. ".repeat(100);
        std::fs::create_dir(at("deep")).unwrap();
        for name in ["deep/index.html", "style.css", "photo.jpg"] {
            std::fs::write(at(name), &text).unwrap();
        }
        std::fs::write(at("short.html"), "<p>").unwrap();
        squeeze_all(folder.path()).unwrap();

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
