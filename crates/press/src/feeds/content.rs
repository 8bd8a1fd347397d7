//! What every feed says, whichever format it says it in.

use std::cmp::Reverse;

use atom_syndication::FixedDateTime;
use catchword_bundle::{Author, Bundle, ElsewhereKind, Hero, Item, Kind, Site};
use catchword_i18n::Message;

use super::html;
use crate::escape;
use crate::render::Output;

/// How many essays a feed has: a reader that asks once a month misses none, and a feed's size has an end.
const NEWEST: usize = 20;

/// The newest essays and their site, with absolute addresses.
pub(super) struct FeedContent<'a> {
    pub(super) site: &'a Site,
    /// At least one: where the site names none, the site itself.
    pub(super) authors: Vec<Author>,
    /// The newest first.
    pub(super) entries: Vec<Entry<'a>>,
}

/// One essay of an [`FeedContent`].
pub(super) struct Entry<'a> {
    pub(super) item: &'a Item,
    pub(super) published: FixedDateTime,
    /// When it was last revised, or published.
    pub(super) updated: FixedDateTime,
    /// All that its page says, as HTML without a single relative address.
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
            essays(output).filter_map(|item| Some((date(item.date_published.as_deref())?, item))).collect();
        // Essays of one day stand by their addresses, as in the site's lists.
        dated.sort_by_key(|(published, item)| (Reverse(*published), &item.url));
        let entries = dated.into_iter().take(NEWEST).map(|(published, item)| Entry {
            item,
            published,
            updated: date(item.date_modified.as_deref()).unwrap_or(published),
            content: content(item, site),
        });
        FeedContent { site, authors: authors(site), entries: entries.collect() }
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

impl<'a> Entry<'a> {
    /// The essay's language, where it is not the site's.
    pub(super) fn own_language(&self, site: &Site) -> Option<&'a str> {
        self.item.language.as_deref().filter(|language| *language != site.language)
    }

    pub(super) fn picture(&self) -> Option<Picture<'a>> {
        let (url, hero) = (self.item.image.as_deref()?, self.item.catchword.hero.as_ref()?);
        Some(Picture { url, hero, media_type: media_type(url) })
    }
}

/// Every essay, in no order.
pub(crate) fn essays(output: &Output) -> impl Iterator<Item = &Item> {
    output.bundles.values().filter_map(|bundle| match bundle {
        Bundle::Item(item) if item.catchword.kind == Kind::Essay => Some(&**item),
        _ => None,
    })
}

/// When an essay or page changed for the last time, as far as its author says.
pub(crate) fn last_change(item: &Item) -> Option<FixedDateTime> {
    date(item.date_modified.as_deref().or(item.date_published.as_deref()))
}

fn date(text: Option<&str>) -> Option<FixedDateTime> {
    text?.parse().ok()
}

fn authors(site: &Site) -> Vec<Author> {
    if site.authors.is_empty() {
        // RFC 4287, section 4.1.1: a feed or each of its entries has an author.
        return vec![Author { name: site.title.clone(), url: Some(site.url.clone()) }];
    }
    let put_right = |author: &Author| Author {
        name: author.name.clone(),
        url: author.url.as_deref().map(|url| html::address(url, &site.url)),
    };
    site.authors.iter().map(put_right).collect()
}

/// The text between what its page puts before and after it: a reader of the feed, too, wants to be told beforehand what is
/// in it, and at its end that it goes on elsewhere.
fn content(item: &Item, site: &Site) -> String {
    let mut content = String::new();
    if let Some(note) = &item.catchword.content_note {
        content.push_str("<p class=\"content-note\" role=\"note\">");
        content.push_str(&escape::attribute(note));
        content.push_str("</p>\n");
    }
    content.push_str(&html::absolute(item.content_html.as_deref().unwrap_or_default(), &item.url));
    if let Some(rest) = item.catchword.elsewhere.iter().find(|place| place.kind == ElsewhereKind::Rest) {
        let words = catchword_i18n::catalog(item.language.as_deref().unwrap_or(&site.language));
        let (url, text) = (escape::attribute(&rest.url), escape::attribute(&words.fill(Message::RestOn, &rest.name)));
        content.push_str(&format!("<p class=\"rest\"><a href=\"{url}\">{text}</a></p>\n"));
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
