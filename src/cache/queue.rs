//! Fetching what nobody has asked for yet.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{BundleCache, Fault, LoadState};
use crate::routes::Address;

/// How many bundles are fetched ahead at a time: a host that speaks HTTP/1.1 is asked over six connections at most, and
/// the reader's own press must not wait for one.
const AT_ONCE: usize = 3;

/// What is to be fetched ahead.
#[derive(Debug, Default)]
pub(super) struct Queue {
    /// The newest at the end: it is the likeliest to be asked for.
    waiting: Vec<(String, Address)>,
    /// How many are on their way.
    coming: usize,
}

impl BundleCache {
    /// Fetches the bundle of the page at `path` before it is asked for, unless it is here or was refused before. A press
    /// that comes meanwhile joins the request.
    pub fn prefetch(self, path: String, address: Address) {
        self.store.update_value(|store| {
            let waiting = &mut store.queue.waiting;
            waiting.retain(|(queued, _)| *queued != path);
            waiting.push((path, address));
        });
        self.work();
    }

    /// Forgets what waits to be fetched ahead: the reader goes elsewhere. What is on its way comes.
    pub fn clear_queue(self) {
        self.store.update_value(|store| store.queue.waiting.clear());
    }

    fn work(self) {
        while let Some((path, address)) = self.next_in_queue() {
            spawn_local(async move {
                // A fault is said to whoever asks for the page.
                let _ = self.get(&path, &address).await;
                self.store.update_value(|store| store.queue.coming -= 1);
                self.work();
            });
        }
    }

    /// The newest that is not here yet, where one more may be on its way.
    fn next_in_queue(self) -> Option<(String, Address)> {
        self.store.try_update_value(|store| {
            if store.queue.coming == AT_ONCE {
                return None;
            }
            loop {
                let (path, address) = store.queue.waiting.pop()?;
                let is_open = store.entries.peek(&path).is_none_or(|entry| {
                    entry.request.is_none()
                        // Without a network nobody was asked.
                        && matches!(entry.state.get_untracked(), LoadState::Loading | LoadState::Failed(Fault::Offline))
                });
                if is_open {
                    store.queue.coming += 1;
                    return Some((path, address));
                }
            }
        })?
    }
}
