//! The document's head follows the page on the screen.

use quire_bundle::{Bundle, Kind, Site};
use web_sys::{Document, Element};

use crate::library::Fault;

/// Title, description and canonical address of a page.
pub(super) fn show(site: &Site, bundle: &Bundle) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    document.set_title(&title(site, bundle));
    set(&document, "meta[name=description]", "content", bundle.description());
    set(&document, "link[rel=canonical]", "href", bundle.url());
    let language = match bundle {
        Bundle::Item(item) => item.language.as_deref().unwrap_or(&site.language),
        Bundle::Feed(feed) => &feed.language,
    };
    if let Some(html) = document.document_element() {
        let _ = html.set_attribute("lang", language);
    }
}

/// The title of a page that could not be shown.
pub(super) fn show_fault(site: &Site, fault: &Fault) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let what = if *fault == Fault::NotFound { "Not found" } else { "Not loaded" };
    document.set_title(&format!("{what} · {}", site.title));
    set(&document, "meta[name=description]", "content", "");
}

/// `<title>`: the page's, and the site's after it; the home page has the site's alone.
fn title(site: &Site, bundle: &Bundle) -> String {
    let at_home = bundle.url() == site.url;
    match bundle.kind() {
        _ if at_home => site.title.clone(),
        Kind::List if page_of(bundle) > 1 => format!("{}, page {} · {}", bundle.title(), page_of(bundle), site.title),
        _ => format!("{} · {}", bundle.title(), site.title),
    }
}

fn page_of(bundle: &Bundle) -> u32 {
    match bundle {
        Bundle::Feed(feed) => feed.quire.page,
        Bundle::Item(_) => 1,
    }
}

fn set(document: &Document, selector: &str, attribute: &str, value: &str) {
    let element: Option<Element> = document.query_selector(selector).ok().flatten();
    if let Some(element) = element {
        let _ = element.set_attribute(attribute, value);
    }
}
