//! Turning to a page: `go`, and what becomes of a turn that fails.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use catchword_bundle::{Bundle, Site};
use catchword_i18n::Message;
use futures::FutureExt;
use gloo_timers::future::sleep;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::{
    Navigation, Shown, fault_note, focus_scroll, head, history, keys, prefetch, status, transition, turn_marker,
};
use crate::cache::{BundleCache, Fault, LoadState};
use crate::routes::{Address, Routes};
use crate::{page, reading};

/// How long a page may take before the reader is told that it is coming.
const PATIENT: Duration = Duration::from_millis(300);

/// How long a screen reader needs before it notices what a live region says after the page changed.
const NOTICED: Duration = Duration::from_millis(60);

/// A page to turn to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Turn {
    pub(super) address: Address,
    /// `#place`, or empty.
    pub(super) hash: String,
    /// `?query`, or empty.
    pub(super) query: String,
    pub(super) how: How,
    /// Whether a leaf of the fold was pressed.
    pub(super) in_fold: bool,
}

/// What a turn does to the history.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum How {
    /// A link: a new entry.
    Push,
    /// The page's own link: the entry that is there.
    Replace,
    /// Back or Forward: the browser is at this entry already.
    Pop(history::Entry),
}

/// Everything that a turn needs. There is one in a visit.
pub struct Turner {
    pub(super) site: Arc<Site>,
    pub(super) routes: Routes,
    pub(super) cache: BundleCache,
    pub(super) navigation: Navigation,
    /// The number of the newest turn; an older one is stale.
    ticket: Cell<u32>,
    /// The turn whose bundle is on its way.
    pending: RefCell<Option<Turn>>,
    /// The last turn that failed, for Retry.
    failed: RefCell<Option<(Turn, Fault)>>,
    /// The history entry of the page on the screen.
    pub(super) key: RefCell<String>,
    /// The link that the pointer is on.
    pub(super) hovered: prefetch::Hovered,
    /// Whether the browser left the position to the app when the visit's first page was loaded.
    position_is_ours: bool,
}

impl Turner {
    /// The one turner of a visit.
    pub fn new(site: Arc<Site>, cache: BundleCache, navigation: Navigation) -> Rc<Turner> {
        let position_is_ours = history::position_is_ours();
        Rc::new(Turner {
            position_is_ours,
            routes: Routes::of(&site),
            site,
            cache,
            navigation,
            ticket: Cell::new(0),
            pending: RefCell::new(None),
            failed: RefCell::new(None),
            hovered: RefCell::new(None),
            key: RefCell::new(history::begin(&navigation.shown.get_untracked())),
        })
    }

    /// Begins the visit with the page that is in the document. The browser has brought the reader to their place in it,
    /// unless the app had kept that for itself when it last showed this entry.
    pub fn take_over(self: &Rc<Self>) {
        prefetch::neighbours(self);
        history::name(&self.key.borrow(), &self.navigation.shown.get_untracked());
        if self.position_is_ours {
            self.find_the_place();
        }
        reading::mark_contents();
        if focus_scroll::is_at_the_top() && hash_here().is_empty() {
            reading::offer_place(self.navigation);
        }
    }

    /// Brings the reader to their place in a page which they have left and come back to, where the browser has not. WebKit
    /// now and then does not when it shows a document again that it had put aside.
    pub(super) fn find_the_place(&self) {
        if focus_scroll::is_at_the_top() {
            focus_scroll::scroll_back(&self.key.borrow(), &hash_here());
        }
    }

    /// Fetches the first page, which was not in the document. The browser is at its entry already.
    pub fn open(self: Rc<Self>) {
        let Some(address) = self.navigation.shown.get_untracked().address else {
            return head::show_fault(&self.site, &Fault::NotFound);
        };
        let how = How::Pop(history::here());
        spawn_local(self.go(Turn { address, query: String::new(), hash: hash_here(), how, in_fold: false }));
    }

    /// Turns to a page, unless a later turn overtakes it.
    pub(super) async fn go(self: Rc<Self>, turn: Turn) {
        if self.pending.borrow().as_ref() == Some(&turn) {
            return;
        }
        let ticket = self.overtake();
        self.pending.replace(Some(turn.clone()));
        self.cache.clear_queue();
        status::say("");
        // A fault whose remedy is tried stays until it is known whether it helps, and so does the button with the focus.
        if self.failed.borrow().as_ref().is_none_or(|(failed, _)| *failed != turn) {
            self.forget_fault();
        }
        spawn_local(self.clone().say_that_it_is_coming(ticket));

        let path = self.routes.write(&turn.address);
        turn_marker::mark(&full_address(&path, &turn));
        let outcome = self.cache.get(&path, &turn.address).await;
        if self.ticket.get() != ticket {
            return;
        }
        self.settle();
        match outcome {
            Ok(bundle) => self.show(ticket, turn, path, bundle).await,
            Err(fault) => self.fail(turn, path, fault).await,
        }
    }

    /// Gives up the page that is on its way. On Back and Forward there is nothing to stay at: the address is
    /// that of the page which is coming.
    pub(super) fn give_up(&self) {
        if self.pending.borrow().as_ref().is_some_and(|turn| !matches!(turn.how, How::Pop(_))) {
            self.overtake();
            status::say("");
        }
    }

    /// Asks again for the page that failed last.
    pub(super) fn retry(self: Rc<Self>) {
        let failed = self.failed.borrow().clone();
        if let Some((turn, _)) = failed {
            spawn_local(self.go(turn));
        }
    }

    /// Whether the page that failed last failed for want of a network.
    pub(super) fn waits_for_network(&self) -> bool {
        let shown = self.navigation.shown.get_untracked();
        let fault = match self.cache.peek(&shown.path) {
            Some(LoadState::Failed(fault)) => Some(fault),
            _ => self.failed.borrow().as_ref().map(|(_, fault)| fault.clone()),
        };
        fault.is_some_and(|fault| matches!(fault, Fault::Offline | Fault::Timeout | Fault::Truncated))
    }

    /// Makes every turn so far stale. Gives the number of the turn that begins.
    pub(super) fn overtake(&self) -> u32 {
        let ticket = self.ticket.get().wrapping_add(1);
        self.ticket.set(ticket);
        self.settle();
        turn_marker::clear();
        ticket
    }

    fn settle(&self) {
        self.pending.replace(None);
        status::loading(false);
    }

    fn forget_fault(&self) {
        self.failed.replace(None);
        fault_note::clear();
    }

    async fn say_that_it_is_coming(self: Rc<Self>, ticket: u32) {
        sleep(PATIENT).await;
        if self.ticket.get() == ticket && self.pending.borrow().is_some() {
            status::loading(true);
            status::say(self.navigation.words().get(Message::Loading));
        }
    }

    /// Says what the focus does not announce, unless the reader has gone on already.
    async fn say_in_a_moment(self: Rc<Self>, ticket: u32, says: String) {
        sleep(NOTICED).await;
        if self.ticket.get() == ticket {
            status::say(&says);
        }
    }

    async fn show(self: Rc<Self>, ticket: u32, turn: Turn, path: String, bundle: Arc<Bundle>) {
        let words = catchword_i18n::catalog(bundle.language(&self.site));
        let shown = Shown { address: Some(turn.address.clone()), path, words, title: bundle.title().to_owned() };
        let turner = self.clone();
        let head = move |site: &Site| {
            head::show(site, &bundle);
            turner.forget_fault();
        };
        let says = shown.title.clone();
        self.clone().swap(ticket, turn, shown, says, Box::new(head)).await;
        prefetch::neighbours(&self);
    }

    /// Puts another page on the screen, in a view transition where there may be one. `says` is said of it where the
    /// focus does not announce it.
    async fn swap(self: Rc<Self>, ticket: u32, turn: Turn, shown: Shown, says: String, head: Box<dyn FnOnce(&Site)>) {
        let direction = self.direction(&shown.path);
        let (turner, entry) = (self.clone(), Rc::new((turn, shown)));
        let change = {
            let entry = entry.clone();
            async move { self.change(ticket, &entry.0, &entry.1, head).await }
        };
        let arrive = move || {
            let (turn, _) = &*entry;
            match &turn.how {
                How::Push | How::Replace => {
                    focus_scroll::arrive(&turn.hash);
                    if turn.hash.is_empty() {
                        reading::offer_place(turner.navigation);
                    }
                }
                How::Pop(entry) => {
                    if !focus_scroll::return_to(&entry.key, &turn.hash) {
                        spawn_local(turner.clone().say_in_a_moment(ticket, says));
                    }
                }
            }
            if turner.ticket.get() == ticket {
                turn_marker::clear();
            }
            reading::mark_contents();
        };
        transition::run(change.boxed_local(), Box::new(arrive), direction).await;
    }

    /// Changes the page in the document, its head and the history. Whether it has: not where a later turn came first, nor
    /// where the page broke while it was made.
    async fn change(&self, ticket: u32, turn: &Turn, shown: &Shown, head: Box<dyn FnOnce(&Site)>) -> bool {
        if self.ticket.get() != ticket {
            return false;
        }
        // At Back and Forward this was done before anything moved; what the reader scrolled since belongs
        // to the page that is leaving too.
        history::save_position(&self.key.borrow());
        // A dialog that closes gives the focus back to the page.
        keys::close();
        // A browser that must take the focus from what is removed works out every style of the new page first.
        focus_scroll::blur();
        status::say("");
        reading::keep_place(&self.navigation.shown_now());
        reading::put_away();
        let made = page::made();
        self.navigation.shown.set(shown.clone());
        tick().await;
        if page::made() == made {
            // It broke: the history keeps out of it, and the start script loads the page in full.
            return false;
        }
        focus_scroll::put_the_foot_in_anew();
        let key = match &turn.how {
            How::Push => history::push(&full_address(&shown.path, turn), shown),
            How::Replace => history::replace(&full_address(&shown.path, turn), shown, &self.key.borrow()),
            How::Pop(entry) => history::name(&entry.key, shown),
        };
        self.key.replace(key);
        head(&self.site);
        true
    }

    /// `previous` or `next` where the page on the screen calls the one at `path` so.
    fn direction(&self, path: &str) -> &'static str {
        let shown = self.navigation.shown.get_untracked();
        let Some(LoadState::Ready(bundle)) = self.cache.peek(&shown.path) else { return "" };
        let (previous, next) = bundle.neighbours();
        if next.is_some_and(|link| link.url == path) {
            "next"
        } else if previous.is_some_and(|link| link.url == path) {
            "previous"
        } else {
            ""
        }
    }

    async fn fail(self: Rc<Self>, turn: Turn, path: String, fault: Fault) {
        leptos::logging::warn!("{path}: {fault}");
        if fault.is_change() && history::may_load_in_full(&path) {
            let address = full_address(&path, &turn);
            match turn.how {
                How::Push => history::load(&address),
                How::Replace | How::Pop(_) => history::reload(),
            }
            return;
        }
        status::say(fault.sentence(self.navigation.words()));
        self.failed.replace(Some((turn.clone(), fault.clone())));
        if matches!(turn.how, How::Pop(_)) && self.navigation.shown.get_untracked().path == path {
            // It is the visit's first page, or its fault was on the screen already.
            head::show_fault(&self.site, &fault);
            tick().await;
            focus_scroll::focus_retry_or_heading();
            turn_marker::clear();
        } else if let How::Pop(entry) = &turn.how {
            let title = entry.title.clone();
            let words = catchword_i18n::catalog(&self.site.language);
            let shown = Shown { address: Some(turn.address.clone()), path, words, title };
            let ticket = self.ticket.get();
            let says = fault.sentence(words).to_owned();
            let head = move |site: &Site| head::show_fault(site, &fault);
            self.swap(ticket, turn, shown, says.clone(), Box::new(head)).await;
            status::say(&says);
        } else {
            turn_marker::clear();
            fault_note::show(&path, &fault, turn.in_fold, self.navigation.words());
        }
    }
}

fn full_address(path: &str, turn: &Turn) -> String {
    format!("{path}{}{}", turn.query, turn.hash)
}

fn hash_here() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}
