//! The document's and the window's events: which clicks turn a page, and what Back and Forward do.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::convert::FromWasmAbi;
use web_sys::{Element, Event, EventTarget, HtmlAnchorElement, KeyboardEvent, MouseEvent, PopStateEvent};

use super::turn::{How, Turn, Turner};
use super::{KEYS, LETTERS, RETRY, focus_scroll, history, keys, prefetch, status};
use crate::reading;

/// Listens from now on. The listeners live as long as the document.
pub fn listen(turner: &Rc<Turner>) {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    on(&document, "click", turner, click);
    on(&document, "keydown", turner, |turner, event: KeyboardEvent| keys::press(turner, &event));
    on(&document, "pointerover", turner, prefetch::hover);
    on(&document, "focusin", turner, prefetch::intend);
    on(&document, "touchstart", turner, prefetch::intend);
    on(&document, "change", turner, |_, event: Event| {
        if matches!(
            event.target().and_then(|target| target.dyn_into::<Element>().ok()?.closest(".look").ok()),
            Some(Some(_))
        ) {
            reading::choose_look();
        }
    });
    on(&document, "selectionchange", turner, |turner, _: Event| reading::offer_share(turner.navigation));
    on(&document, "scroll", turner, |_, _: Event| reading::mark_contents());
    on(&window, "popstate", turner, popstate);
    on(&window, "online", turner, |turner, _: Event| {
        if turner.waits_for_network() {
            turner.clone().retry();
        }
        prefetch::neighbours(turner);
    });
    on(&window, "pagehide", turner, |turner, _: Event| {
        history::save_position(&turner.key.borrow());
        reading::keep_place(&turner.navigation.shown_now());
        history::keep_scroll(false);
    });
    on(&window, "pageshow", turner, |turner, _: Event| {
        history::keep_scroll(true);
        turner.find_the_place();
    });
}

fn on<E: FromWasmAbi + 'static>(target: &EventTarget, name: &str, turner: &Rc<Turner>, run: fn(&Rc<Turner>, E)) {
    let turner = turner.clone();
    let listener = Closure::<dyn Fn(E)>::new(move |event| run(&turner, event));
    let _ = target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    listener.forget();
}

fn click(turner: &Rc<Turner>, event: MouseEvent) {
    let Some(pressed) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let is_in = |attribute: &str| matches!(pressed.closest(&format!("[{attribute}]")), Ok(Some(_)));
    if reading::press(turner.navigation, &pressed, &event) {
        return;
    }
    if is_in(RETRY) {
        return turner.clone().retry();
    }
    if is_in(KEYS) {
        return keys::open_or_close(turner.navigation.words());
    }
    if is_in(LETTERS) {
        return keys::choose(&pressed);
    }
    let Some(anchor) = link_at(&event).filter(|anchor| is_plain(&event) && !asks_for_more(anchor)) else { return };
    let key = turner.key.borrow().clone();
    let Some(turn) = turn_of(turner, &anchor) else {
        // The browser's. A `#place` of this page makes an entry; the one it leaves keeps its position.
        history::save_position(&key);
        return;
    };
    event.prevent_default();
    let href = anchor.href();
    // A key presses a link where the reader was not.
    let is_used = |_: &usize| event.is_trusted();
    let ordinal = focus_scroll::links_to(&href).position(|link| link == **anchor).filter(is_used);
    history::save_link(&key, ordinal.map(|ordinal| (ordinal, href)));
    spawn_local(turner.clone().go(turn));
}

/// The link at which something has happened.
pub(super) fn link_at(event: &Event) -> Option<HtmlAnchorElement> {
    event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??.dyn_into().ok()
}

/// Whether a click asks for nothing but what the link names, here.
fn is_plain(event: &MouseEvent) -> bool {
    let modified = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
    event.button() == 0 && !modified && !event.default_prevented()
}

/// Whether a link asks for more than to show the page that it names, here.
pub(super) fn asks_for_more(anchor: &HtmlAnchorElement) -> bool {
    let target = anchor.target();
    !(target.is_empty() || target == "_self") || anchor.has_attribute("download")
}

/// The turn that a link asks for, unless the link is the browser's.
pub(super) fn turn_of(turner: &Turner, anchor: &HtmlAnchorElement) -> Option<Turn> {
    let location = web_sys::window()?.location();
    if anchor.origin() != location.origin().ok()? {
        return None;
    }
    let address = turner.routes.read(&anchor.pathname())?;
    let (query, hash) = (anchor.search(), anchor.hash());
    let shown = turner.navigation.shown.get_untracked();
    let same_page = shown.address.as_ref() == Some(&address) && query == location.search().ok()?;
    // An address that ends in a bare `#` has an empty hash, and is a place on this page all the same.
    if same_page && (!hash.is_empty() || anchor.href().ends_with('#')) {
        return None;
    }
    let own = same_page && location.hash().is_ok_and(|here| here.is_empty());
    let how = if own { How::Replace } else { How::Push };
    Some(Turn { address, query, hash, how, in_fold: matches!(anchor.closest(".fold"), Ok(Some(_))) })
}

fn popstate(turner: &Rc<Turner>, event: PopStateEvent) {
    let Some(location) = web_sys::window().map(|window| window.location()) else { return };
    let (path, hash) = (location.pathname().unwrap_or_default(), location.hash().unwrap_or_default());
    let entry = history::entry_of(&event.state());
    let address = turner.routes.read(&path);
    let shown = turner.navigation.shown.get_untracked();
    if address == shown.address {
        turner.overtake();
        status::say("");
        if entry.key.is_empty() {
            // A link to a `#place` made this entry, and the browser has brought the reader there.
            turner.key.replace(history::name("", &shown));
        } else {
            if *turner.key.borrow() != entry.key {
                history::save_position(&turner.key.borrow());
            }
            turner.key.replace(entry.key.clone());
            focus_scroll::scroll_back(&entry.key, &hash);
        }
        return;
    }
    // `scrollY` is still the leaving page's.
    history::save_position(&turner.key.borrow());
    match address {
        Some(address) => {
            let query = location.search().unwrap_or_default();
            spawn_local(turner.clone().go(Turn { address, query, hash, how: How::Pop(entry), in_fold: false }));
        }
        // The visit began at an address that is not a page's.
        None => history::reload(),
    }
}
