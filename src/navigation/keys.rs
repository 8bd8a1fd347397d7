//! Keys: the arrows turn the page; the letter keys do more, once the reader has switched them on in the keys dialog.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, KeyboardEvent};

use super::dialog::{self, SEARCH, are_letters_on, is_right_to_left, style_of};
use super::turn::Router;
use crate::dom::{document, find};
use crate::reading;

/// Elements that use keys themselves. A role in a text is only a word: no script of the author's makes it work.
const USES_KEYS: &str = "input, select, textarea, audio, video, [contenteditable]:not([contenteditable=false]), \
    :is([role=radiogroup], [role=slider], [role=tablist], [role=listbox], [role=menu], [role=grid], [role=tree]):not(.cw-prose *)";

/// Elements above the page: while one is open, a key is not for the page.
const OVERLAYS: [&str; 2] = ["dialog[open]", ":popover-open"];

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    /// Follows the page's link with this `rel`.
    Turn(&'static str),
    /// Moves the focus to the next or previous entry of a list. On a page without entries, turns the page.
    Entry(&'static str),
    /// Goes to the search.
    Search,
    /// Opens the keys dialog.
    Dialog,
}

/// Handles a key.
pub(super) fn press(router: &Rc<Router>, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() || event.repeat() {
        return;
    }
    if event.key() == "Escape" {
        if !reading::close_all() {
            router.cancel();
        }
        return;
    }
    let Some(command) = command(event) else { return };
    let Some(document) = document() else { return };
    if !is_for_the_page(&document, event) {
        return;
    }
    let is_done = match command {
        Command::Turn(rel) => follow(rel),
        Command::Entry(rel) => focus_entry(&document, rel == "next").unwrap_or_else(|| follow(rel)),
        Command::Search => search(),
        Command::Dialog => {
            dialog::toggle(router.state.catalog());
            true
        }
    };
    if is_done {
        event.prevent_default();
    }
}

fn command(event: &KeyboardEvent) -> Option<Command> {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return None;
    }
    // Shift is allowed: some keyboards need it for `/` and `?`.
    let command = match event.key().as_str() {
        arrow @ ("ArrowLeft" | "ArrowRight") if !event.shift_key() => {
            let is_forward = (arrow == "ArrowRight") != is_right_to_left();
            return Some(Command::Turn(if is_forward { "next" } else { "prev" }));
        }
        "j" => Command::Entry("next"),
        "k" => Command::Entry("prev"),
        "/" => Command::Search,
        "?" => Command::Dialog,
        _ => return None,
    };
    are_letters_on().then_some(command)
}

/// Whether nothing else on the page uses the key.
fn is_for_the_page(document: &Document, event: &KeyboardEvent) -> bool {
    let is_there = |selector: &str| matches!(document.query_selector(selector), Ok(Some(_)));
    let Some(window) = web_sys::window() else { return false };
    let is_zoomed = window.visual_viewport().is_some_and(|viewport| viewport.scale() > 1.01);
    let has_selection = window.get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let uses_keys = |target: &Element| matches!(target.closest(USES_KEYS), Ok(Some(_))) || scrolls_sideways(target);
    !is_zoomed && !has_selection && !OVERLAYS.into_iter().any(is_there) && !target.as_ref().is_some_and(uses_keys)
}

/// Whether the element or one around it, up to the page itself, can be scrolled sideways.
fn scrolls_sideways(element: &Element) -> bool {
    let mut next = Some(element.clone());
    while let Some(one) = next {
        if one.scroll_width() > one.client_width() && one.client_width() > 0 && can_scroll(&one) {
            return true;
        }
        next = one.parent_element();
    }
    false
}

/// Whether an element's overflow can be scrolled. The page's own always can.
fn can_scroll(element: &Element) -> bool {
    element.parent_element().is_none() || matches!(style_of(element, "overflow-x").as_deref(), Some("auto" | "scroll"))
}

/// Clicks the page's link with this `rel`.
fn follow(rel: &str) -> bool {
    let link =
        find(&format!(":is(.cw-fold, .cw-pager) a[rel={rel}]")).and_then(|link| link.dyn_into::<HtmlElement>().ok());
    link.inspect(HtmlElement::click).is_some()
}

/// Moves the focus along a list's entries; `None` if the page has none.
fn focus_entry(document: &Document, is_forward: bool) -> Option<bool> {
    let links = document.query_selector_all(".cw-entry h2 a").ok()?;
    let count = links.length();
    if count == 0 {
        return None;
    }
    let focused = document.active_element();
    let current = (0..count).find(|at| focused.as_deref() == links.item(*at).as_ref());
    let target = match current {
        Some(at) if is_forward => at + 1,
        Some(at) => at.wrapping_sub(1),
        None => 0,
    };
    let link = links.item(target)?.dyn_into::<HtmlElement>().ok()?;
    Some(link.focus().is_ok())
}

/// Focuses the search field, or follows the link to it.
fn search() -> bool {
    let Some(found) = find(SEARCH) else { return false };
    match found.dyn_into::<HtmlElement>() {
        Ok(link) if link.has_attribute("href") => link.click(),
        Ok(field) => drop(field.focus()),
        Err(_) => return false,
    }
    true
}
