//! Scroll position and focus after a turn.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

use super::history;
use crate::dom::{FOOT, RETRY, attribute_selector, document, find, find_all, focused};

/// The class of the element that a link's `#hash` names, because `pushState` doesn't set `:target`.
const TARGET: &str = "cw-target";

/// Takes the footer out of the document and puts it back. Otherwise the browser would count its new position as a layout
/// shift (Layout Instability) when the page above has another length.
pub(super) fn reinsert_footer() {
    let footer = find(&attribute_selector(FOOT));
    if let Some((footer, body)) = footer.and_then(|footer| Some((footer.clone(), footer.parent_node()?))) {
        let _ = body.insert_before(&footer, footer.next_sibling().as_ref());
    }
}

/// After a link: scrolls to the element that the hash names and focuses it, else to the top and the heading.
pub(super) fn go_to(hash: &str) {
    match element_named(hash) {
        Some(element) => {
            // As a browser does (HTML, "ancestor revealing algorithm").
            while let Ok(Some(closed)) = element.closest("details:not([open])") {
                let _ = closed.set_attribute("open", "");
            }
            let _ = element.class_list().add_1(TARGET);
            element.scroll_into_view();
            focus(&element);
        }
        None => {
            scroll_to(0);
            focus_heading();
        }
    }
}

/// After Back or Forward: scrolls to the entry's position and focuses the link that was followed there, else the
/// heading. Returns whether the heading got the focus, which announces the page.
pub(super) fn return_to(key: &str, hash: &str) -> bool {
    restore_scroll(key, hash);
    match history::place(key).link.and_then(|(ordinal, href)| links_to(&href).into_iter().nth(ordinal)) {
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

/// Scrolls to the entry's saved position, else to the element that the hash names, else to the top.
pub(super) fn restore_scroll(key: &str, hash: &str) {
    match (history::saved_place(key), element_named(hash)) {
        (Some(place), _) => scroll_to(place.top),
        (None, Some(element)) => element.scroll_into_view(),
        (None, None) => scroll_to(0),
    }
}

/// Whether the page is scrolled to its top.
pub(super) fn is_at_top() -> bool {
    web_sys::window().is_none_or(|window| window.scroll_y().unwrap_or(0.0) < 1.0)
}

fn scroll_to(top: i32) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, f64::from(top));
    }
}

/// The element that `#hash` names (HTML, "find a potential indicated element").
fn element_named(hash: &str) -> Option<Element> {
    let id = hash.strip_prefix('#').filter(|id| !id.is_empty())?;
    let document = document()?;
    document.get_element_by_id(id).or_else(|| {
        let decoded = js_sys::decode_uri_component(id).ok()?;
        document.get_element_by_id(&String::from(decoded))
    })
}

/// The page's links with this `href`, in document order; none if it has a character that a selector would need escaped.
pub(super) fn links_to(href: &str) -> Vec<Element> {
    match href.contains(['"', '\\', '\n', '\r', '\u{c}']) {
        true => Vec::new(),
        false => find_all(&format!("a[href=\"{href}\"]")),
    }
}

/// After Retry: focuses the Retry button if the page still has one, else the heading.
pub(super) fn focus_retry_or_heading() {
    if focused().is_some_and(|focused| focused.has_attribute(RETRY)) {
        return;
    }
    match find(&["main ", &attribute_selector(RETRY)].concat()) {
        Some(button) => focus(&button),
        None => focus_heading(),
    }
}

fn focus_heading() {
    if let Some(heading) = find("main h1") {
        focus(&heading);
    }
}

/// Takes the focus from the element that has it.
pub(super) fn blur() {
    if let Some(focused) = focused()
        && let Some(focused) = focused.dyn_ref::<HtmlElement>()
    {
        let _ = focused.blur();
    }
}

/// Moves the focus without scrolling. Blurs first: if the same element had the focus already, it would not be announced.
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
