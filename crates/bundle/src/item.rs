use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Extra, Kind, Slug};

/// The bundle of an essay or a standing page: a JSON Feed 1.1 item. Inside a list it has no `content_html`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The page's absolute address, which JSON Feed uses as the item's identity.
    pub id: String,
    /// The page's absolute address.
    pub url: String,
    /// The essay's address on another site, if it continues there or was first published there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_url: Option<String>,
    /// The title, as plain text.
    pub title: String,
    /// One or two sentences, as plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The text as sanitised HTML. Links within the site are paths with the base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_html: Option<String>,
    /// The summary, in a list: JSON Feed requires `content_html` or `content_text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_text: Option<String>,
    /// The hero picture's absolute address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// The start of the day of publication in the site's time zone (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_published: Option<String>,
    /// The start of the day of the last revision in the site's time zone (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<String>,
    /// The authors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// The names of the tags; their addresses are in [`ItemMeta::tags`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// A BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The fields that JSON Feed lacks.
    #[serde(rename = "_catchword")]
    pub catchword: ItemMeta,
}

/// The `_catchword` object of an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemMeta {
    /// [`crate::ABOUT`].
    pub about: String,
    /// The value of [`crate::SCHEMA`] when the file was written.
    pub schema: u32,
    /// [`Kind::Essay`], [`Kind::Page`] or [`Kind::Search`].
    pub kind: Kind,
    /// The last part of the address.
    pub slug: Slug,
    /// The reading time in whole minutes, at least 1.
    pub minutes: u32,
    /// The reading time as shown to the reader, such as `6 min read`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<String>,
    /// The line that names the authors, as shown to the reader, such as `By Ana and Ben`. An entry of a list has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// The number of words in the text.
    pub words: u32,
    /// Whether the summary was taken from the beginning of the text because the author wrote none. Such a summary is
    /// not shown above the text: the reader would read it twice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub excerpt: bool,
    /// A note shown before the text, such as a content warning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_note: Option<String>,
    /// The picture above the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hero: Option<Hero>,
    /// The headings of the text, in order; absent in a list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<TocEntry>,
    /// Other sites that have the essay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<Elsewhere>,
    /// The dates as shown to the reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Dates>,
    /// The tags, each with the address of its page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Link>,
    /// The essay's series, if the series has at least two parts; absent in a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<Series>,
    /// Up to three essays that share tags with this one, the closest first; absent in a list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Link>,
    /// The front matter's `[extra]` table, unchanged. It is only read with the feature `extra`: the wasm of any other
    /// app doesn't contain the code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(not(feature = "extra"), serde(skip_deserializing))]
    pub extra: BTreeMap<String, Extra>,
    /// The essay before this one in the site's order; within a series, the part before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Link>,
    /// The essay after this one in the site's order; within a series, the part after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Link>,
}

impl ItemMeta {
    /// The absolute address where the essay was first published, if that was on another site.
    pub fn origin(&self) -> Option<&str> {
        let origin = self.elsewhere.iter().find(|place| place.kind == ElsewhereKind::Origin)?;
        Some(&origin.url)
    }
}

/// A link with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The text of the link, plain.
    pub title: String,
    /// A path with the base, or an absolute address on another site.
    pub url: String,
    /// The title's language as a BCP 47 tag, if it is not the page's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// The series that an essay belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// The name of the series.
    pub title: String,
    /// The essay's place in it as shown to the reader, such as `Part 2 of 5`.
    pub place: String,
    /// All parts in order, including this essay.
    pub parts: Vec<Link>,
}

/// An author (JSON Feed 1.1, "authors").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The name as shown to the reader.
    pub name: String,
    /// A page about or by the author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The picture above an essay, with its size, so that the browser can reserve the space before it loads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hero {
    /// The files that the browser may choose from; at least one, the widest last.
    pub sources: Vec<ImageSource>,
    /// The width of the widest source, in pixels.
    pub width: u32,
    /// The height of the widest source, in pixels.
    pub height: u32,
    /// The text in the picture's place; empty for decoration.
    pub alt: String,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<Credit>,
}

/// One of the files of a [`Hero`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageSource {
    /// A path with the base.
    pub url: String,
    /// In pixels.
    pub width: u32,
}

/// Who made a picture, and where it comes from: "Photo by NAME on SOURCE".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// The name of the person who made it.
    pub name: String,
    /// A page about that person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The name of the site it comes from, such as `Unsplash`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// One heading of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TocEntry {
    /// The heading's `id`, unique on the page.
    pub id: String,
    /// The heading's level, 2 to 6.
    pub level: u8,
    /// The heading's plain text.
    pub text: String,
}

/// Another site that has the essay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// The site's name, such as `Substack`.
    pub name: String,
    /// The essay's absolute address there.
    pub url: String,
    /// What that site has.
    pub kind: ElsewhereKind,
}

/// What the other site has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ElsewhereKind {
    /// The rest of the essay.
    Rest,
    /// A copy.
    Copy,
    /// The original: it was published there first, so the canonical address is there.
    Origin,
}

/// The dates, formatted by the press in the essay's language, so that the app needs no calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dates {
    /// The day of publication, such as `1 May 2026`.
    pub published: String,
    /// The day of the last revision, in the same form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
}
