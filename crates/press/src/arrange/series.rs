//! Series: essays that belong together, in their order.

use std::collections::BTreeMap;

use catchword_bundle::Slug;
use jiff::civil::Date;

use crate::check::CheckedFile;
use crate::slugs::slug_of;

/// A series: its name, and its parts by their places in the list of essays, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Series {
    pub(super) title: String,
    pub(super) parts: Vec<usize>,
}

/// The series that essays belong to. One with a single part is not a series yet. Names with the same slug are one
/// series, spelt as in its first part.
pub(super) fn series_of(essays: &[CheckedFile]) -> Vec<Series> {
    let mut by_slug: BTreeMap<Slug, Vec<usize>> = BTreeMap::new();
    for (at, page) in essays.iter().enumerate() {
        if let Some(slug) = page.front_matter.series.as_deref().and_then(slug_of) {
            by_slug.entry(slug).or_default().push(at);
        }
    }
    let series = by_slug.into_values().filter(|parts| parts.len() > 1).map(|mut parts| {
        parts.sort_by_key(|at| (essays[*at].front_matter.date.unwrap_or(Date::MAX), &essays[*at].front_matter.slug));
        Series { title: essays[parts[0]].front_matter.series.clone().unwrap_or_default(), parts }
    });
    series.collect()
}

/// For each of `count` essays its series, by its place in `series`.
pub(super) fn by_essay(count: usize, series: &[Series]) -> Vec<Option<usize>> {
    let mut series_of = vec![None; count];
    for (nth, series) in series.iter().enumerate() {
        series.parts.iter().for_each(|at| series_of[*at] = Some(nth));
    }
    series_of
}

/// The order in which previous and next go through essays: that of the list, but with the parts of a series together,
/// in the series' own order, where the first of them stands in the list. Every essay is in it once.
pub(super) fn reading_order(series_of: &[Option<usize>], series: &[Series]) -> Vec<usize> {
    let mut order = Vec::with_capacity(series_of.len());
    let mut is_done = vec![false; series.len()];
    for (at, nth) in series_of.iter().enumerate() {
        match nth {
            None => order.push(at),
            Some(nth) if !is_done[*nth] => {
                is_done[*nth] = true;
                order.extend(&series[*nth].parts);
            }
            Some(_) => {}
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_is_together_where_its_first_part_is_in_the_list() {
        let series = |parts: &[usize]| Series { title: String::new(), parts: parts.to_vec() };
        let order = |count: usize, series: &[Series]| reading_order(&by_essay(count, series), series);
        assert_eq!(order(6, &[series(&[4, 1]), series(&[3, 2])]), [0, 4, 1, 3, 2, 5]);
        assert_eq!(order(3, &[]), [0, 1, 2]);
    }
}
