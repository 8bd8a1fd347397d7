//! The listeners on the document and the window, and what Back and Forward do.

use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AddEventListenerOptions, Element, Event, EventTarget, PopStateEvent, ScrollRestoration};

use super::turn::{HistoryAction, Router, Turn};
use super::{clicks, focus_scroll, history, intent, keys};
use crate::{dom, reading};

/// The start script's function that the app calls when it has taken over. It returns the options for the listeners, with
/// which the script removes all of them if the app breaks.
const BEGINS: &str = "catchwordBegins";

/// The event with which `catchword serve` says that the site has changed.
const CHANGED: &str = "catchword:changed";

/// Adds all listeners. They live as long as the app.
pub fn listen(router: &Rc<Router>) {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    let Some(options) = dom::call(&js_sys::global(), BEGINS, &JsValue::UNDEFINED) else {
        wasm_bindgen::throw_str("the start script does not let the app begin")
    };
    let listeners = Listeners { router, options: options.unchecked_into() };
    listeners.add(&document, "click", |router, event| clicks::click(router, event.unchecked_into()));
    listeners.add(&document, "keydown", |router, event| keys::press(router, event.unchecked_ref()));
    listeners.add(&document, "pointerover", intent::hover);
    listeners.add(&document, "focusin", intent::focus_or_touch);
    listeners.add(&document, "touchstart", intent::focus_or_touch);
    listeners.add(&document, "change", |_, event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| dom::closest(&target, ".cw-look").is_some()) {
            reading::save_look();
        }
    });
    listeners.add(&document, "selectionchange", |router, _| reading::offer_share(&router.state));
    listeners.add(&document, "scroll", |_, _| reading::mark_contents());
    listeners.add(&window, "popstate", |router, event| popstate(router, event.unchecked_ref()));
    listeners.add(&window, "online", |router, _| {
        if router.waits_for_network() {
            router.clone().retry();
        }
        router.prefetch_neighbours();
    });
    listeners.add(&window, "pagehide", |router, _| {
        history::save_position(&router.key.borrow());
        reading::save_progress(&router.state.now());
        history::set_scroll_restoration(ScrollRestoration::Auto);
    });
    listeners.add(&window, "pageshow", |router, _| {
        history::set_scroll_restoration(ScrollRestoration::Manual);
        router.restore_scroll();
        reading::refresh_look();
    });
    listeners.add(&window, CHANGED, |router, _| {
        router.cache.clear();
        router.prefetch_neighbours();
    });
    listeners.add(&window, "storage", |_, _| reading::refresh_look());
}

/// Adds listeners that get the router.
struct Listeners<'a> {
    router: &'a Rc<Router>,
    options: AddEventListenerOptions,
}

impl Listeners<'_> {
    // Every event comes as an `Event`: for each other type the wasm and its glue would contain all of this once more.
    fn add(&self, target: &EventTarget, name: &str, run: fn(&Rc<Router>, Event)) {
        let router = self.router.clone();
        let listener = Closure::<dyn Fn(Event)>::new(move |event| run(&router, event));
        let function = listener.as_ref().unchecked_ref();
        let options = &self.options;
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(name, function, options);
        listener.forget();
    }
}

fn popstate(router: &Rc<Router>, event: &PopStateEvent) {
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
            router.clone().go(Turn { address, query, hash, action, in_fold: false });
        }
        // The visit began at an address that is no page of the site.
        None => history::reload(),
    }
}
