//! Turning to a page. [`Router::go`] asks the cache; then `swap` shows the page, or `fault` says why there is none.
//!
//! Each turn has a ticket, and a newer ticket makes it stale. After every `await` the ticket is checked before anything on
//! the screen changes.

mod fault;
mod swap;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use catchword_bundle::Site;
use catchword_i18n::Message;
use gloo_timers::callback::Timeout;
use gloo_timers::future::sleep;
use leptos::task::spawn_local;
use web_sys::HtmlAnchorElement;

use super::ahead::{self, PagesAhead};
use super::{document_head, fault_note, focus_scroll, history, prefetch, turn_marker};
use crate::cache::{BundleCache, Fault, LoadState};
use crate::page::BuiltPage;
use crate::routes::{Address, Routes};
use crate::state::{AppState, Shown};
use crate::{dom, reading};

/// How long a page may take before the reader is told that it is loading.
const QUIET: Duration = Duration::from_millis(300);

/// The class of the loading line while a page is fetched.
const LOADING: &str = "cw-is-loading";

/// A turn to a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Turn {
    pub(super) address: Address,
    /// `#fragment`, or empty.
    pub(super) hash: String,
    /// `?query`, or empty.
    pub(super) query: String,
    pub(super) action: HistoryAction,
    /// Whether a link of the fold was clicked.
    pub(super) in_fold: bool,
}

impl Turn {
    /// The address with query and hash, for the page at `path`.
    fn url(&self, path: &str) -> String {
        format!("{path}{}{}", self.query, self.hash)
    }

    /// Leaves the turn to the browser.
    fn load_in_full(&self, path: &str) {
        match self.action {
            HistoryAction::Push => history::load(&self.url(path)),
            HistoryAction::Replace | HistoryAction::Pop(_) => history::reload(),
        }
    }
}

/// What a turn does to the session history.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum HistoryAction {
    /// A link: adds an entry.
    Push,
    /// The page's link to itself: keeps the entry.
    Replace,
    /// Back or Forward: the browser is at this entry already.
    Pop(history::HistoryEntry),
}

/// Builds a page in a state of loading; `None` if the start script can't fill an element.
pub(super) type Views = Box<dyn Fn(Shown, &LoadState) -> Option<BuiltPage>>;

/// Turns pages. There is one router in a visit.
pub struct Router {
    pub(super) site: Arc<Site>,
    pub(super) routes: Routes,
    pub(super) cache: BundleCache,
    pub(super) state: AppState,
    /// Builds a page.
    views: Views,
    ahead: PagesAhead,
    /// The ticket of the newest turn.
    ticket: Cell<u32>,
    /// The turn whose bundle is being fetched.
    pending: RefCell<Option<Turn>>,
    /// The last turn that failed, for Retry.
    failed: RefCell<Option<(Turn, Fault)>>,
    /// Whether the reader has pressed a link again that the host had refused.
    insists: Cell<bool>,
    /// The key of the history entry of the page on the screen.
    pub(super) key: RefCell<String>,
    /// The link under the pointer, and the timer that prefetches it.
    pub(super) hovered: RefCell<Option<(HtmlAnchorElement, Timeout)>>,
    /// Whether scroll restoration was manual when the app started, which means that it ran in this entry before.
    scroll_was_manual: bool,
}

impl Router {
    /// The router of a visit that begins with the page in `state`.
    pub fn new(site: Arc<Site>, cache: BundleCache, state: AppState, views: Views) -> Rc<Router> {
        let scroll_was_manual = history::scroll_is_manual();
        let key = history::begin(&state.now());
        Rc::new(Router {
            scroll_was_manual,
            routes: Routes::of(&site),
            site,
            cache,
            state,
            views,
            ahead: PagesAhead::default(),
            ticket: Cell::new(0),
            pending: RefCell::new(None),
            failed: RefCell::new(None),
            insists: Cell::new(false),
            hovered: RefCell::new(None),
            key: RefCell::new(key),
        })
    }

    /// Begins the visit with the page that is in the document. The browser has restored its scroll position, unless that
    /// was left to the app when it last showed this entry.
    pub fn start_taken_over(self: &Rc<Self>) {
        self.prefetch_neighbours();
        history::store(&self.key.borrow(), &self.state.now());
        if self.scroll_was_manual {
            self.restore_scroll();
        }
        reading::mark_contents();
        if focus_scroll::is_at_top() && current_hash().is_empty() {
            reading::offer_resume(&self.state);
        }
    }

    /// Restores the scroll position if the browser has not. WebKit sometimes does not, when it shows a document from its
    /// back/forward cache.
    pub(super) fn restore_scroll(&self) {
        if focus_scroll::is_at_top() {
            focus_scroll::restore_scroll(&self.key.borrow(), &current_hash());
        }
    }

    /// Begins the visit in an empty document: fetches the first page. The browser is at its entry already.
    pub fn start_mounted(self: Rc<Self>) {
        let Some(address) = self.state.now().address else {
            return document_head::show_fault(&self.site, &Fault::NotFound);
        };
        let action = HistoryAction::Pop(history::current());
        self.go(Turn { address, query: String::new(), hash: current_hash(), action, in_fold: false });
    }

    /// Turns to a page, unless a later turn makes this one stale: of two presses in one task, the second counts.
    pub(super) fn go(self: Rc<Self>, turn: Turn) {
        if self.pending.borrow().as_ref() == Some(&turn) {
            return;
        }
        let ticket = self.new_ticket();
        self.pending.replace(Some(turn.clone()));
        self.cache.clear_queue();
        dom::say("");
        // On Retry the fault's note stays until the outcome is known, and its button keeps the focus.
        if self.failed.borrow().as_ref().is_none_or(|(failed, _)| *failed != turn) {
            self.clear_fault();
        }
        spawn_local(self.clone().announce_loading(ticket));

        let path = self.routes.write(&turn.address);
        turn_marker::mark(&turn.url(&path));
        spawn_local(self.arrive(ticket, turn, path));
    }

    /// Shows the page as soon as its bundle is there.
    async fn arrive(self: Rc<Self>, ticket: u32, turn: Turn, path: String) {
        let outcome = self.cache.get(&path, &turn.address).await;
        if !self.is_current(ticket) {
            return;
        }
        self.clear_pending();
        match outcome {
            Ok(bundle) => self.show(ticket, turn, path, bundle),
            Err(fault) => self.fail(ticket, turn, path, fault),
        }
    }

    /// Cancels the pending turn, unless it is a Back or Forward: then the address is the new page's already, and the old
    /// page can't stay.
    pub(super) fn cancel(&self) {
        if self.pending.borrow().as_ref().is_some_and(|turn| !matches!(turn.action, HistoryAction::Pop(_))) {
            self.new_ticket();
            dom::say("");
        }
    }

    /// Repeats the last turn that failed.
    pub(super) fn retry(self: Rc<Self>) {
        self.insists.set(false);
        let failed = self.failed.borrow().clone();
        if let Some((turn, _)) = failed {
            self.go(turn);
        }
    }

    /// Whether the app knows that it can't make this turn, so that the link is the browser's: what is there is not for the
    /// app, such as another application on the same host; or there is no place for the page, because someone has taken away
    /// `<main>`.
    pub(super) fn is_for_the_browser(&self, turn: &Turn) -> bool {
        let known = self.cache.peek(&self.routes.write(&turn.address));
        matches!(known, Some(LoadState::Failed(fault)) if fault.is_site_change()) || dom::main().is_none()
    }

    /// A link to the page has been pressed. If the host has just refused it, the reader insists: should it refuse again, the
    /// page is loaded in full.
    pub(super) fn note_press(&self, turn: &Turn) {
        let is_refused = |(failed, fault): &(Turn, Fault)| failed == turn && matches!(fault, Fault::Server(_));
        self.insists.set(self.failed.borrow().as_ref().is_some_and(is_refused));
    }

    /// Whether the last turn failed because of the network.
    pub(super) fn waits_for_network(&self) -> bool {
        let fault = match self.cache.peek(&self.state.now().path) {
            Some(LoadState::Failed(fault)) => Some(fault),
            _ => self.failed.borrow().as_ref().map(|(_, fault)| fault.clone()),
        };
        fault.is_some_and(|fault| matches!(fault, Fault::Offline | Fault::Timeout | Fault::Truncated))
    }

    /// Prefetches the neighbours of the page on the screen as soon as the browser is idle, and builds them when they are
    /// there.
    pub(super) fn prefetch_neighbours(self: &Rc<Self>) {
        let router = self.clone();
        prefetch::when_idle(move || {
            let ticket = router.ticket.get();
            for (path, address) in prefetch::neighbours(&router.routes, &router.cache, &router.state) {
                spawn_local(router.clone().prepare(ticket, path, address));
            }
        });
    }

    /// Builds a page ahead, if the reader is still on the page that it is a neighbour of.
    async fn prepare(self: Rc<Self>, ticket: u32, path: String, address: Address) {
        let Ok(bundle) = self.cache.get(&path, &address).await else { return };
        prefetch::when_idle(move || {
            if self.is_current(ticket) && !self.ahead.has(&path) && ahead::is_light(&bundle) {
                let shown = Shown::ready(&self.site, Some(address), path.clone(), &bundle);
                if let Some(page) = (self.views)(shown, &LoadState::Ready(bundle.clone())) {
                    self.ahead.keep(path, bundle, page);
                }
            }
        });
    }

    /// The page, built now or ahead; `None` if it could not be built.
    fn page(&self, shown: &Shown, load: &LoadState) -> Option<BuiltPage> {
        let ahead = match load {
            LoadState::Ready(bundle) => self.ahead.take(&shown.path, bundle),
            _ => None,
        };
        ahead.or_else(|| (self.views)(shown.clone(), load))
    }

    /// Makes all turns so far stale. Returns the ticket of the next one.
    pub(super) fn new_ticket(&self) -> u32 {
        let ticket = self.ticket.get().wrapping_add(1);
        self.ticket.set(ticket);
        self.clear_pending();
        turn_marker::clear();
        ticket
    }

    fn is_current(&self, ticket: u32) -> bool {
        self.ticket.get() == ticket
    }

    fn clear_pending(&self) {
        self.pending.replace(None);
        show_loading(false);
    }

    fn clear_fault(&self) {
        self.failed.replace(None);
        fault_note::clear();
    }

    async fn announce_loading(self: Rc<Self>, ticket: u32) {
        sleep(QUIET).await;
        if self.is_current(ticket) && self.pending.borrow().is_some() {
            show_loading(true);
            dom::say(self.state.catalog().get(Message::Loading));
        }
    }
}

fn show_loading(is_loading: bool) {
    if let Some(line) = dom::find(".cw-loading-line") {
        let _ = line.class_list().toggle_with_force(LOADING, is_loading);
    }
}

fn current_hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}
