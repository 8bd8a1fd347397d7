//! What the reader will probably want next, fetched before they ask: the page's neighbours when the browser is idle, and
//! a link that they point at, come to or touch.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlAnchorElement, IdleRequestOptions};

use super::clicks::{asks_for_more, link_at, turn_of};
use super::turn::Turner;
use crate::cache::LoadState;

/// How long the pointer rests on a link before that is a sign, milliseconds: one that only passes is none.
const RESTS: u32 = 65;

/// Where there is no `requestIdleCallback`: how long after a page came its neighbours are fetched, milliseconds.
const LATER: i32 = 200;

/// How long a browser may be busy before the neighbours are fetched all the same, milliseconds: Chromium now and then
/// finds no idle moment for many seconds.
const BUSY: u32 = 1500;

/// The link that the pointer is on, and the timer that waits for it to rest there.
pub(super) type Hovered = RefCell<Option<(HtmlAnchorElement, Timeout)>>;

/// Fetches the neighbours of the page on the screen as soon as the browser has nothing else to do.
pub(super) fn neighbours(turner: &Rc<Turner>) {
    let turner = turner.clone();
    when_idle(move || {
        if is_spared() {
            return;
        }
        let shown = turner.navigation.shown.get_untracked();
        let Some(LoadState::Ready(bundle)) = turner.cache.peek(&shown.path) else { return };
        let (previous, next) = bundle.neighbours();
        // What is queued last is fetched first.
        for link in [previous, next].into_iter().flatten() {
            if let Some(address) = turner.routes.read(&link.url) {
                turner.cache.prefetch(turner.routes.write(&address), address);
            }
        }
    });
}

/// The pointer has come to an element.
pub(super) fn hover(turner: &Rc<Turner>, event: Event) {
    let link = link_at(&event);
    let mut hovered = turner.hovered.borrow_mut();
    if hovered.as_ref().map(|(link, _)| link) == link.as_ref() {
        return;
    }
    *hovered = link.map(|link| {
        let (turner, rested) = (turner.clone(), link.clone());
        (link, Timeout::new(RESTS, move || fetch(&turner, &rested)))
    });
}

/// The focus has come to an element, or a finger.
pub(super) fn intend(turner: &Rc<Turner>, event: Event) {
    if let Some(link) = link_at(&event) {
        fetch(turner, &link);
    }
}

fn fetch(turner: &Turner, link: &HtmlAnchorElement) {
    if is_spared() || asks_for_more(link) {
        return;
    }
    if let Some(turn) = turn_of(turner, link) {
        turner.cache.prefetch(turner.routes.write(&turn.address), turn.address);
    }
}

/// Whether the reader asks for less data (WICG Save Data API), or has a network on which every byte keeps them waiting
/// (WICG Network Information API: `slow-2g` and `2g`).
fn is_spared() -> bool {
    let of =
        |object: &JsValue, name: &str| Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
    let connection = of(&of(&js_sys::global(), "navigator"), "connection");
    of(&connection, "saveData").is_truthy()
        || of(&connection, "effectiveType").as_string().is_some_and(|network| network.ends_with("2g"))
}

fn when_idle(run: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let run = Closure::once_into_js(run);
    let options = IdleRequestOptions::new();
    options.set_timeout(BUSY);
    // WebKit has none, and says so by an exception.
    if window.request_idle_callback_with_options(run.unchecked_ref(), &options).is_err() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(run.unchecked_ref(), LATER);
    }
}
