//! The seventh stage: files. All of them are written beside the output folder, and only [`Staging::publish`] puts them
//! in their place: a build that fails changes nothing.

use std::collections::BTreeMap;
use std::path::Path;

use catchword_bundle::SITE_FILE;
use rayon::prelude::*;
use serde::Serialize;

use crate::documents::Documents;
use crate::interrupt::go_on;
use crate::out::{OutFolder, Staging};
use crate::render::Output;
use crate::source::Drawing;
use crate::write_error::{WriteError, io_error};

/// Writes a site's data: bundles, `site.json` and the author's files.
///
/// # Errors
/// When a file can't be written.
pub(crate) fn write_data(output: &Output, out: OutFolder) -> Result<Staging, WriteError> {
    let staging = Staging::new(out)?;
    let root = staging.folder();
    for (path, asset) in &output.files {
        let to = root.join(path.as_str());
        if let Some(Drawing::Cleaned { text, .. }) = &asset.drawing {
            write_file(&to, text.as_bytes())?;
            continue;
        }
        go_on()?;
        make_parent(&to)?;
        std::fs::copy(&asset.from, &to).map_err(io_error("copy", &asset.from))?;
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
    go_on()?;
    make_parent(to)?;
    std::fs::write(to, bytes).map_err(io_error("write", to))
}

fn make_parent(file: &Path) -> Result<(), WriteError> {
    match file.parent() {
        Some(folder) => std::fs::create_dir_all(folder).map_err(io_error("make the folder", folder)),
        None => Ok(()),
    }
}
