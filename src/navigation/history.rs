//! The session history: entries and their keys, what is kept for each, and full page loads.
//!
//! The state of an entry is `{ key, title, path }`. Under the key, sessionStorage holds the scroll position and the link
//! that the reader followed, so they survive a reload.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{History, ScrollRestoration, Window};

use super::saved_place::{SavedPlace, new_key};
use crate::dom::session_storage;
use crate::state::Shown;

/// The state of a history entry, as [`store`] wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct HistoryEntry {
    /// Empty if the browser made the entry itself, for a `#fragment`.
    pub(super) key: String,
    pub(super) title: String,
}

fn window() -> Window {
    web_sys::window().expect("a window, because the app doesn't run in a worker")
}

fn history() -> Option<History> {
    window().history().ok()
}

/// Prepares the entry at which the visit begins. Returns its key; after a reload, that is the key it has already.
pub(super) fn begin(shown: &Shown) -> String {
    set_scroll_restoration(ScrollRestoration::Manual);
    let HistoryEntry { key, .. } = current();
    if key.is_empty() { store("", shown) } else { key }
}

/// Whether the browser left the scroll position of this entry to the app.
pub(super) fn scroll_is_manual() -> bool {
    history().is_some_and(|history| history.scroll_restoration() == Ok(ScrollRestoration::Manual))
}

/// Says who restores the scroll position. `Manual`, the app, while it runs; `Auto` while the page is away, or a reload
/// would start at the top.
pub(super) fn set_scroll_restoration(restoration: ScrollRestoration) {
    if let Some(history) = history() {
        let _ = history.set_scroll_restoration(restoration);
    }
}

/// The current entry.
pub(super) fn current() -> HistoryEntry {
    entry_of(&history().and_then(|history| history.state().ok()).unwrap_or(JsValue::NULL))
}

/// The entry with this state.
pub(super) fn entry_of(state: &JsValue) -> HistoryEntry {
    let text = |name: &str| {
        Reflect::get(state, &JsValue::from_str(name)).ok().and_then(|value| value.as_string()).unwrap_or_default()
    };
    if state.is_object() { HistoryEntry { key: text("key"), title: text("title") } } else { HistoryEntry::default() }
}

/// Adds an entry for the page. Returns its key.
pub(super) fn push(url: &str, shown: &Shown) -> String {
    let key = key_now();
    if let Some(history) = history() {
        let _ = history.push_state_with_url(&state(&key, shown), "", Some(url));
    }
    key
}

/// Changes the address of the current entry. Returns its key.
pub(super) fn replace(url: &str, shown: &Shown, key: &str) -> String {
    if let Some(history) = history() {
        let _ = history.replace_state_with_url(&state(key, shown), "", Some(url));
    }
    key.to_owned()
}

/// Stores the page in the current entry, under a new key if `key` is empty. Returns the key.
pub(super) fn store(key: &str, shown: &Shown) -> String {
    let key = if key.is_empty() { key_now() } else { key.to_owned() };
    if let Some(history) = history() {
        let _ = history.replace_state(&state(&key, shown), "");
    }
    key
}

fn state(key: &str, shown: &Shown) -> JsValue {
    let state = js_sys::Object::new();
    for (name, value) in [("key", key), ("title", &shown.title), ("path", &shown.path)] {
        // A new object takes any property.
        let _ = Reflect::set(&state, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    state.into()
}

fn key_now() -> String {
    new_key(js_sys::Date::now() as u64)
}

/// Saves the scroll position for an entry.
pub(super) fn save_position(key: &str) {
    let before = saved_place(key);
    save(key, &SavedPlace { top: top(), ..before.clone().unwrap_or_default() }, before.as_ref());
}

/// Saves the scroll position for an entry, and the link that the reader followed from it, if any.
pub(super) fn save_link(key: &str, link: Option<(usize, String)>) {
    save(key, &SavedPlace { top: top(), link }, saved_place(key).as_ref());
}

fn top() -> i32 {
    window().scroll_y().unwrap_or(0.0) as i32
}

fn save(key: &str, place: &SavedPlace, before: Option<&SavedPlace>) {
    if Some(place) != before
        && let Some(storage) = session_storage()
    {
        // If the storage is full, the reader loses a position, nothing more.
        let _ = storage.set_item(&storage_key(key), &place.to_text());
    }
}

/// What is saved for an entry, or the top of the page.
pub(super) fn place(key: &str) -> SavedPlace {
    saved_place(key).unwrap_or_default()
}

/// What is saved for an entry.
pub(super) fn saved_place(key: &str) -> Option<SavedPlace> {
    SavedPlace::from_text(&session_storage()?.get_item(&storage_key(key)).ok()??)
}

fn storage_key(key: &str) -> String {
    ["catchword:", key].concat()
}

/// Whether the page at `path` may be loaded in full after a fault: once in a visit.
pub(super) fn may_load_in_full(path: &str) -> bool {
    let Some(storage) = session_storage() else { return false };
    let guard = ["catchword:loaded ", path].concat();
    if matches!(storage.get_item(&guard), Ok(Some(_))) {
        return false;
    }
    // If this can't be stored, the page might be loaded again and again.
    storage.set_item(&guard, "").is_ok()
}

/// Loads an address in full.
pub(super) fn load(url: &str) {
    let _ = window().location().assign(url);
}

/// Loads the current address in full.
pub(super) fn reload() {
    let _ = window().location().reload();
}
