use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};

use crate::dom::{document, find};

/// A reference to a footnote (DPUB-ARIA 1.1, `doc-noteref`).
pub(super) const REFERENCE: &str = ".cw-note-ref";

/// The class of a note shown beside the text.
const BESIDE: &str = ".cw-beside";

/// Shows or hides a reference's note beside the text. Only for a pointer: for keyboard and screen reader the reference
/// stays a link to the notes at the foot. Returns whether it was a pointer.
pub(super) fn toggle(reference: &Element, event: &MouseEvent) -> bool {
    if is_by_key(event) || event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
        return false;
    }
    event.prevent_default();
    let parent = reference.parent_element();
    let is_shown =
        parent.as_ref().and_then(Element::next_element_sibling).is_some_and(|next| Some(next) == find(BESIDE));
    close();
    if !is_shown && let Some(note) = copy_of_note(reference) {
        let _ = parent.map(|parent| parent.after_with_node_1(&note));
    }
    true
}

/// Whether a click came from a key or from assistive technology. Then its count is 0 (UI Events, "click"), except in
/// Firefox; and if it is a pointer event, its pointer type is empty (Pointer Events, "click, auxclick, and contextmenu").
fn is_by_key(event: &MouseEvent) -> bool {
    let has_no_pointer = event.dyn_ref::<PointerEvent>().is_some_and(|event| event.pointer_type().is_empty());
    event.detail() == 0 || has_no_pointer
}

/// Removes the note. Returns whether there was one.
pub(super) fn close() -> bool {
    find(BESIDE).inspect(Element::remove).is_some()
}

/// A copy of a reference's note, without ids, which must be unique, and without the link back to the reference.
fn copy_of_note(reference: &Element) -> Option<Element> {
    let document = document()?;
    let href = reference.get_attribute("href")?;
    let note = document.get_element_by_id(href.trim_start_matches('#'))?;
    let copy = document.create_element("aside").ok()?;
    copy.set_class_name(&BESIDE[1..]);
    let _ = copy.set_attribute("role", "note");
    copy.set_inner_html(&note.inner_html());
    let unwanted = copy.query_selector_all("[id], .cw-note-back").ok()?;
    for element in (0..unwanted.length()).filter_map(|at| unwanted.item(at)?.dyn_into::<Element>().ok()) {
        if element.has_attribute("id") {
            let _ = element.remove_attribute("id");
        } else {
            element.remove();
        }
    }
    Some(copy)
}
