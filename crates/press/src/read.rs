//! The first stage: from the disk into memory.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use miette::{Diagnostic, NamedSource};

use crate::image_size::{image_size, is_picture};
use crate::source::{Asset, ContentPath, File, Source};

/// The name of the settings' file, in the content folder.
const SETTINGS: &str = "site.toml";

/// Why a content folder could not be read.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum ReadError {
    /// There is no such folder, or no `site.toml` in it.
    #[error("there is no `{}`", .0.display())]
    #[diagnostic(help(
        "a site is a folder with a `site.toml` in it, beside `essays` and `pages`; `--content` says which folder"
    ))]
    NoSite(PathBuf),
    /// The disk refused.
    #[error("failed to read `{}`", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Reads a content folder: every text, and of every other file its place and a picture's measures.
///
/// Passes over what is hidden, and what begins with `_`: an author's own notes.
pub fn read(content: &Path) -> Result<Source, ReadError> {
    let settings = content.join(SETTINGS);
    if !settings.is_file() {
        return Err(ReadError::NoSite(settings));
    }
    let mut found = Vec::new();
    walk(content, "", &mut found)?;
    let mut source = Source {
        settings: read_text(settings, ContentPath::resolve("", SETTINGS).expect("a file name is a path"))?,
        essays: Vec::new(),
        pages: Vec::new(),
        assets: BTreeMap::new(),
    };
    for (path, from) in found {
        let room = path.as_str().split_once('/').map_or("", |(room, _)| room);
        match room {
            "essays" if is_markdown(&from) => source.essays.push(read_text(from, path)?),
            "pages" if is_markdown(&from) => source.pages.push(read_text(from, path)?),
            _ if path.as_str() == SETTINGS => {}
            _ => {
                let size = if is_picture(&from) { image_size(&from) } else { None };
                source.assets.insert(path, Asset { from, size });
            }
        }
    }
    Ok(source)
}

/// Lists the files below a folder, by name.
fn walk(folder: &Path, below: &str, found: &mut Vec<(ContentPath, PathBuf)>) -> Result<(), ReadError> {
    let failed = |source| ReadError::Io { path: folder.to_owned(), source };
    let mut entries = std::fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(failed)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        // A name that is not UTF-8 can't be written in a link, so nothing can refer to it.
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        if name.starts_with(['.', '_']) {
            continue;
        }
        let from = entry.path();
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        // Asked of the path, not of the entry: a folder may be a link to one elsewhere.
        let kind = std::fs::metadata(&from).map_err(|source| ReadError::Io { path: from.clone(), source })?;
        if kind.is_dir() {
            walk(&from, &path, found)?;
        } else if let Some(path) = ContentPath::resolve("", &path) {
            found.push((path, from));
        }
    }
    Ok(())
}

fn read_text(from: PathBuf, path: ContentPath) -> Result<File, ReadError> {
    let bytes = std::fs::read(&from).map_err(|source| ReadError::Io { path: from.clone(), source })?;
    let name = from.display().to_string().replace('\\', "/");
    Ok(text_file(name, path, bytes))
}

/// A text file of its bytes.
pub(crate) fn text_file(name: String, path: ContentPath, bytes: Vec<u8>) -> File {
    const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
    let bytes = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    let (text, not_utf8_at) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(at))
        }
    };
    File { path, text: Arc::new(NamedSource::new(name, text)), not_utf8_at }
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"))
}
