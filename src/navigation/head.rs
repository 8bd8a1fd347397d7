//! The document's head follows the page on the screen.

use catchword_bundle::{Bundle, Site};
use web_sys::{Document, Element};

use crate::cache::Fault;
use crate::head;

/// Title, description, canonical address and language of a page.
pub(super) fn show(site: &Site, bundle: &Bundle) {
    let Some(document) = super::document() else { return };
    document.set_title(&head::title(site, bundle));
    set(&document, "meta[name=description]", "content", bundle.description());
    set(&document, "link[rel=canonical]", "href", bundle.canonical());
    speak(&document, bundle.language(site), &site.language);
}

/// What is said of a page that could not be shown: in the site's language, whichever that of the page before was.
pub(super) fn show_fault(site: &Site, fault: &Fault) {
    let Some(document) = super::document() else { return };
    speak(&document, &site.language, &site.language);
    let is_missing = *fault == Fault::NotFound;
    document.set_title(&if is_missing { head::title_of_missing(site) } else { head::title_of_failed(site) });
    set(&document, "meta[name=description]", "content", "");
}

/// The page's language, and the direction of its writing where that is not the site's.
fn speak(document: &Document, language: &str, site: &str) {
    set(document, "html", "lang", language);
    let Some(main) = super::main() else { return };
    let _ = match catchword_i18n::direction_in(language, site) {
        Some(direction) => main.set_attribute("dir", direction),
        None => main.remove_attribute("dir"),
    };
}

fn set(document: &Document, selector: &str, attribute: &str, value: &str) {
    let element: Option<Element> = document.query_selector(selector).ok().flatten();
    if let Some(element) = element {
        let _ = element.set_attribute(attribute, value);
    }
}
