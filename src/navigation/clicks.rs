//! Clicks: buttons of the app, and links that turn a page.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

use super::links::{is_special, link_at, turn_of};
use super::turn::Router;
use super::{dialog, focus_scroll, history, turn_marker};
use crate::dom::{KEYS, LETTERS, RETRY, attribute_selector, closest};
use crate::reading;

/// Handles a click anywhere in the document.
pub(super) fn click(router: &Rc<Router>, event: MouseEvent) {
    let Some(clicked) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let is_in = |attribute: &str| closest(&clicked, &attribute_selector(attribute)).is_some();
    if reading::click(&router.state, &clicked, &event) {
        return;
    }
    if is_in(RETRY) {
        return router.clone().retry();
    }
    if is_in(KEYS) {
        return dialog::toggle(router.state.catalog());
    }
    if is_in(LETTERS) {
        return dialog::save_choice(&clicked);
    }
    if let Some(anchor) = link_at(&event).filter(|anchor| is_plain(&event) && !is_special(anchor)) {
        follow(router, &event, &anchor);
    }
}

fn follow(router: &Rc<Router>, event: &MouseEvent, anchor: &HtmlAnchorElement) {
    let key = router.key.borrow().clone();
    let Some(turn) = turn_of(router, anchor).filter(|turn| !router.is_for_the_browser(turn)) else {
        // The browser handles it. If it is a `#fragment`, this entry is left: save its position.
        history::save_position(&key);
        return;
    };
    event.prevent_default();
    router.note_press(&turn);
    // From here on the start script follows the link if anything breaks.
    turn_marker::mark(&anchor.href());
    // A synthetic click from `keys`: don't remember this link.
    let href = anchor.get_attribute("href").filter(|_| event.is_trusted());
    let link = href.and_then(|href| {
        let ordinal = focus_scroll::links_to(&href).iter().position(|link| *link == ***anchor)?;
        Some((ordinal, href))
    });
    history::save_link(&key, link);
    router.clone().go(turn);
}

/// Whether it is a click with the main button and without modifier keys.
fn is_plain(event: &MouseEvent) -> bool {
    let is_modified = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
    event.button() == 0 && !is_modified && !event.default_prevented()
}
