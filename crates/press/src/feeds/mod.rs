//! What others are told of the site: the newest essays as feeds, every page as a map for search engines, `robots.txt`.
//!
//! All of it is made of the bundles, and nothing asks the clock: the same content gives the same bytes. The three feeds say
//! the same, each in its own words; what they share is an [`FeedContent`].

mod atom;
pub(crate) mod content;
mod html;
mod json_feed;
mod rss;
mod xml;

use std::collections::BTreeMap;

use crate::render::Output;
use content::FeedContent;

/// The Atom feed, below the output folder.
pub(crate) const ATOM_FILE: &str = "feed.xml";
/// The RSS feed, below the output folder.
pub(crate) const RSS_FILE: &str = "rss.xml";
/// The JSON Feed, below the output folder.
pub(crate) const JSON_FEED_FILE: &str = "feed.json";
/// The map of the site's pages, below the output folder.
pub(crate) const SITEMAP_FILE: &str = "sitemap.xml";
const ROBOTS_FILE: &str = "robots.txt";

/// The site's feeds and maps, by the paths of their files below the output folder.
///
/// - `feed.xml` (Atom, RFC 4287), `rss.xml` (RSS 2.0) and `feed.json` (JSON Feed 1.1): the newest twenty essays whole, by
///   day, whatever the order of the site's lists. Every address in them is absolute, in the essays' HTML too. An essay
///   without a day, which only a draft can be, is in none.
/// - `sitemap.xml` (sitemaps.org 0.9): every page but the search page and those whose canonical address is another site's.
///   Beyond 50,000 pages or 50 MB it is an index of `sitemap-1.xml`, `sitemap-2.xml` and so on.
/// - `robots.txt` (RFC 9309): everything may be read, and the map is there.
pub fn feed_files(output: &Output) -> BTreeMap<String, Vec<u8>> {
    let content = FeedContent::of(output);
    let mut files = crate::sitemap::sitemaps(output, crate::sitemap::LIMITS);
    files.insert(ATOM_FILE.to_owned(), atom::write(&content));
    files.insert(RSS_FILE.to_owned(), rss::write(&content));
    files.insert(JSON_FEED_FILE.to_owned(), json_feed::write(&content));
    files.insert(ROBOTS_FILE.to_owned(), crate::robots::write(&output.site));
    files
}
