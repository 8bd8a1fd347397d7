//! `rss.xml`: RSS 2.0, as the RSS Advisory Board's Best Practices Profile reads it.
//!
//! It uses elements of four namespaces that readers know: the whole text in `content:encoded`, the feed's own address
//! in `atom:link`, authors without e-mail addresses in `dc:creator`, and the picture in `media:content`.

use std::collections::BTreeMap;

use catchword_bundle::Site;
use rss::extension::dublincore::DublinCoreExtension;
use rss::extension::{Extension, ExtensionMap};
use rss::{Category, Channel, Guid, Item};

use super::content::{FeedContent, FeedEntry, Picture};
use super::xml;
use crate::escape;
use crate::paths::RSS;

/// The namespaces of elements that the `rss` crate has no types for: RFC 4287, and Media RSS 1.5.1.
const NAMESPACES: [(&str, &str); 2] =
    [("atom", "http://www.w3.org/2005/Atom"), ("media", "http://search.yahoo.com/mrss/")];

pub(super) fn write(content: &FeedContent<'_>) -> Vec<u8> {
    let site = content.site;
    let channel = Channel {
        title: site.title.clone(),
        link: site.url.clone(),
        description: site.tagline.as_ref().unwrap_or(&site.title).clone(),
        language: Some(site.language.clone()),
        last_build_date: content.updated().map(|updated| updated.to_rfc2822()),
        namespaces: NAMESPACES.map(|(prefix, name)| (prefix.to_owned(), name.to_owned())).into(),
        extensions: extension("atom", "link", own_link(content.address(RSS))),
        items: content.entries.iter().map(|entry| item(site, entry)).collect(),
        ..Channel::default()
    };
    xml::writable(channel.write_to(Vec::new()).expect("writing to a Vec can't fail"))
}

fn item(site: &Site, entry: &FeedEntry<'_>) -> Item {
    let item = entry.item;
    Item {
        title: Some(item.title.clone()),
        link: Some(item.url.clone()),
        // Unlike a title, a description is HTML.
        description: item.summary.as_deref().map(escape::attribute),
        categories: item.tags.iter().map(|tag| Category { name: tag.clone(), domain: None }).collect(),
        guid: Some(Guid { value: item.id.clone(), permalink: item.id == item.url }),
        // RFC 822's dates have two-digit years; RSS 2.0 prefers RFC 2822's four.
        pub_date: Some(entry.published.to_rfc2822()),
        content: Some(entry.content.clone()),
        dublin_core_ext: Some(DublinCoreExtension {
            creators: item.authors.iter().map(|author| author.name.clone()).collect(),
            languages: entry.own_language(site).map(str::to_owned).into_iter().collect(),
            ..DublinCoreExtension::default()
        }),
        extensions: entry.picture().map(|picture| extension("media", "content", media(&picture))).unwrap_or_default(),
        ..Item::default()
    }
}

/// The feed's own address, for which RSS has no element.
fn own_link(href: String) -> Extension {
    element("atom:link", None, &[("href", &href), ("rel", "self"), ("type", "application/rss+xml")])
}

/// Not an `enclosure`: that is for downloads, and has to state the file's length.
fn media(picture: &Picture<'_>) -> Extension {
    let hero = picture.hero;
    let (width, height) = (hero.width.to_string(), hero.height.to_string());
    let mut attributes = vec![("url", picture.url), ("medium", "image"), ("width", &width), ("height", &height)];
    attributes.extend(picture.media_type.map(|media_type| ("type", media_type)));
    let mut content = element("media:content", None, &attributes);
    if !hero.alt.is_empty() {
        let description = element("media:description", Some(&hero.alt), &[]);
        content.children.insert("description".to_owned(), vec![description]);
    }
    if let Some(credit) = &hero.credit {
        let credit = element("media:credit", Some(&credit.name), &[]);
        content.children.insert("credit".to_owned(), vec![credit]);
    }
    content
}

fn element(name: &str, value: Option<&str>, attributes: &[(&str, &str)]) -> Extension {
    let attrs = attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Extension { name: name.to_owned(), value: value.map(str::to_owned), attrs, children: BTreeMap::new() }
}

/// One element, in the form in which the crate keeps extensions.
fn extension(prefix: &str, name: &str, element: Extension) -> ExtensionMap {
    [(prefix.to_owned(), [(name.to_owned(), vec![element])].into())].into()
}
