//! The seventh stage: files. All of them are written beside the output folder, and only [`Staging::publish`] puts them
//! in their place: a build that fails changes nothing.

use std::collections::BTreeMap;
use std::path::Path;

use catchword_bundle::SITE_FILE;
use rayon::prelude::*;
use serde::Serialize;

use crate::documents::Documents;
use crate::interrupt::go_on;
use crate::last_build::Reuse;
use crate::out::{OutFolder, Staging};
use crate::render::Output;
use crate::source::Drawing;
use crate::store::Digest;
use crate::write_error::{WriteError, io_error};

/// Writes a site's data: bundles, `site.json` and the author's files.
///
/// # Errors
/// When a file can't be written.
pub(crate) fn write_data(output: &Output, out: OutFolder, reuse: &Reuse) -> Result<Staging, WriteError> {
    let staging = Staging::new(out)?;
    let root = staging.folder();
    for (path, asset) in &output.files {
        let to = root.join(path.as_str());
        if let Some(Drawing::Cleaned { text, .. }) = &asset.drawing {
            write_bytes(path.as_str(), text.as_bytes(), &root, reuse)?;
            continue;
        }
        let made_of = |digest: &mut Digest| digest.file(&asset.from).unwrap_or_else(|_| digest.unknown());
        if !reuse.needs(path.as_str(), made_of) {
            continue;
        }
        go_on()?;
        make_parent(&to)?;
        std::fs::copy(&asset.from, &to).map_err(io_error("copy", &asset.from))?;
    }
    output
        .bundles
        .par_iter()
        .try_for_each(|(path, bundle)| write_json(path, &output.parts.with(bundle), &root, reuse))?;
    write_json(SITE_FILE, &output.site, &root, reuse)?;
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
    reuse: &Reuse,
) -> Result<Staging, WriteError> {
    let staging = write_data(output, out, reuse)?;
    let root = staging.folder();
    index.into_par_iter().try_for_each(|(path, bytes)| write_bytes(&path, &bytes, &root, reuse))?;
    documents.each(
        output,
        |path, made_of| reuse.needs(path, made_of),
        |path, html| write_file(&root.join(path), html.as_bytes()),
    )?;
    for (path, bytes) in documents.app_files.iter().chain(site_files) {
        write_bytes(path, bytes, &root, reuse)?;
    }
    Ok(staging)
}

fn write_json(path: &str, value: &impl Serialize, root: &Path, reuse: &Reuse) -> Result<(), WriteError> {
    let mut json = match serde_json::to_vec(value) {
        Ok(json) => json,
        Err(error) => return Err(io_error("write", &root.join(path))(error.into())),
    };
    json.push(b'\n');
    write_bytes(path, &json, root, reuse)
}

/// Writes a file, unless the one of the last build can stay.
fn write_bytes(path: &str, bytes: &[u8], root: &Path, reuse: &Reuse) -> Result<(), WriteError> {
    if reuse.needs(path, |digest| digest.bytes(bytes)) { write_file(&root.join(path), bytes) } else { Ok(()) }
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
