//! The keys dialog, and the reader's choice in it: letter keys on or off. They are off by default: they would get in the
//! way of people who control their computer by voice (WCAG 2.2, 2.1.4).

use catchword_i18n::Catalog;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlInputElement};

use crate::components::{Keys, keys_dialog};
use crate::dom::{append, document, find, local_storage};
use crate::page;

/// The storage key of the choice.
const CHOICE: &str = "catchword:letters";

/// The page's search field, or its link to one.
pub(super) const SEARCH: &str = ".cw-search [type=search], .cw-masthead a[href$='/search/']:not([aria-current])";

/// Opens the dialog, or closes it if it is open.
pub(super) fn toggle(catalog: &'static Catalog) {
    if close() {
        return;
    }
    let Some(body) = document().and_then(|document| document.body()) else { return };
    let keys = Keys { letters: are_letters_on(), right_to_left: is_right_to_left(), search: find(SEARCH).is_some() };
    // Built each time: another page may have a search field, or another direction.
    dialog().inspect(|old| old.remove());
    append(&body, &page::html(keys_dialog(keys, catalog)));
    dialog().inspect(|new| drop(new.show_modal()));
}

/// Closes the dialog. Returns whether it was open.
pub(super) fn close() -> bool {
    dialog().filter(HtmlDialogElement::open).inspect(HtmlDialogElement::close).is_some()
}

fn dialog() -> Option<HtmlDialogElement> {
    find("dialog.cw-keys")?.dyn_into().ok()
}

/// Saves the reader's choice from the checkbox.
pub(super) fn save_choice(checkbox: &Element) {
    let Some(checkbox) = checkbox.dyn_ref::<HtmlInputElement>() else { return };
    // Without storage the letter keys stay off.
    if let Some(storage) = local_storage() {
        let _ = if checkbox.checked() { storage.set_item(CHOICE, "on") } else { storage.remove_item(CHOICE) };
    }
}

/// Whether the reader has switched on the letter keys.
pub(super) fn are_letters_on() -> bool {
    local_storage().is_some_and(|storage| matches!(storage.get_item(CHOICE), Ok(Some(_))))
}

/// Whether the page is written from right to left.
pub(super) fn is_right_to_left() -> bool {
    find("main").and_then(|main| style_of(&main, "direction")).as_deref() == Some("rtl")
}

/// The computed value of a CSS property.
pub(super) fn style_of(element: &Element, property: &str) -> Option<String> {
    web_sys::window()?.get_computed_style(element).ok()??.get_property_value(property).ok()
}
