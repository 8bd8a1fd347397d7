use serde::{Deserialize, Serialize};

use crate::{Author, Item, Kind, Link};

/// The bundle of a list of essays, of the page of all tags, or of the archive: a JSON Feed 1.1 feed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Feed {
    /// [`crate::JSON_FEED`].
    pub version: String,
    /// The site's title, after the list's heading; without the heading on the first page of all essays.
    pub title: String,
    /// The absolute address of the home page.
    pub home_page_url: String,
    /// The absolute address of this file.
    pub feed_url: String,
    /// A sentence about the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The absolute address of the next page's bundle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_url: Option<String>,
    /// A BCP 47 tag.
    pub language: String,
    /// The site's authors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// The essays on this page, in the site's order.
    pub items: Vec<Item>,
    /// The fields that JSON Feed lacks.
    #[serde(rename = "_catchword")]
    pub catchword: FeedMeta,
}

/// The `_catchword` object of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedMeta {
    /// [`crate::ABOUT`].
    pub about: String,
    /// The value of [`crate::SCHEMA`] when the file was written.
    pub schema: u32,
    /// [`Kind::List`], [`Kind::Tags`] or [`Kind::Archive`].
    pub kind: Kind,
    /// The page's `<h1>`, such as `Essays`, `Repair`, `2026` or `Essays, page 2`.
    pub heading: String,
    /// The number of this page, from 1.
    pub page: u32,
    /// The number of pages in the list, at least 1.
    pub pages: u32,
    /// Both numbers as shown to the reader, such as `Page 2 of 5`; absent if there is only one page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The tags of `/tags/` or the years of `/archive/`, each with its number of essays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<TermCount>,
    /// The page before this one in the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Link>,
    /// The page after this one in the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Link>,
}

/// A tag or a year, and its number of essays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermCount {
    /// The tag's name, or the year.
    pub name: String,
    /// The path of its page, with the base.
    pub url: String,
    /// The number of essays, at least 1.
    pub count: u32,
    /// The count as shown to the reader, such as `3 essays`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}
