//! What an author probably meant by an address that leads nowhere, and what to write instead. No suggestion is better than
//! a wrong one.

mod absent;
mod names;
mod near;
mod pages;
pub(super) mod spelling;

pub(super) use names::{FileNames, written};
pub(super) use pages::PageNames;

use std::collections::HashMap;

use crate::slugs::hyphenated;
use near::NearNames;

/// With how many ids a wrong one is compared.
const MOST_ALIKE: usize = 50;

/// On a page with more ids than this, a slip is not looked for.
const MOST_IDS: usize = 1000;

/// The ids on a page, to look up the one that was probably meant.
pub(super) struct IdNames {
    folded: HashMap<String, String>,
    made: HashMap<String, String>,
    near: NearNames,
}

impl IdNames {
    pub(super) fn of<'i>(ids: impl Iterator<Item = &'i str>) -> IdNames {
        let mut sorted: Vec<&str> = ids.collect();
        sorted.sort_unstable();
        let near = NearNames::up_to(MOST_ALIKE);
        let is_small = sorted.len() <= MOST_IDS;
        let mut names = IdNames { folded: HashMap::new(), made: HashMap::new(), near };
        for id in sorted {
            names.folded.entry(spelling::folded(id)).or_insert_with(|| id.to_owned());
            // An id that is what its words make goes before one that only would make it.
            let made = hyphenated(id);
            if made == id {
                names.made.insert(made, id.to_owned());
            } else if !made.is_empty() {
                names.made.entry(made).or_insert_with(|| id.to_owned());
            }
            if is_small {
                names.near.add(id);
            }
        }
        names
    }

    /// The id that was probably meant: for the words of a heading, the id that they make.
    pub(super) fn nearest(&self, wanted: &str) -> Option<String> {
        let made = self.made.get(&hyphenated(wanted));
        let exact = made.filter(|id| **id == hyphenated(wanted));
        let found = exact.or_else(|| self.folded.get(&spelling::folded(wanted))).or(made);
        found.cloned().or_else(|| self.near.nearest(wanted))
    }
}

/// A hint that does not tell authors to write what they wrote.
pub(super) fn unlike(link: &str, help: String) -> String {
    let is_same = help.split('`').skip(1).step_by(2).any(|written| written == link.trim());
    if is_same { "nothing is there: write another address, or remove the link".to_owned() } else { help }
}
