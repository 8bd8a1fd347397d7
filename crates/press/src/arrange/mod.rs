//! The third stage: puts the pages in order and finds their neighbours, tags, series and years.

mod related;
mod series;

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catchword_app::routes::Address;
use catchword_bundle::{Link, Order, Slug};
use jiff::civil::Date;

use crate::addresses::SiteAddresses;
use crate::check::{CheckedFile, CheckedMark, CheckedPart, CheckedSite, Coming};
use crate::content::fields::Located;
use crate::content::settings::Settings;
use crate::content::tags::TagAddresses;
use crate::look::OwnFont;
use crate::problem::SourceText;
use crate::resolve::LinkResolver;
use crate::source::ContentPath;
use crate::styles::OwnStyles;
use related::RelatedFinder;
use series::{Series, series_of};

/// A site whose pages are in order.
#[derive(Debug)]
pub struct Collection {
    pub(crate) settings: Settings,
    pub(crate) resolver: LinkResolver,
    /// In the site's order.
    pub(crate) essays: Vec<Entry>,
    pub(crate) pages: Vec<Entry>,
    /// All essays from newest to oldest, whatever the site's order, as indexes into `essays`. A draft without a date
    /// counts as the newest.
    pub(crate) newest: Vec<usize>,
    /// By name.
    pub(crate) tags: Vec<Tag>,
    /// In the site's order, each with the indexes of its essays in `essays`.
    pub(crate) years: Vec<(u16, Vec<usize>)>,
    /// The pictures and other files that only unpublished texts lead to.
    pub(crate) withheld: BTreeSet<ContentPath>,
    /// `site.css`, with the addresses that its files have on the site.
    pub(crate) styles: Option<OwnStyles>,
    /// The author's own fonts: of essays, and of headings.
    pub(crate) fonts: [Option<OwnFont>; 2],
    /// `site.toml`.
    pub(crate) settings_text: SourceText,
    /// The author's parts of pages.
    pub(crate) parts: Vec<CheckedPart>,
    /// The author's own callouts.
    pub(crate) marks: Vec<CheckedMark>,
    /// What is known of the site's addresses.
    pub(crate) addresses: SiteAddresses,
    /// The addresses of what was taken down, from the root of the host and percent-encoded.
    pub(crate) gone: Vec<String>,
    /// What is still to come, the next first.
    pub(crate) coming: Vec<Coming>,
    /// Whether the site is for its author alone, because it has drafts.
    pub(crate) is_preview: bool,
}

impl Collection {
    /// The names of its pages' files, as reports show them.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.essays.iter().chain(&self.pages).map(|entry| entry.page.source.name())
    }

    /// How many essays and pages are drafts.
    pub(crate) fn draft_count(&self) -> usize {
        self.essays.iter().chain(&self.pages).filter(|entry| entry.page.front_matter.draft).count()
    }
}

/// A page with its neighbours, tags, series and related essays.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) page: CheckedFile,
    pub(crate) address: Address,
    /// Each tag's name and the address of its page, if it is an essay.
    pub(crate) tags: Vec<Link>,
    pub(crate) previous: Option<Link>,
    pub(crate) next: Option<Link>,
    pub(crate) series: Option<Part>,
    /// Essays that share its tags.
    pub(crate) related: Vec<Link>,
}

/// An essay's place in its series.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// The series' name.
    pub(crate) title: String,
    /// Which part it is, from 1.
    pub(crate) number: usize,
    /// All parts in order. The essays of the series share this list.
    pub(crate) parts: Arc<[Link]>,
}

/// A tag, and the indexes of its essays in [`Collection::essays`].
#[derive(Debug, Clone)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) slug: Slug,
    pub(crate) essays: Vec<usize>,
}

/// Puts a site's pages in order.
pub fn arrange(site: CheckedSite) -> Collection {
    let CheckedSite {
        settings,
        resolver,
        mut essays,
        pages,
        withheld,
        styles,
        parts: parts_of_pages,
        marks,
        fonts,
        settings_text,
        addresses,
        gone,
        coming,
        is_preview,
    } = site;
    essays.sort_by(|a, b| by_day(settings.order, a, b));
    let newest = newest_of(&essays);
    let tags_by_slug = tags_of(&essays, &settings.tags);
    let mut tags: Vec<Tag> = tags_by_slug.values().cloned().collect();
    tags.sort_by_cached_key(|tag| (tag.name.to_lowercase(), tag.slug.clone()));
    let years = years_of(&essays);
    let links: Vec<Link> = essays.iter().map(|page| link_to(&resolver, &settings, page)).collect();
    let link_at = |at: usize| links[at].clone();
    let series = series_of(&essays);
    let parts = parts_of(essays.len(), &series, &links);
    let series_of = series::by_essay(essays.len(), &series);
    let neighbours = neighbours(&series::reading_order(&series_of, &series));
    let mut finder = RelatedFinder::new(essays.len(), &tags);
    let essays = essays.into_iter().zip(parts).enumerate().map(|(at, (page, part))| {
        let (previous, next) = neighbours[at];
        let is_part_beside = |other: usize| series_of[at].is_some() && series_of[other] == series_of[at];
        let is_linked = |other: usize| [previous, next].contains(&Some(other)) || is_part_beside(other);
        Entry {
            address: Address::Essay(page.front_matter.slug.clone()),
            tags: tag_links(&page, &tags_by_slug, &settings.tags, &resolver),
            previous: previous.map(link_at),
            next: next.map(link_at),
            series: part,
            related: finder.related(at, is_linked).into_iter().map(link_at).collect(),
            page,
        }
    });
    let essays = essays.collect();
    let pages = pages.into_iter().map(|page| Entry {
        address: Address::Page(page.front_matter.slug.clone()),
        tags: Vec::new(),
        previous: None,
        next: None,
        series: None,
        related: Vec::new(),
        page,
    });
    let pages = pages.collect();
    Collection {
        settings,
        resolver,
        essays,
        pages,
        newest,
        tags,
        years,
        withheld,
        styles,
        fonts,
        settings_text,
        parts: parts_of_pages,
        marks,
        addresses,
        gone,
        coming,
        is_preview,
    }
}

/// The place of each of `count` essays in its series.
fn parts_of(count: usize, series: &[Series], links: &[Link]) -> Vec<Option<Part>> {
    let mut parts_of: Vec<Option<Part>> = (0..count).map(|_| None).collect();
    for Series { title, parts } in series {
        let links: Arc<[Link]> = parts.iter().map(|at| links[*at].clone()).collect();
        for (nth, at) in parts.iter().enumerate() {
            parts_of[*at] = Some(Part { title: title.clone(), number: nth + 1, parts: Arc::clone(&links) });
        }
    }
    parts_of
}

/// For each essay, the one before it and the one after it.
fn neighbours(reading_order: &[usize]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut neighbours = vec![(None, None); reading_order.len()];
    for pair in reading_order.windows(2) {
        neighbours[pair[0]].1 = Some(pair[1]);
        neighbours[pair[1]].0 = Some(pair[0]);
    }
    neighbours
}

/// The indexes of essays, newest first. Essays of the same day keep the list's order.
fn newest_of(essays: &[CheckedFile]) -> Vec<usize> {
    let mut newest: Vec<usize> = (0..essays.len()).collect();
    newest.sort_by_key(|at| Reverse(essays[*at].front_matter.date.unwrap_or(Date::MAX)));
    newest
}

/// Compares essays by the site's order. Essays of the same day are sorted by slug, so that every build has the same
/// order. A draft without a date counts as the newest.
fn by_day(order: Order, a: &CheckedFile, b: &CheckedFile) -> Ordering {
    let day = |page: &CheckedFile| page.front_matter.date.unwrap_or(Date::MAX);
    let days = match order {
        Order::NewestFirst => day(b).cmp(&day(a)),
        Order::OldestFirst => day(a).cmp(&day(b)),
    };
    days.then_with(|| a.front_matter.slug.cmp(&b.front_matter.slug))
}

/// The tags of essays, by slug. Each is spelled as in the oldest essay that has it.
fn tags_of(essays: &[CheckedFile], addresses: &TagAddresses) -> BTreeMap<Slug, Tag> {
    let mut tags: BTreeMap<Slug, Tag> = BTreeMap::new();
    for (at, page) in essays.iter().enumerate() {
        for name in &page.front_matter.tags {
            let Some(slug) = addresses.slug(&name.value) else { continue };
            let tag =
                tags.entry(slug.clone()).or_insert_with(|| Tag { name: name.value.clone(), slug, essays: Vec::new() });
            if tag.essays.last() != Some(&at) {
                tag.essays.push(at);
            }
        }
    }
    // The oldest by the day of publication, whatever the list's order.
    for tag in tags.values_mut() {
        let oldest = tag
            .essays
            .iter()
            .min_by_key(|at| (essays[**at].front_matter.date.unwrap_or(Date::MAX), &essays[**at].front_matter.slug));
        let is_spelling = |name: &&Located<String>| addresses.slug(&name.value).as_ref() == Some(&tag.slug);
        let spelt = oldest.and_then(|at| essays[*at].front_matter.tags.iter().find(is_spelling));
        if let Some(name) = spelt {
            tag.name.clone_from(&name.value);
        }
    }
    tags
}

fn tag_links(
    page: &CheckedFile,
    tags: &BTreeMap<Slug, Tag>,
    addresses: &TagAddresses,
    resolver: &LinkResolver,
) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for tag in page.front_matter.tags.iter().filter_map(|name| tags.get(&addresses.slug(&name.value)?)) {
        let url = resolver.routes.write(&Address::Tag(tag.slug.clone(), 1));
        let link = Link { title: tag.name.clone(), url, language: None };
        if !links.contains(&link) {
            links.push(link);
        }
    }
    links
}

/// The years of essays, in the site's order. A draft without a date has none.
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

/// A link to an essay, with its language.
fn link_to(resolver: &LinkResolver, settings: &Settings, page: &CheckedFile) -> Link {
    let url = resolver.routes.write(&Address::Essay(page.front_matter.slug.clone()));
    let language = page.front_matter.language.as_ref().unwrap_or(&settings.language);
    Link { title: page.front_matter.title.clone(), url, language: Some(language.clone()) }
}
