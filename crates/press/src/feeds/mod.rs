//! The newest essays as feeds.
//!
//! They are made from the bundles and never ask the clock: the same content gives the same bytes. The three feeds say
//! the same in three formats; what they share is a [`FeedContent`].

mod atom;
mod content;
mod html;
mod json_feed;
mod rss;
mod xml;

use std::collections::BTreeMap;

use crate::paths::{ATOM, JSON_FEED, RSS};
use crate::render::Output;
use content::FeedContent;

/// The site's feeds, by the paths of their files below the output folder: `feed.xml` (Atom, RFC 4287), `rss.xml` (RSS
/// 2.0) and `feed.json` (JSON Feed 1.1).
///
/// Each holds the newest twenty essays in full, by day, whatever the order of the site's lists. Every address in them
/// is absolute, in the essays' HTML too. An essay without a date, which only a draft can be, is in none.
pub fn feed_files(output: &Output) -> BTreeMap<String, Vec<u8>> {
    let content = FeedContent::of(output);
    let feeds = [(ATOM, atom::write(&content)), (RSS, rss::write(&content)), (JSON_FEED, json_feed::write(&content))];
    feeds.into_iter().map(|(file, bytes)| (file.to_owned(), bytes)).collect()
}
