//! The first page's bundle, which is in the document.

use std::sync::Arc;

use catchword_bundle::{ABOUT, Bundle, Contents, Item, Link, SEED_ID, Site};
use js_sys::JSON;
use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

use super::json::Json;
use super::{Fault, fetch};
use crate::components::DEEPER;
use crate::navigation::find_all;
use crate::routes::Routes;

/// What the page that is there was made of.
#[derive(Debug)]
pub struct Seed {
    /// What its frame says.
    pub site: Site,
    /// Its path, with the base, and its bundle; `None` is the page for an address that the site does not have.
    pub page: Option<(String, Arc<Bundle>)>,
}

/// Reads what the press left in the document; `None` where the document is an empty one.
pub fn seed(document: &Document) -> Option<Result<Seed, Fault>> {
    let text = document.get_element_by_id(SEED_ID)?.text_content()?;
    Some(read(document, &text))
}

fn read(document: &Document, text: &str) -> Result<Seed, Fault> {
    let value = JSON::parse(text).map_err(|_| Fault::Truncated)?;
    let get = |name: &str| value.field(name).unwrap_or(JsValue::UNDEFINED);
    let site = fetch::read_site(&get("site"))?;
    let Some(path) = get("path").text() else { return Ok(Seed { site, page: None }) };
    let address = Routes::of(&site).read(&path).ok_or_else(|| Fault::WrongShape("path".to_owned()))?;
    let mut bundle = fetch::read_bundle(&get("bundle"), super::expected(&address))?;
    if let Bundle::Item(item) = &mut bundle {
        restore(item, document);
    }
    Ok(Seed { site, page: Some((path, Arc::new(bundle))) })
}

/// Gives a page's bundle what its seed left out.
fn restore(item: &mut Item, document: &Document) {
    let find = |selector: &str| document.query_selector(selector).ok().flatten();
    item.id.clone_from(&item.url);
    item.tags = item.catchword.tags.iter().map(|tag| tag.title.clone()).collect();
    item.catchword.about = ABOUT.to_owned();
    let description = find("meta[name=description]").and_then(|meta| meta.get_attribute("content"));
    item.summary = description.filter(|text| !text.is_empty());
    item.catchword.related = find_all(document, ".related a").iter().map(link).collect();
    if let Some(series) = &mut item.catchword.series {
        series.parts = find_all(document, ".series a").iter().map(link).collect();
    }
    // The page shows two levels of them; the app needs no more.
    item.catchword.contents = find_all(document, ".contents a")
        .iter()
        .map(|anchor| {
            let is_deeper = anchor.parent_element().is_some_and(|entry| entry.has_attribute(DEEPER));
            let Link { title, url } = link(anchor);
            Contents { id: url.trim_start_matches('#').to_owned(), level: if is_deeper { 3 } else { 2 }, text: title }
        })
        .collect();
    // Leptos leaves the text alone while it takes the page over, but builds it of the bundle when the reader comes back.
    item.content_html = find("main .prose").map(|prose| prose.inner_html());
}

fn link(anchor: &Element) -> Link {
    let url = anchor.get_attribute("href").unwrap_or_default();
    Link { title: anchor.text_content().unwrap_or_default(), url }
}
