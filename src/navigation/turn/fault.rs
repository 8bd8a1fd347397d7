//! What happens when a page could not be fetched.

use std::rc::Rc;

use catchword_bundle::Site;

use super::{HistoryAction, Router, Turn};
use crate::cache::{Fault, LoadState};
use crate::dom;
use crate::navigation::{document_head, fault_note, focus_scroll, history, turn_marker};
use crate::state::Shown;

impl Router {
    /// Says why the page can't be shown. If the site has changed, or the address belongs to something else on the host,
    /// loads it in full instead.
    pub(super) fn fail(self: Rc<Self>, ticket: u32, turn: Turn, path: String, fault: Fault) {
        leptos::logging::warn!("{path}: {fault}");
        // Where the document was empty, a load begins with this turn again: it could go on forever.
        let is_first = matches!(turn.action, HistoryAction::Pop(_)) && self.state.now().path == path;
        let insists = self.insists.take() && matches!(fault, Fault::Server(_));
        if (fault.is_site_change() || insists) && (!is_first || history::may_load_in_full(&path)) {
            return turn.load_in_full(&path);
        }
        let sentence = fault.sentence(self.state.catalog());
        self.failed.replace(Some((turn.clone(), fault.clone())));
        if is_first {
            // The visit's first page, or the fault was shown before.
            dom::say(sentence);
            let shown = self.state.now();
            if let Some(page) = self.page(&shown, &LoadState::Failed(fault.clone())) {
                page.show(&shown);
            }
            document_head::show_fault(&self.site, &fault);
            focus_scroll::focus_retry_or_heading();
            turn_marker::clear();
        } else if let HistoryAction::Pop(entry) = &turn.action {
            let shown = Shown::without_bundle(&self.site, Some(turn.address.clone()), path, entry.title.clone());
            let sentence = fault.sentence(shown.catalog);
            let load = LoadState::Failed(fault.clone());
            let update_head = move |site: &Site| document_head::show_fault(site, &fault);
            self.swap(ticket, &turn, shown, &load, sentence.to_owned(), update_head);
            dom::say(sentence);
        } else {
            dom::say(sentence);
            turn_marker::clear();
            fault_note::show(&path, &fault, turn.in_fold, self.state.catalog());
        }
    }
}
