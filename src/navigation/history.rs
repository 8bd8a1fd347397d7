//! The session's history: a key for each entry, what is kept under it, and full loads.
//!
//! An entry's `history.state` is `{ key, title, path }`, the latter two being what the app takes its page for. Under the key, sessionStorage holds where the page stood and
//! which link was used there, so that a reload in mid-visit loses nothing.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{ScrollRestoration, Storage, Window};

use super::Shown;

/// A history entry as [`name`] left it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) title: String,
}

/// What is kept of an entry's page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Place {
    /// How far the page was scrolled, CSS pixels.
    pub(super) top: i32,
    /// The link by which the reader left: the how-manieth of those with its address.
    pub(super) link: Option<(usize, String)>,
}

fn window() -> Window {
    // The app runs in a document; a worker has none.
    web_sys::window().expect("a window, for this runs in a page")
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// Takes over the entry at which the visit begins. Gives its key: the one it had, after a reload.
pub(super) fn begin(shown: &Shown) -> String {
    keep_scroll(true);
    let Entry { key, .. } = here();
    if key.is_empty() { name("", shown) } else { key }
}

/// Whether the browser has left the position of this entry to the app.
pub(super) fn position_is_ours() -> bool {
    window().history().and_then(|history| history.scroll_restoration()) == Ok(ScrollRestoration::Manual)
}

/// Says whether the browser leaves the scroll position to the app. It must not while the page is away: a reload would
/// begin at the top.
pub(super) fn keep_scroll(ours: bool) {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(if ours { ScrollRestoration::Manual } else { ScrollRestoration::Auto });
    }
}

/// The entry at which the browser is. Its key is empty where the browser made it by itself, for a `#place`.
pub(super) fn here() -> Entry {
    let state = window().history().and_then(|history| history.state()).unwrap_or(JsValue::NULL);
    entry_of(&state)
}

/// The entry whose state is `state`.
pub(super) fn entry_of(state: &JsValue) -> Entry {
    let text = |name: &str| {
        Reflect::get(state, &JsValue::from_str(name)).ok().and_then(|value| value.as_string()).unwrap_or_default()
    };
    if state.is_object() { Entry { key: text("key"), title: text("title") } } else { Entry::default() }
}

/// Adds an entry for the page that is shown. Gives its key.
pub(super) fn push(url: &str, shown: &Shown) -> String {
    let key = new_key();
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&state(&key, shown), "", Some(url));
    }
    key
}

/// Gives the entry where the browser is another address. Gives its key back.
pub(super) fn replace(url: &str, shown: &Shown, key: &str) -> String {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&state(key, shown), "", Some(url));
    }
    key.to_owned()
}

/// Writes to the entry where the browser is what it is an entry for. Gives its key back.
pub(super) fn name(key: &str, shown: &Shown) -> String {
    let key = if key.is_empty() { new_key() } else { key.to_owned() };
    if let Ok(history) = window().history() {
        let _ = history.replace_state(&state(&key, shown), "");
    }
    key
}

fn state(key: &str, shown: &Shown) -> JsValue {
    let state = js_sys::Object::new();
    for (name, value) in [("key", key), ("title", &shown.title), ("path", &shown.path)] {
        // An object made a moment ago takes any property.
        let _ = Reflect::set(&state, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    state.into()
}

/// A key no other entry of this tab has: entries are further apart than the clock's steps of a millisecond,
/// for each is a press of a link.
fn new_key() -> String {
    (js_sys::Date::now() as u64).to_string()
}

/// Keeps where the page stands now, under the entry `key`.
pub(super) fn save_position(key: &str) {
    let place = Place { top: window().scroll_y().unwrap_or(0.0) as i32, ..place(key) };
    save(key, &place);
}

/// Keeps by which link the reader leaves the entry `key`, if by any.
pub(super) fn save_link(key: &str, link: Option<(usize, String)>) {
    save(key, &Place { link, ..place(key) });
}

fn save(key: &str, place: &Place) {
    let (ordinal, href) = place.link.clone().unwrap_or_default();
    if let Some(storage) = storage() {
        // A full or forbidden storage costs the reader a position, nothing more.
        let _ = storage.set_item(&format!("catchword:{key}"), &format!("{} {ordinal} {href}", place.top));
    }
}

/// What was kept under the entry `key`.
pub(super) fn place(key: &str) -> Place {
    kept(key).unwrap_or_default()
}

/// What was kept under the entry `key`, if anything was.
pub(super) fn kept(key: &str) -> Option<Place> {
    let text = storage()?.get_item(&format!("catchword:{key}")).ok()??;
    let mut parts = text.splitn(3, ' ');
    let top = parts.next()?.parse().ok()?;
    let ordinal = parts.next()?.parse().ok()?;
    let href = parts.next().filter(|href| !href.is_empty());
    Some(Place { top, link: href.map(|href| (ordinal, href.to_owned())) })
}

/// Whether `path` may be loaded in full as the remedy for a fault: once in a visit.
pub(super) fn may_load_in_full(path: &str) -> bool {
    let Some(storage) = storage() else { return false };
    let guard = format!("catchword:loaded {path}");
    if matches!(storage.get_item(&guard), Ok(Some(_))) {
        return false;
    }
    // Without the mark there might be no end to it.
    storage.set_item(&guard, "").is_ok()
}

/// Loads an address in full.
pub(super) fn load(url: &str) {
    let _ = window().location().assign(url);
}

/// Loads the address where the browser is in full.
pub(super) fn reload() {
    let _ = window().location().reload();
}
