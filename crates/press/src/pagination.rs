//! How a list is cut into pages.

/// How many essays a page of a list shows.
pub(crate) const ESSAYS_PER_PAGE: usize = 10;

/// How many a page of a year does: most years have fewer, and stand on one.
pub(crate) const ESSAYS_PER_YEAR_PAGE: usize = 100;

/// How many pages a list of so many essays has; a list of nothing has one too.
pub(crate) fn page_count(essays: usize, size: usize) -> u32 {
    u32::try_from(essays.div_ceil(size).max(1)).unwrap_or(u32::MAX)
}
