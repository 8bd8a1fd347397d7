//! View transitions (CSS View Transitions Level 1), if the browser has them and the reader allows motion.
//!
//! The API is called by name, because web-sys has it only behind an unstable flag.

use futures::future::LocalBoxFuture;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::Document;

use crate::dom::{LEAVING, TURN, document, root};

/// Runs `change`, which replaces the page, and then `restore`, which sets scroll position and focus; both inside a view
/// transition if possible. `restore` runs only if `change` returns `true`. The stylesheet reads `direction`
/// (`previous`, `next` or empty) while the page leaves. Returns when the new page is in the document; the animation may
/// go on.
pub(super) async fn run(change: LocalBoxFuture<'static, bool>, restore: Box<dyn FnOnce()>, direction: &str) {
    let Some(document) = document() else { return };
    let Some(start) = start_function(&document).filter(|_| !is_motion_reduced()) else {
        if change.await {
            restore();
        }
        return;
    };
    if let Some(root) = root() {
        let _ = root.set_attribute(TURN, direction);
        let _ = root.set_attribute(LEAVING, "");
    }
    let swap = async move {
        let is_changed = change.await;
        // Ends the old page's part of the transition: what a transition shows can't be clicked, so only the old page is
        // shown through one. Before `restore`, because that makes the browser lay out the page.
        if let Some(root) = root() {
            let _ = root.remove_attribute(LEAVING);
        }
        if is_changed {
            restore();
        }
        Ok(JsValue::UNDEFINED)
    };
    let callback = Closure::once_into_js(move || future_to_promise(swap));
    if let Ok(transition) = start.call1(&document, &callback) {
        // `ready` and `finished` reject when a later turn skips the animation; that is no error.
        for name in ["ready", "finished"] {
            leptos::task::spawn_local(settled(promise(&transition, name)));
        }
        settled(promise(&transition, "updateCallbackDone")).await;
    }
}

fn start_function(document: &Document) -> Option<Function> {
    Reflect::get(document, &JsValue::from_str("startViewTransition")).ok()?.dyn_into().ok()
}

fn promise(transition: &JsValue, name: &str) -> Option<Promise> {
    Reflect::get(transition, &JsValue::from_str(name)).ok()?.dyn_into().ok()
}

async fn settled(promise: Option<Promise>) {
    if let Some(promise) = promise {
        let _ = JsFuture::from(promise).await;
    }
}

fn is_motion_reduced() -> bool {
    web_sys::window()
        .and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten())
        .is_some_and(|query| query.matches())
}
