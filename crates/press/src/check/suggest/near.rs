//! Many names, in which the one nearest to a wrong name is found without comparing it with all.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::spelling::{self, digits};

/// Names to compare with. Only those with the same digits and about the same letters are compared letter by letter.
pub(super) struct NearNames {
    by_digits: HashMap<String, Vec<Name>>,
    /// What was found before: a broken link often stands in many essays.
    known: RefCell<HashMap<String, Option<String>>>,
    /// For how many more wrong names the nearest is looked for.
    left: Cell<usize>,
    /// If more names than these are about alike, none of them is a good guess.
    most_alike: usize,
}

impl Default for NearNames {
    fn default() -> NearNames {
        NearNames::up_to(MOST_ALIKE)
    }
}

struct Name {
    text: String,
    letters: u64,
    length: usize,
}

/// How many of the bits of [`letters`] can differ: a slip changes two at most, and a name has at most three slips.
const MOST_BITS: u32 = 6;

/// How many letters longer or shorter a name can be.
const MOST_LONGER: usize = 3;

/// For how many wrong names the nearest is looked for. Nobody reads more hints, and each takes time.
const MOST_WRONG: usize = 500;

/// How many names about alike are compared, unless it is said otherwise.
const MOST_ALIKE: usize = 400;

impl NearNames {
    /// No names yet, of which not more than so many are compared with a wrong one.
    pub(super) fn up_to(most_alike: usize) -> NearNames {
        NearNames { by_digits: HashMap::new(), known: RefCell::default(), left: Cell::new(MOST_WRONG), most_alike }
    }

    pub(super) fn add(&mut self, name: &str) {
        let name = Name { text: name.to_owned(), letters: letters(name), length: name.chars().count() };
        self.by_digits.entry(digits(&name.text)).or_default().push(name);
    }

    /// The one name that is nearest.
    pub(super) fn nearest(&self, wanted: &str) -> Option<String> {
        if let Some(found) = self.known.borrow().get(wanted) {
            return found.clone();
        }
        let left = self.left.get().checked_sub(1)?;
        self.left.set(left);
        let (mask, length) = (letters(wanted), wanted.chars().count());
        let candidates = self.by_digits.get(&digits(wanted)).map_or(&[][..], Vec::as_slice);
        let is_near = |name: &&Name| {
            (name.letters ^ mask).count_ones() <= MOST_BITS && name.length.abs_diff(length) <= MOST_LONGER
        };
        let alike: Vec<&str> =
            candidates.iter().filter(is_near).take(self.most_alike + 1).map(|name| &*name.text).collect();
        let is_a_guess = alike.len() <= self.most_alike;
        let near = is_a_guess.then(|| spelling::nearest(wanted, alike.into_iter())).flatten();
        let found = near.map(str::to_owned);
        self.known.borrow_mut().insert(wanted.to_owned(), found.clone());
        found
    }
}

/// Which letters a name has, a bit each.
fn letters(name: &str) -> u64 {
    name.chars().fold(0, |bits, letter| bits | 1 << (u32::from(letter) % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_wrong_names_get_a_hint_and_the_same_name_always() {
        let mut names = NearNames::default();
        names.add("what-helps");
        let wrong = |number: usize| format!("what-hel{}", char::from_u32(0x4e00 + number as u32).unwrap());
        let nearest = |number| names.nearest(&wrong(number)).is_some();
        let hints = (0..2 * MOST_WRONG).filter(|number| nearest(*number)).count();
        assert_eq!(hints, MOST_WRONG);
        assert!(nearest(0));
    }
}
