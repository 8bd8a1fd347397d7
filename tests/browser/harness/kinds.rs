//! One page of every kind, for what must hold on all of them.

use catchword_app::routes::Address;

use super::{Dist, ExpectedPage, Tab};

/// A page of a kind.
pub(crate) struct KindOfPage {
    /// Its path.
    pub(crate) path: String,
    /// What it must show; none for the 404 page.
    pub(crate) page: Option<ExpectedPage>,
}

impl Dist {
    /// One page of every kind: lists, the tags, a tag, the archive, a year, the search, a standing page, an essay, and the 404
    /// page.
    pub(crate) fn kinds_of_page(&self) -> Vec<KindOfPage> {
        let (_, tag) = self.any_tag();
        let mut pages = vec![self.home()];
        if self.feed(&Address::List(1)).catchword.pages > 1 {
            pages.push(self.page(&Address::List(2)));
        }
        let others = [Address::Tags, Address::Tag(tag, 1), Address::Archive, Address::Search];
        pages.extend(others.iter().map(|address| self.page(address)));
        let years = self.feed(&Address::Archive).catchword.entries;
        pages.extend(years.first().map(|year| self.page_at(&year.url)));
        pages.push(self.standing_page());
        pages.push(self.richest_essay());
        let mut kinds: Vec<_> =
            pages.into_iter().map(|page| KindOfPage { path: page.path.clone(), page: Some(page) }).collect();
        kinds.push(KindOfPage { path: self.below_base("no/such/page/"), page: None });
        kinds
    }

    /// The longest essay of those with a table and code.
    pub(crate) fn richest_essay(&self) -> ExpectedPage {
        let richness = |at: &usize| {
            let html = self.essay_bundle(*at).content_html.as_deref().unwrap_or_default();
            (html.contains("<table") && html.contains("<pre"), html.len())
        };
        self.essay((0..self.essay_count()).max_by_key(richness).expect("a site has an essay"))
    }
}

impl Tab {
    /// Opens one page of every kind by a full load, and calls `check` with its path.
    #[track_caller]
    pub(crate) fn for_each_kind(&self, check: impl Fn(&str)) {
        for kind in self.dist.kinds_of_page() {
            self.open_kind(&kind);
            check(&kind.path);
        }
    }

    /// Opens it by a full load.
    #[track_caller]
    pub(crate) fn open_kind(&self, kind: &KindOfPage) {
        match &kind.page {
            Some(page) => self.open_page(page),
            None => {
                self.allow_error(&kind.path);
                self.open(&kind.path);
            }
        }
    }
}
