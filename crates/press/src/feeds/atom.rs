//! `feed.xml`: RFC 4287.

use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Link, Person, Text};
use catchword_bundle::{Author, ElsewhereKind};

use super::content::{self, FeedContent};
use super::xml;
use crate::paths::ATOM;

/// When a feed without essays last changed. RFC 4287, section 4.1.1, requires a time, and the time of the build would
/// make every build different.
const NEVER: &str = "1970-01-01T00:00:00Z";

pub(super) fn write(content: &FeedContent<'_>) -> Vec<u8> {
    let site = content.site;
    let feed = Feed {
        lang: Some(site.language.clone()),
        id: content.id.to_owned(),
        title: Text::plain(site.title.clone()),
        subtitle: site.tagline.clone().map(Text::plain),
        updated: content.updated().unwrap_or_else(never),
        icon: site.favicon.as_deref().map(|icon| content.address(icon)),
        authors: content.authors.iter().map(person).collect(),
        links: vec![
            link("self", content.address(ATOM), Some("application/atom+xml")),
            link("alternate", site.url.clone(), Some("text/html")),
        ],
        entries: content.entries.iter().map(|essay| entry(content, essay)).collect(),
        ..Feed::default()
    };
    xml::writable(feed.write_to(Vec::new()).expect("writing to a Vec can't fail"))
}

fn entry(content: &FeedContent<'_>, essay: &content::FeedEntry<'_>) -> Entry {
    let item = essay.item;
    let language = essay.own_language(content.site);
    let plain = |text: &str| Text { lang: language.map(str::to_owned), ..Text::plain(text) };
    Entry {
        id: item.id.clone(),
        title: plain(&item.title),
        published: Some(essay.published),
        updated: essay.updated,
        authors: item.authors.iter().map(person).collect(),
        categories: item.tags.iter().map(|tag| Category { term: tag.clone(), ..Category::default() }).collect(),
        links: links(essay),
        // Section 4.2.13: a summary should not repeat the content.
        summary: item.summary.as_deref().filter(|_| !item.catchword.excerpt).map(plain),
        content: Some(Content {
            lang: language.map(str::to_owned),
            content_type: Some("html".to_owned()),
            value: Some(essay.content.clone()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

fn links(essay: &content::FeedEntry<'_>) -> Vec<Link> {
    let mut links = vec![link("alternate", essay.item.url.clone(), Some("text/html"))];
    links.extend(essay.item.catchword.elsewhere.iter().map(|place| {
        // Section 4.2.7.2: `via` is where the entry comes from.
        let relation = if place.kind == ElsewhereKind::Origin { "via" } else { "related" };
        Link { title: Some(place.name.clone()), ..link(relation, place.url.clone(), None) }
    }));
    // Unlike RSS, Atom allows enclosures of unknown length.
    links.extend(essay.picture().map(|picture| link("enclosure", picture.url.to_owned(), picture.media_type)));
    links
}

fn link(relation: &str, href: String, media_type: Option<&str>) -> Link {
    Link { rel: relation.to_owned(), href, mime_type: media_type.map(str::to_owned), ..Link::default() }
}

fn person(author: &Author) -> Person {
    Person { name: author.name.clone(), uri: author.url.clone(), ..Person::default() }
}

fn never() -> FixedDateTime {
    NEVER.parse().expect("`NEVER` is a time in RFC 3339")
}
