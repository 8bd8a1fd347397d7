use serde::{Deserialize, Serialize};

use crate::{Author, Item, Kind, Link};

/// A list of essays, the tags, the archive: a JSON Feed 1.1 feed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Feed {
    /// [`crate::JSON_FEED`].
    pub version: String,
    /// The feed's title: the site's, with the list's heading before it where it is not the site's first list.
    pub title: String,
    /// The site's absolute address.
    pub home_page_url: String,
    /// This file's absolute address.
    pub feed_url: String,
    /// One sentence about the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The absolute address of the bundle of the list's next page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_url: Option<String>,
    /// BCP 47.
    pub language: String,
    /// The site's authors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// The page's entries, in the site's order.
    pub items: Vec<Item>,
    /// What JSON Feed has no field for.
    #[serde(rename = "_catchword")]
    pub catchword: FeedMeta,
}

/// A feed's `_catchword`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedMeta {
    /// [`crate::ABOUT`].
    pub about: String,
    /// [`crate::SCHEMA`] as it was when the file was written.
    pub schema: u32,
    /// [`Kind::List`], [`Kind::Tags`] or [`Kind::Archive`].
    pub kind: Kind,
    /// The page's `<h1>`, such as `Essays`, `Repair`, `2026` or, of a later page, `Essays, page 2`.
    pub heading: String,
    /// Which page of the list this is, from 1.
    pub page: u32,
    /// How many pages the list has, at least 1.
    pub pages: u32,
    /// The same as a reader sees it, such as `Page 2 of 5`, where the list has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Names with counts: the tags of `/tags/`, the years of `/archive/`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<TermCount>,
    /// The list's page before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Link>,
    /// The list's page after this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Link>,
}

/// A tag or a year, and how many essays it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermCount {
    /// The tag's name, or the year.
    pub name: String,
    /// Its page: a path with the base.
    pub url: String,
    /// At least 1.
    pub count: u32,
    /// The same as a reader sees it, such as `3 essays`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}
