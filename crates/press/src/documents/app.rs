//! The app's files, as Trunk built them.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use miette::Diagnostic;

use super::shell::Shell;
use crate::store::Digest;
use crate::walk;

/// The shell page, as Trunk calls it.
const SHELL: &str = "index.html";

/// Trunk leaves this file in the folder. It is not part of the app.
const LOCK: &str = ".trunk-lock";

/// The app: a shell page and the files that it loads.
#[derive(Debug)]
pub struct App {
    pub(super) shell: Shell,
    /// Every other file, by its path below the folder.
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

/// Why the app could not be read.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum AppError {
    /// A file could not be read, or there is no such folder.
    #[error("failed to read `{}`", .path.display())]
    #[diagnostic(help(
        "write after `--app` the folder that holds the app, such as `target/app`. If that folder is not there, run `cargo xtask build` once in the folder of the project, which makes it"
    ))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The shell page lacks what every page needs.
    #[error("`{}` {lacks}", .path.display())]
    #[diagnostic(help("compare it with the project's own `index.html` and `Trunk.toml`"))]
    Shell {
        /// The shell page.
        path: PathBuf,
        /// What it lacks.
        lacks: &'static str,
    },
}

impl App {
    /// Adds all of it to a digest.
    pub(crate) fn add_to(&self, digest: &mut Digest) {
        digest.text(&format!("{:?}", self.shell));
        for (path, bytes) in &self.files {
            digest.text(path);
            digest.bytes(bytes);
        }
    }

    /// Reads the folder that Trunk filled.
    ///
    /// # Errors
    /// When it can't be read, or its `index.html` starts no app.
    pub fn read(folder: &Path) -> Result<App, AppError> {
        let mut files = BTreeMap::new();
        for entry in walk::files(folder, |entry| entry.file_name() != LOCK) {
            let from = entry.map_err(|error| AppError::Io { path: error.path, source: error.source })?.into_path();
            let Some(path) = walk::below(&from, folder) else { continue };
            let bytes = std::fs::read(&from).map_err(|source| AppError::Io { path: from, source })?;
            files.insert(path, bytes);
        }
        let path = folder.join(SHELL);
        let Some(shell) = files.remove(SHELL) else {
            return Err(AppError::Io { path, source: io::ErrorKind::NotFound.into() });
        };
        let shell = Shell::parse(&String::from_utf8_lossy(&shell)).map_err(|lacks| AppError::Shell { path, lacks })?;
        Ok(App { shell, files })
    }
}
