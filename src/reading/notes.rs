use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};

use super::find;
use crate::navigation::document;

/// A footnote's mark in the text (DPUB-ARIA 1.1, `doc-noteref`).
pub(super) const MARK: &str = "[role=doc-noteref]";

/// The class of a note that is shown beside the text.
const BESIDE: &str = ".beside";

/// Shows the note of a mark beside the text, or puts it away. Only for a pointer: to a key the mark is a link, as it is to
/// whoever is read to, and leads to the notes at the foot. Whether it was a pointer.
pub(super) fn show(mark: &Element, event: &MouseEvent) -> bool {
    if is_by_key(event) || event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
        return false;
    }
    event.prevent_default();
    let after = mark.parent_element();
    let is_shown =
        after.as_ref().and_then(Element::next_element_sibling).is_some_and(|next| Some(next) == find(BESIDE));
    close();
    if !is_shown && let Some(note) = note(mark) {
        let _ = after.map(|after| after.after_with_node_1(&note));
    }
    true
}

/// Whether a click was made with a key, or by what speaks for one. It has a count of none (UI Events, "click"), but not in
/// Firefox; where a click is a pointer event, it has no type (Pointer Events, "click, auxclick, and contextmenu").
fn is_by_key(event: &MouseEvent) -> bool {
    let is_without_type = event.dyn_ref::<PointerEvent>().is_some_and(|event| event.pointer_type().is_empty());
    event.detail() == 0 || is_without_type
}

/// Puts the note away. Whether one was there.
pub(super) fn close() -> bool {
    find(BESIDE).inspect(Element::remove).is_some()
}

/// A copy of a mark's note, without what must not stand in a page twice and without the way back to where it stands.
fn note(mark: &Element) -> Option<Element> {
    let document = document()?;
    let href = mark.get_attribute("href")?;
    let note = document.get_element_by_id(href.trim_start_matches('#'))?;
    let beside = document.create_element("aside").ok()?;
    beside.set_class_name(&BESIDE[1..]);
    let _ = beside.set_attribute("role", "note");
    beside.set_inner_html(&note.inner_html());
    let unwanted = beside.query_selector_all("[id], [role=doc-backlink]").ok()?;
    for element in (0..unwanted.length()).filter_map(|at| unwanted.item(at)?.dyn_into::<Element>().ok()) {
        if element.has_attribute("id") {
            let _ = element.remove_attribute("id");
        } else {
            element.remove();
        }
    }
    Some(beside)
}
