//! The first stage: from the disk into memory.

mod almost;
mod linked;
mod names;
mod outside;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use miette::{Diagnostic, NamedSource};
use rayon::prelude::*;
use walkdir::DirEntry;

use crate::characters::{Normalised, normalised};
use crate::picture::read_asset;
use crate::problem::{Check, Problem, shown};
use crate::source::{Asset, ContentPath, File, LeftOut, Source};
use crate::walk::{self, WalkError};
use almost::almost_settings;
pub use almost::is_site_folder;
use linked::Refused;
pub(crate) use names::is_never_read;
use outside::Places;

/// The settings, in the content folder.
const SETTINGS: &str = "site.toml";
/// The list of addresses that have been public, in the content folder.
pub(crate) const ADDRESSES: &str = "addresses.lock";
/// The folder of essays, in the content folder.
const ESSAYS: &str = "essays";
/// The folder of standing pages, in the content folder.
const PAGES: &str = "pages";

/// The styles of the author's own, in the content folder.
const STYLES: &str = "site.css";
/// The folder of parts of pages, in the content folder.
const PARTS: &str = "parts";
/// The folder of files that are copied to the site's root, in the content folder.
pub(crate) const ROOT: &str = "root";

/// The extensions of files that an author may have meant as essays.
const TEXTS: [&str; 12] = ["md", "markdown", "mdown", "mkd", "mdx", "txt", "text", "rtf", "doc", "docx", "odt", "html"];
/// How many files a message names.
const MOST_NAMES: usize = 5;

/// Why a content folder could not be read.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum ReadError {
    /// There is no such folder, or no `site.toml` in it.
    #[error("there is no `{}`", shown(.path))]
    #[diagnostic(help(
        "{found}a site's content is a folder that holds a file `site.toml` and the folders `essays` and `pages`; name that \
         folder with `--content`"
    ))]
    NoSite {
        /// Where it should be.
        path: PathBuf,
        /// A sentence that names a file beside it that is probably meant.
        found: String,
    },
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
    #[error("failed to read `{}`", shown(.path))]
    #[diagnostic(help("look whether it is still there, and whether you may open it"))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Reads a content folder: the text of every Markdown file, and the path of every other file, with a picture's size.
///
/// Passes over hidden files and folders, those whose names begin with `_` (an author's own notes), what programs leave
/// behind, and the folder `dist` beside `site.toml`, which is for the finished site. What can't be published is among the source's problems: a link out of the folder, a pipe.
///
/// # Errors
/// When there is no `site.toml` in the folder, no essay and no page, or a file can't be read.
pub fn read(content: &Path) -> Result<Source, ReadError> {
    let source = read_even_if_empty(content)?;
    if source.essays.is_empty() && source.pages.is_empty() && source.problems.is_empty() {
        // `.` says nothing to an author.
        let shown = if content == Path::new(".") { content.canonicalize() } else { Ok(content.to_owned()) };
        let shown = shown.unwrap_or_else(|_| content.to_owned());
        return Err(ReadError::NoTexts { content: shown, found: found(content, &source) });
    }
    Ok(source)
}

/// As [`read()`], but there need be no text yet.
///
/// # Errors
/// When there is no `site.toml` in the folder, or a file can't be read.
pub(crate) fn read_even_if_empty(content: &Path) -> Result<Source, ReadError> {
    let settings = content.join(SETTINGS);
    if !settings.is_file() {
        let found = almost_settings(content);
        return Err(ReadError::NoSite { path: settings, found });
    }
    let settings = read_text(settings, ContentPath::resolve("", SETTINGS).expect("a file name is a path"))?;
    let mut problems = Vec::new();
    let places = Places::of(content, &settings, &mut problems);
    let mut source = Source {
        settings,
        addresses: None,
        essays: Vec::new(),
        pages: Vec::new(),
        styles: None,
        parts: Vec::new(),
        assets: BTreeMap::new(),
        left_out: BTreeMap::new(),
        problems,
    };
    let passed_over = RefCell::new(PassedOver::default());
    let mut found_files = Vec::new();
    for entry in walk::files(content, |entry| passed_over.borrow_mut().wants(entry, content, &places)) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                source.problems.push(broken_link(error)?);
                continue;
            }
        };
        let is_file = entry.file_type().is_file();
        let from = entry.into_path();
        let path = walk::below(&from, content).and_then(|path| ContentPath::resolve("", &path));
        let Some(path) = path else { continue };
        if !is_file {
            source.problems.push(special_file(&from));
            continue;
        }
        let room = path.as_str().split_once('/').map_or("", |(room, _)| room);
        let kind = match room {
            ESSAYS if is_markdown(&from) => Found::Essay,
            PAGES if is_markdown(&from) => Found::Page,
            _ if path.as_str() == SETTINGS => continue,
            _ if path.as_str() == ADDRESSES => Found::Addresses,
            _ if path.as_str() == STYLES => Found::Styles,
            PARTS if is_markdown(&from) || path.ending() == "html" => Found::Part,
            _ => {
                let target = passed_over.borrow().target(&from, content);
                let refused = target.as_ref().and_then(|target| Refused::file(path.as_str(), target.as_str()));
                if let Some(refused) = refused {
                    source.problems.push(refused.problem(&from));
                    continue;
                }
                Found::Asset { target, is_at_root: room == ROOT }
            }
        };
        let published = path.as_str().strip_prefix("root/").and_then(|below| ContentPath::resolve("", below));
        found_files.push((kind, from, published.unwrap_or(path)));
    }
    let contents: Vec<Content> = found_files.into_par_iter().map(read_content).collect::<Result<_, _>>()?;
    for content in contents {
        match content {
            Content::Styles(file) => source.styles = Some(file),
            Content::Part(file) => source.parts.push(file),
            Content::Essay(file) => source.essays.push(file),
            Content::Page(file) => source.pages.push(file),
            Content::Addresses(file) => source.addresses = Some(file),
            Content::Asset(path, asset) => source.problems.extend(insert(&mut source.assets, path, asset)),
        }
    }
    let PassedOver { left_out, problems, .. } = passed_over.into_inner();
    source.left_out = left_out;
    source.problems.extend(problems);
    Ok(source)
}

/// What a file of the content folder is read as.
enum Found {
    Essay,
    Page,
    Addresses,
    Styles,
    Part,
    Asset {
        /// The file that is read in its place.
        target: Option<ContentPath>,
        /// Whether it is in `root`.
        is_at_root: bool,
    },
}

/// What was read.
enum Content {
    Essay(File),
    Page(File),
    Addresses(File),
    Styles(File),
    Part(File),
    Asset(ContentPath, Asset),
}

fn read_content((kind, from, path): (Found, PathBuf, ContentPath)) -> Result<Content, ReadError> {
    Ok(match kind {
        Found::Essay => Content::Essay(read_text(from, path)?),
        Found::Page => Content::Page(read_text(from, path)?),
        Found::Addresses => Content::Addresses(read_text(from, path)?),
        Found::Styles => Content::Styles(read_text(from, path)?),
        Found::Part => Content::Part(read_text(from, path)?),
        Found::Asset { target, is_at_root } => {
            let asset = read_asset(from.clone(), &path).map_err(|source| ReadError::Io { path: from, source })?;
            Content::Asset(path, Asset { target, is_at_root, ..asset })
        }
    })
}

/// Adds a file of the author's. Reports one in `root` that would be published at the address of another.
fn insert(assets: &mut BTreeMap<ContentPath, Asset>, path: ContentPath, asset: Asset) -> Option<Problem> {
    let Some(other) = assets.get(&path) else {
        assets.insert(path, asset);
        return None;
    };
    let (in_root, other) = if asset.is_at_root { (&asset, other) } else { (other, &asset) };
    let message = format!("`{ROOT}/{path}` and `{path}` would be published at the same address");
    let help =
        "files in the folder `root` are copied to the top of the site: remove one of the two, or give it another name";
    let problem = Problem::of_file(Check::TakenFile, &in_root.from, message).help(help);
    if asset.is_at_root && !other.is_at_root {
        assets.insert(path, asset);
    }
    Some(problem)
}

/// What the walk through the content folder passes over.
#[derive(Default)]
struct PassedOver {
    left_out: BTreeMap<ContentPath, LeftOut>,
    problems: Vec<Problem>,
    /// The symbolic links that are followed.
    links: HashSet<PathBuf>,
}

impl PassedOver {
    /// The file of the content folder that is read in another one's place because of a symbolic link.
    fn target(&self, file: &Path, content: &Path) -> Option<ContentPath> {
        if self.links.is_empty() || !file.ancestors().any(|path| self.links.contains(path)) {
            return None;
        }
        let below = walk::below(&file.canonicalize().ok()?, &content.canonicalize().ok()?)?;
        ContentPath::resolve("", &below)
    }

    /// Whether an entry is read. A name that is not UTF-8 can't be written in a link, so nothing can refer to it.
    fn wants(&mut self, entry: &DirEntry, content: &Path, places: &Places) -> bool {
        let Some(name) = entry.file_name().to_str() else {
            let message = "the name of this file has letters that can't be read, so it is not published";
            let help = "give it another name, and write the letters that are shown as a mark anew: it may come from an old archive";
            self.problems.push(Problem::of_file(Check::NotPublished, entry.path(), message).help(help));
            return false;
        };
        let is_folder = entry.file_type().is_dir();
        let room = entry.path().strip_prefix(content).ok().and_then(|path| path.iter().next());
        let why = match entry.depth() {
            1 => names::left_out_at_top(name, is_folder),
            _ if room.is_some_and(|room| room == ROOT) => names::left_out_in_root(name, is_folder),
            _ => names::left_out(name, is_folder),
        };
        if let Some(why) = why {
            let path = walk::below(entry.path(), content).and_then(|path| ContentPath::resolve("", &path));
            self.left_out.extend(path.map(|path| (path, why)));
            if why == LeftOut::Conflict {
                let message = format!("`{name}` is not published: its name is that of a second version of a file");
                self.problems.push(Problem::of_file(Check::NotPublished, entry.path(), message).help(why.help()));
            }
            return false;
        }
        if !entry.path_is_symlink() {
            return true;
        }
        let Some(target) = places.refused(entry.path()) else {
            let path = walk::below(entry.path(), content).unwrap_or_default();
            if let Some(refused) = Refused::link(entry.path(), &path, places) {
                self.problems.push(refused.problem(entry.path()));
                return false;
            }
            self.links.insert(entry.path().to_owned());
            return true;
        };
        let message = format!("`{name}` is a link that leads out of the content folder, to `{}`", target.display());
        let help = "everything there could become public by mistake. Copy what you want to publish into the content folder; \
                    or, if all of that place may be published, allow it in `site.toml`: under `[files]`, write its path from \
                    the content folder, such as `outside = [\"../photos\"]`";
        self.problems.push(Problem::of_file(Check::BadFile, entry.path(), message).help(help));
        false
    }
}

/// A symbolic link that leads nowhere, or in a circle.
fn broken_link(error: WalkError) -> Result<Problem, ReadError> {
    let WalkError { path, source } = error;
    if !path.is_symlink() {
        return Err(ReadError::Io { path, source });
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let target = std::fs::read_link(&path).unwrap_or_default();
    let message = if path.exists() {
        format!("`{name}` is a link that leads back to a folder that contains it, `{}`", target.display())
    } else {
        format!("`{name}` is a link to `{}`, which isn't there", target.display())
    };
    Ok(Problem::of_file(Check::BadFile, &path, message)
        .help("remove this link, or make it lead to a file or another folder"))
}

/// A pipe, a socket or a device. To read one could take forever.
fn special_file(path: &Path) -> Problem {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let message = format!("`{name}` is not a file but a pipe, a socket or a device");
    Problem::of_file(Check::BadFile, path, message).help("programs talk to each other through such things, and they can't be published: remove it from the content folder")
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

fn read_text(from: PathBuf, path: ContentPath) -> Result<File, ReadError> {
    let bytes = std::fs::read(&from).map_err(|source| ReadError::Io { path: from.clone(), source })?;
    Ok(text_file(shown(&from), path, bytes))
}

/// A text file with these bytes.
pub(crate) fn text_file(name: String, path: ContentPath, bytes: Vec<u8>) -> File {
    let (text, not_utf8_at) = match String::from_utf8(bytes) {
        Ok(text) => {
            let at = is_wide(&text).then(|| text.find('\0')).flatten();
            (text, at)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(at))
        }
    };
    let Normalised { text, hidden, places } = normalised(&text);
    let not_utf8_at = not_utf8_at.map(|at| places.normalised(at));
    File { path, text: Arc::new(NamedSource::new(name, text)), not_utf8_at, hidden }
}

/// Whether a text has so many zeros that it is UTF-16 or no text.
fn is_wide(text: &str) -> bool {
    let zeros = text.bytes().filter(|byte| *byte == 0).count();
    zeros > 3 && zeros >= text.len() / 4
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"))
}
