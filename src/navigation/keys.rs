//! Keys: the arrows turn the page. Letters and signs do more, once the reader has switched them on in the keys dialog:
//! without that they would be in the way of those who speak to their computer (WCAG 2.2, 2.1.4).

use std::rc::Rc;

use catchword_i18n::Catalog;
use leptos::prelude::*;
use leptos::tachys::view::Mountable;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlDialogElement, HtmlElement, HtmlInputElement, KeyboardEvent, Storage};

use super::turn::Turner;
use super::{Keys, document, main};
use crate::{components, reading};

/// Under which name the browser remembers that letters and signs are switched on.
const CHOICE: &str = "catchword:letters";

/// What has its own use for keys.
const USES_KEYS: &str = "input, select, textarea, audio, video, [contenteditable]:not([contenteditable=false]), \
    [role=radiogroup], [role=slider], [role=tablist], [role=listbox], [role=menu], [role=grid], [role=tree]";

/// What lies above the page: a press there, or while it is there, is not for the page.
const ABOVE: [&str; 2] = ["dialog[open]", ":popover-open"];

/// What there may be on a page to search by: a field, or the way to one.
const SEARCH: &str = "[type=search], nav a[href$='/search/']:not([aria-current])";

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    /// The page that the link of this kind leads to.
    Turn(&'static str),
    /// The entry after that with the focus, or before it; where there are none, the page.
    Entry(&'static str),
    Search,
    Dialog,
}

/// A key has been pressed.
pub(super) fn press(turner: &Rc<Turner>, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() || event.repeat() {
        return;
    }
    if event.key() == "Escape" {
        if !reading::put_away() {
            turner.give_up();
        }
        return;
    }
    let Some(command) = command(event) else { return };
    let Some(document) = document() else { return };
    if !is_for_the_page(&document, event) {
        return;
    }
    let is_done = match command {
        Command::Turn(rel) => follow(&document, rel),
        Command::Entry(rel) => step(&document, rel == "next").unwrap_or_else(|| follow(&document, rel)),
        Command::Search => search(&document),
        Command::Dialog => {
            open_or_close(turner.navigation.words());
            true
        }
    };
    if is_done {
        event.prevent_default();
    }
}

fn command(event: &KeyboardEvent) -> Option<Command> {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return None;
    }
    // A sign may need Shift, on some keyboards; what comes has it in its name.
    let command = match event.key().as_str() {
        arrow @ ("ArrowLeft" | "ArrowRight") if !event.shift_key() => {
            let is_forward = (arrow == "ArrowRight") != is_right_to_left();
            return Some(Command::Turn(if is_forward { "next" } else { "prev" }));
        }
        "j" => Command::Entry("next"),
        "k" => Command::Entry("prev"),
        "/" => Command::Search,
        "?" => Command::Dialog,
        _ => return None,
    };
    are_letters_on().then_some(command)
}

/// Whether nothing else on the page has a use for the key that was pressed.
fn is_for_the_page(document: &Document, event: &KeyboardEvent) -> bool {
    let is_there = |selector: &str| matches!(document.query_selector(selector), Ok(Some(_)));
    let Some(window) = web_sys::window() else { return false };
    let is_zoomed = window.visual_viewport().is_some_and(|viewport| viewport.scale() > 1.01);
    let has_selection = window.get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
    let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_used = |pressed: &Element| matches!(pressed.closest(USES_KEYS), Ok(Some(_))) || scrolls_sideways(pressed);
    !is_zoomed && !has_selection && !ABOVE.into_iter().any(is_there) && !pressed.as_ref().is_some_and(is_used)
}

/// Whether an element, or one around it up to the page itself, can be scrolled sideways.
fn scrolls_sideways(element: &Element) -> bool {
    let mut around = Some(element.clone());
    while let Some(one) = around {
        if one.scroll_width() > one.client_width() && one.client_width() > 0 && scrolls(&one) {
            return true;
        }
        around = one.parent_element();
    }
    false
}

/// Whether what is too wide for an element can be scrolled to. What the page itself has too much always can.
fn scrolls(element: &Element) -> bool {
    element.parent_element().is_none() || matches!(style_of(element, "overflow-x").as_deref(), Some("auto" | "scroll"))
}

fn is_right_to_left() -> bool {
    main().and_then(|main| style_of(&main, "direction")).as_deref() == Some("rtl")
}

fn style_of(element: &Element, property: &str) -> Option<String> {
    web_sys::window()?.get_computed_style(element).ok()??.get_property_value(property).ok()
}

/// Presses the page's link to the one before or after.
fn follow(document: &Document, rel: &str) -> bool {
    let link = document.query_selector(&format!("main a[rel={rel}]")).ok().flatten();
    let link = link.and_then(|link| link.dyn_into::<HtmlElement>().ok());
    link.inspect(HtmlElement::click).is_some()
}

/// Moves the focus along a list's entries. `None` where the page has none.
fn step(document: &Document, is_forward: bool) -> Option<bool> {
    let links = document.query_selector_all(".entry h2 a").ok()?;
    let count = links.length();
    if count == 0 {
        return None;
    }
    let active = document.active_element();
    let here = (0..count).find(|at| active.as_deref() == links.item(*at).as_ref());
    let there = match here {
        Some(at) if is_forward => at + 1,
        Some(at) => at.wrapping_sub(1),
        None => 0,
    };
    let link = links.item(there)?.dyn_into::<HtmlElement>().ok()?;
    Some(link.focus().is_ok())
}

fn search(document: &Document) -> bool {
    let Some(found) = document.query_selector(SEARCH).ok().flatten() else { return false };
    match found.dyn_into::<HtmlElement>() {
        Ok(link) if link.has_attribute("href") => link.click(),
        Ok(field) => drop(field.focus()),
        Err(_) => return false,
    }
    true
}

/// Opens the keys dialog, or closes it.
pub(super) fn open_or_close(words: &'static Catalog) {
    if close() {
        return;
    }
    let Some(document) = document() else { return };
    let Some(body) = document.body() else { return };
    let search = matches!(document.query_selector(SEARCH), Ok(Some(_)));
    let keys = Keys { letters: are_letters_on(), right_to_left: is_right_to_left(), search };
    // Made anew each time: another page may have something to search by, or be written the other way.
    dialog().inspect(|old| old.remove());
    components::keys_dialog(keys, words).build().mount(&body, None);
    dialog().inspect(|new| drop(new.show_modal()));
}

/// Closes the keys dialog. Whether it was open.
pub(super) fn close() -> bool {
    dialog().filter(HtmlDialogElement::open).inspect(HtmlDialogElement::close).is_some()
}

fn dialog() -> Option<HtmlDialogElement> {
    document()?.query_selector("dialog.keys").ok()??.dyn_into().ok()
}

/// Remembers the reader's choice, which the checkbox that they pressed has.
pub(super) fn choose(pressed: &Element) {
    let Some(checkbox) = pressed.dyn_ref::<HtmlInputElement>() else { return };
    // Where the browser keeps nothing for this site, letters stay off.
    if let Some(storage) = storage() {
        let _ = if checkbox.checked() { storage.set_item(CHOICE, "on") } else { storage.remove_item(CHOICE) };
    }
}

fn are_letters_on() -> bool {
    storage().is_some_and(|storage| matches!(storage.get_item(CHOICE), Ok(Some(_))))
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
