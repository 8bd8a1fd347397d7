//! What the reader is told while a page turns: the line at the top, and the status region.

use web_sys::Element;

use super::document;

/// The class of the loading line while a page is on its way.
const LOADING: &str = "is-loading";

/// Shows that a page is on its way, or no longer.
pub(super) fn loading(is_loading: bool) {
    if let Some(line) = find(".loading-line") {
        let _ = line.class_list().toggle_with_force(LOADING, is_loading);
    }
}

/// Says something in the status region (WCAG 2.2, 4.1.3); an empty text takes back what was said.
pub(crate) fn say(text: &str) {
    if let Some(region) = find("body > [role=status]") {
        region.set_text_content(Some(text));
    }
}

fn find(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok()?
}
