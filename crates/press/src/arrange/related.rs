//! Related essays: those that share an essay's tags.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

use super::Tag;

/// How many related essays a page shows at most.
const MOST: usize = 3;

/// With more tags than this, an essay's candidates are counted one by one: there are too many sets of its tags.
const MOST_TAGS: usize = 8;

/// Finds each essay's related essays, in near-linear time.
///
/// Two essays are the nearer the more tags they share, and a tag of few essays counts for more than one of many. So all
/// essays that share the same set of tags with one essay are equally near to it, and of these only the few that stand
/// next to it in the list matter. The finder keeps the essays of each set of tags in the list's order and never looks
/// at the rest of them.
pub(super) struct RelatedFinder<'a> {
    tags: &'a [Tag],
    /// For each essay the places of its tags in `tags`, in order.
    tags_of: Vec<Vec<usize>>,
    /// For each essay the number of its series.
    series_of: &'a [Option<usize>],
    /// The essays that have all of a set of tags.
    sharing: HashMap<Vec<usize>, Rc<Sharing>>,
}

/// The essays that share a set of tags, in the list's order.
struct Sharing {
    essays: Vec<usize>,
    /// For each of them, where the run of neighbours of the same series begins and ends: a page leads to the other
    /// parts of its series already, and however long the series is, it is passed over in one step.
    runs: Vec<(usize, usize)>,
}

/// An essay, and how near it is to another.
type Near = (usize, f64);

impl<'a> RelatedFinder<'a> {
    /// A finder for essays with these tags; `series_of` has the number of each essay's series.
    pub(super) fn new(tags: &'a [Tag], series_of: &'a [Option<usize>]) -> RelatedFinder<'a> {
        let mut tags_of = vec![Vec::new(); series_of.len()];
        for (nth, tag) in tags.iter().enumerate() {
            tag.essays.iter().for_each(|at| tags_of[*at].push(nth));
        }
        RelatedFinder { tags, tags_of, series_of, sharing: HashMap::new() }
    }

    /// The essays that are nearest to the one at `here`; of equally near ones, those that stand nearer in the list.
    /// Those to which its page leads already, the parts of its series and its `neighbours`, are left out.
    pub(super) fn related(&mut self, here: usize, neighbours: [Option<usize>; 2]) -> Vec<usize> {
        let series_of = self.series_of;
        let is_of_its_series = |at: usize| series_of[here].is_some() && series_of[at] == series_of[here];
        let is_other = |at: &usize| *at != here && !neighbours.contains(&Some(*at));
        let mut near: Vec<Near> = Vec::new();
        if self.tags_of[here].len() > MOST_TAGS {
            near.extend(self.counted(here).into_iter().filter(|(at, _)| is_other(at) && !is_of_its_series(*at)));
        } else {
            for set in self.sets(here) {
                let nearness = self.nearness(&set);
                let sharing = self.sharing(&set);
                let nearest = sharing.around(here, is_of_its_series).filter(is_other).take(MOST);
                near.extend(nearest.map(|at| (at, nearness)));
            }
        }
        near.sort_by(|(a, nearness_a), (b, nearness_b)| {
            let by_nearness = nearness_b.partial_cmp(nearness_a).unwrap_or(Ordering::Equal);
            by_nearness.then_with(|| (a.abs_diff(here), a).cmp(&(b.abs_diff(here), b)))
        });
        let mut related: Vec<usize> = Vec::with_capacity(MOST);
        for (at, _) in near {
            // An essay stands in the list of each subset of the tags that it shares; the whole set comes first.
            if related.len() < MOST && !related.contains(&at) {
                related.push(at);
            }
        }
        related
    }

    /// The sets of an essay's tags that it shares with others.
    fn sets(&mut self, here: usize) -> Vec<Vec<usize>> {
        let mut sets: Vec<Vec<usize>> = Vec::new();
        for tag in self.tags_of[here].clone() {
            let mut larger = vec![vec![tag]];
            larger.extend(sets.iter().map(|set| [set.as_slice(), &[tag]].concat()));
            larger.retain(|set| self.sharing(set).essays.len() > 1);
            sets.extend(larger);
        }
        sets
    }

    fn nearness(&self, set: &[usize]) -> f64 {
        set.iter().map(|tag| 1.0 / self.tags[*tag].essays.len() as f64).sum()
    }

    fn sharing(&mut self, set: &[usize]) -> Rc<Sharing> {
        if let Some(sharing) = self.sharing.get(set) {
            return Rc::clone(sharing);
        }
        let essays = match set {
            [tag] => self.tags[*tag].essays.clone(),
            [rest @ .., last] => {
                let shared = self.sharing(rest);
                let has_last = |at: &&usize| self.tags_of[**at].binary_search(last).is_ok();
                shared.essays.iter().filter(has_last).copied().collect()
            }
            [] => Vec::new(),
        };
        let sharing = Rc::new(Sharing::of(essays, self.series_of));
        self.sharing.insert(set.to_vec(), Rc::clone(&sharing));
        sharing
    }

    /// Every other essay that shares a tag.
    fn counted(&self, here: usize) -> HashMap<usize, f64> {
        let mut near: HashMap<usize, f64> = HashMap::new();
        for tag in &self.tags_of[here] {
            let essays = &self.tags[*tag].essays;
            for at in essays {
                *near.entry(*at).or_default() += 1.0 / essays.len() as f64;
            }
        }
        near
    }
}

impl Sharing {
    fn of(essays: Vec<usize>, series_of: &[Option<usize>]) -> Sharing {
        let mut runs = vec![(0, 0); essays.len()];
        let mut start = 0;
        for run in essays.chunk_by(|a, b| series_of[*a].is_some() && series_of[*a] == series_of[*b]) {
            let end = start + run.len();
            runs[start..end].fill((start, end));
            start = end;
        }
        Sharing { essays, runs }
    }

    /// The essays from the one at `here` outwards, without those to skip: of two that are equally far away, the earlier
    /// one first. `is_skipped` has to hold for all essays of a run or for none.
    fn around(&self, here: usize, is_skipped: impl Fn(usize) -> bool) -> impl Iterator<Item = usize> {
        // What lies before `left`, and from `right` on, is still to come.
        let mut left = self.essays.partition_point(|at| *at < here);
        let mut right = left;
        std::iter::from_fn(move || {
            while left > 0 && is_skipped(self.essays[left - 1]) {
                left = self.runs[left - 1].0;
            }
            while right < self.essays.len() && is_skipped(self.essays[right]) {
                right = self.runs[right].1;
            }
            let before = left.checked_sub(1).map(|at| self.essays[at]);
            let after = self.essays.get(right).copied();
            if before.is_some_and(|before| after.is_none_or(|after| here - before <= after - here)) {
                left -= 1;
                return before;
            }
            right += 1;
            after
        })
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

    fn related(here: usize, tags: &[Tag], neighbours: [Option<usize>; 2]) -> Vec<usize> {
        RelatedFinder::new(tags, &[None; 6]).related(here, neighbours)
    }

    #[test]
    fn a_rare_tag_counts_for_more_than_a_common_one_and_two_for_more_than_one() {
        let tags = [tag(&[0, 1, 2, 3, 4, 5]), tag(&[0, 5]), tag(&[0, 1, 4])];
        assert_eq!(related(0, &tags, [None; 2]), [5, 1, 4]);
        assert_eq!(related(2, &tags, [None; 2]), [1, 3, 0], "of equals the nearer, and of those the first");
    }

    #[test]
    fn leaves_out_where_the_page_leads_already() {
        assert_eq!(related(0, &[tag(&[0, 1, 2])], [Some(1), None]), [2]);
        assert!(related(3, &[tag(&[0, 1, 2])], [None; 2]).is_empty());
    }

    /// By its definition: every other essay, looked at one by one.
    fn by_definition(
        here: usize,
        tags: &[Tag],
        series_of: &[Option<usize>],
        neighbours: [Option<usize>; 2],
    ) -> Vec<usize> {
        let mut near: Vec<Near> = Vec::new();
        for tag in tags.iter().filter(|tag| tag.essays.contains(&here)) {
            for other in &tag.essays {
                let is_of_its_series = series_of[here].is_some() && series_of[*other] == series_of[here];
                if *other == here || is_of_its_series || neighbours.contains(&Some(*other)) {
                    continue;
                }
                match near.iter_mut().find(|(at, _)| at == other) {
                    Some((_, sum)) => *sum += 1.0 / tag.essays.len() as f64,
                    None => near.push((*other, 1.0 / tag.essays.len() as f64)),
                }
            }
        }
        near.sort_by(|(a, nearness_a), (b, nearness_b)| {
            let by_nearness = nearness_b.partial_cmp(nearness_a).unwrap();
            by_nearness.then_with(|| (a.abs_diff(here), a).cmp(&(b.abs_diff(here), b)))
        });
        near.into_iter().take(MOST).map(|(at, _)| at).collect()
    }

    proptest! {
        #[test]
        fn finds_the_same_essays_as_by_definition(
            // Of each essay its tags, some of them more than the finder takes sets of, and its series.
            essays in proptest::collection::vec((any::<u16>(), any::<u16>(), 0_usize..6), 1..40),
            thin in any::<bool>(),
        ) {
            let bits = |(one, other, _): &(u16, u16, usize)| if thin { one & other } else { *one };
            let has = |at: usize, nth: usize| bits(&essays[at]) >> nth & 1 == 1;
            let essays_of = |nth: usize| (0..essays.len()).filter(|at| has(*at, nth)).collect::<Vec<_>>();
            let tags: Vec<Tag> = (0..12).map(|nth| tag(&essays_of(nth))).collect();
            let series_of: Vec<Option<usize>> = essays.iter().map(|(_, _, series)| (*series < 3).then_some(*series)).collect();
            let mut finder = RelatedFinder::new(&tags, &series_of);
            for here in 0..essays.len() {
                let neighbours = [here.checked_sub(1), Some(here + 1)];
                prop_assert_eq!(finder.related(here, neighbours), by_definition(here, &tags, &series_of, neighbours));
            }
        }
    }
}
