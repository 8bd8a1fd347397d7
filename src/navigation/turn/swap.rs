//! Showing another page: the swap of the nodes, then history, head, scroll position and focus.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use catchword_bundle::{Bundle, Site};
use gloo_timers::future::sleep;
use leptos::task::spawn_local;

use super::{HistoryAction, Router, Turn};
use crate::cache::LoadState;
use crate::navigation::{dialog, document_head, focus_scroll, history, turn_marker};
use crate::state::Shown;
use crate::{dom, reading};

/// How long after a page change screen readers notice a change of the live region.
const ANNOUNCE_DELAY: Duration = Duration::from_millis(60);

impl Router {
    /// Shows the page whose bundle has arrived.
    pub(super) fn show(self: Rc<Self>, ticket: u32, turn: Turn, path: String, bundle: Arc<Bundle>) {
        let shown = Shown::ready(&self.site, Some(turn.address.clone()), path, &bundle);
        let announcement = shown.title.clone();
        let router = self.clone();
        let load = LoadState::Ready(bundle.clone());
        self.swap(ticket, &turn, shown, &load, announcement, move |site| {
            document_head::show(site, &bundle);
            router.clear_fault();
        });
        self.prefetch_neighbours();
    }

    /// Puts another page on the screen. The announcement is for the live region, if the focus doesn't announce the page.
    ///
    /// Nothing of the old page is kept: a view transition would wait for the next frame before it lets the page change.
    /// The stylesheet lets the new page come in from the direction of travel.
    pub(super) fn swap(
        self: &Rc<Self>,
        ticket: u32,
        turn: &Turn,
        shown: Shown,
        load: &LoadState,
        announcement: String,
        update_head: impl FnOnce(&Site),
    ) {
        let direction = self.direction(&shown.path);
        if !self.change(turn, shown, load, update_head) {
            return;
        }
        if let Some(root) = dom::root() {
            let _ = root.set_attribute(dom::TURN, direction);
        }
        // In the next microtask, so that whoever watches `<main>` has filled the page: the search puts its results back. All
        // of it comes before the next frame.
        let (router, turn) = (self.clone(), turn.clone());
        spawn_local(async move { router.settle(ticket, &turn, announcement) });
    }

    /// Sets the scroll position and the focus, unless a later turn has begun.
    fn settle(self: Rc<Self>, ticket: u32, turn: &Turn, announcement: String) {
        if !self.is_current(ticket) {
            return;
        }
        match &turn.action {
            HistoryAction::Push | HistoryAction::Replace => {
                focus_scroll::go_to(&turn.hash);
                if turn.hash.is_empty() {
                    reading::offer_resume(&self.state);
                }
            }
            HistoryAction::Pop(entry) => {
                if !focus_scroll::return_to(&entry.key, &turn.hash) {
                    spawn_local(self.announce_later(ticket, announcement));
                }
            }
        }
        turn_marker::clear();
        reading::mark_contents();
    }

    /// Changes the page in the document, the history and the head. Returns whether it did. If building the page panics, the
    /// app ends here, with the old page on the screen, and the start script loads the new one in full.
    fn change(&self, turn: &Turn, shown: Shown, load: &LoadState, update_head: impl FnOnce(&Site)) -> bool {
        let Some(page) = self.page(&shown, load) else {
            self.leave_to_browser(turn, &shown.path);
            return false;
        };
        // On Back and Forward `popstate` has saved it before; the reader may have scrolled the old page since.
        history::save_position(&self.key.borrow());
        // Before the swap: a closing dialog returns the focus to the page.
        dialog::close();
        // Before the swap: removing the element with the focus makes the browser compute the new page's styles.
        focus_scroll::blur();
        dom::say("");
        reading::save_progress(&self.state.now());
        reading::close_all();
        if !page.show(&shown) {
            self.leave_to_browser(turn, &shown.path);
            return false;
        }
        self.cache.activate(&shown.path);
        self.state.set(shown.clone());
        focus_scroll::reinsert_footer();
        let key = match &turn.action {
            HistoryAction::Push => history::push(&turn.url(&shown.path), &shown),
            HistoryAction::Replace => history::replace(&turn.url(&shown.path), &shown, &self.key.borrow()),
            HistoryAction::Pop(entry) => history::store(&entry.key, &shown),
        };
        self.key.replace(key);
        update_head(&self.site);
        true
    }

    /// Loads the page in full. Where the document was empty, a load begins with this turn again: it could go on forever, so it
    /// is made once in a visit.
    fn leave_to_browser(&self, turn: &Turn, path: &str) {
        let is_first = matches!(turn.action, HistoryAction::Pop(_)) && self.state.now().path == path;
        if !is_first || history::may_load_in_full(path) {
            turn.load_in_full(path);
        }
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
