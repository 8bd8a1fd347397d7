//! Everything that can go wrong when a site is put into its folder.

use std::io;
use std::path::{Path, PathBuf};

use miette::Diagnostic;

use crate::problem::shown;

/// Why a site could not be written.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum WriteError {
    /// The output folder holds files, and no site of an earlier build.
    #[error("the folder `{}` holds other files, and no site that Catchword made", shown(.0))]
    #[diagnostic(help(
        "after `--out`, name an empty folder or a new one. If the site really belongs between these files, save an empty \
         file with the name `.catchword-files` in that folder; your files stay. Nothing was changed"
    ))]
    NotOurs(PathBuf),
    /// The output folder is a file.
    #[error("the site can't be put into `{}`, because that is not a folder", shown(.0))]
    #[diagnostic(help("after `--out`, name a new folder. Nothing was changed"))]
    NotAFolder(PathBuf),
    /// The output folder is the content folder.
    #[error("the site can't be put into `{}`, because that is the folder of your content", shown(.0))]
    #[diagnostic(help("after `--out`, name another folder, beside that one. Nothing was changed"))]
    IsContent(PathBuf),
    /// The output folder is inside of the content folder.
    #[error("the site can't be put into `{}`, because that is inside of `{}`, the folder of your content", shown(.out), shown(.content))]
    #[diagnostic(help(
        "after `--out`, name a folder outside of your content, or the folder `dist` beside `site.toml`. Nothing was changed"
    ))]
    InContent {
        /// The output folder.
        out: PathBuf,
        /// The content folder.
        content: PathBuf,
    },
    /// The content folder is inside of the output folder.
    #[error("the site can't be put into `{}`, because your content, `{}`, is inside of that", shown(.out), shown(.content))]
    #[diagnostic(help("after `--out`, name a folder for the site alone, beside your content. Nothing was changed"))]
    HoldsContent {
        /// The output folder.
        out: PathBuf,
        /// The content folder.
        content: PathBuf,
    },
    /// The output folder holds a site for the public, and the new one has drafts, or texts of another day.
    #[error("`{}` holds a site for the public, and this one is for you alone: it may have drafts or texts that come later", shown(.0))]
    #[diagnostic(help(
        "leave out `--out`, or name another folder after it, so that nothing is put online by mistake. Nothing was changed"
    ))]
    IsPublic(PathBuf),
    /// A file or folder in the output folder, which no build made, has the name of one that the site needs.
    #[error("`{}` is in the way: the site has something of that name, and this was not made by Catchword", shown(.0))]
    #[diagnostic(help("move or rename what is there, or name another folder after `--out`. Nothing was changed"))]
    InTheWay(PathBuf),
    /// The author has stopped the build.
    #[error("the build was stopped")]
    #[diagnostic(help("nothing was changed: the site from your last build is as it was"))]
    Stopped,
    /// A file or folder could not be read or written.
    #[error("failed to {operation} `{}`", shown(.path))]
    #[diagnostic(help("look whether you may read and write there, and whether the disk is full"))]
    Io {
        /// What was tried.
        operation: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

pub(crate) fn io_error(operation: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |source| WriteError::Io { operation, path, source }
}
