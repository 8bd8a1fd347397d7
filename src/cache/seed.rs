//! The first page's bundle, which the press left in the document.

use std::sync::Arc;

use catchword_bundle::{ABOUT, Bundle, Item, Link, SEED_ID, Site, TocEntry, fingerprint};
use js_sys::JSON;
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::json::Json;
use super::{Fault, fetch, read};
use crate::dom::{DEEPER, document, find, find_all};
use crate::routes::Routes;

/// What the page in the document was made from.
#[derive(Debug)]
pub struct Seed {
    /// What the app needs to know of the site.
    pub site: Site,
    /// The page's path, with the base, and its bundle; `None` on the 404 page.
    pub page: Option<(String, Arc<Bundle>)>,
    /// Whether the bundle is complete. If the page has been changed since the press wrote it, the parts that are left out of
    /// the seed can't be taken from it.
    pub is_complete: bool,
}

/// Reads the seed; `None` if the document has none.
pub fn seed() -> Option<Result<Seed, Fault>> {
    Some(parse(&document()?.get_element_by_id(SEED_ID)?.text_content()?))
}

fn parse(text: &str) -> Result<Seed, Fault> {
    let value = JSON::parse(text).map_err(|_| Fault::Truncated)?;
    let get = |name: &str| value.field(name).unwrap_or(JsValue::UNDEFINED);
    let site = read::site(&get("site"))?;
    let Some(path) = get("path").text() else { return Ok(Seed { site, page: None, is_complete: false }) };
    let address = Routes::of(&site).read(&path).ok_or_else(|| Fault::WrongShape("path".to_owned()))?;
    let mut bundle = read::bundle(&get("bundle"), super::expected_kind(&address), fetch::check_html)?;
    let mut is_complete = true;
    if let Bundle::Item(item) = &mut bundle {
        restore(item);
        is_complete = get("fingerprint").number() == Some(f64::from(fingerprint(item)));
    }
    Ok(Seed { site, page: Some((path, Arc::new(bundle))), is_complete })
}

/// Takes from the page what its seed left out of the bundle.
fn restore(item: &mut Item) {
    item.id.clone_from(&item.url);
    item.tags = item.catchword.tags.iter().map(|tag| tag.title.clone()).collect();
    item.catchword.about = ABOUT.to_owned();
    let description = find("meta[name=description]").and_then(|meta| meta.get_attribute("content"));
    item.summary = description.filter(|text| !text.is_empty());
    item.catchword.related = find_all(".cw-related a").iter().map(link).collect();
    if let Some(series) = &mut item.catchword.series {
        series.parts = find_all(".cw-series a").iter().map(link).collect();
    }
    // The page shows two levels of headings; the app needs no more.
    item.catchword.contents = find_all(".cw-contents a")
        .iter()
        .map(|anchor| {
            let is_deeper = anchor.parent_element().is_some_and(|entry| entry.has_attribute(DEEPER));
            let Link { title, url, .. } = link(anchor);
            TocEntry { id: url.trim_start_matches('#').to_owned(), level: if is_deeper { 3 } else { 2 }, text: title }
        })
        .collect();
    // The first page stays in the document as it is, but Back to this page builds it from the bundle.
    item.content_html = find("main .cw-prose").map(|prose| prose.inner_html());
}

fn link(anchor: &Element) -> Link {
    let url = anchor.get_attribute("href").unwrap_or_default();
    Link { title: anchor.text_content().unwrap_or_default(), url, language: anchor.get_attribute("lang") }
}
