//! One page with the text that was just saved, in the site as it was. It is seen while the whole site is still made anew, however
//! many texts that has.

use std::path::Path;
use std::sync::{Arc, PoisonError};

use catchword_app::routes::Address;
use catchword_bundle::Bundle;

use super::{MemoryCache, MemorySite};
use crate::arrange::{Collection, Entry};
use crate::check::CheckedFile;
use crate::content::front_matter::ContentKind;
use crate::content::split::split;
use crate::markdown::OwnMarks;
use crate::problem::Severity;
use crate::read::text_file;
use crate::render;
use crate::resolve::LinkTarget;
use crate::source::ContentPath;
use crate::walk::below;

impl MemorySite {
    /// Shows a text as it is saved now on its own page. What other pages say of it, and what it says of them, stays as it was.
    /// Returns the page's address, with the base.
    ///
    /// `None` if nothing is to be seen before the site is made anew: it is no text of this site, or is as it was; its front matter
    /// has changed, on which other pages depend; or something in it has to be corrected.
    pub fn show(&self, content: &Path, file: &Path, kept: &MemoryCache) -> Option<String> {
        let path = ContentPath::resolve("", &below(file, Path::new(""))?)?;
        let Collection { essays, pages, .. } = &self.collection;
        let entry = essays.iter().chain(pages).find(|entry| entry.page.path == path)?;
        let page = self.page_with(std::fs::read(content.join(file)).ok()?, entry, kept)?;
        let (file, bundle) = render::page(&self.collection, &Entry { page, ..entry.clone() }, &kept.store);
        if self.with(&file, |known| *known == bundle)? {
            return None;
        }
        let address = self.address(&file);
        self.shown.write().unwrap_or_else(PoisonError::into_inner).insert(file, Arc::new(bundle));
        Some(address)
    }

    /// Shows every page as it was when the site was made. Returns the addresses of those that were shown otherwise.
    pub fn show_as_made(&self) -> Vec<String> {
        let shown = std::mem::take(&mut *self.shown.write().unwrap_or_else(PoisonError::into_inner));
        shown.keys().map(|file| self.address(file)).collect()
    }

    /// Does something with a page's bundle as it is shown, by the path of its file.
    pub(super) fn with<T>(&self, file: &str, work: impl FnOnce(&Bundle) -> T) -> Option<T> {
        let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner).get(file).cloned();
        shown.as_deref().or_else(|| self.output.bundles.get(file)).map(work)
    }

    /// A page with another text below the same front matter.
    fn page_with(&self, bytes: Vec<u8>, entry: &Entry, kept: &MemoryCache) -> Option<CheckedFile> {
        let Collection { settings, resolver, marks, .. } = &self.collection;
        let old = &entry.page;
        let file = text_file(old.source.name().to_owned(), old.path.clone(), bytes);
        if file.not_utf8_at.is_some() || !file.hidden.is_empty() {
            return None;
        }
        let kind = match entry.address {
            Address::Essay(_) => ContentKind::Essay,
            _ => ContentKind::Page,
        };
        let fields = ..split(&file, kind).ok()?.body.start;
        if old.source.inner().get(fields) != file.text.inner().get(fields) {
            return None;
        }
        let marks: OwnMarks = marks.iter().map(|mark| mark.name.clone()).collect();
        let (parsed, problems) = kept.texts.parse(&file, kind, &settings.language, &marks);
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            return None;
        }
        let body = parsed.body?;
        let leads_nowhere = |link: &str| {
            let target = resolver.resolve(old.path.folder(), link);
            matches!(target, LinkTarget::Missing | LinkTarget::NoPage | LinkTarget::Refused)
        };
        if body.addresses().any(leads_nowhere) {
            return None;
        }
        Some(CheckedFile { source: file.text.clone(), body, ..old.clone() })
    }
}
