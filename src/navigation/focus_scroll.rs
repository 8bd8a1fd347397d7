//! Where the reader stands after a turn: scroll position and focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

use super::{RETRY, document, history};

/// The class of the place that a link's `#hash` named: `:target` does not follow `pushState`.
const TARGET: &str = "target";

/// Takes what stands below every page out of the document, and puts it back. It stays the same while the page above it
/// changes its length, and to a browser that would be a part of the page which has jumped (Layout Instability).
pub(super) fn put_the_foot_in_anew() {
    let foot = document().and_then(|document| document.query_selector("body > footer").ok().flatten());
    if let Some((foot, body)) = foot.and_then(|foot| Some((foot.clone(), foot.parent_node()?))) {
        let _ = body.insert_before(&foot, foot.next_sibling().as_ref());
    }
}

/// After a link: to the place that the hash names, else to the top; the focus follows, and announces the page.
pub(super) fn arrive(hash: &str) {
    match place_named(hash) {
        Some(place) => {
            // As a browser does (HTML, "ancestor revealing algorithm").
            while let Ok(Some(folded)) = place.closest("details:not([open])") {
                let _ = folded.set_attribute("open", "");
            }
            let _ = place.class_list().add_1(TARGET);
            place.scroll_into_view();
            focus(&place);
        }
        None => {
            scroll_to(0);
            focus_heading();
        }
    }
}

/// After Back or Forward: to the position that the entry had, and to the link that was used there, else to the heading.
/// Whether the focus went to the heading, and announces the page.
pub(super) fn return_to(key: &str, hash: &str) -> bool {
    scroll_back(key, hash);
    match history::place(key).link.and_then(|(ordinal, href)| link_used(ordinal, &href)) {
        Some(link) => {
            focus(&link);
            false
        }
        None => {
            focus_heading();
            true
        }
    }
}

/// To the position kept under the entry, else to the place that the hash names, else to the top.
pub(super) fn scroll_back(key: &str, hash: &str) {
    match (history::kept(key), place_named(hash)) {
        (Some(kept), _) => scroll_to(kept.top),
        (None, Some(place)) => place.scroll_into_view(),
        (None, None) => scroll_to(0),
    }
}

/// Whether nobody has scrolled the page.
pub(super) fn is_at_the_top() -> bool {
    web_sys::window().is_none_or(|window| window.scroll_y().unwrap_or(0.0) < 1.0)
}

fn scroll_to(top: i32) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, f64::from(top));
    }
}

/// The element that `#hash` names (HTML, "find a potential indicated element").
fn place_named(hash: &str) -> Option<Element> {
    let id = hash.strip_prefix('#').filter(|id| !id.is_empty())?;
    let document = document()?;
    document.get_element_by_id(id).or_else(|| {
        let decoded = js_sys::decode_uri_component(id).ok()?;
        document.get_element_by_id(&String::from(decoded))
    })
}

fn link_used(ordinal: usize, href: &str) -> Option<Element> {
    links_to(href).nth(ordinal)
}

/// The links of the page with this address, in order.
pub(super) fn links_to(href: &str) -> impl Iterator<Item = Element> {
    let links = document().map(|document| document.links());
    let count = links.as_ref().map_or(0, |links| links.length());
    let href = href.to_owned();
    (0..count)
        .filter_map(move |at| links.as_ref()?.item(at))
        .filter(move |link| link.dyn_ref::<web_sys::HtmlAnchorElement>().is_some_and(|anchor| anchor.href() == href))
}

/// Whether the reader has pressed a button that asks for the page again, and has the focus there.
pub(super) fn is_focus_on_retry() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|active| active.has_attribute(RETRY))
}

/// After such a press: the button of the fault that the page still has, else the page's heading.
pub(super) fn focus_retry_or_heading() {
    if is_focus_on_retry() {
        return;
    }
    match document().and_then(|document| document.query_selector(&format!("main [{RETRY}]")).ok().flatten()) {
        Some(button) => focus(&button),
        None => focus_heading(),
    }
}

fn focus_heading() {
    if let Some(heading) = document().and_then(|document| document.query_selector("main h1").ok().flatten()) {
        focus(&heading);
    }
}

/// Takes the focus from what has it.
pub(super) fn blur() {
    if let Some(active) = document().and_then(|document| document.active_element())
        && let Some(active) = active.dyn_ref::<HtmlElement>()
    {
        let _ = active.blur();
    }
}

/// Moves the focus without scrolling. What has it is blurred first: the node may be the same as before the turn,
/// and a focus that does not move is not announced.
fn focus(element: &Element) {
    let Some(element) = element.dyn_ref::<HtmlElement>() else { return };
    blur();
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        element.set_tab_index(-1);
    }
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}
