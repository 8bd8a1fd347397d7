use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Extra, Kind, Slug};

/// An essay or a standing page: a JSON Feed 1.1 item. As a list's entry it lacks `content_html`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The page's absolute address, which is also its identity.
    pub id: String,
    /// The page's absolute address.
    pub url: String,
    /// The same essay elsewhere, where it goes on there or was first published there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_url: Option<String>,
    /// The title, as plain text.
    pub title: String,
    /// One or two sentences, as plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The sanitised body. Its own links are paths that begin with the site's base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_html: Option<String>,
    /// In a list's entry, the summary: the format wants one of the two contents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_text: Option<String>,
    /// The hero picture's absolute address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// RFC 3339: the start of the essay's day in the site's time zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_published: Option<String>,
    /// RFC 3339, likewise, of the day it was last revised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// The tags' names; their addresses are in [`ItemMeta::tags`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What JSON Feed has no field for.
    #[serde(rename = "_catchword")]
    pub catchword: ItemMeta,
}

/// An item's `_catchword`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemMeta {
    /// [`crate::ABOUT`].
    pub about: String,
    /// [`crate::SCHEMA`] as it was when the file was written.
    pub schema: u32,
    /// [`Kind::Essay`], [`Kind::Page`] or [`Kind::Search`].
    pub kind: Kind,
    /// The last part of the address.
    pub slug: Slug,
    /// Reading time, whole minutes, at least 1.
    pub minutes: u32,
    /// The same as a reader sees it, such as `6 min read`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<String>,
    /// Words of the body.
    pub words: u32,
    /// Whether the summary is the beginning of the body, because the author wrote none: above the text it would
    /// only say the same twice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub excerpt: bool,
    /// What a reader may want to know before the text begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_note: Option<String>,
    /// The picture above the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hero: Option<Hero>,
    /// The body's headings, in order; absent from a list's entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<Contents>,
    /// Where else the essay stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<Elsewhere>,
    /// The dates as a reader sees them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Dates>,
    /// The tags, each with the address of its page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Link>,
    /// The series that the essay is a part of, where it has others; absent from a list's entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<Series>,
    /// Essays that share the essay's tags, the nearest first, three at most; absent from a list's entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Link>,
    /// `[extra]` of the front matter, as it stands there. Read only with the feature `extra`: a site that makes
    /// nothing of it need not carry the code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(not(feature = "extra"), serde(skip_deserializing))]
    pub extra: BTreeMap<String, Extra>,
    /// The entry before this one in the list's order; within a series the part before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Link>,
    /// The entry after this one in the list's order; within a series the part after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Link>,
}

impl ItemMeta {
    /// The absolute address at which the essay was published first, where that is not this site.
    pub fn origin(&self) -> Option<&str> {
        let origin = self.elsewhere.iter().find(|place| place.kind == ElsewhereKind::Origin)?;
        Some(&origin.url)
    }
}

/// A title and a path that begins with the site's base.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The words of the link, as plain text.
    pub title: String,
    /// A path with the base, or an absolute address of another site.
    pub url: String,
}

/// Essays that belong together, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Its name.
    pub title: String,
    /// Which part the essay is, as a reader sees it: `Part 2 of 5`.
    pub place: String,
    /// All parts, the essay among them.
    pub parts: Vec<Link>,
}

/// JSON Feed 1.1, "authors".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The name as it is shown.
    pub name: String,
    /// A page about or by the author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A picture with its measures, so that its place is kept before it comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hero {
    /// The files to choose from; at least one, the widest last.
    pub sources: Vec<ImageSource>,
    /// The widest source's width, CSS pixels.
    pub width: u32,
    /// The widest source's height, CSS pixels.
    pub height: u32,
    /// The text in the picture's place; empty for decoration.
    pub alt: String,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<Credit>,
}

/// One file of a [`Hero`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageSource {
    /// A path with the base.
    pub url: String,
    /// CSS pixels.
    pub width: u32,
}

/// "Photo by NAME on SOURCE".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// The maker.
    pub name: String,
    /// The maker's page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where it was found, such as `Unsplash`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// One heading of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// The heading's `id`, unique in the page.
    pub id: String,
    /// 2 to 6.
    pub level: u8,
    /// The heading as plain text.
    pub text: String,
}

/// Another place where the essay stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// The place's name, such as `Substack`.
    pub name: String,
    /// The absolute address there.
    pub url: String,
    /// What is there.
    pub kind: ElsewhereKind,
}

/// What stands at an [`Elsewhere`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ElsewhereKind {
    /// The essay goes on there.
    Rest,
    /// The same essay stands there too.
    Copy,
    /// It was published there first; the canonical address.
    Origin,
}

/// The dates in the site's language, so that the app needs no calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dates {
    /// Such as `1 May 2026`.
    pub published: String,
    /// Likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
}
