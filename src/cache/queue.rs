//! Prefetching: a few bundles at a time, the newest first.

use leptos::task::spawn_local;

use super::{BundleCache, CacheEntries, Fault, LoadState};
use crate::routes::Address;

/// How many bundles are prefetched at a time. Browsers open at most six connections to an HTTP/1.1 host, and the reader's
/// own click must not wait for one.
const MAX_ACTIVE: usize = 3;

/// The bundles to prefetch.
#[derive(Debug, Default)]
pub(super) struct Queue {
    /// The newest last: the reader is most likely to want it.
    waiting: Vec<(String, Address)>,
    /// How many requests are under way.
    active: usize,
}

impl BundleCache {
    /// Prefetches the bundle of the page at `path`, unless it is in memory or failed before. A turn to the page meanwhile
    /// shares the request.
    pub fn prefetch(&self, path: String, address: Address) {
        {
            let waiting = &mut self.store.borrow_mut().queue.waiting;
            waiting.retain(|(queued, _)| *queued != path);
            waiting.push((path, address));
        }
        self.run_queue();
    }

    /// Drops all waiting prefetches, because the reader goes elsewhere. Active requests go on.
    pub fn clear_queue(&self) {
        self.store.borrow_mut().queue.waiting.clear();
    }

    fn run_queue(&self) {
        while let Some((path, address)) = self.next_in_queue() {
            let cache = self.clone();
            spawn_local(async move {
                // A fault is shown only when the reader turns to the page.
                let _ = cache.get(&path, &address).await;
                cache.store.borrow_mut().queue.active -= 1;
                cache.run_queue();
            });
        }
    }

    /// The newest bundle that is still wanted; `None` if enough requests are active.
    fn next_in_queue(&self) -> Option<(String, Address)> {
        let CacheEntries { entries, queue, .. } = &mut *self.store.borrow_mut();
        if queue.active == MAX_ACTIVE {
            return None;
        }
        loop {
            let (path, address) = queue.waiting.pop()?;
            let is_wanted = entries.peek(&path).is_none_or(|entry| {
                entry.request.is_none()
                    // Offline requests never left; they may be retried.
                    && matches!(entry.state, LoadState::Loading | LoadState::Failed(Fault::Offline))
            });
            if is_wanted {
                queue.active += 1;
                return Some((path, address));
            }
        }
    }
}
