//! The last stage: files. All of them beside the old ones first, then the two change places: a build that fails changes
//! nothing.

use std::io;
use std::path::{Path, PathBuf};

use catchword_bundle::SITE_FILE;
use miette::Diagnostic;
use serde::Serialize;

use crate::compress;
use crate::documents::{App, BuildMode, Documents};
use crate::render::Output;
use crate::search::{self, SearchError};

/// Why a site could not be written.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum WriteError {
    /// The output folder holds something that no press wrote.
    #[error("`{}` is not a site's folder", .0.display())]
    #[diagnostic(help("it holds files but no `site.json`, and a build would replace them all; choose another folder"))]
    NotOurs(PathBuf),
    /// The search's index could not be made.
    #[error("failed to make the search's index")]
    #[diagnostic(help("this is a fault of the press and not of the texts: report it with what is said above"))]
    Search(#[source] SearchError),
    /// The disk refused.
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

/// Writes a site's data into `out`, in place of what was there.
pub fn write(output: &Output, out: &Path) -> Result<(), WriteError> {
    replace(out, |new| write_data(output, new))
}

/// Writes a whole site into `out`, in place of the site that was there: data, documents, the app's files, feeds, and
/// what hosts want to know.
pub fn write_site(output: &Output, app: &App, style: BuildMode, out: &Path) -> Result<(), WriteError> {
    replace(out, |new| {
        write_data(output, new)?;
        for (path, bytes) in search::files(output).map_err(WriteError::Search)? {
            write_file(&new.join(path), &bytes)?;
        }
        write_documents(&Documents::new(output, app, style), new)?;
        if style == BuildMode::RELEASE { compress::squeeze_all(new) } else { Ok(()) }
    })
}

fn replace(out: &Path, fill: impl FnOnce(&Path) -> Result<(), WriteError>) -> Result<(), WriteError> {
    refuse_to_replace(out)?;
    // Beside the output, so that both are on one disk and a rename is enough.
    let parent = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(parent).map_err(io_error("make the folder", parent))?;
    let beside = tempfile::Builder::new()
        .prefix(".catchword-")
        .tempdir_in(parent)
        .map_err(io_error("make a folder in", parent))?;
    let new = beside.path().join("new");
    fill(&new)?;

    let old = beside.path().join("old");
    let replaces = out.exists();
    if replaces {
        std::fs::rename(out, &old).map_err(io_error("move away", out))?;
    }
    let moved = std::fs::rename(&new, out).map_err(io_error("move into place", out));
    if moved.is_err() && replaces {
        std::fs::rename(&old, out).map_err(io_error("put back", out))?;
    }
    moved
}

fn write_documents(dress: &Documents<'_>, root: &Path) -> Result<(), WriteError> {
    dress.documents(|path, html| write_file(&root.join(path), html.as_bytes()))?;
    for (path, bytes) in dress.files() {
        write_file(&root.join(path), &bytes)?;
    }
    Ok(())
}

fn write_data(output: &Output, root: &Path) -> Result<(), WriteError> {
    std::fs::create_dir_all(root).map_err(io_error("make the folder", root))?;
    for (path, from) in &output.files {
        let to = root.join(path.as_str());
        make_parent(&to)?;
        std::fs::copy(from, &to).map_err(io_error("copy", from))?;
    }
    for (path, bundle) in &output.bundles {
        let to = root.join(path);
        write_json(bundle, &to)?;
    }
    write_json(&output.site, &root.join(SITE_FILE))
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
