//! The paths that a build needs for itself.

use catchword_bundle::{BUNDLE_FILE, Slug};

use super::published::Published;
use crate::paths::{DOCUMENT_FILE, is_in_search_folder, is_on_every_site, without_compression};
use crate::resolve::LinkResolver;

/// The paths, below the output folder and in lower case, at which a build writes something of its own.
pub(super) struct SitePaths<'a> {
    pub(super) resolver: &'a LinkResolver,
    pub(super) published: &'a Published,
}

impl SitePaths<'_> {
    /// Whether this is a page's address.
    pub(super) fn is_page(&self, below: &str) -> bool {
        let address = self.resolver.routes.read(&format!("{}{below}", self.resolver.routes.base()));
        address.is_some_and(|address| self.published.has(&address))
    }

    /// Whether a build writes this file, or a compressed copy under this name.
    pub(super) fn is_file(&self, below: &str) -> bool {
        [below, without_compression(below)].into_iter().any(|path| {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let is_of_a_page = [DOCUMENT_FILE, BUNDLE_FILE].contains(&name) && self.is_page(folder);
            is_of_a_page || is_on_every_site(path)
        })
    }

    /// Whether a build makes this folder, for a page or for the search index.
    pub(super) fn is_folder(&self, below: &str) -> bool {
        let holds_pages = |slug| self.resolver.routes.is_reserved(&slug);
        self.is_page(below) || is_in_search_folder(below) || Slug::parse(below).is_ok_and(holds_pages)
    }
}
