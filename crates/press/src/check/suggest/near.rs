//! Many names, in which the one nearest to a wrong name is found without comparing it with all.

use std::cell::RefCell;
use std::collections::HashMap;

use super::spelling::{self, digits};

/// Names to compare with. Only those with the same digits and about the same letters are compared letter by letter.
#[derive(Default)]
pub(super) struct NearNames {
    by_digits: HashMap<String, Vec<Name>>,
    /// What was found before: a broken link often stands in many essays.
    known: RefCell<HashMap<String, Option<String>>>,
}

struct Name {
    text: String,
    letters: u64,
}

/// How many of the bits of [`letters`] can differ: a slip changes two at most, and a name has at most three slips.
const MOST_BITS: u32 = 6;

impl NearNames {
    pub(super) fn add(&mut self, name: &str) {
        self.by_digits.entry(digits(name)).or_default().push(Name { text: name.to_owned(), letters: letters(name) });
    }

    /// The one name that is nearest.
    pub(super) fn nearest(&self, wanted: &str) -> Option<String> {
        if let Some(found) = self.known.borrow().get(wanted) {
            return found.clone();
        }
        let mask = letters(wanted);
        let candidates = self.by_digits.get(&digits(wanted)).map_or(&[][..], Vec::as_slice);
        let is_near = |name: &&Name| (name.letters ^ mask).count_ones() <= MOST_BITS;
        let near = spelling::nearest(wanted, candidates.iter().filter(is_near).map(|name| name.text.as_str()));
        let found = near.map(str::to_owned);
        self.known.borrow_mut().insert(wanted.to_owned(), found.clone());
        found
    }
}

/// Which letters a name has, a bit each.
fn letters(name: &str) -> u64 {
    name.chars().fold(0, |bits, letter| bits | 1 << (u32::from(letter) % 64))
}
