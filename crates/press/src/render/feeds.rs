//! Lists of essays as JSON Feeds.

use quire::routes::Address;
use quire_bundle::{ABOUT, Feed, FeedMeta, JSON_FEED, Kind, Link, Order, SCHEMA, Tally};

use super::items;
use crate::link::Volume;
use crate::words::Words;

/// How many essays a list shows at a time.
const PAGE: usize = 10;

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
pub(super) fn feeds<'a>(volume: &'a Volume, words: &'a Words) -> impl Iterator<Item = (Address, Feed)> + 'a {
    let all: Vec<usize> = (0..volume.essays.len()).collect();
    let site = volume.settings.title.as_str();
    let whole = List {
        heading: words.essays,
        kind: Kind::List,
        essays: &all,
        entries: Vec::new(),
        description: volume.settings.tagline.clone(),
    };
    let mut feeds = paged(volume, words, &whole, Address::List);
    for tag in &volume.tags {
        let list = List {
            heading: &tag.name,
            kind: Kind::List,
            essays: &tag.essays,
            entries: Vec::new(),
            description: Some(words.about_a_tag(&tag.name, site)),
        };
        feeds.extend(paged(volume, words, &list, |page| Address::Tag(tag.slug.clone(), page)));
    }
    for (year, essays) in &volume.years {
        let heading = year.to_string();
        let description = Some(words.about_a_year(&heading, site));
        let list = List { heading: &heading, kind: Kind::List, essays, entries: Vec::new(), description };
        feeds.push(feed(volume, words, &list, list.essays, &|_| Address::Year(*year), (1, 1)));
    }
    let tags = List {
        heading: words.tags,
        kind: Kind::Tags,
        essays: &[],
        entries: tag_tallies(volume),
        description: Some(words.about_the_tags(site)),
    };
    let archive = List {
        heading: words.archive,
        kind: Kind::Archive,
        essays: &[],
        entries: year_tallies(volume),
        description: Some(words.about_the_archive(site)),
    };
    feeds.push(feed(volume, words, &tags, &[], &|_| Address::Tags, (1, 1)));
    feeds.push(feed(volume, words, &archive, &[], &|_| Address::Archive, (1, 1)));
    feeds.into_iter()
}

/// A list in pages of ten; a list of nothing has one page too.
fn paged(volume: &Volume, words: &Words, list: &List<'_>, address: impl Fn(u32) -> Address) -> Vec<(Address, Feed)> {
    let pages = u32::try_from(list.essays.len().div_ceil(PAGE).max(1)).unwrap_or(u32::MAX);
    let mut chunks = list.essays.chunks(PAGE);
    (1..=pages)
        .map(|page| feed(volume, words, list, chunks.next().unwrap_or_default(), &address, (page, pages)))
        .collect()
}

fn feed(
    volume: &Volume,
    words: &Words,
    list: &List<'_>,
    essays: &[usize],
    address: &dyn Fn(u32) -> Address,
    (page, pages): (u32, u32),
) -> (Address, Feed) {
    let (settings, shelf) = (&volume.settings, &volume.shelf);
    let here = address(page);
    let link = |page: u32, title: &str| Link { title: title.to_owned(), url: shelf.routes.write(&address(page)) };
    let (before, after) = match settings.order {
        Order::NewestFirst => (words.newer, words.older),
        Order::OldestFirst => (words.older, words.newer),
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
        items: essays.iter().map(|at| items::entry(volume, &volume.essays[*at], words)).collect(),
        quire: FeedMeta {
            about: ABOUT.to_owned(),
            schema: SCHEMA,
            kind: list.kind,
            heading: list.heading.to_owned(),
            page,
            pages,
            entries: list.entries.clone(),
            previous: (page > 1).then(|| link(page - 1, before)),
            next: (page < pages).then(|| link(page + 1, after)),
        },
    };
    (here, feed)
}

fn tag_tallies(volume: &Volume) -> Vec<Tally> {
    let tally = |tag: &crate::link::Tag| Tally {
        name: tag.name.clone(),
        url: volume.shelf.routes.write(&Address::Tag(tag.slug.clone(), 1)),
        count: count(&tag.essays),
    };
    volume.tags.iter().map(tally).collect()
}

fn year_tallies(volume: &Volume) -> Vec<Tally> {
    let tally = |(year, essays): &(u16, Vec<usize>)| Tally {
        name: year.to_string(),
        url: volume.shelf.routes.write(&Address::Year(*year)),
        count: count(essays),
    };
    volume.years.iter().map(tally).collect()
}

fn count(essays: &[usize]) -> u32 {
    u32::try_from(essays.len()).unwrap_or(u32::MAX)
}
