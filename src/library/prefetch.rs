//! Fetching what nobody has asked for yet.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Fault, Library, Shelf};
use crate::routes::Address;

/// How many bundles are fetched ahead at a time: a host that speaks HTTP/1.1 is asked over six connections at most, and
/// the reader's own press must not wait for one.
const AT_ONCE: usize = 3;

/// What is to be fetched ahead.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    /// The newest wish at the end: it is the likeliest to come true.
    wishes: Vec<(String, Address)>,
    /// How many are on their way.
    coming: usize,
}

impl Library {
    /// Fetches the bundle of the page at `path` before it is asked for, unless it is here or was refused before. A press
    /// that comes meanwhile joins the request.
    pub fn prefetch(self, path: String, address: Address) {
        self.shelves.update_value(|shelves| {
            let wishes = &mut shelves.ahead.wishes;
            wishes.retain(|(wished, _)| *wished != path);
            wishes.push((path, address));
        });
        self.go_ahead();
    }

    /// Forgets what is to be fetched ahead: the reader has gone elsewhere. What is on its way comes.
    pub fn forget_wishes(self) {
        self.shelves.update_value(|shelves| shelves.ahead.wishes.clear());
    }

    fn go_ahead(self) {
        while let Some((path, address)) = self.next_wish() {
            spawn_local(async move {
                // A fault is said to whoever asks for the page.
                let _ = self.get(&path, &address).await;
                self.shelves.update_value(|shelves| shelves.ahead.coming -= 1);
                self.go_ahead();
            });
        }
    }

    /// The newest wish that is not fulfilled, where another may be on its way.
    fn next_wish(self) -> Option<(String, Address)> {
        self.shelves.try_update_value(|shelves| {
            if shelves.ahead.coming == AT_ONCE {
                return None;
            }
            loop {
                let (path, address) = shelves.ahead.wishes.pop()?;
                let is_open = shelves.entries.get(&path).is_none_or(|entry| {
                    entry.request.is_none()
                        // Without a network nobody was asked.
                        && matches!(entry.shelf.get_untracked(), Shelf::Loading | Shelf::Failed(Fault::Offline))
                });
                if is_open {
                    shelves.ahead.coming += 1;
                    return Some((path, address));
                }
            }
        })?
    }
}
