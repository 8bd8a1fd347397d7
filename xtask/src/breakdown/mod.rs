//! `cargo xtask size`: what each kilobyte of the app's code is, by crate and by feature.
//!
//! 1. [`crate::build`] builds the release, and [`named`] makes its wasm again with the names of functions kept.
//! 2. [`module`] cuts that wasm into parts, of which no byte is left out.
//! 3. [`symbol`] reads in a function's name who wrote it, and [`feature`] what it is for.
//! 4. [`tables`] weighs the parts, and [`report`] writes `docs/size.md`.

mod feature;
mod files;
mod module;
mod named;
mod report;
mod symbol;
mod tables;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::sizes::Sizes;
use crate::{build, process, setup};
use files::CodeFile;
use module::Module;
use report::Source;

/// The document that the command writes.
const DOCUMENT: &str = "docs/size.md";

/// Builds the site for release, and writes what its code is made of to [`DOCUMENT`].
///
/// # Errors
/// When the build fails, a file can't be read or written, or the wasm has no names.
pub fn breakdown(root: &Path) -> Result<()> {
    println!("Tools");
    let toolbox = setup::tools(root)?;
    println!("\nThe site");
    let sizes: Sizes = build::release_for_tests(root, &toolbox)?;
    println!("\nThe same wasm with names");
    let named = named::wasm(&toolbox)?;
    let is_release = module::instructions(&named)? == module::instructions(&release_wasm(&root.join("dist"))?)?;
    let module = Module::read(&named)?;
    println!("\nWeighing (two minutes)");
    let files = CodeFile::all(&root.join("dist"))?;
    let text = report::report(&Source { commit: commit(root)?, code: sizes.code(), is_release }, &files, &module)?;
    println!("\n{text}");
    fs::write(root.join(DOCUMENT), text).with_context(|| format!("failed to write `{DOCUMENT}`"))
}

/// The wasm that visitors get.
fn release_wasm(dist: &Path) -> Result<Vec<u8>> {
    let entries = fs::read_dir(dist).with_context(|| format!("failed to read `{}`", dist.display()))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let path = paths.filter(|path| path.extension().is_some_and(|ending| ending == "wasm")).min();
    let path = path.with_context(|| format!("there is no wasm in `{}`", dist.display()))?;
    fs::read(&path).with_context(|| format!("failed to read `{}`", path.display()))
}

/// The checkout's commit and its date: the document is the same on whatever day it is made.
fn commit(root: &Path) -> Result<String> {
    let git = |arguments: &[&str]| process::output(Command::new("git").current_dir(root).args(arguments));
    let commit = git(&["show", "--no-patch", "--format=%h of %cs"])?;
    let other = format!(":!{DOCUMENT}");
    let is_changed = !git(&["status", "--porcelain", "--untracked-files=no", "--", ".", &other])?.is_empty();
    Ok(if is_changed { format!("{commit}, with changes that are not committed") } else { commit })
}
