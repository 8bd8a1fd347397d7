//! The crates for `cargo install catchword-cli`, which needs neither the checkout nor the app's tools.
//!
//! Two files are only in the packed crates: the app, and the digest of the sources that it was made from. So cargo packs a
//! copy of the sources, and the checkout stays as it is.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

use super::APP;
use crate::process;
use crate::toolbox::Toolbox;

/// The largest crate that crates.io takes, in bytes.
const LARGEST: u64 = 10_000_000;

/// What cargo reads to pack the crates. The last two are only parts of the workspace.
const SOURCES: [&str; 9] = [
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "src",
    "crates",
    "xtask",
    "examples/views",
];

/// The crates that are no part of the program.
const OTHERS: [&str; 3] = ["catchword-pictures", "example-views", "xtask"];

/// Says of the app from which version and sources it was made (`crates/press/src/documents/app.rs: STAMP`).
const STAMP: &str = "catchword-app.txt";

/// Packs the crates into a folder, with the app inside.
///
/// # Errors
/// When cargo can't pack them, or one is too large.
pub(super) fn write(root: &Path, toolbox: &Toolbox, out: &Path) -> Result<Vec<PathBuf>> {
    let app = root.join(APP);
    let work = toolbox.target().join("crates");
    if work.is_dir() {
        fs::remove_dir_all(&work).with_context(|| format!("failed to empty `{}`", work.display()))?;
    }
    let copy = work.join("sources");
    for name in SOURCES {
        copy_all(&root.join(name), &copy.join(name))?;
    }
    copy_all(&app, &copy.join("crates/cli/app"))?;
    let digest = copy.join("crates/press/sources.txt");
    fs::write(&digest, digest_of(&app)?).with_context(|| format!("failed to write `{}`", digest.display()))?;

    let mut cargo = toolbox.command("cargo")?;
    cargo.current_dir(&copy).args(["package", "--quiet", "--workspace", "--no-verify", "--allow-dirty"]);
    cargo.args(OTHERS.iter().flat_map(|name| ["--exclude", name])).arg("--target-dir").arg(&work);
    process::run(&mut cargo)?;
    fs::create_dir_all(out).with_context(|| format!("failed to make `{}`", out.display()))?;
    let mut packed = Vec::new();
    for file in
        files(&work.join("package"))?.into_iter().filter(|file| file.extension().is_some_and(|end| end == "crate"))
    {
        let size = file.metadata().with_context(|| format!("failed to read `{}`", file.display()))?.len();
        if size >= LARGEST {
            bail!("`{}` has {size} bytes, and crates.io takes fewer than {LARGEST}", file.display());
        }
        let to = out.join(file.file_name().unwrap_or_default());
        fs::copy(&file, &to).with_context(|| format!("failed to write `{}`", to.display()))?;
        packed.push(to);
    }
    packed.sort();
    Ok(packed)
}

/// The digest of the sources from which the app was made, which are those of this version.
fn digest_of(app: &Path) -> Result<String> {
    let file = app.join(STAMP);
    let stamp = fs::read_to_string(&file).with_context(|| format!("failed to read `{}`", file.display()))?;
    match stamp.split_once(' ') {
        Some((env!("CARGO_PKG_VERSION"), digest)) => Ok(digest.to_owned()),
        _ => bail!("`{}` has an app of another version: `cargo xtask build` makes it", app.display()),
    }
}

/// The files in a folder, not those in folders below it.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("failed to read `{}`", folder.display()))?;
    Ok(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect())
}

/// Copies a file, or a folder with all that is in it.
fn copy_all(from: &Path, to: &Path) -> Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry.with_context(|| format!("failed to read `{}`", from.display()))?;
        let below = entry.path().strip_prefix(from).unwrap_or(entry.path());
        let to = if below.as_os_str().is_empty() { to.to_owned() } else { to.join(below) };
        if let (true, Some(parent)) = (entry.file_type().is_file(), to.parent()) {
            fs::create_dir_all(parent).with_context(|| format!("failed to make `{}`", parent.display()))?;
            fs::copy(entry.path(), &to).with_context(|| format!("failed to write `{}`", to.display()))?;
        }
    }
    Ok(())
}
