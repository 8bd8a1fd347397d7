//! `feed.json`: JSON Feed 1.1.
//!
//! The newest bundles in a row, without `_catchword`: that is for the app, and its addresses are paths.

use catchword_bundle::{Author, JSON_FEED};
use serde::Serialize;

use super::content::{FeedContent, FeedEntry};
use crate::paths;

#[derive(Serialize)]
struct Feed<'a> {
    version: &'a str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    favicon: Option<String>,
    language: &'a str,
    authors: &'a [Author],
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    content_html: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    authors: &'a [Author],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

pub(super) fn write(content: &FeedContent<'_>) -> Vec<u8> {
    let site = content.site;
    let feed = Feed {
        version: JSON_FEED,
        title: &site.title,
        home_page_url: &site.url,
        feed_url: content.address(paths::JSON_FEED),
        description: site.tagline.as_deref(),
        favicon: site.favicon.as_deref().map(|icon| content.address(icon)),
        language: &site.language,
        authors: &content.authors,
        items: content.entries.iter().map(item).collect(),
    };
    let mut json = serde_json::to_vec(&feed).expect("texts in fields of fixed names are always JSON");
    json.push(b'\n');
    json
}

fn item<'a>(entry: &'a FeedEntry<'_>) -> Item<'a> {
    let item = entry.item;
    Item {
        id: &item.id,
        url: &item.url,
        external_url: item.external_url.as_deref(),
        title: &item.title,
        summary: item.summary.as_deref(),
        content_html: &entry.content,
        image: item.image.as_deref(),
        date_published: item.date_published.as_deref(),
        date_modified: item.date_modified.as_deref(),
        authors: &item.authors,
        tags: &item.tags,
        language: item.language.as_deref(),
    }
}
