//! The app's files, as Trunk built them.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use catchword_app::prerender::Prerender;
use miette::Diagnostic;

use super::shell::Shell;
use crate::store::Digest;
use crate::walk;

/// The shell page, as Trunk calls it.
const SHELL: &str = "index.html";

/// Trunk leaves this file in the folder. It is not part of the app.
const LOCK: &str = ".trunk-lock";

/// A file beside the app that says which sources it was made from. It is not part of a site.
pub const STAMP_FILE: &str = "catchword-app.txt";

/// What that file says of an app that belongs to this press: the version, and a digest of the sources of the app and of
/// the press. They must be made from the same ones, because the app reads what the press writes.
pub const STAMP: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("CATCHWORD_SOURCES"));

/// What it says of an app with these views. Those of Catchword itself are part of the sources, and add nothing.
pub fn stamp_of(views: &Prerender) -> String {
    format!("{STAMP} {}", views.stamp).trim_end().to_owned()
}

/// The app: a shell page and the files that it loads.
#[derive(Debug)]
pub struct App {
    pub(super) shell: Shell,
    /// What [`STAMP_FILE`] says, if it is there.
    pub(super) stamp: Option<String>,
    /// Its views.
    pub(crate) views: Prerender,
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
    /// The app was made from other sources than the press.
    #[error("the app in `{}` belongs to another version of Catchword", .folder.display())]
    #[diagnostic(help(
        "leave `--app` out, to use the app in this program. If you work on Catchword itself, run `cargo xtask build`, which makes the app anew"
    ))]
    OtherVersion {
        /// The app's folder.
        folder: PathBuf,
    },
    /// The app has other views than this program.
    #[error("the app in `{}` has other views than this program: its pages would look one way when they are loaded, and another way when they are turned to", .folder.display())]
    #[diagnostic(help(
        "run `cargo xtask theme` in the folder of your views, which makes the app and the program anew. Or leave `--app` out, to use the app in this program"
    ))]
    OtherViews {
        /// The app's folder.
        folder: PathBuf,
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
        App::of(folder, files)
    }

    /// The app that these files make, by their paths below `folder`, which reports name.
    ///
    /// # Errors
    /// As [`App::read`].
    pub fn of(folder: &Path, mut files: BTreeMap<String, Vec<u8>>) -> Result<App, AppError> {
        let path = folder.join(SHELL);
        let Some(shell) = files.remove(SHELL) else {
            return Err(AppError::Io { path, source: io::ErrorKind::NotFound.into() });
        };
        let shell = Shell::parse(&String::from_utf8_lossy(&shell)).map_err(|lacks| AppError::Shell { path, lacks })?;
        let stamp = files.remove(STAMP_FILE).map(|stamp| String::from_utf8_lossy(&stamp).trim().to_owned());
        Ok(App { shell, stamp, views: Prerender::DEFAULT, files })
    }

    /// The same app, with views that are not those of Catchword itself.
    #[must_use]
    pub fn with_views(self, views: Prerender) -> App {
        App { views, ..self }
    }

    /// The same app, if it was made from the same sources as this press, and with the same views.
    ///
    /// # Errors
    /// When it was made from others, or does not say from which.
    pub fn of_this_press(self, folder: &Path) -> Result<App, AppError> {
        let folder = folder.to_owned();
        match self.stamp.as_deref() {
            Some(stamp) if stamp == stamp_of(&self.views) => Ok(self),
            Some(stamp) if stamp.strip_prefix(STAMP).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) => {
                Err(AppError::OtherViews { folder })
            }
            _ => Err(AppError::OtherVersion { folder }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_of_other_sources_is_refused() {
        let folder = Path::new("target/app");
        let shell = "<title>Shell</title><script data-base=\"/\" data-js=\"/a.js\" data-wasm=\"/a.wasm\" src=\"/start.js\"></script><body></body>";
        let app = |stamp: Option<&str>| {
            let stamp = stamp.map(|stamp| (STAMP_FILE.to_owned(), stamp.into()));
            let files = [(SHELL.to_owned(), shell.into())].into_iter().chain(stamp).collect();
            App::of(folder, files).unwrap()
        };
        let own = app(Some(&format!("{STAMP}\n"))).of_this_press(folder).unwrap();
        assert!(!own.files.contains_key(STAMP_FILE));
        for other in [None, Some("0.1.0 0123456789abcdef"), Some("")] {
            assert!(matches!(app(other).of_this_press(folder), Err(AppError::OtherVersion { .. })), "{other:?}");
        }

        let views = Prerender { stamp: "look 0.1.0 0123", ..Prerender::DEFAULT };
        let stamp = stamp_of(&views);
        assert!(app(Some(&stamp)).with_views(views).of_this_press(folder).is_ok());
        for (stamp, views) in [(stamp.as_str(), Prerender::DEFAULT), (STAMP, views)] {
            let other = app(Some(stamp)).with_views(views).of_this_press(folder);
            assert!(matches!(other, Err(AppError::OtherViews { .. })), "{stamp}");
        }
        let older = app(Some(&stamp.replacen(STAMP, "0.0.9 0123", 1))).with_views(views);
        assert!(matches!(older.of_this_press(folder), Err(AppError::OtherVersion { .. })));
    }
}
