//! Which links turn a page, and which are the browser's.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlAnchorElement};

use super::turn::{HistoryAction, Router, Turn};

/// The link in which an event happened.
pub(super) fn link_at(event: &Event) -> Option<HtmlAnchorElement> {
    event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??.dyn_into().ok()
}

/// Whether a link does more than show its page in this tab: it has a `target`, or is a download.
pub(super) fn is_special(anchor: &HtmlAnchorElement) -> bool {
    let target = anchor.target();
    !(target.is_empty() || target == "_self") || anchor.has_attribute("download")
}

/// The turn that a link makes; `None` if the browser handles it.
pub(super) fn turn_of(router: &Router, anchor: &HtmlAnchorElement) -> Option<Turn> {
    let location = web_sys::window()?.location();
    if anchor.origin() != location.origin().ok()? {
        return None;
    }
    let address = router.routes.read(&anchor.pathname())?;
    let (query, hash) = (anchor.search(), anchor.hash());
    // A directive such as `:~:text=…` is the browser's alone: only a full load obeys it.
    if hash.as_bytes().windows(3).any(|part| part == b":~:") {
        return None;
    }
    let shown = router.state.now();
    let is_same_page = shown.address.as_ref() == Some(&address) && query == location.search().ok()?;
    // A link that ends in a bare `#` has an empty hash, but leads to a place on this page, too.
    if is_same_page && (!hash.is_empty() || anchor.href().ends_with('#')) {
        return None;
    }
    let is_own = is_same_page && location.hash().is_ok_and(|here| here.is_empty());
    let action = if is_own { HistoryAction::Replace } else { HistoryAction::Push };
    Some(Turn { address, query, hash, action, in_fold: matches!(anchor.closest(".cw-fold"), Ok(Some(_))) })
}
