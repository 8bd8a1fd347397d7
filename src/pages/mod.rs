//! One file for each kind of page.

#![allow(unreachable_pub, reason = "`#[component]` makes its functions `pub` whatever they say")]

mod essay;
mod list;
mod standing;
mod tally;
mod without;

pub(crate) use essay::essay_page;
pub(crate) use list::list_page;
pub(crate) use standing::standing_page;
pub(crate) use tally::tally_page;
pub(crate) use without::{faulty_page, missing_page, skeleton};
