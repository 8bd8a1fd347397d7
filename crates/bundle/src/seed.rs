use serde::Serialize;

use crate::{Bundle, Item, Site};

/// The `id` of the `<script type="application/json">` element that holds a page's [`Seed`].
pub const SEED_ID: &str = "seed";

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
    /// The [`fingerprint`] of an [`Item`](crate::Item). If the app does not find the same in the page, someone has changed
    /// the page, such as a translator; then the app does not take the bundle's fields from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<u32>,
}

impl Seed {
    /// The seed of a page, given its path and its bundle; the seed of `404.html` if there is none.
    pub fn new(site: &Site, page: Option<(&str, &Bundle)>) -> Seed {
        // Only the home page shows the tagline, and its bundle has it as `description`. The other two are in the page's
        // head.
        let site = Site { tagline: None, favicon: None, authors: Vec::new(), ..site.clone() };
        let page = page.map(|(path, bundle)| SeedPage {
            path: path.to_owned(),
            bundle: abridged(bundle.clone()),
            fingerprint: match bundle {
                Bundle::Item(item) => Some(fingerprint(item)),
                Bundle::Feed(_) => None,
            },
        });
        Seed { site, page }
    }
}

/// A number made from the texts of an item that the app reads from its page (FNV-1a, 32 bits). It shows changes by chance;
/// nothing is kept safe by it.
pub fn fingerprint(item: &Item) -> u32 {
    let meta = &item.catchword;
    let parts = meta.series.iter().flat_map(|series| &series.parts);
    let links = meta.related.iter().chain(parts).flat_map(|link| [&link.title, &link.url]);
    let texts = item.content_html.iter().chain(&item.summary).chain(links);
    texts
        .flat_map(|text| text.bytes())
        .fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
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
