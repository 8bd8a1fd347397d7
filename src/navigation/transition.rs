//! View transitions, where the browser has them and the reader wants motion.
//!
//! CSS View Transitions Level 1. The API is reached by name: web-sys has it behind an unstable flag.

use futures::future::LocalBoxFuture;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::Document;

use super::{document, root};

/// Runs `change`, which changes the page, and then `arrive`, which brings the reader to their place in it, inside a view
/// transition where there may be one. `direction` (`previous`, `next` or empty) is what the stylesheet reads while the
/// page leaves. Returns when the new page is in the document, not when it has come to rest.
pub(super) async fn run(change: LocalBoxFuture<'static, bool>, arrive: Box<dyn FnOnce()>, direction: &str) {
    let Some(document) = document() else { return };
    let Some(start) = starter(&document).filter(|_| !less_motion()) else {
        if change.await {
            arrive();
        }
        return;
    };
    if let Some(root) = root() {
        let _ = root.dataset().set("turn", direction);
        let _ = root.dataset().set("leaving", "");
    }
    let swap = async move {
        let is_changed = change.await;
        // What a transition shows of the new page can't be pressed, whatever the stylesheet says: only the old page
        // is shown through one, and the new one is the page itself. Before the reader's place is looked for: that is
        // when the browser lays the page out.
        if let Some(root) = root() {
            root.dataset().delete("leaving");
        }
        if is_changed {
            arrive();
        }
        Ok(JsValue::UNDEFINED)
    };
    let callback = Closure::once_into_js(move || future_to_promise(swap));
    if let Ok(transition) = start.call1(&document, &callback) {
        // `ready` and `finished` reject when a later turn skips this one's animation: nothing to report.
        for name in ["ready", "finished"] {
            leptos::task::spawn_local(settled(promise(&transition, name)));
        }
        settled(promise(&transition, "updateCallbackDone")).await;
    }
}

fn starter(document: &Document) -> Option<Function> {
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

fn less_motion() -> bool {
    web_sys::window()
        .and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten())
        .is_some_and(|query| query.matches())
}
