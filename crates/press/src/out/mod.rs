//! The output folder: where a build writes, and what it leaves alone.
//!
//! A build owns only the files that it made. It lists them in a [manifest]; the next build replaces or removes
//! those, and nothing else.

mod manifest;
mod publish;
mod staging;
#[cfg(test)]
mod tests;

use std::fs::Metadata;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use catchword_bundle::SITE_FILE;
use same_file::is_same_file;

pub(crate) use manifest::Paths;
pub(crate) use staging::Staging;

use crate::paths::MANIFEST;
use crate::read::is_never_read;
use crate::write_error::{WriteError, io_error};

/// A folder for the finished site that holds neither the content nor somebody's other files.
#[derive(Debug, Clone)]
pub(crate) struct OutFolder {
    /// Its absolute path without symbolic links and `..`.
    path: PathBuf,
    /// Its path as the author wrote it, for messages.
    shown: PathBuf,
    /// Whether the site that is put there is for its author alone.
    is_preview: bool,
}

impl OutFolder {
    /// Checks the folder that the author chose. Changes nothing.
    ///
    /// # Errors
    /// When the folder contains the content, is the content folder or is inside of it at a place that is read, or when it
    /// holds files and no site of an earlier build. When it holds a site for the public, and this one is for
    /// its author alone.
    pub(crate) fn check(out: &Path, content: &Path, is_preview: bool) -> Result<OutFolder, WriteError> {
        let folder = OutFolder { path: resolved(out)?, shown: out.to_owned(), is_preview };
        folder.refuse_content(content)?;
        folder.refuse_other_files()?;
        if is_preview && folder.is_public()? {
            return Err(WriteError::IsPublic(folder.shown));
        }
        Ok(folder)
    }

    /// Its absolute path.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Compares files, not paths: two paths of one folder can differ, in capital letters for example.
    fn refuse_content(&self, content: &Path) -> Result<(), WriteError> {
        // Without a content folder, the first stage says so.
        let Ok(real_content) = content.canonicalize() else { return Ok(()) };
        let is = |one: &Path, other: &Path| is_same_file(one, other).unwrap_or(false);
        let (out, shown) = (self.shown.clone(), content.to_owned());
        if is(&self.path, &real_content) {
            Err(WriteError::IsContent(out))
        } else if let Some(above) = self.path.ancestors().find(|above| is(above, &real_content)) {
            // Where nothing is read, the site can't become content.
            match self.path.strip_prefix(above) {
                Ok(below) if is_never_read(below) => Ok(()),
                _ => Err(WriteError::InContent { out, content: shown }),
            }
        } else if real_content.ancestors().any(|above| is(above, &self.path)) {
            Err(WriteError::HoldsContent { out, content: shown })
        } else {
            Ok(())
        }
    }

    /// A typing error such as `--out ~` must not scatter a site between an author's files.
    fn refuse_other_files(&self) -> Result<(), WriteError> {
        match entry(&self.path)? {
            None => return Ok(()),
            Some(found) if !found.is_dir() => return Err(WriteError::NotAFolder(self.shown.clone())),
            Some(_) => {}
        }
        if self.path.join(MANIFEST).is_file() || self.path.join(SITE_FILE).is_file() {
            return Ok(());
        }
        for entry in std::fs::read_dir(&self.path).map_err(io_error("read", &self.shown))? {
            let name = entry.map_err(io_error("read", &self.shown))?.file_name();
            if !belongs_beside_a_site(&name.to_string_lossy()) {
                return Err(WriteError::NotOurs(self.shown.clone()));
            }
        }
        Ok(())
    }

    /// Whether the folder holds a site for the public.
    fn is_public(&self) -> Result<bool, WriteError> {
        match manifest::is_preview(self)? {
            Some(is_preview) => Ok(!is_preview),
            None => Ok(self.path.join(SITE_FILE).is_file()),
        }
    }

    /// Whether there is no such folder, or nothing in it.
    fn is_empty(&self) -> bool {
        match std::fs::read_dir(&self.path) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) => error.kind() == ErrorKind::NotFound,
        }
    }

    fn join(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    fn in_the_way(&self, path: &str) -> WriteError {
        WriteError::InTheWay(self.shown.join(path))
    }
}

/// Whether a file is usual in a folder that only waits for its site, such as a new repository.
fn belongs_beside_a_site(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    name.starts_with('.') || ["CNAME", "README", "LICENSE"].contains(&stem)
}

/// A path without links and `..`, even if its end does not exist yet.
fn resolved(path: &Path) -> Result<PathBuf, WriteError> {
    let mut resolved = PathBuf::new();
    for component in std::path::absolute(path).map_err(io_error("find the folder", path))?.components() {
        match component {
            Component::ParentDir => {
                resolved.pop();
            }
            component => resolved.push(component),
        }
        if matches!(component, Component::Normal(_)) && entry(&resolved)?.is_some() {
            resolved = resolved.canonicalize().map_err(io_error("follow the link", &resolved))?;
        }
    }
    Ok(resolved)
}

/// What is at a path, if anything is. Does not follow a link.
fn entry(path: &Path) -> Result<Option<Metadata>, WriteError> {
    match path.symlink_metadata() {
        Ok(found) => Ok(Some(found)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(io_error("read", path)(error)),
    }
}
