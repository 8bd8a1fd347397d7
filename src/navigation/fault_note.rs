//! Why a turn did not happen, said where the reader pressed: in that leaf of the fold, else under the masthead.

use catchword_i18n::Catalog;
use leptos::prelude::*;
use leptos::tachys::view::Mountable;
use web_sys::{Element, Node};

use super::document;
use crate::cache::Fault;
use crate::components;

/// What there is of it in the document.
const NOTES: &str = ".leaf > .fault, .fault-panel";

/// Says what became of the turn to the page at `path`.
pub(super) fn show(path: &str, fault: &Fault, in_fold: bool, words: &'static Catalog) {
    let find = |selector: &str| document()?.query_selector(selector).ok()?;
    let leaf = find(&format!(".fold a[href=\"{path}\"]")).filter(|_| in_fold).and_then(|link| link.parent_element());
    let (parent, before, class) = match leaf {
        Some(leaf) => (Some(leaf), None, "fault"),
        None => (document().and_then(|document| document.body()).map(Element::from), find("main"), "fault fault-panel"),
    };
    let Some(parent) = parent else { return };
    // The button that was pressed keeps the focus, if the same fault's note is there already.
    let there = find(NOTES).filter(|note| note.parent_element().as_ref() == Some(&parent));
    match there.and_then(|note| note.first_child()) {
        Some(sentence) => sentence.set_text_content(Some(fault.sentence(words))),
        None => {
            clear();
            let before: Option<Node> = before.map(Node::from);
            components::fault_note(fault, class, words).build().mount(&parent, before.as_ref());
        }
    }
}

/// Takes back what was said.
pub(super) fn clear() {
    let find = || document()?.query_selector(NOTES).ok()?;
    while let Some(note) = find() {
        note.remove();
    }
}
