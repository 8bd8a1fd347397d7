use js_sys::global;
use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::dom::{RESET, append, attribute_selector, call, find, find_all, focus, focused, local_storage};
use crate::{components, page};

/// "Aa" in the masthead.
pub(super) const DISCLOSURE: &str = ".cw-look";

/// The form in it.
const FORM: &str = ".cw-look form";

/// The storage key of the reader's look: the words in `data-look` of `<html>`. `public/look.js` reads it before the first
/// paint.
const CHOICE: &str = "catchword:look";

/// The function of `public/look.js` that applies the stored look.
const APPLY: &str = "catchwordLook";

/// Builds the form when the reader first opens it.
pub(super) fn fill(summary: &Element) {
    let Some(disclosure) = summary.parent_element().filter(|parent| parent.class_list().contains("cw-look")) else {
        return;
    };
    if find(FORM).is_none() {
        let masthead = disclosure.closest("[lang]").ok().flatten();
        let language = masthead.and_then(|masthead| masthead.get_attribute("lang"));
        let catalog = catchword_i18n::catalog(&language.unwrap_or_default());
        append(&disclosure, &page::html(components::look_form(&stored(), catalog)));
    }
}

/// Closes the form; if the focus was in it, moves it to the button. Returns whether the form was open.
pub(super) fn close() -> bool {
    let Some(open) = find(".cw-look[open]") else { return false };
    let has_focus = open.contains(focused().as_deref());
    let _ = open.remove_attribute("open");
    if has_focus {
        find(".cw-look summary").inspect(focus);
    }
    true
}

/// Stores and applies what the form says.
pub(crate) fn save() {
    store(&chosen());
}

/// What the form says.
fn chosen() -> String {
    let chosen: Vec<String> =
        find_all(".cw-look :checked").iter().filter_map(|input| input.get_attribute("value")).collect();
    let words: Vec<&str> = chosen.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Lets the form say what has been chosen elsewhere: in another tab, or while this page was away.
pub(crate) fn refresh() {
    if find(FORM).is_some() && chosen() != stored() {
        rebuild();
    }
}

/// Builds the form anew.
fn rebuild() {
    if let Some(form) = find(FORM) {
        form.remove();
    }
    find(".cw-look summary").inspect(fill);
}

/// Resets the look, and the form.
pub(super) fn reset() {
    store("");
    rebuild();
    find(&[".cw-look ", &attribute_selector(RESET)].concat()).inspect(focus);
}

fn store(words: &str) {
    if let Some(storage) = local_storage() {
        let _ = storage.set_item(CHOICE, words);
    }
    let _ = call(&global(), APPLY, &JsValue::UNDEFINED);
}

fn stored() -> String {
    local_storage().and_then(|storage| storage.get_item(CHOICE).ok().flatten()).unwrap_or_default()
}
