//! The seventh stage: files. All of them are written beside the old output folder, and only [`Staging::publish`] puts
//! them in its place: a build that fails changes nothing.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use catchword_bundle::SITE_FILE;
use miette::Diagnostic;
use serde::Serialize;
use tempfile::TempDir;

use crate::documents::Documents;
use crate::render::Output;

/// Why a site could not be written.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum WriteError {
    /// The output folder holds files that are not a site's.
    #[error("`{}` holds other files and is not replaced", .0.display())]
    #[diagnostic(help(
        "a build replaces the whole output folder, and this one has no `site.json`, so it does not look like an earlier \
         build; choose an empty folder or a new one"
    ))]
    NotOurs(PathBuf),
    /// A file or folder could not be read or written.
    #[error("failed to {operation} `{}`", .path.display())]
    Io {
        /// What was tried.
        operation: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// A site that is written, but not yet in its place. Dropped, it is removed.
#[derive(Debug)]
pub(crate) struct Staging {
    /// Where the site belongs.
    out: PathBuf,
    /// A folder beside `out`, so that both are on one disk and a rename is enough.
    beside: TempDir,
}

/// Writes a site's data: bundles, `site.json` and the author's files.
///
/// # Errors
/// When the output folder is not a site's, or a file can't be written.
pub(crate) fn write_data(output: &Output, out: &Path) -> Result<Staging, WriteError> {
    let staging = Staging::new(out)?;
    let root = staging.folder();
    std::fs::create_dir_all(&root).map_err(io_error("make the folder", &root))?;
    for (path, from) in &output.files {
        let to = root.join(path.as_str());
        make_parent(&to)?;
        std::fs::copy(from, &to).map_err(io_error("copy", from))?;
    }
    for (path, bundle) in &output.bundles {
        write_json(bundle, &root.join(path))?;
    }
    write_json(&output.site, &root.join(SITE_FILE))?;
    Ok(staging)
}

/// Writes a whole site: data, search index, documents, and the site's other files. Each document is made when it is
/// written, on every core, so that not all of them are in memory at once.
///
/// # Errors
/// As [`write_data`].
pub(crate) fn write(
    output: &Output,
    index: BTreeMap<String, Vec<u8>>,
    documents: &Documents<'_>,
    site_files: &BTreeMap<String, Vec<u8>>,
    out: &Path,
) -> Result<Staging, WriteError> {
    let staging = write_data(output, out)?;
    let root = staging.folder();
    for (path, bytes) in index {
        write_file(&root.join(path), &bytes)?;
    }
    documents.each(|path, html| write_file(&root.join(path), html.as_bytes()))?;
    for (path, bytes) in documents.app_files().iter().chain(site_files) {
        write_file(&root.join(path), bytes)?;
    }
    Ok(staging)
}

impl Staging {
    fn new(out: &Path) -> Result<Staging, WriteError> {
        refuse_to_replace(out)?;
        let parent = match out.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        std::fs::create_dir_all(parent).map_err(io_error("make the folder", parent))?;
        let beside = tempfile::Builder::new()
            .prefix(".catchword-")
            .tempdir_in(parent)
            .map_err(io_error("make a folder in", parent))?;
        Ok(Staging { out: out.to_owned(), beside })
    }

    /// The folder that holds the site for now.
    pub(crate) fn folder(&self) -> PathBuf {
        self.beside.path().join("new")
    }

    /// Puts the site in its place and removes the one that was there.
    ///
    /// # Errors
    /// When a folder can't be renamed; then the old site is back where it was.
    pub(crate) fn publish(self) -> Result<(), WriteError> {
        let out = &self.out;
        let old = self.beside.path().join("old");
        let replaces = out.exists();
        if replaces {
            std::fs::rename(out, &old).map_err(io_error("move away", out))?;
        }
        let moved = std::fs::rename(self.folder(), out).map_err(io_error("move into place", out));
        if moved.is_err() && replaces {
            std::fs::rename(&old, out).map_err(io_error("put back", out))?;
        }
        moved
    }
}

fn write_json(value: &impl Serialize, to: &Path) -> Result<(), WriteError> {
    let failed = io_error("write", to);
    let mut json = match serde_json::to_vec(value) {
        Ok(json) => json,
        Err(error) => return Err(failed(error.into())),
    };
    json.push(b'\n');
    write_file(to, &json)
}

fn write_file(to: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    make_parent(to)?;
    std::fs::write(to, bytes).map_err(io_error("write", to))
}

fn make_parent(file: &Path) -> Result<(), WriteError> {
    match file.parent() {
        Some(folder) => std::fs::create_dir_all(folder).map_err(io_error("make the folder", folder)),
        None => Ok(()),
    }
}

/// A slip of the keyboard (`--out .`) must not cost an author their files.
fn refuse_to_replace(out: &Path) -> Result<(), WriteError> {
    if !out.exists() || out.join(SITE_FILE).is_file() {
        return Ok(());
    }
    let mut entries = std::fs::read_dir(out).map_err(io_error("read", out))?;
    if entries.next().is_some() { Err(WriteError::NotOurs(out.to_owned())) } else { Ok(()) }
}

pub(crate) fn io_error(operation: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |source| WriteError::Io { operation, path, source }
}
