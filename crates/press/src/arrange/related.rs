//! Related essays: those that share an essay's tags.

use std::cmp::Ordering;

use super::Tag;

/// How many related essays a page shows at most.
const MOST: usize = 3;

/// Of a tag with more essays than this on one side of an essay, only the nearest in the list are looked at. A tag of so many
/// says little, and without this limit the work would grow with the square of the essays.
const NEAREST: usize = 100;

/// Finds related essays.
pub(super) struct RelatedFinder<'a> {
    tags: &'a [Tag],
    /// For each essay the places of its tags in `tags`, in order.
    tags_of: Vec<Vec<usize>>,
    /// For each essay how near it is to the one that `related` looks at. All zero between two calls.
    nearness: Vec<f64>,
}

impl<'a> RelatedFinder<'a> {
    /// A finder for `count` essays with these tags.
    pub(super) fn new(count: usize, tags: &'a [Tag]) -> RelatedFinder<'a> {
        let mut tags_of = vec![Vec::new(); count];
        for (nth, tag) in tags.iter().enumerate() {
            tag.essays.iter().for_each(|at| tags_of[*at].push(nth));
        }
        RelatedFinder { tags, tags_of, nearness: vec![0.0; count] }
    }

    /// The essays that are nearest to the one at `here`, by the tags they share: a tag of few essays counts for more than
    /// one of many. Of equally near ones, those that stand nearer in the list. Leaves out those to which the page links
    /// already.
    pub(super) fn related(&mut self, here: usize, is_linked: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for tag in &self.tags_of[here] {
            let essays = &self.tags[*tag].essays;
            let weight = 1.0 / essays.len() as f64;
            let place = essays.partition_point(|at| *at < here);
            let nearest = place.saturating_sub(NEAREST)..essays.len().min(place + 1 + NEAREST);
            for at in &essays[nearest] {
                if self.nearness[*at] == 0.0 {
                    found.push(*at);
                }
                self.nearness[*at] += weight;
            }
        }
        let mut near: Vec<(usize, f64)> = Vec::with_capacity(found.len());
        for at in found {
            let nearness = std::mem::take(&mut self.nearness[at]);
            if at != here && !is_linked(at) {
                near.push((at, nearness));
            }
        }
        near.sort_by(|(a, nearness_a), (b, nearness_b)| {
            let by_nearness = nearness_b.partial_cmp(nearness_a).unwrap_or(Ordering::Equal);
            by_nearness.then_with(|| (a.abs_diff(here), a).cmp(&(b.abs_diff(here), b)))
        });
        near.into_iter().take(MOST).map(|(at, _)| at).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tag(essays: &[usize]) -> Tag {
        let slug = catchword_bundle::Slug::parse("x").unwrap();
        Tag { name: "x".to_owned(), slug, essays: essays.to_vec() }
    }

    fn related(here: usize, tags: &[Tag], linked: &[usize]) -> Vec<usize> {
        RelatedFinder::new(6, tags).related(here, |at| linked.contains(&at))
    }

    #[test]
    fn a_rare_tag_counts_for_more_than_a_common_one_and_two_for_more_than_one() {
        let tags = [tag(&[0, 1, 2, 3, 4, 5]), tag(&[0, 5]), tag(&[0, 1, 4])];
        assert_eq!(related(0, &tags, &[]), [5, 1, 4]);
        assert_eq!(related(2, &tags, &[]), [1, 3, 0], "of equals the nearer, and of those the first");
    }

    #[test]
    fn leaves_out_where_the_page_links_already() {
        assert_eq!(related(0, &[tag(&[0, 1, 2])], &[1]), [2]);
        assert!(related(3, &[tag(&[0, 1, 2])], &[]).is_empty());
    }

    /// Looks at every essay one by one.
    fn by_definition(here: usize, count: usize, tags: &[Tag], is_linked: impl Fn(usize) -> bool) -> Vec<usize> {
        let nearness = |at: usize| -> f64 {
            let shared = tags.iter().filter(|tag| tag.essays.contains(&here) && tag.essays.contains(&at));
            shared.map(|tag| 1.0 / tag.essays.len() as f64).sum()
        };
        let mut others: Vec<usize> =
            (0..count).filter(|at| *at != here && !is_linked(*at) && nearness(*at) > 0.0).collect();
        others.sort_by(|a, b| {
            let by_nearness = nearness(*b).partial_cmp(&nearness(*a)).unwrap();
            by_nearness.then_with(|| (a.abs_diff(here), a).cmp(&(b.abs_diff(here), b)))
        });
        others.truncate(MOST);
        others
    }

    proptest! {
        #[test]
        fn finds_the_same_essays_as_by_definition(essays in proptest::collection::vec(any::<u8>(), 1..30)) {
            let essays_of = |nth: usize| (0..essays.len()).filter(|at| essays[*at] >> nth & 1 == 1).collect::<Vec<_>>();
            let tags: Vec<Tag> = (0..8).map(|nth| tag(&essays_of(nth))).collect();
            let mut finder = RelatedFinder::new(essays.len(), &tags);
            for here in 0..essays.len() {
                let is_linked = |at: usize| at.abs_diff(here) == 1;
                prop_assert_eq!(finder.related(here, is_linked), by_definition(here, essays.len(), &tags, is_linked));
            }
        }
    }
}
