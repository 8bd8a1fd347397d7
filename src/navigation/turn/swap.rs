//! Showing another page: the swap of the nodes, then history, head, scroll position and focus.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use catchword_bundle::{Bundle, Site};
use gloo_timers::future::sleep;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::{HistoryAction, Router, Turn};
use crate::cache::LoadState;
use crate::navigation::{dialog, document_head, focus_scroll, history, turn_marker};
use crate::state::Shown;
use crate::{dom, page, reading};

/// How long after a page change screen readers notice a change of the live region.
const ANNOUNCE_DELAY: Duration = Duration::from_millis(60);

impl Router {
    /// Shows the page whose bundle has arrived.
    pub(super) async fn show(self: Rc<Self>, ticket: u32, turn: Turn, path: String, bundle: Arc<Bundle>) {
        let shown = Shown::ready(&self.site, Some(turn.address.clone()), path, &bundle);
        let router = self.clone();
        let update_head = move |site: &Site| {
            document_head::show(site, &bundle);
            router.clear_fault();
        };
        let announcement = shown.title.clone();
        self.clone().swap(ticket, turn, shown, announcement, Box::new(update_head)).await;
        if self.is_current(ticket) {
            self.prefetch_neighbours();
        }
    }

    /// Puts another page on the screen. The announcement is for the live region, if the focus doesn't announce the page.
    ///
    /// Nothing of the old page is kept: a view transition would wait for the next frame before it lets the page change.
    /// The stylesheet lets the new page come in from the direction of travel.
    pub(super) async fn swap(
        self: Rc<Self>,
        ticket: u32,
        turn: Turn,
        shown: Shown,
        announcement: String,
        update_head: Box<dyn FnOnce(&Site)>,
    ) {
        let direction = self.direction(&shown.path);
        if !self.change(ticket, &turn, &shown, update_head).await {
            return;
        }
        if let Some(root) = dom::root() {
            let _ = root.set_attribute(dom::TURN, direction);
        }
        match &turn.action {
            HistoryAction::Push | HistoryAction::Replace => {
                focus_scroll::go_to(&turn.hash);
                if turn.hash.is_empty() {
                    reading::offer_resume(self.state);
                }
            }
            HistoryAction::Pop(entry) => {
                if !focus_scroll::return_to(&entry.key, &turn.hash) {
                    spawn_local(self.clone().announce_later(ticket, announcement));
                }
            }
        }
        if self.is_current(ticket) {
            turn_marker::clear();
        }
        reading::mark_contents();
    }

    /// Changes the page in the document, the history and the head. Returns whether it did: it does not if the turn is
    /// stale, or if building the page panicked.
    async fn change(&self, ticket: u32, turn: &Turn, shown: &Shown, update_head: Box<dyn FnOnce(&Site)>) -> bool {
        if !self.is_current(ticket) {
            return false;
        }
        // On Back and Forward `popstate` has saved it before; the reader may have scrolled the old page since.
        history::save_position(&self.key.borrow());
        // Before the swap: a closing dialog returns the focus to the page.
        dialog::close();
        // Before the swap: removing the element with the focus makes the browser compute the new page's styles.
        focus_scroll::blur();
        dom::say("");
        reading::save_progress(&self.state.now());
        reading::close_all();
        let replacements = page::replacements();
        self.cache.activate(&shown.path);
        self.state.shown.set(shown.clone());
        tick().await;
        if page::replacements() == replacements {
            // It panicked: the history stays as it is, and the start script loads the page in full. Or someone has taken
            // away `<main>`.
            if dom::main().is_none() {
                turn.load_in_full(&shown.path);
            }
            return false;
        }
        // The page is in the document now. Its history entry and head must follow, even if a later turn has begun.
        focus_scroll::reinsert_footer();
        let key = match &turn.action {
            HistoryAction::Push => history::push(&turn.url(&shown.path), shown),
            HistoryAction::Replace => history::replace(&turn.url(&shown.path), shown, &self.key.borrow()),
            HistoryAction::Pop(entry) => history::store(&entry.key, shown),
        };
        self.key.replace(key);
        update_head(&self.site);
        true
    }

    /// Says what the focus doesn't announce, unless a later turn has begun.
    async fn announce_later(self: Rc<Self>, ticket: u32, announcement: String) {
        sleep(ANNOUNCE_DELAY).await;
        if self.is_current(ticket) {
            dom::say(&announcement);
        }
    }

    /// `previous` or `next` if the page at `path` is a neighbour of the page on the screen, else empty.
    fn direction(&self, path: &str) -> &'static str {
        let Some(LoadState::Ready(bundle)) = self.cache.peek(&self.state.now().path) else { return "" };
        let (previous, next) = bundle.neighbours();
        if next.is_some_and(|link| link.url == path) {
            "next"
        } else if previous.is_some_and(|link| link.url == path) {
            "previous"
        } else {
            ""
        }
    }
}
