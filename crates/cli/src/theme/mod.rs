//! `catchword theme new`: a crate with views of its own, for a developer.
//!
//! The crate's `Cargo.toml` names the crates of Catchword by their place in a checkout, and its `Cargo.lock` is that of the
//! checkout: both are compiled with the same versions of everything. `cargo xtask theme` of the checkout builds it.

mod files;
mod source;

use std::path::{Path, PathBuf};

use catchword_press::shown;
use clap::{Args, Subcommand};
use miette::Diagnostic;

use crate::init::InitError;
use crate::init::{folder, write};
use crate::shell::quoted;
use source::Source;

#[derive(Subcommand)]
pub(crate) enum ThemeCommand {
    /// Write the crate into a new folder.
    #[command(after_help = "Example:\n  catchword theme new my-look --source ../catchword")]
    New(ThemeOptions),
}

#[derive(Args)]
pub(crate) struct ThemeOptions {
    /// The folder for the crate. Its name is the name of the crate: small letters, digits and hyphens.
    folder: PathBuf,
    /// The folder with the source of Catchword. It is found by itself if you are in it.
    #[arg(long, value_name = "FOLDER")]
    source: Option<PathBuf>,
}

/// Why there is no new crate. Nothing of one was left.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub(crate) enum ThemeError {
    /// There are files in the folder.
    #[error("the folder `{}` is not empty", folder::named(.0))]
    #[diagnostic(help("name a new folder, such as `catchword theme new my-look`"))]
    NotEmpty(PathBuf),
    /// There is a file of that name.
    #[error("`{}` is a file, and not a folder", shown(.0))]
    #[diagnostic(help("name a new folder, such as `catchword theme new my-look`"))]
    NotAFolder(PathBuf),
    /// The folder's name can't be a crate's.
    #[error("`{0}` can't be the name of a crate")]
    #[diagnostic(help(
        "name the folder with small letters, digits and hyphens, and with a letter at the beginning, such as `my-look`"
    ))]
    Name(String),
    /// The source is nowhere near.
    #[error("the source of Catchword was not found")]
    #[diagnostic(help(
        "the crates of Catchword are in no registry yet. Get its repository, and name the repository's folder after `--source`, \
         such as `catchword theme new my-look --source ../catchword`"
    ))]
    NoSource,
    /// A folder does not have the source.
    #[error("the folder `{}` does not have the source of Catchword", shown(.0))]
    #[diagnostic(help(
        "after `--source`, name the folder of the repository: the one with `Trunk.toml`, `crates` and `xtask` in it"
    ))]
    NotTheSource(PathBuf),
    /// The new crate would be a part of Catchword's own workspace.
    #[error("the folder `{}` is within the source of Catchword", shown(.0))]
    #[diagnostic(help("name a folder outside of it, such as `catchword theme new ../my-look`"))]
    WithinTheSource(PathBuf),
    /// A file of the source can't be read.
    #[error("failed to read `{}`", shown(.path))]
    #[diagnostic(help(
        "look whether you may read the file. The folder after `--source` must be a whole copy of the repository"
    ))]
    Read { path: PathBuf, source: std::io::Error },
    /// A file or folder could not be made.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Write(InitError),
}

/// Writes the crate, and says how to build it.
pub(crate) fn new(options: &ThemeOptions) -> Result<(), ThemeError> {
    let ThemeOptions { folder, source } = options;
    folder::refuse_used(folder).map_err(|error| match error {
        InitError::NotEmpty { folder, .. } | InitError::HasSite { folder, .. } => ThemeError::NotEmpty(folder),
        InitError::NotAFolder(folder) => ThemeError::NotAFolder(folder),
        other => ThemeError::Write(other),
    })?;
    let place = source::whole(folder);
    let name = crate_name(&place)?;
    let source = match source {
        Some(source) => Source::read(source)?,
        None => Source::around(&std::env::current_dir().unwrap_or_default())?,
    };
    if place.starts_with(&source.folder) {
        return Err(ThemeError::WithinTheSource(folder.clone()));
    }
    let files = files::all(&name, &place, &source);
    write::all(folder, &files).map_err(ThemeError::Write)?;
    say!("Your views are in the folder `{}`. It has these files:", folder::named(folder));
    for (path, _) in &files {
        say!("  {path}");
    }
    say!("What to do next:");
    say!("  cd {}", quoted(&shown(folder)));
    say!("  cargo xtask theme");
    Ok(())
}

/// The name of a crate in a folder.
fn crate_name(folder: &Path) -> Result<String, ThemeError> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_right = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    let begins = name.starts_with(|letter: char| letter.is_ascii_lowercase());
    if begins && name.chars().all(is_right) { Ok(name) } else { Err(ThemeError::Name(name)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_has_a_plain_name() {
        for name in ["my-look", "a", "look2"] {
            assert_eq!(crate_name(&Path::new("/größe 1").join(name)).unwrap(), name);
        }
        for name in ["My-look", "my look", "größe", "2look", "-look", ""] {
            assert!(crate_name(&Path::new("/a").join(name)).is_err() || name.is_empty(), "{name}");
        }
        assert!(crate_name(Path::new("/")).is_err());
    }
}
