use serde::{Deserialize, Serialize};

use crate::{Author, Link, Slug};

/// What the frame around every page needs: `site.json`, at the site's base.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// [`crate::SCHEMA`] as it was when the file was written.
    pub schema: u32,
    /// The site's name.
    pub title: String,
    /// One sentence under the masthead of the home page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tagline: Option<String>,
    /// The home page's absolute address; ends in `/`.
    pub url: String,
    /// The path of `url`: begins and ends in `/`.
    pub base: String,
    /// BCP 47.
    pub language: String,
    /// The first part of an essay's address.
    pub essays_at: Slug,
    /// The standing page at the base, where the list is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Slug>,
    /// The order of every row of essays.
    pub order: Order,
    /// The site's authors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// The masthead's links.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nav: Vec<Link>,
    /// What stands below every page.
    #[serde(default)]
    pub footer: Footer,
    /// Where "Leave this page" leads: an absolute address of another site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quick_exit: Option<String>,
    /// The favicon: a path with the base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub favicon: Option<String>,
}

/// Which essay of a row comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// A journal's order.
    #[default]
    NewestFirst,
    /// A book's order.
    OldestFirst,
}

/// The foot of every page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Footer {
    /// The author's line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// A crisis line, a licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Social links, feeds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}
