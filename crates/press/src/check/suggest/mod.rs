//! What an author probably meant by an address that leads nowhere, and what to write instead. No suggestion is better than
//! a wrong one.

mod names;
mod near;
mod pages;
pub(super) mod spelling;

pub(super) use names::{FileNames, PATHS, written};
pub(super) use pages::PageNames;

use crate::slugs::hyphenated;

/// The id on a page that was probably meant: for the words of a heading, the id that they make.
pub(super) fn nearest_id<'a>(wanted: &str, ids: &[&'a str]) -> Option<&'a str> {
    let made = hyphenated(wanted);
    let folded = spelling::folded(wanted);
    let is = |test: &dyn Fn(&str) -> bool| ids.iter().copied().find(|id| test(id));
    is(&|id| id == made)
        .or_else(|| is(&|id| spelling::folded(id) == folded))
        .or_else(|| is(&|id| !made.is_empty() && hyphenated(id) == made))
        .or_else(|| spelling::nearest(wanted, ids.iter().copied()))
}

/// A hint that does not tell authors to write what they wrote.
pub(super) fn unlike(link: &str, help: String) -> String {
    let is_same = help.split('`').skip(1).step_by(2).any(|written| written == link.trim());
    if is_same { "nothing is there: write another address, or remove the link".to_owned() } else { help }
}
