//! The site in memory: its newest state, and the last one without errors.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use catchword_press::{App, BuildError, BuildMode, Changes, Day, Drafts, Edition, MemoryCache, MemorySite, ReadError};
use tokio::sync::watch;

use super::message::{Message, Shown};
use crate::report::counted;

/// The script that shows in a browser what has changed, by its path below the base.
pub(super) const SCRIPT: &str = ".catchword/live.js";

/// Everything that the author has written, drafts and essays of later days too.
const EDITION: Edition = Edition { drafts: Drafts::Show, day: Day::Any, ..Edition::RELEASE };

/// Makes the site again and again, and tells browsers what has changed.
pub(super) struct Studio {
    content: PathBuf,
    app: App,
    kept: MemoryCache,
    /// The texts that were shown on their pages since the newest state began to be made, and may not be in it; each with the address
    /// of its page.
    shown: Mutex<BTreeMap<PathBuf, String>>,
    /// The last state without errors.
    site: RwLock<Option<Arc<MemorySite>>>,
    /// Why the newest state has no site.
    failure: Mutex<Option<BuildError>>,
    /// What browsers are told of the newest state.
    news: watch::Sender<Arc<Message>>,
}

impl Studio {
    pub(super) fn new(content: PathBuf, app: App) -> Studio {
        let (news, _) = watch::channel(Arc::default());
        let (kept, shown, site, failure) = Default::default();
        Studio { content, app, kept, shown, site, failure, news }
    }

    /// The author's folder.
    pub(super) fn content(&self) -> &Path {
        &self.content
    }

    /// The last site without errors.
    pub(super) fn site(&self) -> Option<Arc<MemorySite>> {
        self.site.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The path below which the site lies.
    pub(super) fn base(&self) -> String {
        self.site().map_or_else(|| "/".to_owned(), |site| site.base().to_owned())
    }

    /// Receives what changes from now on; the newest state is there at once.
    pub(super) fn news(&self) -> watch::Receiver<Arc<Message>> {
        self.news.subscribe()
    }

    /// Calls a function with the reason why the newest state has no site, if it has none.
    pub(super) fn with_failure(&self, call: impl FnOnce(Option<&BuildError>)) {
        call(self.failure.lock().unwrap_or_else(PoisonError::into_inner).as_ref());
    }

    /// The reason if there is no site because its folder or its settings are not there.
    pub(super) fn no_folder(&self) -> Option<BuildError> {
        let mut failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        failure.take_if(|failure| matches!(failure, BuildError::Read(ReadError::NoSite { .. })))
    }

    /// One line about the site.
    pub(super) fn line(&self) -> String {
        let Some(site) = self.site() else { return String::new() };
        let built = site.summary();
        let (essays, pages) = (counted(built.essays, "essay"), counted(built.pages, "page"));
        match built.warnings.len() {
            0 => format!("{essays} and {pages}: everything is well."),
            warnings => format!(
                "{essays}, {pages} and {}. To read them, open the counter at the foot of the page, or run `catchword check`.",
                counted(warnings, "warning")
            ),
        }
    }

    /// Shows a text that was saved on its own page, by its path below the author's folder. The rest of the site is as before,
    /// until [`Studio::make`]. Returns whether there is anything to see.
    pub(super) fn show(&self, text: &Path) -> bool {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let last = self.news.borrow().clone();
        let page = self.site().filter(|_| !last.failed).and_then(|site| site.show(&self.content, text, &self.kept));
        let Some(page) = page else { return false };
        shown.insert(text.to_owned(), page.clone());
        let message = Message {
            number: last.number + 1,
            pages: vec![page],
            problems: last.problems.clone(),
            ..Message::default()
        };
        self.news.send_replace(Arc::new(message));
        true
    }

    /// Makes the site from what is in the folder now, and tells browsers. Returns whether anything differs from before.
    pub(super) fn make(&self) -> bool {
        let shown_before = std::mem::take(&mut *self.shown.lock().unwrap_or_else(PoisonError::into_inner));
        let made = MemorySite::make(&self.content, &self.app, BuildMode::preview(SCRIPT), EDITION, &self.kept);
        // What is saved from here on is shown in the new state.
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        // Freed at the end, because that takes a while.
        let before = self.site();
        let (problems, changes, failure) = match made {
            Ok(site) => {
                for text in shown.keys() {
                    site.show(&self.content, text, &self.kept);
                }
                let changes = before.as_ref().map_or_else(Changes::default, |before| site.changes_since(before));
                let problems = Shown::all(&site.summary().warnings, &self.content);
                *self.site.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(site));
                (problems, changes, None)
            }
            Err(failure) => {
                let pages = before.as_ref().map(|before| before.show_as_made()).unwrap_or_default();
                (Shown::of_failure(&failure, &self.content), Changes { pages, ..Changes::default() }, Some(failure))
            }
        };
        let last = self.news.borrow().clone();
        let differs =
            last.number == 0 || !changes.is_empty() || last.problems != problems || last.failed != failure.is_some();
        let failed = failure.is_some();
        *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = failure;
        if differs {
            let Changes { frame, style, mut pages, files } = changes;
            // A browser hears only the newest, if two come soon after each other.
            let earlier = shown_before.values().filter(|page| !pages.contains(page)).cloned();
            pages.extend(earlier.collect::<Vec<_>>());
            let message = Message { number: last.number + 1, failed, frame, style, pages, files, problems };
            self.news.send_replace(Arc::new(message));
        }
        drop(shown);
        differs || !shown_before.is_empty()
    }
}
