//! The content folder as it was read: texts as they are, and the paths of all other files.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use crate::problem::SourceText;

/// The content folder, not checked yet.
#[derive(Debug, Clone)]
pub struct Source {
    /// `site.toml`.
    pub settings: File,
    /// `essays/**/*.md`, by path.
    pub essays: Vec<File>,
    /// `pages/**/*.md`, by path.
    pub pages: Vec<File>,
    /// Every other file, by path.
    pub assets: BTreeMap<ContentPath, Asset>,
}

/// A text file.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path below the content folder.
    pub path: ContentPath,
    /// Its text without a byte order mark, with `\n` at the end of every line, under the name that reports show.
    pub text: SourceText,
    /// The position of the first byte that is not UTF-8, if there is one. `text` has a replacement character there.
    pub not_utf8_at: Option<usize>,
    /// Characters that nobody sees, at their places in `text`.
    pub hidden: Vec<(usize, char)>,
}

/// A file that is copied as it is.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Where it is on the disk.
    pub from: PathBuf,
    /// A picture's size; `None` if the file is not a picture or can't be read as one.
    pub size: Option<Size>,
}

/// A picture's size, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// At least 1.
    pub width: u32,
    /// At least 1.
    pub height: u32,
}

/// A file's path below the content folder: segments with `/` between them, none of them empty, `.` or `..`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentPath(String);

impl ContentPath {
    /// Resolves a `path` that is written in a file in `folder`: from that folder, or from the content folder if it
    /// begins with `/`. `None` if it leads out of the content folder, or to that folder itself.
    pub fn resolve(folder: &str, path: &str) -> Option<ContentPath> {
        let from = if path.starts_with('/') { "" } else { folder };
        let mut segments: Vec<&str> = Vec::new();
        for segment in from.split('/').chain(path.split('/')) {
            match segment {
                "" | "." => {}
                ".." => drop(segments.pop()?),
                name => segments.push(name),
            }
        }
        (!segments.is_empty()).then(|| ContentPath(segments.join("/")))
    }

    /// The folder that it is in, empty for the content folder itself.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Whether it is in the folder `images`. Those files are published even if no page leads to them.
    pub(crate) fn is_in_images(&self) -> bool {
        self.0.starts_with("images/")
    }

    /// The path as text, without a slash before it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ContentPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_as_a_file_system_does() {
        let table = [
            ("essays", "other.md", Some("essays/other.md")),
            ("essays", "./other.md", Some("essays/other.md")),
            ("essays", "../pages/about.md", Some("pages/about.md")),
            ("essays/deep", "/images/x.png", Some("images/x.png")),
            ("essays", "../../etc/passwd", None),
            ("essays", "..", None),
            ("", "a//b", Some("a/b")),
        ];
        for (folder, path, resolved) in table {
            assert_eq!(ContentPath::resolve(folder, path).as_ref().map(ContentPath::as_str), resolved, "{path}");
        }
    }
}
