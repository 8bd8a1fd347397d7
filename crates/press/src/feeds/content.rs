//! What every feed contains, whatever its format.

use std::cmp::Reverse;

use atom_syndication::FixedDateTime;
use catchword_bundle::{Author, ElsewhereKind, Hero, Item, Site};
use catchword_i18n::Message;

use super::html;
use crate::dates;
use crate::escape;
use crate::render::Output;

/// How many essays a feed has: enough for a reader that asks once a month, and few enough to keep the file small.
const NEWEST: usize = 20;

/// The newest essays and their site, with absolute addresses.
pub(super) struct FeedContent<'a> {
    pub(super) site: &'a Site,
    /// The feed's own id, where a format has one.
    pub(super) id: &'a str,
    /// At least one: if the site names none, the site itself.
    pub(super) authors: Vec<Author>,
    /// The newest first.
    pub(super) entries: Vec<FeedEntry<'a>>,
}

/// One essay of a [`FeedContent`].
pub(super) struct FeedEntry<'a> {
    pub(super) item: &'a Item,
    pub(super) published: FixedDateTime,
    /// When it was last revised, or published.
    pub(super) updated: FixedDateTime,
    /// The whole text of its page, as HTML without relative addresses.
    pub(super) content: String,
}

/// The picture above an essay's text.
pub(super) struct Picture<'a> {
    pub(super) url: &'a str,
    pub(super) hero: &'a Hero,
    /// Its media type, by its file's name.
    pub(super) media_type: Option<&'static str>,
}

impl<'a> FeedContent<'a> {
    pub(super) fn of(output: &'a Output) -> FeedContent<'a> {
        let site = &output.site;
        let mut dated: Vec<(FixedDateTime, &Item)> =
            output.essays().filter_map(|item| Some((dates::published(item)?, item))).collect();
        // Essays of one day are sorted by their addresses, as in the site's lists.
        dated.sort_by_key(|(published, item)| (Reverse(*published), &item.url));
        let entries = dated.into_iter().take(NEWEST).map(|(published, item)| FeedEntry {
            item,
            published,
            updated: dates::last_change(item).unwrap_or(published),
            content: content(item, site),
        });
        FeedContent { site, id: &output.feed_id, authors: authors(site), entries: entries.collect() }
    }

    /// The absolute address of a path of the site, or of a file at its base.
    pub(super) fn address(&self, path: &str) -> String {
        html::address(path, &self.site.url)
    }

    /// When the newest change of an essay was.
    pub(super) fn updated(&self) -> Option<FixedDateTime> {
        self.entries.iter().map(|entry| entry.updated).max()
    }
}

impl<'a> FeedEntry<'a> {
    /// The essay's language, if it is not the site's.
    pub(super) fn own_language(&self, site: &Site) -> Option<&'a str> {
        self.item.language.as_deref().filter(|language| *language != site.language)
    }

    pub(super) fn picture(&self) -> Option<Picture<'a>> {
        let (url, hero) = (self.item.image.as_deref()?, self.item.catchword.hero.as_ref()?);
        Some(Picture { url, hero, media_type: media_type(url) })
    }
}

fn authors(site: &Site) -> Vec<Author> {
    if site.authors.is_empty() {
        // RFC 4287, section 4.1.1: a feed, or each of its entries, has to have an author.
        return vec![Author { name: site.title.clone(), url: Some(site.url.clone()) }];
    }
    let absolute = |author: &Author| Author {
        name: author.name.clone(),
        url: author.url.as_deref().map(|url| html::address(url, &site.url)),
    };
    site.authors.iter().map(absolute).collect()
}

/// The text, with the content note that its page shows before it and the link to the rest of the essay after it.
fn content(item: &Item, site: &Site) -> String {
    let mut content = String::new();
    if let Some(note) = &item.catchword.content_note {
        content.push_str("<p class=\"cw-content-note\" role=\"note\">");
        content.push_str(&escape::attribute(note));
        content.push_str("</p>\n");
    }
    content.push_str(&html::absolute(item.content_html.as_deref().unwrap_or_default(), &item.url));
    if let Some(rest) = item.catchword.elsewhere.iter().find(|place| place.kind == ElsewhereKind::Rest) {
        let catalog = catchword_i18n::catalog(item.language.as_deref().unwrap_or(&site.language));
        let (url, text) = (escape::attribute(&rest.url), escape::attribute(&catalog.fill(Message::RestOn, &rest.name)));
        content.push_str(&format!("<p class=\"cw-rest\"><a href=\"{url}\">{text}</a></p>\n"));
    }
    content
}

fn media_type(url: &str) -> Option<&'static str> {
    let (_, ending) = url.rsplit_once('.')?;
    Some(match ending.to_ascii_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        _ => return None,
    })
}
