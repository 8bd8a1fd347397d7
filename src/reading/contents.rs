use super::{top, viewport_height};
use crate::dom::{document, find, find_all};

/// Marks the current section in the table of contents: the last one whose heading is in the upper third of the viewport,
/// or above it.
pub(crate) fn mark() {
    let links = find_all(".cw-contents a");
    let Some(document) = document().filter(|_| !links.is_empty()) else { return };
    let limit = viewport_height() / 3.0;
    let is_reached = |link: &&web_sys::Element| {
        let id = link.get_attribute("href").unwrap_or_default();
        document.get_element_by_id(id.trim_start_matches('#')).is_some_and(|heading| top(&heading) < limit)
    };
    let current = links.iter().rfind(is_reached);
    let marked = find(".cw-contents [aria-current]");
    if marked.as_ref() == current {
        return;
    }
    if let Some(marked) = marked {
        let _ = marked.remove_attribute("aria-current");
    }
    if let Some(current) = current {
        let _ = current.set_attribute("aria-current", "true");
    }
}
