//! Series: essays that belong together, in their order.

use std::collections::BTreeMap;

use catchword_bundle::Slug;
use jiff::civil::Date;

use crate::check::CheckedFile;
use crate::slugs::slug_of;

/// A series: its name, and the indexes of its parts in the list of essays, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Series {
    pub(super) title: String,
    pub(super) parts: Vec<usize>,
}

/// The series of the essays. One with a single part is not a series yet. Names with the same slug are one series,
/// spelled as in its first part.
pub(super) fn series_of(essays: &[CheckedFile]) -> Vec<Series> {
    let mut by_slug: BTreeMap<Slug, Vec<usize>> = BTreeMap::new();
    for (at, page) in essays.iter().enumerate() {
        if let Some(slug) = page.front_matter.series.as_ref().and_then(|name| slug_of(&name.value)) {
            by_slug.entry(slug).or_default().push(at);
        }
    }
    let series = by_slug.into_values().filter(|parts| parts.len() > 1).map(|mut parts| {
        parts.sort_by_key(|at| (essays[*at].front_matter.date.unwrap_or(Date::MAX), &essays[*at].front_matter.slug));
        Series { title: essays[parts[0]].front_matter.series.clone().map(|name| name.value).unwrap_or_default(), parts }
    });
    series.collect()
}

/// For each of `count` essays, the index of its series in `series`.
pub(super) fn by_essay(count: usize, series: &[Series]) -> Vec<Option<usize>> {
    let mut series_of = vec![None; count];
    for (nth, series) in series.iter().enumerate() {
        series.parts.iter().for_each(|at| series_of[*at] = Some(nth));
    }
    series_of
}

/// The order that the links to the previous and the next essay follow. It is the order of the list, except that all
/// parts of a series come where the first of them is in the list, in the series' own order. Every essay is in it once.
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
