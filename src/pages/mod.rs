//! One file for each kind of page.

#![allow(unreachable_pub, reason = "`#[component]` makes its functions `pub` whatever they say")]

mod essay;
mod list;
mod standing;
mod tally;
mod without;

pub(crate) use essay::EssayPage;
pub(crate) use list::ListPage;
pub(crate) use standing::StandingPage;
pub(crate) use tally::TallyPage;
pub(crate) use without::{FaultyPage, NotFoundPage, Skeleton};
