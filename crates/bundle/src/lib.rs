//! The contract between the press, which writes JSON files, and the app, which reads them.
//!
//! An essay's bundle is a [JSON Feed 1.1] item ([`Item`]); a list's bundle is a JSON Feed 1.1 feed ([`Feed`]). Fields
//! that JSON Feed lacks are in one extension object, `_catchword`, as its section "Extensions" asks. [`Site`] is the one
//! file that belongs to no page: it holds what every page shows around its text.
//!
//! This crate does no I/O and knows nothing of Markdown, files or browsers.
//! `docs/bundle-format.md` describes the same contract in prose.
//!
//! [JSON Feed 1.1]: https://www.jsonfeed.org/version/1.1/

pub mod allow;
mod extra;
mod feed;
mod item;
mod seed;
mod site;
mod slug;

pub use extra::Extra;
pub use feed::{Feed, FeedMeta, TermCount};
pub use item::{
    Author, Credit, Dates, Elsewhere, ElsewhereKind, Hero, ImageSource, Item, ItemMeta, Link, Series, TocEntry,
};
pub use seed::{SEED_ID, Seed, SeedPage, fingerprint};
pub use site::{Footer, FrameParts, Logo, Order, Site};
pub use slug::{Slug, SlugError};

use serde::{Deserialize, Serialize};

/// The version of the contract. It goes up when an app that knows the old version could not show the new one.
pub const SCHEMA: u32 = 1;

/// The value of a feed's `version` (JSON Feed 1.1, "Top-level").
pub const JSON_FEED: &str = "https://jsonfeed.org/version/1.1";

/// The value of `_catchword.about`: where the extension is described (JSON Feed 1.1, "Extensions").
pub const ABOUT: &str = "https://www.jsonfeed.org/version/1.1/#extensions-a-name-extensions-a";

/// The file name of a page's bundle. It is in the same folder as the page.
pub const BUNDLE_FILE: &str = "index.json";

/// The file name of [`Site`], in the site's top folder.
pub const SITE_FILE: &str = "site.json";

/// The kind of page that a bundle belongs to (`_catchword.kind`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An essay: an [`Item`].
    Essay,
    /// A standing page such as About: an [`Item`].
    Page,
    /// A list of essays (all, of one tag, or of one year): a [`Feed`].
    List,
    /// All tags with their counts: a [`Feed`] without items.
    Tags,
    /// All years with their counts: a [`Feed`] without items.
    Archive,
    /// The search page: an [`Item`].
    Search,
}

/// A page's data, in one of its two shapes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Bundle {
    /// An essay, a standing page or the search page.
    Item(Box<Item>),
    /// A list of essays, the page of all tags or the archive.
    Feed(Box<Feed>),
}

impl Bundle {
    /// The page's title: an essay's title, or a list's heading.
    pub fn title(&self) -> &str {
        match self {
            Bundle::Item(item) => &item.title,
            Bundle::Feed(feed) => &feed.catchword.heading,
        }
    }

    /// The author's text as HTML, if the page has one.
    pub fn content_html(&self) -> Option<&str> {
        match self {
            Bundle::Item(item) => item.content_html.as_deref(),
            Bundle::Feed(_) => None,
        }
    }

    /// The kind of page.
    pub fn kind(&self) -> Kind {
        match self {
            Bundle::Item(item) => item.catchword.kind,
            Bundle::Feed(feed) => feed.catchword.kind,
        }
    }

    /// What a search engine or a link preview shows below the title; empty if there is none.
    pub fn description(&self) -> &str {
        match self {
            Bundle::Item(item) => item.summary.as_deref().unwrap_or_default(),
            Bundle::Feed(feed) => feed.description.as_deref().unwrap_or_default(),
        }
    }

    /// The page's absolute address.
    pub fn url(&self) -> &str {
        match self {
            Bundle::Item(item) => &item.url,
            Bundle::Feed(feed) => feed.feed_url.strip_suffix(BUNDLE_FILE).unwrap_or(&feed.feed_url),
        }
    }

    /// The canonical address, for search engines: where the essay was first published, else the page's own address.
    pub fn canonical(&self) -> &str {
        match self {
            Bundle::Item(item) => item.catchword.origin().unwrap_or(&item.url),
            Bundle::Feed(_) => self.url(),
        }
    }

    /// The page's language as a BCP 47 tag; the site's if the bundle names none.
    pub fn language<'a>(&'a self, site: &'a Site) -> &'a str {
        match self {
            Bundle::Item(item) => item.language.as_deref().unwrap_or(&site.language),
            Bundle::Feed(feed) => &feed.language,
        }
    }

    /// The links to the previous and the next page.
    pub fn neighbours(&self) -> (Option<&Link>, Option<&Link>) {
        match self {
            Bundle::Item(item) => (item.catchword.previous.as_ref(), item.catchword.next.as_ref()),
            Bundle::Feed(feed) => (feed.catchword.previous.as_ref(), feed.catchword.next.as_ref()),
        }
    }
}
