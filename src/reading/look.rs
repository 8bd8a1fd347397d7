use js_sys::global;
use leptos::prelude::*;
use leptos::tachys::view::Mountable;
use wasm_bindgen::JsValue;
use web_sys::{Element, Storage};

use super::{call, find, find_all, focus};
use crate::components;
use crate::navigation::document;

/// "Aa" in the masthead.
pub(super) const DISCLOSURE: &str = ".look";

/// The button that puts everything as it was.
pub(super) const RESET: &str = "[data-reset]";

/// Under which name the browser keeps what the reader has chosen: the classes of `<html>`. `public/look.js` reads it before
/// the page is painted.
const CHOICE: &str = "catchword:look";

/// The function of `public/look.js` that puts what is kept into effect.
const APPLY: &str = "catchwordLook";

/// Makes the choices when they are asked for: no page has them.
pub(super) fn fill(summary: &Element) {
    let Some(disclosure) = summary.parent_element().filter(|around| around.class_list().contains("look")) else {
        return;
    };
    if disclosure.child_element_count() < 2 {
        let frame = disclosure.closest("[lang]").ok().flatten().and_then(|frame| frame.get_attribute("lang"));
        let words = catchword_i18n::catalog(&frame.unwrap_or_default());
        components::look_form(&chosen(), words).build().mount(&disclosure, None);
    }
}

/// Closes the choices; a focus that was within goes to what opens them. Whether they were open.
pub(super) fn close() -> bool {
    let Some(open) = find(".look[open]") else { return false };
    let focused = document().and_then(|document| document.active_element());
    let is_within = open.contains(focused.as_deref());
    let _ = open.remove_attribute("open");
    if is_within {
        find(".look summary").inspect(focus);
    }
    true
}

/// The reader has chosen.
pub(crate) fn choose() {
    let chosen: Vec<String> =
        find_all(".look :checked").iter().filter_map(|input| input.get_attribute("value")).collect();
    keep(&chosen.join(" "));
}

/// Puts everything as it was.
pub(super) fn reset() {
    keep("");
    let summary = find(".look summary");
    if let Some(form) = find(".look form") {
        form.remove();
    }
    summary.inspect(fill);
    find(".look [data-reset]").inspect(focus);
}

fn keep(chosen: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(CHOICE, chosen.trim());
    }
    let _ = call(&global(), APPLY, &JsValue::UNDEFINED);
}

fn chosen() -> String {
    storage().and_then(|storage| storage.get_item(CHOICE).ok().flatten()).unwrap_or_default()
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
