//! The document's head follows the page on the screen.

use quire_bundle::{Bundle, Site};
use web_sys::{Document, Element};

use crate::head;
use crate::library::Fault;

/// Title, description, canonical address and language of a page.
pub(super) fn show(site: &Site, bundle: &Bundle) {
    let Some(document) = super::document() else { return };
    document.set_title(&head::title(site, bundle));
    set(&document, "meta[name=description]", "content", bundle.description());
    set(&document, "link[rel=canonical]", "href", bundle.canonical());
    let _ = turn_round(site, bundle);
    if let Some(html) = document.document_element() {
        let _ = html.set_attribute("lang", bundle.language(site));
    }
}

/// The title of a page that could not be shown.
pub(super) fn show_fault(site: &Site, fault: &Fault) {
    let Some(document) = super::document() else { return };
    let is_missing = *fault == Fault::NotFound;
    document.set_title(&if is_missing { head::title_of_missing(site) } else { head::title_of_failed(site) });
    set(&document, "meta[name=description]", "content", "");
}

/// The direction of the page's writing, where it is not the site's.
fn turn_round(site: &Site, bundle: &Bundle) -> Option<()> {
    let main = super::main()?;
    let direction = quire_words::of(bundle.language(site)).direction_in(quire_words::of(&site.language));
    match direction {
        Some(direction) => main.set_attribute("dir", direction),
        None => main.remove_attribute("dir"),
    }
    .ok()
}

fn set(document: &Document, selector: &str, attribute: &str, value: &str) {
    let element: Option<Element> = document.query_selector(selector).ok().flatten();
    if let Some(element) = element {
        let _ = element.set_attribute(attribute, value);
    }
}
