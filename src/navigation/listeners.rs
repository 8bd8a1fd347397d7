//! The listeners on the document and the window, and what Back and Forward do.

use std::rc::Rc;

use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::convert::FromWasmAbi;
use web_sys::{Element, Event, EventTarget, KeyboardEvent, PopStateEvent, ScrollRestoration};

use super::turn::{HistoryAction, Router, Turn};
use super::{clicks, focus_scroll, history, intent, keys};
use crate::{dom, reading};

/// Adds all listeners. They live as long as the document.
pub fn listen(router: &Rc<Router>) {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    on(&document, "click", router, clicks::click);
    on(&document, "keydown", router, |router, event: KeyboardEvent| keys::press(router, &event));
    on(&document, "pointerover", router, intent::hover);
    on(&document, "focusin", router, intent::focus_or_touch);
    on(&document, "touchstart", router, intent::focus_or_touch);
    on(&document, "change", router, |_, event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| dom::closest(&target, ".cw-look").is_some()) {
            reading::save_look();
        }
    });
    on(&document, "selectionchange", router, |router, _: Event| reading::offer_share(router.state));
    on(&document, "scroll", router, |_, _: Event| reading::mark_contents());
    on(&window, "popstate", router, popstate);
    on(&window, "online", router, |router, _: Event| {
        if router.waits_for_network() {
            router.clone().retry();
        }
        router.prefetch_neighbours();
    });
    on(&window, "pagehide", router, |router, _: Event| {
        history::save_position(&router.key.borrow());
        reading::save_progress(&router.state.now());
        history::set_scroll_restoration(ScrollRestoration::Auto);
    });
    on(&window, "pageshow", router, |router, _: Event| {
        history::set_scroll_restoration(ScrollRestoration::Manual);
        router.restore_scroll();
    });
}

fn on<E: FromWasmAbi + 'static>(target: &EventTarget, name: &str, router: &Rc<Router>, run: fn(&Rc<Router>, E)) {
    let router = router.clone();
    let listener = Closure::<dyn Fn(E)>::new(move |event| run(&router, event));
    let _ = target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    listener.forget();
}

fn popstate(router: &Rc<Router>, event: PopStateEvent) {
    let Some(location) = web_sys::window().map(|window| window.location()) else { return };
    let (path, hash) = (location.pathname().unwrap_or_default(), location.hash().unwrap_or_default());
    let entry = history::entry_of(&event.state());
    let address = router.routes.read(&path);
    let shown = router.state.now();
    if address == shown.address {
        router.new_ticket();
        dom::say("");
        if entry.key.is_empty() {
            // The browser made this entry for a `#fragment`, and has scrolled there.
            router.key.replace(history::store("", &shown));
        } else {
            if *router.key.borrow() != entry.key {
                history::save_position(&router.key.borrow());
            }
            router.key.replace(entry.key.clone());
            focus_scroll::restore_scroll(&entry.key, &hash);
        }
        return;
    }
    // `scrollY` is still the leaving page's.
    history::save_position(&router.key.borrow());
    match address {
        Some(address) => {
            let query = location.search().unwrap_or_default();
            let action = HistoryAction::Pop(entry);
            spawn_local(router.clone().go(Turn { address, query, hash, action, in_fold: false }));
        }
        // The visit began at an address that is no page of the site.
        None => history::reload(),
    }
}
