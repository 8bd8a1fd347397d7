//! Bundles in memory: a map of signals from a page's path to [`Shelf`], and the requests that fill it.

mod fault;
#[cfg(target_arch = "wasm32")]
mod fetch;
#[cfg(any(target_arch = "wasm32", test))]
mod json;
#[cfg(target_arch = "wasm32")]
mod prefetch;
mod recent;
#[cfg(any(target_arch = "wasm32", test))]
mod retry;
#[cfg(target_arch = "wasm32")]
mod seed;
#[cfg(target_arch = "wasm32")]
mod words;

use std::sync::Arc;

use leptos::prelude::*;
use catchword_bundle::{Bundle, Kind};

pub use fault::Fault;
#[cfg(target_arch = "wasm32")]
pub use fetch::site;
#[cfg(target_arch = "wasm32")]
pub use seed::{Seed, seed};
#[cfg(target_arch = "wasm32")]
pub use words::words;

use crate::routes::Address;
use recent::Recent;

/// How many bundles a visit keeps in memory. An essay's is ten kilobytes or so.
#[cfg(target_arch = "wasm32")]
const KEPT: usize = 50;

/// What is known of one page's bundle.
#[derive(Debug, Clone, PartialEq)]
pub enum Shelf {
    /// It has been asked for.
    Loading,
    /// It is here.
    Ready(Arc<Bundle>),
    /// It did not come.
    Failed(Fault),
}

/// The bundles of this visit. A handle: copies share them.
#[derive(Debug, Clone, Copy)]
pub struct Library {
    shelves: StoredValue<Shelves, LocalStorage>,
}

#[derive(Debug, Default)]
struct Shelves {
    entries: Recent<Entry>,
    /// The path of the page that is shown; its bundle is kept whatever comes.
    shown: String,
    #[cfg(target_arch = "wasm32")]
    queue: prefetch::Queue,
}

#[derive(Debug)]
struct Entry {
    shelf: ArcRwSignal<Shelf>,
    #[cfg(target_arch = "wasm32")]
    request: Option<fetch::Request>,
}

impl Entry {
    fn new() -> Entry {
        Entry {
            shelf: ArcRwSignal::new(Shelf::Loading),
            #[cfg(target_arch = "wasm32")]
            request: None,
        }
    }
}

impl Default for Library {
    fn default() -> Library {
        Library { shelves: StoredValue::new_local(Shelves::default()) }
    }
}

impl Library {
    /// Puts a bundle there that need not be fetched: the first page's.
    pub fn seed(self, path: &str, bundle: Arc<Bundle>) {
        self.shelves.update_value(|shelves| {
            shelves.entries.used(path, Entry::new).shelf.set(Shelf::Ready(bundle));
        });
    }

    /// The shelf of the page that is shown from now on, at `path`, which has the base. A page never asked for is loading.
    pub fn show(self, path: &str) -> ArcRwSignal<Shelf> {
        let shelf = self.shelves.try_update_value(|shelves| {
            path.clone_into(&mut shelves.shown);
            shelves.entries.used(path, Entry::new).shelf.clone()
        });
        shelf.unwrap_or_else(|| ArcRwSignal::new(Shelf::Loading))
    }
}

#[cfg(target_arch = "wasm32")]
impl Library {
    /// What is known of the page at `path`; `None` where it was never asked for, or so long ago that it is forgotten.
    pub fn look(self, path: &str) -> Option<Shelf> {
        self.shelves.with_value(|shelves| shelves.entries.get(path).map(|entry| entry.shelf.get_untracked()))
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
        self.shelves.try_update_value(|shelves| {
            let entry = shelves.entries.used(path, Entry::new);
            if let Shelf::Ready(bundle) = entry.shelf.get_untracked() {
                return Asked::Here(bundle);
            }
            let request = entry.request.get_or_insert_with(|| fetch::bundle(path, expected(address)));
            Asked::Coming(request.clone())
        })
    }

    /// Puts what came on the shelf, and lets go of what was used longest ago.
    fn put(self, path: &str, outcome: &Result<Arc<Bundle>, Fault>) {
        self.shelves.update_value(|Shelves { entries, shown, .. }| {
            let entry = entries.used(path, Entry::new);
            // Whoever asked together wakes together: the first one to wake puts the outcome on the shelf.
            if entry.request.take().is_none() {
                return;
            }
            match outcome {
                Ok(bundle) => entry.shelf.set(Shelf::Ready(bundle.clone())),
                // The same again: nothing on the screen need be made anew for it.
                Err(fault) if matches!(entry.shelf.get_untracked(), Shelf::Failed(old) if old == *fault) => {}
                Err(fault) => entry.shelf.set(Shelf::Failed(fault.clone())),
            }
            entries.trim(KEPT, |path, entry| path == shown || entry.request.is_some());
        });
    }
}

/// What the library says to whoever asks for a bundle.
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
