//! Series: essays that belong together, in their order.

use std::collections::BTreeMap;

use catchword_bundle::Slug;
use jiff::civil::Date;

use crate::check::CheckedFile;
use crate::slugs::slug_of;

/// A series: its name, and its parts as places among the essays, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Series {
    pub(super) title: String,
    pub(super) parts: Vec<usize>,
}

/// The series of essays. One with a single part is none yet. Two names that become one slug are one series, spelt as in its
/// first part.
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

/// The row in which the fold goes through `count` essays: the list's order, with the parts of a series together and in
/// theirs, where the first of them stands. So every essay has its place in it once, and next is the way back from previous.
pub(super) fn row(count: usize, series: &[Series]) -> Vec<usize> {
    let mut row = Vec::with_capacity(count);
    for at in 0..count {
        match series.iter().find(|series| series.parts.contains(&at)) {
            None => row.push(at),
            Some(series) if series.parts.iter().min() == Some(&at) => row.extend(&series.parts),
            Some(_) => {}
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_stands_together_where_its_first_part_in_the_list_does() {
        let series = |parts: &[usize]| Series { title: String::new(), parts: parts.to_vec() };
        assert_eq!(row(6, &[series(&[4, 1]), series(&[3, 2])]), [0, 4, 1, 3, 2, 5]);
        assert_eq!(row(3, &[]), [0, 1, 2]);
    }
}
