//! Every kind of page that a site has, for what must hold on all of them.

use catchword_app::routes::Address;

use super::{Dist, Known, Visit};

/// A page of a kind, as a test names it when it fails.
pub(crate) struct Kind {
    /// Its path.
    pub(crate) path: String,
    /// The page, or nothing where there is none and the host says so.
    pub(crate) page: Option<Known>,
}

impl Dist {
    /// One page of every kind: lists, a tag, the tallies, a year, the search, a standing page, an essay, and what is not there.
    pub(crate) fn kinds(&self) -> Vec<Kind> {
        let (_, tag) = self.a_tag();
        let mut pages = vec![self.home()];
        if self.feed(&Address::List(1)).catchword.pages > 1 {
            pages.push(self.page(&Address::List(2)));
        }
        let others = [Address::Tags, Address::Tag(tag, 1), Address::Archive, Address::Search];
        pages.extend(others.iter().map(|address| self.page(address)));
        let years = self.feed(&Address::Archive).catchword.entries;
        pages.extend(years.first().map(|year| self.at(&year.url)));
        pages.push(self.standing());
        pages.push(self.fullest());
        let mut kinds: Vec<_> =
            pages.into_iter().map(|page| Kind { path: page.path.clone(), page: Some(page) }).collect();
        kinds.push(Kind { path: self.below_base("no/such/page/"), page: None });
        kinds
    }

    /// The essay with the most in it: of those with a table and code, the longest text.
    pub(crate) fn fullest(&self) -> Known {
        let fullness = |at: &usize| {
            let html = self.essay_bundle(*at).content_html.as_deref().unwrap_or_default();
            (html.contains("<table") && html.contains("<pre"), html.len())
        };
        self.essay((0..self.count()).max_by_key(fullness).expect("a site has an essay"))
    }
}

impl Visit {
    /// Opens a page of every kind by a full load, one after the other, and looks at each.
    #[track_caller]
    pub(crate) fn at_every_kind(&self, look: impl Fn(&str)) {
        for kind in self.dist.kinds() {
            self.open_kind(&kind);
            look(&kind.path);
        }
    }

    /// Opens one of them.
    #[track_caller]
    pub(crate) fn open_kind(&self, kind: &Kind) {
        match &kind.page {
            Some(page) => self.open_page(page),
            None => {
                self.expect_trouble(&kind.path);
                self.open(&kind.path);
            }
        }
    }
}
