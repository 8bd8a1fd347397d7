//! The contract between the press, which writes JSON files, and the app, which reads them.
//!
//! An essay's bundle is a [JSON Feed 1.1] item ([`Item`]), a list's bundle is a JSON Feed 1.1 feed ([`Feed`]).
//! What the format lacks stands in one extension object, `_catchword`, as the specification's section
//! "Extensions" asks. [`Site`] is the one file that is not a page's: what every page's frame needs.
//!
//! This crate does no I/O and knows nothing of Markdown, of files or of a browser.
//! `docs/bundle-format.md` is the same contract in prose.
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
    Author, Contents, Credit, Dates, Elsewhere, ElsewhereKind, Hero, ImageSource, Item, ItemMeta, Link, Series,
};
pub use seed::{SEED_ID, Seed, SeedPage};
pub use site::{Footer, Order, Site};
pub use slug::{Slug, SlugError};

use serde::{Deserialize, Serialize};

/// The contract's version. It grows when an app that knows the old one could not show the new one.
pub const SCHEMA: u32 = 1;

/// The value of a feed's `version` (JSON Feed 1.1, "Top-level").
pub const JSON_FEED: &str = "https://jsonfeed.org/version/1.1";

/// The value of `_catchword.about`: where the extension is described (JSON Feed 1.1, "Extensions").
pub const ABOUT: &str = "https://www.jsonfeed.org/version/1.1/#extensions-a-name-extensions-a";

/// The file name of a page's bundle, in the folder that is the page's address.
pub const BUNDLE_FILE: &str = "index.json";

/// The file name of [`Site`], at the site's base.
pub const SITE_FILE: &str = "site.json";

/// What kind of page a bundle is for (`_catchword.kind`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One essay: an [`Item`].
    Essay,
    /// A standing page such as About: an [`Item`].
    Page,
    /// Essays in a row, all of them, a tag's or a year's: a [`Feed`].
    List,
    /// Every tag with its count: a [`Feed`] without items.
    Tags,
    /// Every year with its count: a [`Feed`] without items.
    Archive,
    /// The search page: an [`Item`].
    Search,
}

/// A page's data, whichever of the two shapes it has.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Bundle {
    /// An essay, a standing page, the search page.
    Item(Box<Item>),
    /// A list of essays, the tags, the archive.
    Feed(Box<Feed>),
}

impl Bundle {
    /// The title of the page: an essay's title, a list's heading.
    pub fn title(&self) -> &str {
        match self {
            Bundle::Item(item) => &item.title,
            Bundle::Feed(feed) => &feed.catchword.heading,
        }
    }

    /// The page's kind.
    pub fn kind(&self) -> Kind {
        match self {
            Bundle::Item(item) => item.catchword.kind,
            Bundle::Feed(feed) => feed.catchword.kind,
        }
    }

    /// What a search engine or a link preview shows below the title; empty where there is nothing to say.
    pub fn description(&self) -> &str {
        match self {
            Bundle::Item(item) => item.summary.as_deref().unwrap_or_default(),
            Bundle::Feed(feed) => feed.description.as_deref().unwrap_or_default(),
        }
    }

    /// The page's own absolute address.
    pub fn url(&self) -> &str {
        match self {
            Bundle::Item(item) => &item.url,
            Bundle::Feed(feed) => feed.feed_url.strip_suffix(BUNDLE_FILE).unwrap_or(&feed.feed_url),
        }
    }

    /// The address under which a search engine shall know the page: where it stood first, else its own.
    pub fn canonical(&self) -> &str {
        match self {
            Bundle::Item(item) => item.catchword.origin().unwrap_or(&item.url),
            Bundle::Feed(_) => self.url(),
        }
    }

    /// The page's language, BCP 47; the site's where the bundle names none.
    pub fn language<'a>(&'a self, site: &'a Site) -> &'a str {
        match self {
            Bundle::Item(item) => item.language.as_deref().unwrap_or(&site.language),
            Bundle::Feed(feed) => &feed.language,
        }
    }

    /// The entries before and after this one in the order of its row.
    pub fn neighbours(&self) -> (Option<&Link>, Option<&Link>) {
        match self {
            Bundle::Item(item) => (item.catchword.previous.as_ref(), item.catchword.next.as_ref()),
            Bundle::Feed(feed) => (feed.catchword.previous.as_ref(), feed.catchword.next.as_ref()),
        }
    }
}
