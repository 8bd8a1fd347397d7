//! The first stage: from the disk into memory.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use miette::{Diagnostic, NamedSource};
use walkdir::DirEntry;

use crate::characters::{Normalised, normalised};
use crate::image_size::{image_size, is_picture};
use crate::source::{Asset, ContentPath, File, Source};
use crate::walk;

/// The settings, in the content folder.
const SETTINGS: &str = "site.toml";
/// The folder of essays, in the content folder.
const ESSAYS: &str = "essays";
/// The folder of standing pages, in the content folder.
const PAGES: &str = "pages";

/// The extensions of files that an author may have meant as essays.
const TEXTS: [&str; 12] = ["md", "markdown", "mdown", "mkd", "mdx", "txt", "text", "rtf", "doc", "docx", "odt", "html"];
/// How many files a message names.
const MOST_NAMES: usize = 5;

/// Why a content folder could not be read.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum ReadError {
    /// There is no such folder, or no `site.toml` in it.
    #[error("there is no `{}`", .0.display())]
    #[diagnostic(help(
        "a site's content is a folder that holds a file `site.toml` and the folders `essays` and `pages`; name that \
         folder with `--content`"
    ))]
    NoSite(PathBuf),
    /// There is no essay and no page in the content folder.
    #[error("there is no essay and no page in `{}`", .content.display())]
    #[diagnostic(help(
        "essays are files in the folder `essays` there, pages are files in the folder `pages`, and the names of both end in \
         `.md`, such as `essays/first.md`. {found}"
    ))]
    NoTexts {
        /// The content folder.
        content: PathBuf,
        /// A sentence that names what is there instead.
        found: String,
    },
    /// A file or folder could not be read.
    #[error("failed to read `{}`", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Reads a content folder: the text of every Markdown file, and the path of every other file, with a picture's size.
///
/// Skips hidden files and folders, and those whose names begin with `_`: an author's own notes.
///
/// # Errors
/// When there is no `site.toml` in the folder, no essay and no page, or a file can't be read.
pub fn read(content: &Path) -> Result<Source, ReadError> {
    let settings = content.join(SETTINGS);
    if !settings.is_file() {
        return Err(ReadError::NoSite(settings));
    }
    let mut source = Source {
        settings: read_text(settings, ContentPath::resolve("", SETTINGS).expect("a file name is a path"))?,
        essays: Vec::new(),
        pages: Vec::new(),
        assets: BTreeMap::new(),
    };
    for entry in walk::files(content, is_content) {
        let entry = entry.map_err(|error| ReadError::Io { path: error.path, source: error.source })?;
        let from = entry.into_path();
        let path = walk::below(&from, content).and_then(|path| ContentPath::resolve("", &path));
        let Some(path) = path else { continue };
        let room = path.as_str().split_once('/').map_or("", |(room, _)| room);
        match room {
            ESSAYS if is_markdown(&from) => source.essays.push(read_text(from, path)?),
            PAGES if is_markdown(&from) => source.pages.push(read_text(from, path)?),
            _ if path.as_str() == SETTINGS => {}
            _ => {
                let size = if is_picture(&from) { image_size(&from) } else { None };
                source.assets.insert(path, Asset { from, size });
            }
        }
    }
    if source.essays.is_empty() && source.pages.is_empty() {
        return Err(ReadError::NoTexts { content: content.to_owned(), found: found(content, &source) });
    }
    Ok(source)
}

/// A sentence that names the files that look like texts, or else everything in the content folder.
fn found(content: &Path, source: &Source) -> String {
    let is_text =
        |path: &&str| path.rsplit_once('.').is_some_and(|(_, ending)| TEXTS.contains(&&*ending.to_lowercase()));
    let texts: Vec<String> = source.assets.keys().map(ContentPath::as_str).filter(is_text).map(str::to_owned).collect();
    let names = if texts.is_empty() { names_in(content) } else { texts };
    let some = names.iter().take(MOST_NAMES).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match names.len() {
        0 => "There is nothing else beside `site.toml`".to_owned(),
        count if count > MOST_NAMES => format!("There are only {some} and {} more", count - MOST_NAMES),
        1 => format!("There is only {some}"),
        _ => format!("There are only {some}"),
    }
}

/// The files and folders in the content folder, sorted, without the settings and without those that the system hides.
fn names_in(content: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(content).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name != SETTINGS && !name.starts_with('.')).collect();
    names.sort();
    names
}

/// A name that is not UTF-8 can't be written in a link, so nothing can refer to it.
fn is_content(entry: &DirEntry) -> bool {
    entry.file_name().to_str().is_some_and(|name| !name.starts_with(['.', '_']))
}

fn read_text(from: PathBuf, path: ContentPath) -> Result<File, ReadError> {
    let bytes = std::fs::read(&from).map_err(|source| ReadError::Io { path: from.clone(), source })?;
    let name = from.display().to_string().replace('\\', "/");
    Ok(text_file(name, path, bytes))
}

/// A text file with these bytes.
pub(crate) fn text_file(name: String, path: ContentPath, bytes: Vec<u8>) -> File {
    let (text, not_utf8_at) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(at))
        }
    };
    let Normalised { text, hidden, places } = normalised(&text);
    let not_utf8_at = not_utf8_at.map(|at| places.normalised(at));
    File { path, text: Arc::new(NamedSource::new(name, text)), not_utf8_at, hidden }
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"))
}
