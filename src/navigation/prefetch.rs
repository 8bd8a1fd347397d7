//! Prefetching the page's neighbours, and when that may be done.

use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdleRequestOptions;

use crate::cache::{BundleCache, LoadState};
use crate::routes::{Address, Routes};
use crate::state::AppState;

/// The delay before neighbours are fetched without `requestIdleCallback`, milliseconds.
const DELAY: i32 = 200;

/// How long to wait for an idle moment at most, milliseconds: Chromium sometimes finds none for many seconds.
const IDLE_TIMEOUT: u32 = 1500;

/// Prefetches the neighbours of the page on the screen. Returns those that are on their way or there.
pub(super) fn neighbours(routes: &Routes, cache: &BundleCache, state: &AppState) -> Vec<(String, Address)> {
    let mut neighbours = Vec::new();
    if saves_data() {
        return neighbours;
    }
    let Some(LoadState::Ready(bundle)) = cache.peek(&state.now().path) else { return neighbours };
    let (previous, next) = bundle.neighbours();
    // The next page is queued last, so it is fetched first.
    for link in [previous, next].into_iter().flatten() {
        if let Some(address) = routes.read(&link.url) {
            let path = routes.write(&address);
            cache.prefetch(path.clone(), address.clone());
            if !matches!(cache.peek(&path), Some(LoadState::Failed(_))) {
                neighbours.push((path, address));
            }
        }
    }
    neighbours
}

/// Whether nothing is prefetched: the reader asks for less data (WICG Save Data API), or the network is so slow that
/// every byte delays them (WICG Network Information API: `slow-2g` and `2g`).
pub(super) fn saves_data() -> bool {
    let get =
        |object: &JsValue, name: &str| Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
    let connection = get(&get(&js_sys::global(), "navigator"), "connection");
    get(&connection, "saveData").is_truthy()
        || get(&connection, "effectiveType").as_string().is_some_and(|network| network.ends_with("2g"))
}

/// Runs something as soon as the browser is idle.
pub(super) fn when_idle(run: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let run = Closure::once_into_js(run);
    let options = IdleRequestOptions::new();
    options.set_timeout(IDLE_TIMEOUT);
    // WebKit has no `requestIdleCallback`, so this throws.
    if window.request_idle_callback_with_options(run.unchecked_ref(), &options).is_err() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(run.unchecked_ref(), DELAY);
    }
}
