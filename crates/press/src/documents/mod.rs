//! The sixth stage: bundles and the app's files become documents.
//!
//! 1. [`app`]: reads what Trunk built: the shell page, the code, the style sheet.
//! 2. [`assets`]: writes the allow-list into the start script, and names what the shell page loads by its content.
//! 3. [`head`] and [`structured`]: describe the page to search engines, link previews and feed readers.
//! 4. [`document`]: renders the body with the same `App` that runs in the browser, and adds the seed for it.

mod app;
mod assets;
mod document;
mod head;
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

use crate::paths::{DOCUMENT_FILE, MISSING_SCRIPT, NOT_FOUND, folder_of};
use crate::render::Output;
use assets::Assets;
use head::Head;

/// What stands in a document's `<body>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyMode {
    /// The page, which the app takes over.
    Prerendered,
    /// Nothing: the app mounts into it. That makes builds faster while the app itself is being worked on.
    Empty,
}

/// How a site's documents are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuildMode {
    /// What stands in their bodies.
    pub body: BodyMode,
    /// What the app's files are called.
    pub names: AssetNames,
}

impl BuildMode {
    /// For the public.
    pub const RELEASE: BuildMode = BuildMode { body: BodyMode::Prerendered, names: AssetNames::Content };
    /// For `trunk serve`, while the app is being worked on.
    pub const DEVELOPMENT: BuildMode = BuildMode { body: BodyMode::Empty, names: AssetNames::Kept };
}

/// A site's documents, each made when it is asked for, and the app's files that they load.
pub(crate) struct Documents<'a> {
    output: &'a Output,
    site: Arc<Site>,
    assets: Assets,
    body: BodyMode,
    /// The content security policy, for hosts that don't send the site's headers.
    policy: Option<String>,
}

/// The languages that a site and its pages are shown in, in the order of [`catchword_i18n::LANGUAGES`].
fn languages(output: &Output) -> Vec<&'static Language> {
    let site = &output.site;
    let tags = output.bundles.values().map(|bundle| bundle.language(site)).chain([site.language.as_str()]);
    let used: BTreeSet<&str> = tags.map(|tag| catchword_i18n::language(tag).app.language()).collect();
    catchword_i18n::LANGUAGES.iter().filter(|language| used.contains(language.app.language())).collect()
}

/// Prepares a site's documents. `policy` is the content security policy as a page carries it.
pub(crate) fn documents<'a>(output: &'a Output, app: &App, mode: BuildMode, policy: String) -> Documents<'a> {
    let assets = Assets::new(app, &output.base, mode.names, &languages(output));
    // In development Trunk's own script in the page reloads it; a policy would forbid that.
    let policy = (mode.body == BodyMode::Prerendered).then_some(policy);
    Documents { output, site: Arc::new(output.site.clone()), assets, body: mode.body, policy }
}

impl Documents<'_> {
    /// The app's files, by their paths below the output folder.
    pub(crate) fn app_files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.assets.files
    }

    /// The paths of the app's files whose names are made of their content.
    pub(crate) fn immutable(&self) -> &[String] {
        &self.assets.immutable
    }

    /// Makes every document, on every core, and gives each to `take` with its path below the output folder.
    pub(crate) fn each<E: Send>(&self, take: impl Fn(&str, String) -> Result<(), E> + Send + Sync) -> Result<(), E> {
        take(NOT_FOUND, self.missing_document())?;
        self.output.bundles.par_iter().try_for_each(|(file, bundle)| {
            let folder = folder_of(file);
            take(&format!("{folder}{DOCUMENT_FILE}"), self.document(folder, bundle))
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
                document::prerendered_missing(&self.site, &missing::more(self.output, MISSING_SCRIPT))
            }
            BodyMode::Empty => String::new(),
        };
        self.whole(&self.site.language, &head, &body)
    }

    fn whole(&self, language: &str, head: &Head, body: &str) -> String {
        document::write(&self.site, language, self.policy.as_deref(), head, body, &self.assets.shell)
    }
}
