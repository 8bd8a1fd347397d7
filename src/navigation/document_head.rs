//! Updates the document's head for the page on the screen.

use catchword_bundle::{Bundle, Site};

use crate::cache::Fault;
use crate::dom::{document, find};
use crate::head;

/// Sets a page's title, description, canonical address and language.
pub(super) fn show(site: &Site, bundle: &Bundle) {
    set_title(&head::title(site, bundle));
    set("meta[name=description]", "content", bundle.description());
    set("link[rel=canonical]", "href", bundle.canonical());
    set("html", "lang", bundle.language(site));
}

/// Sets the title for a page that could not be shown. Its sentence is in the site's language.
pub(super) fn show_fault(site: &Site, fault: &Fault) {
    set("html", "lang", &site.language);
    let is_missing = *fault == Fault::NotFound;
    set_title(&if is_missing { head::title_of_missing(site) } else { head::title_of_failed(site) });
    set("meta[name=description]", "content", "");
}

fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

fn set(selector: &str, attribute: &str, value: &str) {
    // Only a change: a language that is set again would make the browser compute every style anew.
    if let Some(element) = find(selector)
        && element.get_attribute(attribute).as_deref() != Some(value)
    {
        let _ = element.set_attribute(attribute, value);
    }
}
