//! The third stage: puts the pages in order, and says which stands beside which.

mod related;
mod series;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use catchword_app::routes::Address;
use catchword_bundle::{Link, Order, Slug};
use jiff::civil::Date;

use crate::check::{CheckedFile, CheckedSite};
use crate::content::settings::Settings;
use crate::resolve::LinkResolver;
use crate::slugs::slug_of;
use series::series_of;

/// A site whose pages are in their places.
#[derive(Debug)]
pub struct Collection {
    pub(crate) settings: Settings,
    pub(crate) resolver: LinkResolver,
    /// In the site's order.
    pub(crate) essays: Vec<Entry>,
    pub(crate) pages: Vec<Entry>,
    /// By name.
    pub(crate) tags: Vec<Tag>,
    /// In the site's order, each with its essays as places in `essays`.
    pub(crate) years: Vec<(u16, Vec<usize>)>,
}

/// A page in its place.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) page: CheckedFile,
    pub(crate) address: Address,
    /// Of an essay: each tag's name and the address of its page.
    pub(crate) tags: Vec<Link>,
    pub(crate) previous: Option<Link>,
    pub(crate) next: Option<Link>,
    pub(crate) series: Option<Part>,
    /// Essays that share its tags.
    pub(crate) related: Vec<Link>,
}

/// An essay's place in its series.
#[derive(Debug)]
pub(crate) struct Part {
    /// The series' name.
    pub(crate) title: String,
    /// Which part it is, from 1.
    pub(crate) number: usize,
    /// All parts in order.
    pub(crate) parts: Vec<Link>,
}

/// A tag, and its essays as places in [`Collection::essays`].
#[derive(Debug, Clone)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) slug: Slug,
    pub(crate) essays: Vec<usize>,
}

/// Puts a site's pages in order.
pub fn arrange(site: CheckedSite) -> Collection {
    let CheckedSite { settings, resolver, mut essays, pages } = site;
    essays.sort_by(|a, b| by_day(settings.order, a, b));
    let tags = tags_of(&essays);
    let years = years_of(&essays);
    let links: Vec<Link> = essays.iter().map(|page| link_to(&resolver, page)).collect();
    let series = series_of(&essays);
    let neighbours = neighbours(essays.len(), &series);
    let by_slug = tags;
    let mut tags: Vec<Tag> = by_slug.values().cloned().collect();
    tags.sort_by_cached_key(|tag| (tag.name.to_lowercase(), tag.slug.clone()));
    let links_to = |places: &[usize]| places.iter().map(|at| links[*at].clone()).collect::<Vec<_>>();
    let essays = essays
        .into_iter()
        .enumerate()
        .map(|(at, page)| {
            let (previous, next) = neighbours[at];
            let series = series.iter().find(|series| series.parts.contains(&at));
            let parts = series.map_or(&[][..], |series| &series.parts);
            let beside: Vec<usize> = parts.iter().copied().chain(previous).chain(next).collect();
            Entry {
                address: Address::Essay(page.front_matter.slug.clone()),
                tags: tag_links(&page, &by_slug, &resolver),
                previous: previous.map(|at| links[at].clone()),
                next: next.map(|at| links[at].clone()),
                series: series.map(|series| Part {
                    title: series.title.clone(),
                    number: 1 + parts.iter().take_while(|part| **part != at).count(),
                    parts: links_to(parts),
                }),
                related: links_to(&related::related(at, &tags, &beside)),
                page,
            }
        })
        .collect();
    let pages = pages
        .into_iter()
        .map(|page| Entry {
            address: Address::Page(page.front_matter.slug.clone()),
            tags: Vec::new(),
            previous: None,
            next: None,
            series: None,
            related: Vec::new(),
            page,
        })
        .collect();
    Collection { settings, resolver, essays, pages, tags, years }
}

/// For each of `count` essays the one before it and the one after it, as the fold goes.
fn neighbours(count: usize, series: &[series::Series]) -> Vec<(Option<usize>, Option<usize>)> {
    let row = series::row(count, series);
    let mut neighbours = vec![(None, None); count];
    for pair in row.windows(2) {
        neighbours[pair[0]].1 = Some(pair[1]);
        neighbours[pair[1]].0 = Some(pair[0]);
    }
    neighbours
}

/// The site's order. Essays of one day stand by their slugs, so that a build never differs from the one before; a draft
/// without a date is the newest of all.
fn by_day(order: Order, a: &CheckedFile, b: &CheckedFile) -> Ordering {
    let day = |page: &CheckedFile| page.front_matter.date.unwrap_or(Date::MAX);
    let days = match order {
        Order::NewestFirst => day(b).cmp(&day(a)),
        Order::OldestFirst => day(a).cmp(&day(b)),
    };
    days.then_with(|| a.front_matter.slug.cmp(&b.front_matter.slug))
}

/// The tags of essays in order, by slug; spelt as in the first of them.
fn tags_of(essays: &[CheckedFile]) -> BTreeMap<Slug, Tag> {
    let mut tags: BTreeMap<Slug, Tag> = BTreeMap::new();
    for (at, page) in essays.iter().enumerate() {
        for name in &page.front_matter.tags {
            let Some(slug) = slug_of(name) else { continue };
            let tag = tags.entry(slug.clone()).or_insert_with(|| Tag { name: name.clone(), slug, essays: Vec::new() });
            if tag.essays.last() != Some(&at) {
                tag.essays.push(at);
            }
        }
    }
    // "As it was first": by the day it was published, whatever the list's order.
    for tag in tags.values_mut() {
        let oldest = tag
            .essays
            .iter()
            .min_by_key(|at| (essays[**at].front_matter.date.unwrap_or(Date::MAX), &essays[**at].front_matter.slug));
        let spelt = oldest
            .and_then(|at| essays[*at].front_matter.tags.iter().find(|name| slug_of(name).as_ref() == Some(&tag.slug)));
        if let Some(name) = spelt {
            tag.name.clone_from(name);
        }
    }
    tags
}

fn tag_links(page: &CheckedFile, tags: &BTreeMap<Slug, Tag>, resolver: &LinkResolver) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for tag in page.front_matter.tags.iter().filter_map(|name| tags.get(&slug_of(name)?)) {
        let link = Link { title: tag.name.clone(), url: resolver.routes.write(&Address::Tag(tag.slug.clone(), 1)) };
        if !links.contains(&link) {
            links.push(link);
        }
    }
    links
}

/// The years of essays in order. A draft without a date has none.
fn years_of(essays: &[CheckedFile]) -> Vec<(u16, Vec<usize>)> {
    let mut years: Vec<(u16, Vec<usize>)> = Vec::new();
    for (at, page) in essays.iter().enumerate() {
        let Some(year) = page.front_matter.date.and_then(|date| u16::try_from(date.year()).ok()) else { continue };
        match years.last_mut() {
            Some((last, essays)) if *last == year => essays.push(at),
            _ => years.push((year, vec![at])),
        }
    }
    years
}

fn link_to(resolver: &LinkResolver, page: &CheckedFile) -> Link {
    let url = resolver.routes.write(&Address::Essay(page.front_matter.slug.clone()));
    Link { title: page.front_matter.title.clone(), url }
}
