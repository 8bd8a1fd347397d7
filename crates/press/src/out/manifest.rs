//! The list of the files that a build made, in the output folder.

use std::path::Path;

use catchword_manifest::{parse, to_text};

pub(crate) use catchword_manifest::Paths;

use super::{OutFolder, entry};
use crate::paths::MANIFEST;
use crate::write_error::{WriteError, io_error};

/// The files that the last build made. `None` if there is no list.
///
/// # Errors
/// When the list can't be read, or is not a file.
pub(super) fn read(out: &OutFolder) -> Result<Option<Paths>, WriteError> {
    let path = out.join(MANIFEST);
    match entry(&path)? {
        None => Ok(None),
        Some(found) if found.is_file() => Ok(Some(parse(&text_of(&path)?))),
        Some(_) => Err(out.in_the_way(MANIFEST)),
    }
}

/// Whether the last build was for its author alone. `None` if there is no list, or only the empty one with which an author allows
/// a site to be put between other files.
///
/// # Errors
/// When the list can't be read.
pub(super) fn is_preview(out: &OutFolder) -> Result<Option<bool>, WriteError> {
    let path = out.join(MANIFEST);
    if !entry(&path)?.is_some_and(|found| found.is_file() && found.len() > 0) {
        return Ok(None);
    }
    Ok(Some(catchword_manifest::is_preview(&text_of(&path)?)))
}

/// Writes a list into a folder.
///
/// # Errors
/// When it can't be written.
pub(super) fn write<'a>(
    folder: &Path,
    is_preview: bool,
    paths: impl IntoIterator<Item = &'a String>,
) -> Result<(), WriteError> {
    let to = folder.join(MANIFEST);
    std::fs::write(&to, to_text(is_preview, paths)).map_err(io_error("write", &to))
}

fn text_of(path: &Path) -> Result<String, WriteError> {
    let bytes = std::fs::read(path).map_err(io_error("read", path))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
