//! Lists of essays as JSON Feeds.

use catchword_app::routes::Address;
use catchword_bundle::{ABOUT, Feed, FeedMeta, JSON_FEED, Kind, Link, Order, SCHEMA, Tally};
use catchword_i18n::{Language, fill};

use super::items;
use crate::link::Volume;
use crate::lists::{PAGE, YEAR, pages};

/// A list before it is cut into pages.
struct List<'a> {
    heading: &'a str,
    kind: Kind,
    essays: &'a [usize],
    entries: Vec<Tally>,
    /// One sentence about it.
    description: Option<String>,
}

/// Every list of the site, page by page.
pub(super) fn feeds(volume: &Volume) -> impl Iterator<Item = (Address, Feed)> {
    let language = catchword_i18n::language(&volume.settings.language);
    let press = &language.press;
    let all: Vec<usize> = (0..volume.essays.len()).collect();
    let site = volume.settings.title.as_str();
    let whole = List {
        heading: &press.essays,
        kind: Kind::List,
        essays: &all,
        entries: Vec::new(),
        description: volume.settings.tagline.clone(),
    };
    let mut feeds = paged(volume, language, &whole, PAGE, Address::List);
    for tag in &volume.tags {
        let list = List {
            heading: &tag.name,
            kind: Kind::List,
            essays: &tag.essays,
            entries: Vec::new(),
            description: Some(fill(&press.about_a_tag, &[("name", &tag.name), ("site", site)])),
        };
        feeds.extend(paged(volume, language, &list, PAGE, |page| Address::Tag(tag.slug.clone(), page)));
    }
    for (year, essays) in &volume.years {
        let heading = name_of(language, *year);
        let description = Some(fill(&press.about_a_year, &[("name", &heading), ("site", site)]));
        let list = List { heading: &heading, kind: Kind::List, essays, entries: Vec::new(), description };
        feeds.extend(paged(volume, language, &list, YEAR, |page| Address::Year(*year, page)));
    }
    let tags = List {
        heading: &press.tags,
        kind: Kind::Tags,
        essays: &[],
        entries: tag_tallies(volume, language),
        description: Some(fill(&press.about_the_tags, &[("site", site)])),
    };
    let archive = List {
        heading: &press.archive,
        kind: Kind::Archive,
        essays: &[],
        entries: year_tallies(volume, language),
        description: Some(fill(&press.about_the_archive, &[("site", site)])),
    };
    feeds.push(feed(volume, language, &tags, &[], &|_| Address::Tags, (1, 1)));
    feeds.push(feed(volume, language, &archive, &[], &|_| Address::Archive, (1, 1)));
    feeds.into_iter()
}

/// A list in pages of so many essays.
fn paged(
    volume: &Volume,
    language: &Language,
    list: &List<'_>,
    size: usize,
    address: impl Fn(u32) -> Address,
) -> Vec<(Address, Feed)> {
    let pages = pages(list.essays.len(), size);
    let mut chunks = list.essays.chunks(size);
    (1..=pages)
        .map(|page| feed(volume, language, list, chunks.next().unwrap_or_default(), &address, (page, pages)))
        .collect()
}

fn feed(
    volume: &Volume,
    language: &Language,
    list: &List<'_>,
    essays: &[usize],
    address: &dyn Fn(u32) -> Address,
    (page, pages): (u32, u32),
) -> (Address, Feed) {
    let (settings, shelf) = (&volume.settings, &volume.shelf);
    let here = address(page);
    let press = &language.press;
    let (number, count) = (language.number(page), language.number(pages));
    let heading = match page {
        1 => list.heading.to_owned(),
        _ => fill(&press.later_page, &[("heading", list.heading), ("page", &number)]),
    };
    let place = (pages > 1).then(|| fill(&press.page_of, &[("page", &number), ("pages", &count)]));
    let link = |page: u32, title: &str| Link { title: title.to_owned(), url: shelf.routes.write(&address(page)) };
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
        feed_url: shelf.absolute(&shelf.routes.bundle(&here)),
        description: list.description.clone(),
        next_url: (page < pages).then(|| shelf.absolute(&shelf.routes.bundle(&address(page + 1)))),
        language: settings.language.clone(),
        authors: items::authors(volume, |url| shelf.absolute(&shelf.site_link(url))),
        items: essays.iter().map(|at| items::entry(volume, &volume.essays[*at])).collect(),
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

fn tag_tallies(volume: &Volume, language: &Language) -> Vec<Tally> {
    let tally = |tag: &crate::link::Tag| Tally {
        name: tag.name.clone(),
        url: volume.shelf.routes.write(&Address::Tag(tag.slug.clone(), 1)),
        count: count(&tag.essays),
        text: Some(language.essays(count(&tag.essays))),
    };
    volume.tags.iter().map(tally).collect()
}

fn year_tallies(volume: &Volume, language: &Language) -> Vec<Tally> {
    let tally = |(year, essays): &(u16, Vec<usize>)| Tally {
        name: name_of(language, *year),
        url: volume.shelf.routes.write(&Address::Year(*year, 1)),
        count: count(essays),
        text: Some(language.essays(count(essays))),
    };
    volume.years.iter().map(tally).collect()
}

fn name_of(language: &Language, year: u16) -> String {
    i16::try_from(year).map_or_else(|_| year.to_string(), |year| language.year(year))
}

fn count(essays: &[usize]) -> u32 {
    u32::try_from(essays.len()).unwrap_or(u32::MAX)
}
