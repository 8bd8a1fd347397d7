//! A site in memory, for the author's own machine. Its pages, its search index and its other files are made when they are
//! asked for.

mod saved;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, RwLock};
use std::time::SystemTime;

use catchword_bundle::{BUNDLE_FILE, Bundle, SITE_FILE};
use jiff::civil::Date;
use serde::Serialize;

use crate::arrange::{Collection, Entry, arrange};
use crate::built::{BuildError, BuildSummary, passed};
use crate::check::{ParsedTexts, check_with};
use crate::documents::{App, BuildMode, Documents, documents};
use crate::edition::{Calendar, Day, Edition};
use crate::index::{IndexError, index};
use crate::paths::{DOCUMENT_FILE, NOT_SERVED, SEARCH_FOLDER, folder_of};
use crate::read::read;
use crate::render::{Output, render_with};
use crate::site_files::site_files;
use crate::source::{Asset, ContentPath, Drawing};
use crate::store::Store;

/// A site that is kept in memory.
pub struct MemorySite {
    collection: Collection,
    output: Output,
    /// Bundles of pages whose texts were saved since, by the paths of their files.
    shown: RwLock<BTreeMap<String, Arc<Bundle>>>,
    documents: Documents,
    texts: BTreeMap<String, PageText>,
    /// The author's files by their paths, as they were when the site was made.
    files: BTreeMap<String, Stamp>,
    summary: BuildSummary,
    index: OnceLock<Result<BTreeMap<String, Vec<u8>>, IndexError>>,
    site_files: OnceLock<BTreeMap<String, Vec<u8>>>,
}

/// What is kept of one site in memory for the next: texts as they were parsed, and parts of pages. Both depend on the bytes of
/// the texts and on nothing else that may change.
#[derive(Debug)]
pub struct MemoryCache {
    texts: ParsedTexts,
    store: Store,
}

impl Default for MemoryCache {
    fn default() -> MemoryCache {
        MemoryCache { texts: ParsedTexts::default(), store: Store::in_memory() }
    }
}

/// The text that a page is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageText {
    /// Its file's path below the content folder.
    pub file: String,
    /// Whether the public will see it.
    pub status: TextStatus,
}

/// Whether the public will see a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStatus {
    /// It is published.
    Public,
    /// It is published on this day.
    Coming(Date),
    /// It is a draft.
    Draft,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Its content.
    Bytes(Vec<u8>),
    /// Where it is on the disk.
    File(PathBuf),
}

/// What differs between two states of a site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Whether it is something that every page shows: the site's title, its links, its settings.
    pub frame: bool,
    /// Whether the styles differ.
    pub style: bool,
    /// The pages' addresses, with the base.
    pub pages: Vec<String>,
    /// The addresses of pictures and other files that have changed, with the base.
    pub files: Vec<String>,
}

impl Changes {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }
}

/// When a file was changed, and its size.
type Stamp = Option<(SystemTime, u64)>;

impl MemorySite {
    /// Makes the site that is in a content folder, with what was kept of the last one.
    ///
    /// # Errors
    /// When the content can't be read or has errors, or there is no text.
    pub fn make(
        content: &Path,
        app: &App,
        mode: BuildMode,
        edition: Edition,
        kept: &MemoryCache,
    ) -> Result<MemorySite, BuildError> {
        let (site, warnings) = passed(check_with(read(content)?, edition, Some(&kept.texts)))?;
        let collection = arrange(site);
        let (output, lost) = render_with(&collection, &app.views, &kept.store);
        kept.store.forget_unused();
        let summary = BuildSummary::of(&collection, &output, [warnings, lost].concat()).not_empty()?;
        let texts = texts(&collection);
        let documents = documents(&output, app, mode, &kept.store);
        let files = output.files.iter().map(|(path, asset)| (path.as_str().to_owned(), stamp(asset))).collect();
        let (index, site_files) = (OnceLock::new(), OnceLock::new());
        let shown = RwLock::default();
        Ok(MemorySite { collection, output, shown, documents, texts, files, summary, index, site_files })
    }

    /// What the site has.
    pub fn summary(&self) -> &BuildSummary {
        &self.summary
    }

    /// The path below which the site lies; begins and ends in `/`.
    pub fn base(&self) -> &str {
        &self.output.base
    }

    /// The text of the page in a folder, which is empty or ends in `/`; `None` for lists.
    pub fn text(&self, folder: &str) -> Option<&PageText> {
        self.texts.get(folder)
    }

    /// A file, by its path below the base, not encoded. The folder of a page is its document.
    ///
    /// # Errors
    /// When it is a part of the search index, and that can't be made.
    pub fn file(&self, path: &str) -> Result<Option<Found>, &IndexError> {
        let path = if path.is_empty() || path.ends_with('/') { &*format!("{path}{DOCUMENT_FILE}") } else { path };
        if NOT_SERVED.contains(&path) {
            return Ok(None);
        }
        if let Some(found) = self.page(path).or_else(|| self.data(path)).or_else(|| self.authors(path)) {
            return Ok(Some(found));
        }
        let made = if path.starts_with(&format!("{SEARCH_FOLDER}/")) {
            self.index.get_or_init(|| index(&self.output, &Store::none())).as_ref()?
        } else if self.documents.app_files.contains_key(path) {
            &self.documents.app_files
        } else {
            self.site_files.get_or_init(|| site_files(&self.output, &self.documents))
        };
        Ok(made.get(path).map(|bytes| Found::Bytes(bytes.clone())))
    }

    /// The document for an address that the site does not have.
    pub fn missing_document(&self) -> String {
        self.documents.missing_document(&self.output)
    }

    /// Where an old address leads. Both are paths from the host's root, percent-encoded.
    pub fn redirect(&self, from: &str) -> Option<&str> {
        let from = from.trim_end_matches('/');
        let redirect = self.output.redirects.iter().find(|redirect| redirect.from.trim_end_matches('/') == from);
        redirect.map(|redirect| redirect.to.as_str())
    }

    /// What has changed since an earlier state.
    pub fn changes_since(&self, before: &MemorySite) -> Changes {
        let (now, then) = (&self.output, &before.output);
        let has_other_parts = now.parts != then.parts;
        let whole =
            |site: &MemorySite, file: &str| site.with(file, |bundle| site.output.parts.with(bundle).into_owned());
        let differing = |file: &&String| {
            let is_same = self.with(file, |now| before.with(file, |then| now == then)).flatten();
            is_same != Some(true) || has_other_parts && whole(self, file) != whole(before, file)
        };
        let bundles: BTreeSet<&String> = now.bundles.keys().chain(then.bundles.keys()).collect();
        let pages = bundles.iter().filter(|file| differing(file));
        let files = self.files.iter().filter(|(path, stamp)| before.files.get(*path).is_some_and(|old| old != *stamp));
        Changes {
            frame: now.site != then.site
                || now.allow != then.allow
                || now.inline != then.inline
                || now.head != then.head,
            style: now.style != then.style,
            pages: pages.map(|file| self.address(file)).collect(),
            files: files.map(|(path, _)| format!("{}{path}", now.base)).collect(),
        }
    }

    /// A page's address, with the base, by the path of its bundle's file.
    fn address(&self, file: &str) -> String {
        format!("{}{}", self.base(), folder_of(file))
    }

    /// The document at a path.
    fn page(&self, path: &str) -> Option<Found> {
        let folder = path.strip_suffix(DOCUMENT_FILE)?;
        let document = |bundle: &Bundle| self.documents.document(&self.output, folder, bundle).into_bytes();
        self.with(&format!("{folder}{BUNDLE_FILE}"), document).map(Found::Bytes)
    }

    /// The bundle at a path, or the site's settings.
    fn data(&self, path: &str) -> Option<Found> {
        let whole = self.with(path, |bundle| json(&*self.output.parts.with(bundle)));
        whole.or_else(|| (path == SITE_FILE).then(|| json(&self.output.site)))
    }

    /// The author's file at a path.
    fn authors(&self, path: &str) -> Option<Found> {
        let asset = self.output.files.get(&ContentPath::resolve("", path)?)?;
        Some(match &asset.drawing {
            Some(Drawing::Cleaned { text, .. }) => Found::Bytes(text.as_bytes().to_vec()),
            _ => Found::File(asset.from.clone()),
        })
    }
}

/// JSON with a line end, as a build writes it.
fn json(value: &impl Serialize) -> Found {
    let mut json = serde_json::to_vec(value).expect("the types of a bundle are written as JSON");
    json.push(b'\n');
    Found::Bytes(json)
}

fn stamp(asset: &Asset) -> Stamp {
    let found = asset.from.metadata().ok()?;
    Some((found.modified().ok()?, found.len()))
}

/// The text of every page that is made from one, by the page's folder.
fn texts(collection: &Collection) -> BTreeMap<String, PageText> {
    let calendar = Calendar::of(Day::Today, &collection.settings.timezone);
    let routes = &collection.resolver.routes;
    let status = |entry: &Entry| match &entry.page.front_matter {
        text if text.draft => TextStatus::Draft,
        text => match text.date.filter(|date| calendar.is_to_come(*date)) {
            Some(date) => TextStatus::Coming(date),
            None => TextStatus::Public,
        },
    };
    let text = |entry: &Entry| {
        let path = routes.write(&entry.address);
        let folder = path.strip_prefix(routes.base()).unwrap_or(&path).to_owned();
        (folder, PageText { file: entry.page.path.as_str().to_owned(), status: status(entry) })
    };
    collection.essays.iter().chain(&collection.pages).map(text).collect()
}
