//! The content folder as it was read: texts as they are, and the paths of all other files.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::problem::{Problem, SourceText};

/// The content folder, not checked yet.
#[derive(Debug, Clone)]
pub struct Source {
    /// `site.toml`.
    pub settings: File,
    /// `addresses.lock`, if there is one.
    pub addresses: Option<File>,
    /// `essays/**/*.md`, by path.
    pub essays: Vec<File>,
    /// `pages/**/*.md`, by path.
    pub pages: Vec<File>,
    /// `site.css`, if there is one.
    pub styles: Option<File>,
    /// `parts/*.md` and `parts/marks/*.html`, by path.
    pub parts: Vec<File>,
    /// Every other file, by path. Those in `root` have the path that they have without it, which is where they are published.
    pub assets: BTreeMap<ContentPath, Asset>,
    /// The files and folders that are passed over, by path.
    pub left_out: BTreeMap<ContentPath, LeftOut>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

impl Source {
    /// Every text.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &File> {
        let others = self.addresses.iter().chain(&self.styles).chain(&self.parts);
        [&self.settings].into_iter().chain(others).chain(&self.essays).chain(&self.pages)
    }
}

/// Why a file or a folder of the content folder is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// Its name begins with `.` or `_`: an author's own notes.
    Hidden,
    /// A program has left it behind: a backup, a lock, a list of thumbnails.
    Leftover,
    /// A program that copies files between computers has kept two versions of one file, and this is the second.
    Conflict,
    /// It is the folder of the finished site.
    Site,
}

impl LeftOut {
    /// How to publish it nevertheless.
    pub(crate) fn help(self) -> &'static str {
        match self {
            LeftOut::Hidden => {
                "files and folders whose names begin with `.` or `_` are not published; give it another name, and write that \
                 name here too"
            }
            LeftOut::Leftover => {
                "names like this one are those of backups and other files that programs leave behind, so it is not \
                 published; give it another name, and write that name here too"
            }
            LeftOut::Conflict => {
                "a program that copies your files between computers has kept a second version under this name, so it is not \
                 published; decide which version is right, and give it a plain name"
            }
            LeftOut::Site => {
                "the folder `dist` is for the finished site, and nothing in it is read; move the file to another folder, such \
                 as `files`, and write that name here too"
            }
        }
    }
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

/// A file that is copied as it is, unless something in it has to go.
#[derive(Debug, Clone, Default)]
pub struct Asset {
    /// Where it is on the disk.
    pub from: PathBuf,
    /// What its bytes say that it is.
    pub kind: FileKind,
    /// A picture's size as it is shown; `None` if the file is not a picture or can't be read as one.
    pub size: Option<Size>,
    /// What reading it as a drawing gave.
    pub drawing: Option<Drawing>,
    /// Whether it is HTML with a tag, or XML with a style sheet or elements of HTML or SVG. Browsers run the code of both.
    pub is_live_page: bool,
    /// Whether it is Markdown that begins with front matter, as the source of a page does.
    pub is_page_source: bool,
    /// Whether it looks like a key or a password of the author's.
    pub is_secret: bool,
    /// Whether it is in the folder `root`, and so is published whether or not a page leads to it.
    pub is_at_root: bool,
    /// The file of the content folder that is read in its place, if it is a symbolic link or in a folder that is one.
    pub target: Option<ContentPath>,
}

impl Asset {
    /// Whether it is never published, whatever leads to it and whatever `[checks]` says.
    pub(crate) fn is_kept_back(&self) -> bool {
        // Nobody knows what a browser finds in a drawing that can't be read.
        self.is_page_source || self.is_secret || matches!(self.drawing, Some(Drawing::Broken(_)))
    }
}

/// An SVG that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drawing {
    /// It is published as it is.
    Harmless,
    /// It is published without what could run code or load from other hosts.
    Cleaned {
        /// The file that is published instead.
        text: Arc<str>,
        /// What went, a phrase each.
        removed: Vec<String>,
    },
    /// It is not an SVG, and why. It is not published.
    Broken(String),
}

/// What a file is, by its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FileKind {
    /// A picture that browsers show.
    Picture(Format),
    /// A picture or document that browsers don't show as a picture, and what to call it.
    NotShown(&'static str),
    /// HTML, whatever it is called.
    WebPage,
    /// What Git has in place of a large file that was not fetched.
    LfsPointer,
    /// Nothing.
    Empty,
    /// Anything else.
    #[default]
    Other,
}

/// A format of pictures that browsers show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Joint Photographic Experts Group.
    Jpeg,
    /// Portable Network Graphics.
    Png,
    /// Graphics Interchange Format.
    Gif,
    /// WebP.
    Webp,
    /// AV1 Image File Format.
    Avif,
    /// Icons of Windows.
    Ico,
    /// Bitmaps of Windows.
    Bmp,
    /// Scalable Vector Graphics.
    Svg,
}

impl Format {
    /// Its name, and the endings that its files have, the usual one first.
    pub(crate) fn names(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Format::Jpeg => ("a JPEG", &["jpg", "jpeg", "jpe", "jfif", "pjpeg"]),
            Format::Png => ("a PNG", &["png", "apng"]),
            Format::Gif => ("a GIF", &["gif"]),
            Format::Webp => ("a WebP", &["webp"]),
            Format::Avif => ("an AVIF", &["avif"]),
            Format::Ico => ("an icon", &["ico", "cur"]),
            Format::Bmp => ("a BMP", &["bmp", "dib"]),
            Format::Svg => ("an SVG", &["svg"]),
        }
    }
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

    /// Its last part.
    pub(crate) fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The ending of its name, in small letters and without its dot; empty if there is none.
    pub(crate) fn ending(&self) -> String {
        self.name()
            .rsplit_once('.')
            .filter(|(stem, _)| !stem.is_empty())
            .map_or("", |(_, ending)| ending)
            .to_lowercase()
    }

    /// Whether its name is that of a text in Markdown.
    pub(crate) fn is_markdown(&self) -> bool {
        ["md", "markdown"].contains(&&*self.ending())
    }

    /// Whether it is in the folder `images`. Pictures, texts and web pages there are published even if no page leads
    /// to them.
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
