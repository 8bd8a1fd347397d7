//! The seventh stage: files. All of them are written beside the output folder, and only [`Staging::publish`] puts them
//! in their place: a build that fails changes nothing.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use catchword_bundle::SITE_FILE;
use miette::Diagnostic;
use rayon::prelude::*;
use serde::Serialize;

use crate::documents::Documents;
use crate::out::{OutFolder, Staging};
use crate::render::Output;

/// Why a site could not be written.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum WriteError {
    /// The output folder holds files, and no site of an earlier build.
    #[error("the folder `{}` holds other files, and no site that Catchword made", .0.display())]
    #[diagnostic(help(
        "after `--out`, name an empty folder or a new one. If the site really belongs between these files, save an empty \
         file with the name `.catchword-files` in that folder; your files stay. Nothing was changed"
    ))]
    NotOurs(PathBuf),
    /// The output folder is a file.
    #[error("the site can't be put into `{}`, because that is not a folder", .0.display())]
    #[diagnostic(help("after `--out`, name a new folder. Nothing was changed"))]
    NotAFolder(PathBuf),
    /// The output folder is the content folder.
    #[error("the site can't be put into `{}`, because that is the folder of your content", .0.display())]
    #[diagnostic(help("after `--out`, name another folder, beside that one. Nothing was changed"))]
    IsContent(PathBuf),
    /// The output folder is inside of the content folder.
    #[error("the site can't be put into `{}`, because that is inside of `{}`, the folder of your content", .out.display(), .content.display())]
    #[diagnostic(help("after `--out`, name a folder outside of your content. Nothing was changed"))]
    InContent {
        /// The output folder.
        out: PathBuf,
        /// The content folder.
        content: PathBuf,
    },
    /// The content folder is inside of the output folder.
    #[error("the site can't be put into `{}`, because your content, `{}`, is inside of that", .out.display(), .content.display())]
    #[diagnostic(help("after `--out`, name a folder for the site alone, beside your content. Nothing was changed"))]
    HoldsContent {
        /// The output folder.
        out: PathBuf,
        /// The content folder.
        content: PathBuf,
    },
    /// A file or folder in the output folder, which no build made, has the name of one that the site needs.
    #[error("`{}` is in the way: the site has something of that name, and this was not made by Catchword", .0.display())]
    #[diagnostic(help("move or rename what is there, or name another folder after `--out`. Nothing was changed"))]
    InTheWay(PathBuf),
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

/// Writes a site's data: bundles, `site.json` and the author's files.
///
/// # Errors
/// When a file can't be written.
pub(crate) fn write_data(output: &Output, out: OutFolder) -> Result<Staging, WriteError> {
    let staging = Staging::new(out)?;
    let root = staging.folder();
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

/// Writes a whole site: data, search index, documents, and the site's other files.
///
/// # Errors
/// As [`write_data`].
pub(crate) fn write(
    output: &Output,
    index: BTreeMap<String, Vec<u8>>,
    documents: &Documents,
    site_files: &BTreeMap<String, Vec<u8>>,
    out: OutFolder,
) -> Result<Staging, WriteError> {
    let staging = write_data(output, out)?;
    let root = staging.folder();
    for (path, bytes) in index {
        write_file(&root.join(path), &bytes)?;
    }
    documents.pages.par_iter().try_for_each(|(path, html)| write_file(&root.join(path), html.as_bytes()))?;
    for (path, bytes) in documents.app_files.iter().chain(site_files) {
        write_file(&root.join(path), bytes)?;
    }
    Ok(staging)
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

pub(crate) fn io_error(operation: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |source| WriteError::Io { operation, path, source }
}
