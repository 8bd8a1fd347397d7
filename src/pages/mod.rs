//! One file for each kind of page.

mod counts;
mod essay;
mod list;
mod placeholder;
mod standing;

pub(crate) use counts::counts_page;
pub(crate) use essay::{box_link, contents_box, ending, essay_page, series_box};
pub(crate) use list::{list_page, pager};
pub(crate) use placeholder::{faulty_page, missing_page, skeleton};
pub(crate) use standing::standing_page;
