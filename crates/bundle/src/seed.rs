use serde::Serialize;

use crate::{Bundle, Site};

/// The `id` of the `<script type="application/json">` in which a page carries its [`Seed`].
pub const SEED_ID: &str = "seed";

/// What the app needs to take over a page that is there, beside what stands in the page.
///
/// A page's identity comes from here and not from the browser's address: a host shows `404.html` under any address.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Seed {
    /// What the page's frame says.
    pub site: Site,
    /// The page; absent on the one for an unknown address.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub page: Option<SeedPage>,
}

/// The page that a [`Seed`] is for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeedPage {
    /// Its path, with the base.
    pub path: String,
    /// Its bundle, less what the app finds elsewhere:
    ///
    /// - an essay's or a page's `content_html` stands in the page, its `summary` in the page's description;
    /// - its `id` is its `url`, its `tags` are the titles of `_catchword.tags`, and `_catchword.about` is [`crate::ABOUT`];
    /// - `_catchword.contents`, `_catchword.series.parts` and `_catchword.related` stand in the page as lists of links.
    pub bundle: Bundle,
}

impl Seed {
    /// The seed of a page, or without one the seed of the page for an unknown address.
    pub fn new(site: &Site, page: Option<(&str, &Bundle)>) -> Seed {
        // The page that says the tagline has it in its list's `description`; the rest stands in the page's head.
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
