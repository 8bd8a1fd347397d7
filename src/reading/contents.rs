use super::{find, find_all, height, top};
use crate::navigation::document;

/// Marks the section that is being read in the table of contents: the last whose heading has passed the upper third.
pub(crate) fn mark() {
    let links = find_all(".contents a");
    let Some(document) = document().filter(|_| !links.is_empty()) else { return };
    let edge = height() / 3.0;
    let is_reached = |link: &&web_sys::Element| {
        let id = link.get_attribute("href").unwrap_or_default();
        document.get_element_by_id(id.trim_start_matches('#')).is_some_and(|heading| top(&heading) < edge)
    };
    let here = links.iter().rfind(is_reached);
    let before = find(".contents [aria-current]");
    if before.as_ref() == here {
        return;
    }
    if let Some(before) = before {
        let _ = before.remove_attribute("aria-current");
    }
    if let Some(here) = here {
        let _ = here.set_attribute("aria-current", "true");
    }
}
