//! The fifth stage: bundles and the app's files become documents.
//!
//! 1. [`app`]: what Trunk built, off the disk: the shell page, the code, the style sheet.
//! 2. [`assets`]: the start script gets the allow-list; what the shell page loads gets a name made of its content.
//! 3. [`head`] and [`structured`]: what the document says of its page to search engines, link previews and feed readers.
//! 4. [`document`]: the same `App` that runs in the browser writes the body, and the seed says what it was made of.

mod app;
mod assets;
mod document;
pub(crate) mod head;
mod minify;
mod missing;
mod shell;
mod structured;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catchword_bundle::{Bundle, Site};
use catchword_i18n::Language;
use rayon::prelude::*;

pub use app::{App, AppError};
pub use assets::AssetNames;

use crate::feeds::feed_files;
use crate::hosts::{Hosting, host_files, meta_policy, redirect_pages};
use crate::render::Output;
use assets::Assets;
use head::Head;

/// The page that hosts show for an address that the site does not have.
const MISSING: &str = "404.html";

/// The script that only that page loads, as the project has it in `public/`.
const SCRIPT_OF_MISSING: &str = "missing.js";

/// What stands in a document's `<body>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyMode {
    /// The page, which the app takes over.
    Prerendered,
    /// Nothing: the app mounts. While the app itself is worked on, that is one thing less to wait for.
    Empty,
}

/// How a site's documents are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuildMode {
    /// What stands in them.
    pub body: BodyMode,
    /// What the app's files are called.
    pub names: AssetNames,
}

impl BuildMode {
    /// As the public gets them.
    pub const RELEASE: BuildMode = BuildMode { body: BodyMode::Prerendered, names: AssetNames::Content };
    /// As they are served while the site is worked on.
    pub const DEVELOPMENT: BuildMode = BuildMode { body: BodyMode::Empty, names: AssetNames::Kept };
}

/// A site's documents, and the files that they load.
pub(crate) struct Documents<'a> {
    output: &'a Output,
    site: Arc<Site>,
    assets: Assets,
    body: BodyMode,
    /// The content security policy, for hosts that send no headers of the site's own.
    policy: Option<String>,
}

/// The languages of a site and its pages: first that of pages in one without a file, if it is among them.
fn languages(output: &Output) -> Vec<&'static Language> {
    let site = &output.site;
    let tags = output.bundles.values().map(|bundle| bundle.language(site)).chain([site.language.as_str()]);
    let used: BTreeSet<&str> = tags.map(|tag| catchword_i18n::language(tag).app.language()).collect();
    catchword_i18n::LANGUAGES.iter().filter(|language| used.contains(language.app.language())).collect()
}

impl<'a> Documents<'a> {
    pub(crate) fn new(output: &'a Output, app: &App, style: BuildMode) -> Documents<'a> {
        let assets = Assets::new(app, &output.base, style.names, &languages(output));
        // While the site is worked on, Trunk's own script in the page reloads it; a policy would forbid that.
        let policy = (style.body == BodyMode::Prerendered).then(|| meta_policy(&output.allow, &[]));
        Documents { output, site: Arc::new(output.site.clone()), assets, body: style.body, policy }
    }

    /// Every file that is neither data nor a page, by its path below the output folder: the app's own, feeds and maps,
    /// what hosts read, and pages that say where another one went.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let Output { site, allow, redirects, .. } = self.output;
        let hosting = Hosting { site, allow, immutable: &self.assets.immutable, redirects, script_hashes: &[] };
        let mut files = self.assets.files.clone();
        files.extend(feed_files(self.output));
        files.extend(host_files(&hosting));
        for (path, html) in redirect_pages(site, redirects) {
            // A file that the author put there knows better.
            if !self.output.files.keys().any(|file| file.as_str() == path) {
                files.entry(path).or_insert(html.into_bytes());
            }
        }
        files
    }

    /// Writes every document, on every core: gives each to `take` with its path below the output folder.
    pub(crate) fn documents<E: Send>(
        &self,
        take: impl Fn(&str, String) -> Result<(), E> + Send + Sync,
    ) -> Result<(), E> {
        take(MISSING, self.missing_document())?;
        self.output.bundles.par_iter().try_for_each(|(file, bundle)| {
            let folder = file.strip_suffix(catchword_bundle::BUNDLE_FILE).unwrap_or(file);
            take(&format!("{folder}index.html"), self.document(folder, bundle))
        })
    }

    fn document(&self, folder: &str, bundle: &Bundle) -> String {
        let path = format!("{}{folder}", self.output.base);
        let head = head::of_page(&self.site, bundle);
        let body = match self.body {
            BodyMode::Prerendered => document::prerendered(&self.site, &path, bundle),
            BodyMode::Empty => String::new(),
        };
        self.whole(bundle.language(&self.site), &head, &body)
    }

    fn missing_document(&self) -> String {
        let head = head::of_missing_page(&self.site);
        let body = match self.body {
            BodyMode::Prerendered => {
                document::prerendered_missing(&self.site, &missing::more(self.output, SCRIPT_OF_MISSING))
            }
            BodyMode::Empty => String::new(),
        };
        self.whole(&self.site.language, &head, &body)
    }

    fn whole(&self, language: &str, head: &Head, body: &str) -> String {
        document::write(&self.site, language, self.policy.as_deref(), head, body, &self.assets.shell)
    }
}
