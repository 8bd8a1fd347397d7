//! The third stage: puts the pages in order, and says which stands beside which.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;
use quire::routes::Address;
use quire_bundle::{Link, Order, Slug};

use crate::check::{Page, Site};
use crate::content::settings::Settings;
use crate::links::Shelf;
use crate::slugs::slug_of;

/// A site whose pages are in their places.
#[derive(Debug)]
pub struct Volume {
    pub(crate) settings: Settings,
    pub(crate) shelf: Shelf,
    /// In the site's order.
    pub(crate) essays: Vec<Leaf>,
    pub(crate) pages: Vec<Leaf>,
    /// By name.
    pub(crate) tags: Vec<Tag>,
    /// In the site's order, each with its essays as places in `essays`.
    pub(crate) years: Vec<(u16, Vec<usize>)>,
}

/// A page in its place.
#[derive(Debug)]
pub(crate) struct Leaf {
    pub(crate) page: Page,
    pub(crate) address: Address,
    /// Of an essay: each tag's name and the address of its page.
    pub(crate) tags: Vec<Link>,
    pub(crate) previous: Option<Link>,
    pub(crate) next: Option<Link>,
}

/// A tag, and its essays as places in [`Volume::essays`].
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) slug: Slug,
    pub(crate) essays: Vec<usize>,
}

/// Puts a site's pages in order.
pub fn link(site: Site) -> Volume {
    let Site { settings, shelf, mut essays, pages } = site;
    essays.sort_by(|a, b| by_day(settings.order, a, b));
    let tags = tags_of(&essays);
    let years = years_of(&essays);
    let links: Vec<Link> = essays.iter().map(|page| link_to(&shelf, page)).collect();
    let essays = essays
        .into_iter()
        .enumerate()
        .map(|(at, page)| Leaf {
            address: Address::Essay(page.matter.slug.clone()),
            tags: tag_links(&page, &tags, &shelf),
            previous: at.checked_sub(1).and_then(|before| links.get(before)).cloned(),
            next: links.get(at + 1).cloned(),
            page,
        })
        .collect();
    let pages = pages
        .into_iter()
        .map(|page| Leaf {
            address: Address::Page(page.matter.slug.clone()),
            tags: Vec::new(),
            previous: None,
            next: None,
            page,
        })
        .collect();
    let mut tags: Vec<Tag> = tags.into_values().collect();
    tags.sort_by_cached_key(|tag| (tag.name.to_lowercase(), tag.slug.clone()));
    Volume { settings, shelf, essays, pages, tags, years }
}

/// The site's order. Essays of one day stand by their slugs, so that a build never differs from the one before; a draft
/// without a date is the newest of all.
fn by_day(order: Order, a: &Page, b: &Page) -> Ordering {
    let day = |page: &Page| page.matter.date.unwrap_or(Date::MAX);
    let days = match order {
        Order::NewestFirst => day(b).cmp(&day(a)),
        Order::OldestFirst => day(a).cmp(&day(b)),
    };
    days.then_with(|| a.matter.slug.cmp(&b.matter.slug))
}

/// The tags of essays in order, by slug; spelt as in the first of them.
fn tags_of(essays: &[Page]) -> BTreeMap<Slug, Tag> {
    let mut tags: BTreeMap<Slug, Tag> = BTreeMap::new();
    for (at, page) in essays.iter().enumerate() {
        for name in &page.matter.tags {
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
            .min_by_key(|at| (essays[**at].matter.date.unwrap_or(Date::MAX), &essays[**at].matter.slug));
        let spelt =
            oldest.and_then(|at| essays[*at].matter.tags.iter().find(|name| slug_of(name).as_ref() == Some(&tag.slug)));
        if let Some(name) = spelt {
            tag.name.clone_from(name);
        }
    }
    tags
}

fn tag_links(page: &Page, tags: &BTreeMap<Slug, Tag>, shelf: &Shelf) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for tag in page.matter.tags.iter().filter_map(|name| tags.get(&slug_of(name)?)) {
        let link = Link { title: tag.name.clone(), url: shelf.routes.write(&Address::Tag(tag.slug.clone(), 1)) };
        if !links.contains(&link) {
            links.push(link);
        }
    }
    links
}

/// The years of essays in order. A draft without a date has none.
fn years_of(essays: &[Page]) -> Vec<(u16, Vec<usize>)> {
    let mut years: Vec<(u16, Vec<usize>)> = Vec::new();
    for (at, page) in essays.iter().enumerate() {
        let Some(year) = page.matter.date.and_then(|date| u16::try_from(date.year()).ok()) else { continue };
        match years.last_mut() {
            Some((last, essays)) if *last == year => essays.push(at),
            _ => years.push((year, vec![at])),
        }
    }
    years
}

fn link_to(shelf: &Shelf, page: &Page) -> Link {
    let url = shelf.routes.write(&Address::Essay(page.matter.slug.clone()));
    Link { title: page.matter.title.clone(), url }
}
