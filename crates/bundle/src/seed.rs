use serde::Serialize;

use crate::{Bundle, Site};

/// The `id` of the `<script type="application/json">` element that holds a page's [`Seed`].
pub const SEED_ID: &str = "cw-seed";

/// The data that the app needs to hydrate a page, without what it can read from the page itself.
///
/// The app learns from the seed which page it is on, not from the browser's address: a host may serve `404.html` at any
/// address.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Seed {
    /// What the page shows around its text.
    pub site: Site,
    /// The page; absent in `404.html`.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub page: Option<SeedPage>,
}

/// The page of a [`Seed`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeedPage {
    /// The page's path, with the base.
    pub path: String,
    /// The page's bundle. Of an [`Item`](crate::Item) these fields are left out, because the app finds them elsewhere:
    ///
    /// - `content_html` is the page's text, and `summary` is its `<meta name="description">`;
    /// - `id` equals `url`, `tags` are the titles of `_catchword.tags`, and `_catchword.about` is [`crate::ABOUT`];
    /// - `_catchword.contents`, `_catchword.series.parts` and `_catchword.related` are lists of links in the page.
    pub bundle: Bundle,
}

impl Seed {
    /// The seed of a page, given its path and its bundle; the seed of `404.html` if there is none.
    pub fn new(site: &Site, page: Option<(&str, &Bundle)>) -> Seed {
        // Only the home page shows the tagline, and its bundle has it as `description`. The other two are in the page's
        // head.
        let site = Site { tagline: None, favicon: None, authors: Vec::new(), ..site.clone() };
        let page = page.map(|(path, bundle)| SeedPage { path: path.to_owned(), bundle: abridged(bundle.clone()) });
        Seed { site, page }
    }
}

fn abridged(mut bundle: Bundle) -> Bundle {
    if let Bundle::Item(item) = &mut bundle {
        item.content_html = None;
        item.summary = None;
        item.catchword.contents.clear();
        item.catchword.related.clear();
        if let Some(series) = &mut item.catchword.series {
            series.parts.clear();
        }
        item.id.clear();
        item.tags.clear();
        item.catchword.about.clear();
    }
    bundle
}
