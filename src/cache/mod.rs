//! Bundles in memory: a map from a page's path to [`LoadState`], and the requests that fill it.

#[cfg(target_arch = "wasm32")]
mod catalogs;
mod fault;
#[cfg(target_arch = "wasm32")]
mod fetch;
#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "fetch_scripted.rs"]
mod fetch;
#[cfg(any(target_arch = "wasm32", test))]
mod json;
mod lru;
#[cfg(target_arch = "wasm32")]
mod queue;
#[cfg(any(target_arch = "wasm32", test))]
mod read;
#[cfg(any(target_arch = "wasm32", test))]
mod retry;
#[cfg(target_arch = "wasm32")]
mod seed;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use catchword_bundle::Bundle;
#[cfg(any(target_arch = "wasm32", test))]
use catchword_bundle::Kind;

#[cfg(target_arch = "wasm32")]
pub use catalogs::catalogs;
pub use fault::Fault;
#[cfg(target_arch = "wasm32")]
pub use fetch::fetch_site;
#[cfg(target_arch = "wasm32")]
pub use seed::{Seed, seed};

#[cfg(any(target_arch = "wasm32", test))]
use crate::routes::Address;
use lru::LruCache;

/// How many bundles a visit keeps in memory. An essay's has about ten kilobytes.
#[cfg(any(target_arch = "wasm32", test))]
const CAPACITY: usize = 50;

/// What is known of one page's bundle.
#[derive(Debug, Clone, PartialEq)]
pub enum LoadState {
    /// It is being fetched.
    Loading,
    /// It is in memory.
    Ready(Arc<Bundle>),
    /// It could not be fetched.
    Failed(Fault),
}

/// The bundles of this visit. A handle: clones share them.
#[derive(Debug, Clone, Default)]
pub struct BundleCache {
    store: Rc<RefCell<CacheEntries>>,
}

#[derive(Debug, Default)]
struct CacheEntries {
    entries: LruCache<CachedBundle>,
    /// The path of the page that is shown; its bundle is never dropped.
    shown: String,
    #[cfg(target_arch = "wasm32")]
    queue: queue::Queue,
}

#[derive(Debug)]
struct CachedBundle {
    state: LoadState,
    #[cfg(any(target_arch = "wasm32", test))]
    request: Option<fetch::Request>,
}

impl CachedBundle {
    fn new() -> CachedBundle {
        CachedBundle {
            state: LoadState::Loading,
            #[cfg(any(target_arch = "wasm32", test))]
            request: None,
        }
    }
}

impl BundleCache {
    /// Adds the first page's bundle, which need not be fetched.
    pub fn seed(&self, path: &str, bundle: Arc<Bundle>) {
        self.store.borrow_mut().entries.get_or_insert(path, CachedBundle::new).state = LoadState::Ready(bundle);
    }

    /// Tells the cache that the page at `path` is shown from now on.
    pub fn activate(&self, path: &str) {
        path.clone_into(&mut self.store.borrow_mut().shown);
    }
}

#[cfg(any(target_arch = "wasm32", test))]
impl BundleCache {
    /// The state of the page at `path`; `None` if it was never fetched, or has been dropped.
    pub fn peek(&self, path: &str) -> Option<LoadState> {
        self.store.borrow().entries.peek(path).map(|entry| entry.state.clone())
    }

    /// Forgets every bundle: on the author's own machine the site has changed.
    pub fn clear(&self) {
        self.store.borrow_mut().entries = LruCache::default();
    }

    /// The bundle of the page at `path`, from memory or from the site. Callers that ask for it at the same time share one
    /// request. A request that failed is made again.
    pub async fn get(&self, path: &str, address: &Address) -> Result<Arc<Bundle>, Fault> {
        let request = match self.lookup(path, address) {
            Lookup::Cached(bundle) => return Ok(bundle),
            Lookup::Pending(request) => request,
        };
        let outcome = request.await;
        self.settle(path, &outcome);
        outcome
    }

    fn lookup(&self, path: &str, address: &Address) -> Lookup {
        let entries = &mut self.store.borrow_mut().entries;
        let entry = entries.get_or_insert(path, CachedBundle::new);
        if let LoadState::Ready(bundle) = &entry.state {
            return Lookup::Cached(bundle.clone());
        }
        let request = entry.request.get_or_insert_with(|| fetch::bundle(path, expected_kind(address)));
        Lookup::Pending(request.clone())
    }

    /// Sets the state to a request's outcome, and drops the least recently used entries.
    fn settle(&self, path: &str, outcome: &Result<Arc<Bundle>, Fault>) {
        let CacheEntries { entries, shown, .. } = &mut *self.store.borrow_mut();
        let entry = entries.get_or_insert(path, CachedBundle::new);
        // Several callers share a request; the first to wake sets the state.
        if entry.request.take().is_none() {
            return;
        }
        entry.state = match outcome {
            Ok(bundle) => LoadState::Ready(bundle.clone()),
            Err(fault) => LoadState::Failed(fault.clone()),
        };
        entries.trim(CAPACITY, |path, entry| path == shown || entry.request.is_some());
    }
}

/// A bundle in memory, or the request for it.
#[cfg(any(target_arch = "wasm32", test))]
enum Lookup {
    Cached(Arc<Bundle>),
    Pending(fetch::Request),
}

/// The kind of bundle that belongs to an address; any other is [`Fault::WrongShape`].
#[cfg(any(target_arch = "wasm32", test))]
fn expected_kind(address: &Address) -> Kind {
    match address {
        Address::Essay(_) => Kind::Essay,
        Address::Page(_) => Kind::Page,
        Address::List(_) | Address::Tag(..) | Address::Year(..) => Kind::List,
        Address::Tags => Kind::Tags,
        Address::Archive => Kind::Archive,
        Address::Search => Kind::Search,
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    fn get(cache: &BundleCache, path: &str) -> Result<Arc<Bundle>, Fault> {
        cache.get(path, &Address::Tags).now_or_never().expect("a scripted answer comes at once")
    }

    #[test]
    fn a_bundle_is_fetched_once() {
        let cache = BundleCache::default();
        assert_eq!(cache.peek("/a/"), None);
        let requests = [cache.get("/a/", &Address::Tags), cache.get("/a/", &Address::Tags)];
        let [first, second] = requests.map(|request| request.now_or_never().unwrap());
        assert_eq!(first, second);
        assert!(matches!(cache.peek("/a/"), Some(LoadState::Ready(_))));
        assert_eq!(get(&cache, "/a/"), first);
        assert_eq!(fetch::asked(), ["/a/"]);
    }

    #[test]
    fn a_failed_request_is_made_again() {
        let cache = BundleCache::default();
        for _ in 0..2 {
            assert_eq!(get(&cache, "/offline/"), Err(Fault::Offline));
            assert_eq!(cache.peek("/offline/"), Some(LoadState::Failed(Fault::Offline)));
        }
        assert_eq!(fetch::asked(), ["/offline/", "/offline/"]);
    }

    #[test]
    fn a_cleared_cache_fetches_again() {
        let cache = BundleCache::default();
        get(&cache, "/a/").unwrap();
        cache.clear();
        assert_eq!(cache.peek("/a/"), None);
        get(&cache, "/a/").unwrap();
        assert_eq!(fetch::asked(), ["/a/", "/a/"]);
    }

    #[test]
    fn the_shown_page_stays_in_memory() {
        let cache = BundleCache::default();
        get(&cache, "/a/").unwrap();
        cache.activate("/a/");
        for at in 0..=CAPACITY {
            get(&cache, &format!("/{at}/")).unwrap();
        }
        assert_eq!(cache.peek("/0/"), None);
        assert!(cache.peek("/a/").is_some());
    }
}
