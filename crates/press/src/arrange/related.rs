//! Related essays: those that share an essay's tags.

use std::cmp::Ordering;

use super::Tag;

/// How many an essay has at most.
const MOST: usize = 3;

/// The essays that are nearest to the one at `here`, by the tags they share: a tag that few essays have says more than one
/// that many have. Of those that are equally near, the one that stands nearer in the list. Those in `beside` are left out,
/// for the page leads to them already.
pub(super) fn related(here: usize, tags: &[Tag], beside: &[usize]) -> Vec<usize> {
    let mut near: Vec<(usize, f64)> = Vec::new();
    for tag in tags.iter().filter(|tag| tag.essays.contains(&here)) {
        let weight = 1.0 / tag.essays.len() as f64;
        for other in tag.essays.iter().filter(|at| **at != here && !beside.contains(at)) {
            match near.iter_mut().find(|(at, _)| at == other) {
                Some((_, sum)) => *sum += weight,
                None => near.push((*other, weight)),
            }
        }
    }
    near.sort_by(|(a, weight_a), (b, weight_b)| {
        let by_weight = weight_b.partial_cmp(weight_a).unwrap_or(Ordering::Equal);
        by_weight.then_with(|| (a.abs_diff(here), a).cmp(&(b.abs_diff(here), b)))
    });
    near.into_iter().take(MOST).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(essays: &[usize]) -> Tag {
        let slug = catchword_bundle::Slug::parse("x").unwrap();
        Tag { name: "x".to_owned(), slug, essays: essays.to_vec() }
    }

    #[test]
    fn a_rare_tag_says_more_than_a_common_one_and_two_more_than_one() {
        let tags = [tag(&[0, 1, 2, 3, 4, 5]), tag(&[0, 5]), tag(&[0, 4, 1])];
        assert_eq!(related(0, &tags, &[]), [5, 1, 4]);
        assert_eq!(related(2, &tags, &[]), [1, 3, 0], "of equals the nearer, and of those the first");
    }

    #[test]
    fn leaves_out_what_the_page_leads_to_already() {
        assert_eq!(related(0, &[tag(&[0, 1, 2])], &[1]), [2]);
        assert!(related(3, &[tag(&[0, 1, 2])], &[]).is_empty());
    }
}
