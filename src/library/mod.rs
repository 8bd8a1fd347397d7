//! Bundles in memory: a map of signals from a page's path to [`Shelf`], and the requests that fill it.

mod fault;
#[cfg(target_arch = "wasm32")]
mod fetch;
#[cfg(any(target_arch = "wasm32", test))]
mod json;
#[cfg(any(target_arch = "wasm32", test))]
mod retry;
#[cfg(target_arch = "wasm32")]
mod seed;

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use quire_bundle::{Bundle, Kind};

pub use fault::Fault;
#[cfg(target_arch = "wasm32")]
pub use fetch::site;
#[cfg(target_arch = "wasm32")]
pub use seed::{Seed, seed};

use crate::routes::Address;

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

/// The bundles of this visit. A handle: copies share one map.
#[derive(Debug, Clone, Copy)]
pub struct Library {
    entries: StoredValue<HashMap<String, Entry>, LocalStorage>,
}

#[derive(Debug)]
struct Entry {
    shelf: ArcRwSignal<Shelf>,
    #[cfg(target_arch = "wasm32")]
    request: Option<fetch::Request>,
}

impl Entry {
    fn new(shelf: Shelf) -> Entry {
        Entry {
            shelf: ArcRwSignal::new(shelf),
            #[cfg(target_arch = "wasm32")]
            request: None,
        }
    }
}

impl Default for Library {
    fn default() -> Library {
        Library { entries: StoredValue::new_local(HashMap::new()) }
    }
}

impl Library {
    /// Puts a bundle there that need not be fetched: the first page's.
    pub fn seed(self, path: &str, bundle: Arc<Bundle>) {
        self.entries.update_value(|entries| {
            entries.insert(path.to_owned(), Entry::new(Shelf::Ready(bundle)));
        });
    }

    /// What is known of the bundle of the page at `path`, which has the base; a page never asked for is loading.
    pub fn shelf(self, path: &str) -> ArcRwSignal<Shelf> {
        self.entries
            .try_update_value(|entries| {
                entries.entry(path.to_owned()).or_insert_with(|| Entry::new(Shelf::Loading)).shelf.clone()
            })
            .unwrap_or_else(|| ArcRwSignal::new(Shelf::Loading))
    }
}

#[cfg(target_arch = "wasm32")]
impl Library {
    /// The bundle of the page at `path`, from memory or from the site. However often it is asked for while it is
    /// on its way, there is one request; what failed is asked for anew.
    pub async fn get(self, path: &str, address: &Address) -> Result<Arc<Bundle>, Fault> {
        let shelf = self.shelf(path);
        if let Shelf::Ready(bundle) = shelf.get_untracked() {
            return Ok(bundle);
        }
        let Some(request) = self.request(path, address) else { return Err(Fault::Timeout) };
        let outcome = request.await;
        self.entries.update_value(|entries| {
            // Whoever asked together wakes together: the first one to wake puts the outcome on the shelf.
            if entries.get_mut(path).and_then(|entry| entry.request.take()).is_some() {
                shelf.set(match outcome.clone() {
                    Ok(bundle) => Shelf::Ready(bundle),
                    Err(fault) => Shelf::Failed(fault),
                });
            }
        });
        outcome
    }

    /// The request that is under way for `path`, or a new one.
    fn request(self, path: &str, address: &Address) -> Option<fetch::Request> {
        self.entries.try_update_value(|entries| {
            let entry = entries.get_mut(path)?;
            let request = entry.request.get_or_insert_with(|| {
                entry.shelf.set(Shelf::Loading);
                fetch::bundle(path, expected(address))
            });
            Some(request.clone())
        })?
    }
}

/// The kind of bundle that belongs to an address; any other is [`Fault::WrongShape`].
pub fn expected(address: &Address) -> Kind {
    match address {
        Address::Essay(_) => Kind::Essay,
        Address::Page(_) => Kind::Page,
        Address::List(_) | Address::Tag(..) | Address::Year(_) => Kind::List,
        Address::Tags => Kind::Tags,
        Address::Archive => Kind::Archive,
        Address::Search => Kind::Search,
    }
}
