//! What a reader does within a page: opens a note, sets the look, resumes an essay, shares a passage.
//!
//! Views contain none of it: `navigation` passes events to this module, so a page without it has the same HTML.

mod contents;
mod look;
mod notes;
mod resume;
mod share;

use catchword_i18n::{Catalog, Message};
use web_sys::{Element, MouseEvent};

pub(crate) use contents::mark as mark_contents;
pub(crate) use look::{refresh as refresh_look, save as save_look};
pub(crate) use resume::{offer as offer_resume, save as save_progress};
pub(crate) use share::offer as offer_share;

use crate::dom::{RESET, RESUME, SHARE, append, attribute_selector, closest, document, find};
use crate::state::AppState;
use crate::{components, page};

/// Handles a click anywhere in the document. Returns whether the click has been handled.
pub(crate) fn click(state: &AppState, clicked: &Element, event: &MouseEvent) -> bool {
    let around = |selector: &str| closest(clicked, selector);
    if around(look::DISCLOSURE).is_none() {
        look::close();
    }
    if let Some(summary) = around("summary") {
        look::fill(&summary);
        return false;
    }
    if around(&attribute_selector(RESET)).is_some() {
        look::reset();
    } else if around(&attribute_selector(RESUME)).is_some() {
        resume::resume(state);
    } else if let Some(button) = around(&attribute_selector(SHARE)) {
        share::share(state, button);
    } else if let Some(reference) = around(notes::REFERENCE) {
        return notes::toggle(&reference, event);
    } else {
        return false;
    }
    true
}

/// Closes everything that is open within the page. Returns whether a note or the look's form was.
pub(crate) fn close_all() -> bool {
    remove_offer();
    let was_note_open = notes::close();
    look::close() || was_note_open
}

/// Shows a button over the page, in place of an earlier one.
fn show_offer(attribute: &'static str, catalog: &'static Catalog, label: Message) {
    remove_offer();
    if let Some(body) = document().and_then(|document| document.body()) {
        append(&body, &page::html(components::offer(attribute, catalog, label)));
    }
}

fn remove_offer() {
    if let Some(offer) = find(".cw-offer") {
        offer.remove();
    }
}

/// The distance from the viewport's top to the element's, CSS pixels.
fn top(element: &Element) -> f64 {
    element.get_bounding_client_rect().top()
}

/// The height of the viewport, CSS pixels.
fn viewport_height() -> f64 {
    web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default()
}

/// Puts a message into the live region, in the page's language.
fn say(state: &AppState, message: Message) {
    crate::dom::say(state.catalog().get(message));
}
