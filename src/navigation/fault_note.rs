//! The note about a failed turn, shown where the reader clicked: in that leaf of the fold, else under the masthead.

use catchword_i18n::Catalog;
use web_sys::Node;

use crate::cache::Fault;
use crate::dom::{self, closest, find};
use crate::{components, page};

/// The note in the document.
const NOTE: &str = ".cw-leaf > .cw-fault, .cw-fault-panel";

/// Shows why the turn to the page at `path` failed.
pub(super) fn show(path: &str, fault: &Fault, in_fold: bool, catalog: &'static Catalog) {
    let leaf =
        find(&format!(".cw-fold a[href=\"{path}\"]")).filter(|_| in_fold).and_then(|link| closest(&link, ".cw-leaf"));
    let (parent, before, class) = match leaf {
        Some(leaf) => (Some(leaf), None, "cw-fault"),
        None => {
            let main = dom::main();
            (main.as_ref().and_then(|main| main.parent_element()), main, "cw-fault cw-fault-panel")
        }
    };
    let Some(parent) = parent else { return };
    // If there is a note already, only its text changes: the Retry button keeps the focus.
    let note = find(NOTE).filter(|note| note.parent_element().as_ref() == Some(&parent));
    match note.and_then(|note| note.first_child()) {
        Some(sentence) => sentence.set_text_content(Some(&[fault.sentence(catalog), " "].concat())),
        None => {
            clear();
            let before: Option<Node> = before.map(Node::from);
            if let Some(note) = dom::element(&page::html(components::fault_note(fault, class, catalog))) {
                let _ = parent.insert_before(&note, before.as_ref());
            }
        }
    }
}

/// Removes the note.
pub(super) fn clear() {
    while let Some(note) = find(NOTE) {
        note.remove();
    }
}
