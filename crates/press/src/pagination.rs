//! How a list is divided into pages.

/// How many essays a page of a list shows.
pub(crate) const ESSAYS_PER_PAGE: usize = 10;

/// How many essays a page of a year shows: most years have fewer and fit on one page.
pub(crate) const ESSAYS_PER_YEAR_PAGE: usize = 100;

/// How many pages a list of `essays` has, with `size` of them on a page; at least one.
pub(crate) fn page_count(essays: usize, size: usize) -> u32 {
    u32::try_from(essays.div_ceil(size).max(1)).unwrap_or(u32::MAX)
}
