//! The sixth stage: bundles and the app's files become documents.
//!
//! 1. [`app`]: reads what Trunk built: the shell page, the code, the stylesheet.
//! 2. [`assets`]: writes the allow-list into the start script, names what the shell page loads by its content, and puts what
//!    the first paint would wait for into the page.
//! 3. [`head`] and [`structured`]: describe the page to search engines, link previews and feed readers.
//! 4. [`document`]: renders the body with the views that the app has in the browser, and adds the seed for it.

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

use catchword_app::prerender::Prerender;
use catchword_bundle::{Bundle, Site};
use catchword_i18n::Language;
use rayon::prelude::*;

pub use app::{App, AppError, STAMP, STAMP_FILE, stamp_of};
pub use assets::AssetNames;

use crate::hosts::{Inline, meta_policy, preview_policy};
use crate::paths::{DOCUMENT_FILE, FAVICON, MISSING_SCRIPT, NOT_FOUND, folder_of};
use crate::render::{Fonts, Output};
use crate::store::{Digest, Store};
use assets::Assets;
use head::Head;
use shell::Shell;

/// What a document's `<body>` contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyMode {
    /// The page, which the app takes over.
    Prerendered,
    /// Nothing: the app mounts into it. That makes builds faster while the app itself is being worked on.
    Empty,
}

/// Whether there is a compressed copy beside each file of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copies {
    /// A `.br` and a `.gz`, for a host that sends such copies.
    Made,
    /// None: the host compresses what it sends, or nobody is to see the site.
    None,
    /// Unless `[publish]` in `site.toml` names a host that makes no use of them.
    WhereUsed,
}

/// How a site's documents are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuildMode {
    /// What their bodies contain.
    pub body: BodyMode,
    /// What the app's files are called.
    pub names: AssetNames,
    /// Whether files have compressed copies.
    pub copies: Copies,
    /// A script of the program's own that every document loads, by its path below the base.
    pub script: Option<&'static str>,
}

impl BuildMode {
    /// For the public.
    pub const RELEASE: BuildMode =
        BuildMode { body: BodyMode::Prerendered, names: AssetNames::Content, copies: Copies::Made, script: None };
    /// For `trunk serve`, while the app is being worked on.
    pub const DEVELOPMENT: BuildMode =
        BuildMode { body: BodyMode::Empty, names: AssetNames::Kept, copies: Copies::None, script: None };

    /// For the author's own machine, with a script that shows what is saved.
    pub const fn preview(script: &'static str) -> BuildMode {
        BuildMode { script: Some(script), copies: Copies::None, ..BuildMode::RELEASE }
    }

    /// The same mode with or without compressed copies.
    #[must_use]
    pub fn with(self, copies: Copies) -> BuildMode {
        BuildMode { copies, ..self }
    }

    /// Whether the site is for the public.
    #[must_use]
    pub fn is_release(self) -> bool {
        self.with(Copies::Made) == BuildMode::RELEASE
    }
}

/// A site's documents, and the app's files that they load. Each file has its path below the output folder.
pub(crate) struct Documents {
    template: Template,
    /// The app's files.
    pub(crate) app_files: BTreeMap<String, Vec<u8>>,
    /// The paths of the app's files whose names contain a hash of their content.
    pub(crate) immutable: Vec<String>,
    /// What is written into every document.
    pub(crate) inline: Inline,
}

impl Documents {
    /// Makes each document on every core, and gives it to `write` with its path. So no more than a few are in memory. Leaves
    /// out those that are not needed: `needs` is asked with the path, and with what adds all that the document depends on.
    ///
    /// # Errors
    /// The first of `write`.
    pub(crate) fn each<E: Send>(
        &self,
        output: &Output,
        needs: impl Fn(&str, &dyn Fn(&mut Digest)) -> bool + Sync,
        write: impl Fn(&str, &str) -> Result<(), E> + Sync,
    ) -> Result<(), E> {
        let site = &self.template.site;
        let missing = self.missing_document(output);
        if needs(NOT_FOUND, &|digest| digest.text(&missing)) {
            write(NOT_FOUND, &missing)?;
        }
        // What is the same in all of them.
        let frame = self.template.whole(&site.language, &Head { tags: String::new(), structured: None }, "");
        let shared = (&frame, &output.site, output.is_preview, &output.base);
        output.bundles.par_iter().try_for_each(|(file, bundle)| {
            let folder = folder_of(file);
            let path = format!("{folder}{DOCUMENT_FILE}");
            let made_of = |digest: &mut Digest| {
                digest.json(&shared);
                digest.json(&output.parts.with(bundle));
            };
            if needs(&path, &made_of) { write(&path, &self.document(output, folder, bundle)) } else { Ok(()) }
        })
    }
    /// The document of a page, by its folder.
    pub(crate) fn document(&self, output: &Output, folder: &str, bundle: &Bundle) -> String {
        self.template.document(output, folder, bundle)
    }

    /// The document for an address that the site does not have.
    pub(crate) fn missing_document(&self, output: &Output) -> String {
        self.template.missing_document(output)
    }
}

/// The languages that a site and its pages are shown in, in the order of [`catchword_i18n::LANGUAGES`].
fn languages(output: &Output) -> Vec<&'static Language> {
    let site = &output.site;
    let tags = output.bundles.values().map(|bundle| bundle.language(site)).chain([site.language.as_str()]);
    let used: BTreeSet<&str> = tags.map(|tag| catchword_i18n::language(tag).app.language()).collect();
    catchword_i18n::LANGUAGES.iter().filter(|language| used.contains(language.app.language())).collect()
}

/// The rules of the author's own fonts, and their files.
fn fonts(output: &Output, store: &Store) -> (String, Vec<(String, Vec<u8>)>) {
    let Fonts { families, characters } = &output.style.fonts;
    let made: Vec<_> = families.par_iter().map(|font| font.made(characters, &output.base, store)).collect();
    let (css, files): (Vec<String>, Vec<_>) = made.into_iter().unzip();
    (css.concat(), files.concat())
}

/// What every document of a site is made from.
pub(crate) fn documents(output: &Output, app: &App, mode: BuildMode, store: &Store) -> Documents {
    let (fonts, font_files) = fonts(output, store);
    let mut assets = Assets::new(app, &output.base, mode.names, &languages(output), &output.style, &fonts);
    assets.add_named_by_content(font_files);
    let inline =
        if output.inline && mode.names == AssetNames::Content { assets.put_inline() } else { Inline::default() };
    if output.files.keys().any(|file| file.as_str() == FAVICON) {
        assets.files.remove(FAVICON);
    }
    // In development Trunk's own script in the page reloads it; a policy would forbid that.
    let policy = (mode.body == BodyMode::Prerendered).then(|| match mode.script {
        Some(_) => preview_policy(&output.allow, &inline),
        None => meta_policy(&output.allow, &inline),
    });
    let scripts = match (mode.script, mode.body) {
        (Some(script), _) => head::own_script(&output.base, script),
        (None, BodyMode::Prerendered) => head::scripts(&output.scripts),
        (None, BodyMode::Empty) => String::new(),
    };
    let scripts = format!("{}{scripts}", head::own_tags(&output.head));
    let Assets { shell, files: app_files, immutable, .. } = assets;
    let (site, views) = (Arc::new(output.site.clone()), app.views);
    let template = Template { site, views, shell, body: mode.body, policy, scripts };
    Documents { template, app_files, immutable, inline }
}

/// What all documents of a site share.
struct Template {
    site: Arc<Site>,
    views: Prerender,
    shell: Shell,
    body: BodyMode,
    /// The content security policy, for hosts that don't send the site's headers.
    policy: Option<String>,
    /// The author's elements and scripts, as HTML. There are no scripts on the author's own machine: nobody should be counted there.
    scripts: String,
}

impl Template {
    fn document(&self, output: &Output, folder: &str, bundle: &Bundle) -> String {
        let path = format!("{}{folder}", output.base);
        let bundle = &*output.parts.with(bundle);
        let head = head::of_page(output, bundle);
        let body = match self.body {
            BodyMode::Prerendered => document::prerendered(&self.views, &self.site, &path, bundle),
            BodyMode::Empty => String::new(),
        };
        self.whole(bundle.language(&self.site), &head, &body)
    }

    fn missing_document(&self, output: &Output) -> String {
        let head = head::of_missing_page(output);
        let body = match self.body {
            BodyMode::Prerendered => {
                document::prerendered_missing(&self.views, &self.site, &missing::more(output, MISSING_SCRIPT))
            }
            BodyMode::Empty => String::new(),
        };
        self.whole(&self.site.language, &head, &body)
    }

    fn whole(&self, language: &str, head: &Head, body: &str) -> String {
        document::write(&self.site, language, self.policy.as_deref(), head, &self.scripts, body, &self.shell)
    }
}
