//! What a reader does within a page: looks at a note, sets the text, comes back to a place, hands a passage on.
//!
//! As with turning, nothing here is part of a page's view: everything listens at the document, and a page without this code
//! is the same page.

mod contents;
mod look;
mod notes;
mod place;
mod share;

use catchword_i18n::{Catalog, Message};
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use leptos::tachys::view::Mountable;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, MouseEvent};

pub(crate) use contents::mark as mark_contents;
pub(crate) use look::choose as choose_look;
pub(crate) use place::{keep as keep_place, offer as offer_place};
pub(crate) use share::offer as offer_share;

use crate::components;
use crate::navigation::{self, Navigation, document};

/// A press anywhere. Whether it is done with.
pub(crate) fn press(navigation: Navigation, pressed: &Element, event: &MouseEvent) -> bool {
    let at = |selector: &str| pressed.closest(selector).ok().flatten();
    if at(look::DISCLOSURE).is_none() {
        look::close();
    }
    if let Some(summary) = at("summary") {
        look::fill(&summary);
        return false;
    }
    if at(look::RESET).is_some() {
        look::reset();
    } else if at(place::GO_ON).is_some() {
        place::go_on(navigation);
    } else if let Some(button) = at(share::SHARE) {
        share::share(navigation, button);
    } else if let Some(mark) = at(notes::MARK) {
        return notes::show(&mark, event);
    } else {
        return false;
    }
    true
}

/// Puts away what has been opened within the page. Whether there was anything.
pub(crate) fn put_away() -> bool {
    withdraw();
    let is_noted = notes::close();
    look::close() || is_noted
}

/// Offers the reader something to press that the page does not have.
fn offer(attribute: &'static str, words: &'static Catalog, word: Message) {
    withdraw();
    if let Some(body) = document().and_then(|document| document.body()) {
        components::offer(attribute, words, word).build().mount(&body, None);
    }
}

/// Takes back what is offered.
fn withdraw() {
    if let Some(offer) = find(".offer") {
        offer.remove();
    }
}

fn find(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok()?
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Every element that a selector finds, in the page's order.
fn find_all(selector: &str) -> Vec<Element> {
    document().map(|document| navigation::find_all(&document, selector)).unwrap_or_default()
}

/// How far an element's upper edge is below that of what is seen, CSS pixels.
fn top(element: &Element) -> f64 {
    element.get_bounding_client_rect().top()
}

/// How much is seen of the page at a time, CSS pixels.
fn height() -> f64 {
    web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default()
}

/// Calls what an object calls `name`; `None` where it has nothing of that name, or that fails.
fn call(object: &JsValue, name: &str, argument: &JsValue) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name)).ok()?.dyn_into::<Function>().ok()?.call1(object, argument).ok()
}

/// Says something in the status region, in the page's language.
fn say(navigation: Navigation, word: Message) {
    crate::navigation::say(navigation.words().get(word));
}
