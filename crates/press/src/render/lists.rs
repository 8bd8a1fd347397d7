//! Lists of essays, as JSON Feeds.

use catchword_app::routes::Address;
use catchword_bundle::{ABOUT, Feed, FeedMeta, JSON_FEED, Kind, Link, Order, SCHEMA, TermCount};
use catchword_i18n::{Language, fill};

use super::items;
use crate::arrange::Collection;
use crate::pagination::{ESSAYS_PER_PAGE, ESSAYS_PER_YEAR_PAGE, page_count};

/// A list before it is divided into pages.
struct List<'a> {
    heading: &'a str,
    kind: Kind,
    essays: &'a [usize],
    entries: Vec<TermCount>,
    /// One sentence about it.
    description: Option<String>,
}

/// Every list of the site, page by page.
pub(super) fn lists(collection: &Collection) -> impl Iterator<Item = (Address, Feed)> {
    let language = catchword_i18n::language(&collection.settings.language);
    let press = &language.press;
    let all: Vec<usize> = (0..collection.essays.len()).collect();
    let site = collection.settings.title.as_str();
    let whole = List {
        heading: &press.essays,
        kind: Kind::List,
        essays: &all,
        entries: Vec::new(),
        description: collection.settings.tagline.clone(),
    };
    let mut feeds = paged(collection, language, &whole, ESSAYS_PER_PAGE, Address::List);
    for tag in &collection.tags {
        let list = List {
            heading: &tag.name,
            kind: Kind::List,
            essays: &tag.essays,
            entries: Vec::new(),
            description: Some(fill(&press.about_a_tag, &[("name", &tag.name), ("site", site)])),
        };
        feeds.extend(paged(collection, language, &list, ESSAYS_PER_PAGE, |page| Address::Tag(tag.slug.clone(), page)));
    }
    for (year, essays) in &collection.years {
        let heading = name_of(language, *year);
        let description = Some(fill(&press.about_a_year, &[("name", &heading), ("site", site)]));
        let list = List { heading: &heading, kind: Kind::List, essays, entries: Vec::new(), description };
        feeds.extend(paged(collection, language, &list, ESSAYS_PER_YEAR_PAGE, |page| Address::Year(*year, page)));
    }
    let tags = List {
        heading: &press.tags,
        kind: Kind::Tags,
        essays: &[],
        entries: tag_counts(collection, language),
        description: Some(fill(&press.about_the_tags, &[("site", site)])),
    };
    let archive = List {
        heading: &press.archive,
        kind: Kind::Archive,
        essays: &[],
        entries: year_counts(collection, language),
        description: Some(fill(&press.about_the_archive, &[("site", site)])),
    };
    feeds.push(feed(collection, language, &tags, &[], &|_| Address::Tags, (1, 1)));
    feeds.push(feed(collection, language, &archive, &[], &|_| Address::Archive, (1, 1)));
    feeds.into_iter()
}

/// A list in pages of `size` essays.
fn paged(
    collection: &Collection,
    language: &Language,
    list: &List<'_>,
    size: usize,
    address: impl Fn(u32) -> Address,
) -> Vec<(Address, Feed)> {
    let pages = page_count(list.essays.len(), size);
    let mut chunks = list.essays.chunks(size);
    (1..=pages)
        .map(|page| feed(collection, language, list, chunks.next().unwrap_or_default(), &address, (page, pages)))
        .collect()
}

fn feed(
    collection: &Collection,
    language: &Language,
    list: &List<'_>,
    essays: &[usize],
    address: &dyn Fn(u32) -> Address,
    (page, pages): (u32, u32),
) -> (Address, Feed) {
    let (settings, resolver) = (&collection.settings, &collection.resolver);
    let here = address(page);
    let press = &language.press;
    let (number, count) = (language.number(page), language.number(pages));
    let heading = match page {
        1 => list.heading.to_owned(),
        _ => fill(&press.later_page, &[("heading", list.heading), ("page", &number)]),
    };
    let place = (pages > 1).then(|| fill(&press.page_of, &[("page", &number), ("pages", &count)]));
    let link = |page: u32, title: &str| Link {
        title: title.to_owned(),
        url: resolver.routes.write(&address(page)),
        language: None,
    };
    let (before, after) = match settings.order {
        Order::NewestFirst => (&press.newer, &press.older),
        Order::OldestFirst => (&press.older, &press.newer),
    };
    let title = match here {
        Address::List(1) => settings.title.clone(),
        _ => format!("{} · {}", list.heading, settings.title),
    };
    let feed = Feed {
        version: JSON_FEED.to_owned(),
        title,
        home_page_url: settings.url.to_string(),
        feed_url: resolver.absolute(&resolver.routes.bundle(&here)),
        description: list.description.clone(),
        next_url: (page < pages).then(|| resolver.absolute(&resolver.routes.bundle(&address(page + 1)))),
        language: settings.language.clone(),
        authors: items::authors(collection, |url| resolver.absolute(&resolver.site_link(url))),
        items: essays.iter().map(|at| items::list_item(collection, &collection.essays[*at])).collect(),
        catchword: FeedMeta {
            about: ABOUT.to_owned(),
            schema: SCHEMA,
            kind: list.kind,
            heading,
            page,
            pages,
            place,
            entries: list.entries.clone(),
            previous: (page > 1).then(|| link(page - 1, before)),
            next: (page < pages).then(|| link(page + 1, after)),
        },
    };
    (here, feed)
}

fn tag_counts(collection: &Collection, language: &Language) -> Vec<TermCount> {
    let term = |tag: &crate::arrange::Tag| TermCount {
        name: tag.name.clone(),
        url: collection.resolver.routes.write(&Address::Tag(tag.slug.clone(), 1)),
        count: count(&tag.essays),
        text: Some(language.essays(count(&tag.essays))),
    };
    collection.tags.iter().map(term).collect()
}

fn year_counts(collection: &Collection, language: &Language) -> Vec<TermCount> {
    let term = |(year, essays): &(u16, Vec<usize>)| TermCount {
        name: name_of(language, *year),
        url: collection.resolver.routes.write(&Address::Year(*year, 1)),
        count: count(essays),
        text: Some(language.essays(count(essays))),
    };
    collection.years.iter().map(term).collect()
}

fn name_of(language: &Language, year: u16) -> String {
    i16::try_from(year).map_or_else(|_| year.to_string(), |year| language.year(year))
}

fn count(essays: &[usize]) -> u32 {
    u32::try_from(essays.len()).unwrap_or(u32::MAX)
}
