use serde::{Deserialize, Serialize};

use crate::{Author, Link, Slug};

/// What every page shows around its text. It is `site.json`, in the site's top folder.
///
/// In a browser the app reads only what it uses: `tagline`, `authors`, `nav`, `footer`, `quick_exit` and `favicon` are empty
/// there. What they say is in the frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The value of [`crate::SCHEMA`] when the file was written.
    pub schema: u32,
    /// The site's name.
    pub title: String,
    /// A sentence shown under the masthead of the home page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tagline: Option<String>,
    /// The absolute address of the home page; ends in `/`.
    pub url: String,
    /// The path of `url`; begins and ends in `/`.
    pub base: String,
    /// A BCP 47 tag.
    pub language: String,
    /// The first part of an essay's address.
    pub essays_at: Slug,
    /// The standing page that is the home page; absent if the list of essays is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Slug>,
    /// The order of essays in every list.
    pub order: Order,
    /// The site's authors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// The links in the masthead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nav: Vec<Link>,
    /// The footer of every page.
    #[serde(default, skip_serializing_if = "Footer::is_empty")]
    pub footer: Footer,
    /// Where "Leave this page" goes: an absolute address on another site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quick_exit: Option<String>,
    /// The path of the favicon, with the base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub favicon: Option<String>,
    /// Masthead, an empty `<main>` and footer as HTML, for an app that starts in an empty document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<String>,
    /// What only the frame's HTML is made from.
    #[serde(skip)]
    pub parts: Option<Box<FrameParts>>,
}

/// The author's own parts of the frame.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FrameParts {
    /// The picture beside or in place of the site's name.
    pub logo: Option<Logo>,
    /// HTML below the masthead.
    pub masthead: String,
    /// HTML above the footer's lines.
    pub footer: String,
}

/// A picture that stands for the site's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// Its path, with the base.
    pub url: String,
    /// Its size in CSS pixels.
    pub width: u32,
    /// The same, of its height.
    pub height: u32,
}

impl Site {
    /// What the app needs of it on a page that is there: the frame is in the document, and the app doesn't change it.
    #[must_use]
    pub fn of_a_page(&self) -> Site {
        Site {
            tagline: None,
            authors: Vec::new(),
            nav: Vec::new(),
            footer: Footer::default(),
            quick_exit: None,
            favicon: None,
            frame: None,
            parts: None,
            ..self.clone()
        }
    }
}

/// Which essay comes first in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// As in a journal.
    #[default]
    NewestFirst,
    /// As in a book.
    OldestFirst,
}

/// The footer of every page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Footer {
    /// A line about the author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// A note, such as a crisis line or a licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Links, such as to other networks or to feeds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

impl Footer {
    /// Whether the author has written nothing of it.
    pub fn is_empty(&self) -> bool {
        *self == Footer::default()
    }
}
