//! The site that a build left in its output folder.

use std::path::{Path, PathBuf};

use catchword_manifest::{MANIFEST, Paths, decoded, is_safe, parse};

use crate::error::{PublishError, read_error};
use crate::files::{Content, Files};

/// A built site.
#[derive(Debug, Clone)]
pub struct Site {
    folder: PathBuf,
    /// The path below which its addresses lie; begins and ends in `/`.
    base: String,
    paths: Paths,
}

impl Site {
    /// Reads the list of the files that a build made in `folder`.
    ///
    /// # Errors
    /// When there is no such list, or a file's name would not survive the way to a place.
    pub fn read(folder: &Path, base: &str) -> Result<Site, PublishError> {
        let list = folder.join(MANIFEST);
        let text = std::fs::read_to_string(&list).map_err(read_error(&list))?;
        if catchword_manifest::is_preview(&text) {
            return Err(PublishError::Preview(folder.to_owned()));
        }
        // A file that is left out would be missed by its readers.
        let is_odd = |path: &String| !is_safe(path) || path.chars().any(char::is_control);
        if let Some(path) = text.lines().skip(1).map(decoded).find(is_odd) {
            return Err(PublishError::OddName(path.escape_debug().to_string()));
        }
        let paths = parse(&text);
        Ok(Site { folder: folder.to_owned(), base: base.to_owned(), paths })
    }

    /// The folder in which the build left the site.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The path below which its addresses lie.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// All files, under the paths that they have in the folder.
    ///
    /// # Errors
    /// When one can't be read.
    pub(crate) fn files(&self) -> Result<Files, PublishError> {
        let content = |path: &String| {
            let from = self.folder.join(path);
            let size = from.metadata().map_err(read_error(&from))?.len();
            Ok((path.clone(), Content { from, size }))
        };
        self.paths.iter().map(content).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_list_names_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| std::fs::write(folder.path().join(path), text).unwrap();
        assert!(matches!(Site::read(folder.path(), "/"), Err(PublishError::Read { .. })));
        write(MANIFEST, "# list\nä b.html\n");
        write("ä b.html", "abc");
        write("mine.txt", "");
        let files = Site::read(folder.path(), "/").unwrap().files().unwrap();
        assert_eq!(
            files.iter().map(|(path, content)| (path.as_str(), content.size)).collect::<Vec<_>>(),
            [("ä b.html", 3)]
        );
        for (line, name) in [("a%0Ab.html", "a\\nb.html"), ("a:b.html", "a:b.html"), ("a\\b.html", "a\\\\b.html")] {
            write(MANIFEST, &format!("# list\nä b.html\n{line}\n"));
            let error = Site::read(folder.path(), "/").unwrap_err();
            assert_eq!(error.to_string(), format!("a file with the name `{name}` can't be published"));
        }
        write(MANIFEST, &catchword_manifest::to_text(true, []));
        assert!(matches!(Site::read(folder.path(), "/"), Err(PublishError::Preview(_))));
    }
}
