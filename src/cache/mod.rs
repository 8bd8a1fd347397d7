//! Bundles in memory: a map of signals from a page's path to [`LoadState`], and the requests that fill it.

mod fault;
#[cfg(target_arch = "wasm32")]
mod fetch;
#[cfg(any(target_arch = "wasm32", test))]
mod json;
mod lru;
#[cfg(target_arch = "wasm32")]
mod queue;
#[cfg(any(target_arch = "wasm32", test))]
mod retry;
#[cfg(target_arch = "wasm32")]
mod seed;
#[cfg(target_arch = "wasm32")]
mod words;

use std::sync::Arc;

use catchword_bundle::{Bundle, Kind};
use leptos::prelude::*;

pub use fault::Fault;
#[cfg(target_arch = "wasm32")]
pub use fetch::site;
#[cfg(target_arch = "wasm32")]
pub use seed::{Seed, seed};
#[cfg(target_arch = "wasm32")]
pub use words::words;

use crate::routes::Address;
use lru::LruCache;

/// How many bundles a visit keeps in memory. An essay's is ten kilobytes or so.
#[cfg(target_arch = "wasm32")]
const KEPT: usize = 50;

/// What is known of one page's bundle.
#[derive(Debug, Clone, PartialEq)]
pub enum LoadState {
    /// It has been asked for.
    Loading,
    /// It is here.
    Ready(Arc<Bundle>),
    /// It did not come.
    Failed(Fault),
}

/// The bundles of this visit. A handle: copies share them.
#[derive(Debug, Clone, Copy)]
pub struct BundleCache {
    store: StoredValue<CacheEntries, LocalStorage>,
}

#[derive(Debug, Default)]
struct CacheEntries {
    entries: LruCache<Entry>,
    /// The path of the page that is shown; its bundle is kept whatever comes.
    shown: String,
    #[cfg(target_arch = "wasm32")]
    queue: queue::Queue,
}

#[derive(Debug)]
struct Entry {
    state: ArcRwSignal<LoadState>,
    #[cfg(target_arch = "wasm32")]
    request: Option<fetch::Request>,
}

impl Entry {
    fn new() -> Entry {
        Entry {
            state: ArcRwSignal::new(LoadState::Loading),
            #[cfg(target_arch = "wasm32")]
            request: None,
        }
    }
}

impl Default for BundleCache {
    fn default() -> BundleCache {
        BundleCache { store: StoredValue::new_local(CacheEntries::default()) }
    }
}

impl BundleCache {
    /// Puts a bundle there that need not be fetched: the first page's.
    pub fn seed(self, path: &str, bundle: Arc<Bundle>) {
        self.store.update_value(|store| {
            store.entries.get_or_insert(path, Entry::new).state.set(LoadState::Ready(bundle));
        });
    }

    /// The state of the page that is shown from now on, at `path`, which has the base. A page never asked for is loading.
    pub fn activate(self, path: &str) -> ArcRwSignal<LoadState> {
        let state = self.store.try_update_value(|store| {
            path.clone_into(&mut store.shown);
            store.entries.get_or_insert(path, Entry::new).state.clone()
        });
        state.unwrap_or_else(|| ArcRwSignal::new(LoadState::Loading))
    }
}

#[cfg(target_arch = "wasm32")]
impl BundleCache {
    /// What is known of the page at `path`; `None` where it was never asked for, or so long ago that it is forgotten.
    pub fn peek(self, path: &str) -> Option<LoadState> {
        self.store.with_value(|store| store.entries.peek(path).map(|entry| entry.state.get_untracked()))
    }

    /// The bundle of the page at `path`, from memory or from the site. However often it is asked for while it is
    /// on its way, there is one request; what failed is asked for anew.
    pub async fn get(self, path: &str, address: &Address) -> Result<Arc<Bundle>, Fault> {
        let request = match self.ask(path, address) {
            Some(Asked::Here(bundle)) => return Ok(bundle),
            Some(Asked::Coming(request)) => request,
            None => return Err(Fault::Timeout),
        };
        let outcome = request.await;
        self.put(path, &outcome);
        outcome
    }

    /// The bundle, or the request that is under way for it, or a new one.
    fn ask(self, path: &str, address: &Address) -> Option<Asked> {
        self.store.try_update_value(|store| {
            let entry = store.entries.get_or_insert(path, Entry::new);
            if let LoadState::Ready(bundle) = entry.state.get_untracked() {
                return Asked::Here(bundle);
            }
            let request = entry.request.get_or_insert_with(|| fetch::bundle(path, expected(address)));
            Asked::Coming(request.clone())
        })
    }

    /// Puts what came on the state, and lets go of what was used longest ago.
    fn put(self, path: &str, outcome: &Result<Arc<Bundle>, Fault>) {
        self.store.update_value(|CacheEntries { entries, shown, .. }| {
            let entry = entries.get_or_insert(path, Entry::new);
            // Whoever asked together wakes together: the first one to wake puts the outcome on the state.
            if entry.request.take().is_none() {
                return;
            }
            match outcome {
                Ok(bundle) => entry.state.set(LoadState::Ready(bundle.clone())),
                // The same again: nothing on the screen need be made anew for it.
                Err(fault) if matches!(entry.state.get_untracked(), LoadState::Failed(old) if old == *fault) => {}
                Err(fault) => entry.state.set(LoadState::Failed(fault.clone())),
            }
            entries.trim(KEPT, |path, entry| path == shown || entry.request.is_some());
        });
    }
}

/// What the cache says to whoever asks for a bundle.
#[cfg(target_arch = "wasm32")]
enum Asked {
    Here(Arc<Bundle>),
    Coming(fetch::Request),
}

/// The kind of bundle that belongs to an address; any other is [`Fault::WrongShape`].
pub fn expected(address: &Address) -> Kind {
    match address {
        Address::Essay(_) => Kind::Essay,
        Address::Page(_) => Kind::Page,
        Address::List(_) | Address::Tag(..) | Address::Year(..) => Kind::List,
        Address::Tags => Kind::Tags,
        Address::Archive => Kind::Archive,
        Address::Search => Kind::Search,
    }
}
