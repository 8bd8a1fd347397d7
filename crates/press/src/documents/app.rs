//! The app's files, as Trunk built them.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use miette::Diagnostic;

use super::shell::Shell;

const SHELL: &str = "index.html";

/// Trunk leaves it in the folder; nobody serves it.
const LOCK: &str = ".trunk-lock";

/// The app: a shell page, and the files that it loads.
#[derive(Debug)]
pub struct App {
    pub(super) shell: Shell,
    /// Every other file, by its path below the folder.
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

/// Why there is no app to put a site's pages into.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum AppError {
    /// The disk refused, or there is no such folder.
    #[error("failed to read `{}`", .path.display())]
    #[diagnostic(help("the folder holds the app as Trunk built it: `cargo xtask build` leaves it in `target/app`"))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The shell page lacks what every page needs.
    #[error("`{}` {lacks}", .path.display())]
    #[diagnostic(help("the project's own `index.html` and `Trunk.toml` show how it should be"))]
    Shell {
        /// The shell page.
        path: PathBuf,
        /// What it lacks.
        lacks: &'static str,
    },
}

impl App {
    /// Reads the folder that Trunk filled.
    ///
    /// # Errors
    /// When it can't be read, or its `index.html` starts no app.
    pub fn read(folder: &Path) -> Result<App, AppError> {
        let mut files = BTreeMap::new();
        read_folder(folder, "", &mut files)?;
        let path = folder.join(SHELL);
        let Some(shell) = files.remove(SHELL) else {
            return Err(AppError::Io { path, source: io::ErrorKind::NotFound.into() });
        };
        let shell = Shell::parse(&String::from_utf8_lossy(&shell)).map_err(|lacks| AppError::Shell { path, lacks })?;
        Ok(App { shell, files })
    }
}

fn read_folder(folder: &Path, below: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), AppError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        |source| AppError::Io { path, source }
    };
    for entry in std::fs::read_dir(folder).map_err(failed(folder))? {
        let entry = entry.map_err(failed(folder))?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let below = format!("{below}{name}");
        if path.is_dir() {
            read_folder(&path, &format!("{below}/"), files)?;
        } else if name != LOCK {
            files.insert(below, std::fs::read(&path).map_err(failed(&path))?);
        }
    }
    Ok(())
}
