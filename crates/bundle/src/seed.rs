use serde::Serialize;

use crate::{Bundle, Item, Site};

/// The `id` of the `<script type="application/json">` element that holds a page's [`Seed`].
pub const SEED_ID: &str = "cw-seed";

/// The data that the app needs to take over a page, without what it can read from the page itself.
///
/// The app learns from the seed which page it is on, not from the browser's address: a host may serve `404.html` at any
/// address.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Seed {
    /// What the app needs to know of the site ([`Site::of_a_page`]).
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
        let site = site.of_a_page();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_that_the_app_reads_from_the_page_changes_the_fingerprint() {
        let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/essay.json");
        let golden = std::fs::read_to_string(golden).expect("the golden file is there");
        let item: Item = serde_json::from_str(&golden).expect("the golden file is an item");
        let parts = item.catchword.series.as_ref().map_or(0, |series| series.parts.len());
        assert!(
            item.content_html.is_some() && item.summary.is_some() && parts > 0 && !item.catchword.related.is_empty()
        );
        let changes: [fn(&mut Item); 5] = [
            |item| item.content_html = item.content_html.as_ref().map(|html| html.replacen('e', "é", 1)),
            |item| item.summary = None,
            |item| item.catchword.series.iter_mut().for_each(|series| series.parts[0].title.push('.')),
            |item| item.catchword.related[0].title.push('.'),
            |item| drop(item.catchword.related.pop()),
        ];
        for (at, change) in changes.into_iter().enumerate() {
            let mut changed = item.clone();
            change(&mut changed);
            assert_ne!(fingerprint(&changed), fingerprint(&item), "change {at}");
        }
        let mut other = item.clone();
        other.title.push('.');
        assert_eq!(fingerprint(&other), fingerprint(&item), "the seed has the title itself");
    }
}
