//! The three feeds, as a feed reader takes them: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1.

use std::collections::BTreeSet;

use feed_rs::model::{Entry, FeedType};
use scraper::Html;
use url::Url;

use crate::dist::{Dist, Page, select};

const FEEDS: [(&str, FeedType); 3] =
    [("feed.xml", FeedType::Atom), ("rss.xml", FeedType::RSS2), ("feed.json", FeedType::JSON)];

/// How many of the newest essays a feed holds.
const NEWEST: usize = 20;

/// Feeds that don't parse, lack an essay, or hold one in part.
pub(crate) fn complaints(dist: &Dist) -> Vec<String> {
    let of_feed = |(file, kind): (&'static str, FeedType)| {
        let found = of_feed(dist, file, kind).unwrap_or_else(|complaint| vec![complaint]);
        found.into_iter().map(move |complaint| format!("{file}: {complaint}"))
    };
    FEEDS.into_iter().flat_map(of_feed).collect()
}

fn of_feed(dist: &Dist, file: &str, kind: FeedType) -> Result<Vec<String>, String> {
    let feed = feed_rs::parser::parse(dist.text(file)?.as_bytes()).map_err(|error| error.to_string())?;
    let mut complaints = Vec::new();
    if feed.feed_type != kind {
        complaints.push(format!("is {:?}", feed.feed_type));
    }
    let title = feed.title.map(|title| title.content);
    if title.as_deref() != Some(&dist.site.title) {
        complaints.push(format!("is called {title:?}"));
    }
    let essays: Vec<_> = dist.pages.iter().filter(|page| page.kind() == Some("essay")).collect();
    if feed.entries.len() != essays.len().min(NEWEST) {
        complaints.push(format!("holds {} of {} essays", feed.entries.len(), essays.len()));
    }
    let mut held = BTreeSet::new();
    for entry in &feed.entries {
        let Some(essay) = essays.iter().find(|essay| entry.links.iter().any(|link| link.href == essay.url.as_str()))
        else {
            complaints.push(format!("the entry {} leads to no essay", entry.id));
            continue;
        };
        if !held.insert(&essay.file) {
            complaints.push(format!("{} stands there twice", essay.url));
        }
        complaints.extend(of_entry(dist, essay, entry).into_iter().map(|what| format!("{}: {what}", essay.url)));
    }
    let (inside, outside): (Vec<_>, Vec<_>) = essays.into_iter().partition(|essay| held.contains(&essay.file));
    let oldest = inside.iter().filter_map(|essay| published(essay)).min();
    for essay in outside.iter().filter(|essay| published(essay) > oldest) {
        complaints.push(format!("{} is newer than some that are there", essay.url));
    }
    Ok(complaints)
}

fn of_entry(dist: &Dist, essay: &Page, entry: &Entry) -> Vec<String> {
    let mut complaints = Vec::new();
    let bundle = essay.bundle.as_ref().unwrap();
    if entry.title.as_ref().map(|title| title.content.as_str()) != bundle["title"].as_str() {
        complaints.push(format!("is called {:?}", entry.title));
    }
    if entry.published.map(|time| time.timestamp()) != published(essay).map(|time| time.as_second()) {
        complaints.push(format!("was published {:?}", entry.published));
    }
    let Some(body) = entry.content.as_ref().and_then(|content| content.body.as_deref()) else {
        complaints.push("has no text".to_owned());
        return complaints;
    };
    let body = Html::parse_fragment(body);
    let whole = Html::parse_fragment(bundle["content_html"].as_str().unwrap_or_default());
    if !words(&body).contains(&words(&whole)) {
        complaints.push("has not the whole text".to_owned());
    }
    for (css, name) in [("[href]", "href"), ("[src]", "src")] {
        for element in select(&body, css) {
            let reference = element.attr(name).unwrap_or_default();
            let of_site = Url::parse(reference).is_ok_and(|url| url.origin() == dist.url("").origin());
            if of_site || Url::parse(reference).is_err() {
                complaints.extend(dist.is_not_own(reference).map(|why| format!("{name} {why}")));
            }
        }
    }
    complaints
}

fn published(essay: &Page) -> Option<jiff::Timestamp> {
    essay.bundle.as_ref()?["date_published"].as_str()?.parse().ok()
}

/// The text with one space between its words.
fn words(html: &Html) -> String {
    let text: String = html.root_element().text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{finds, has_no_complaint};

    #[test]
    fn a_whole_site_passes() {
        has_no_complaint(complaints);
    }

    #[test]
    fn a_feed_that_is_none_is_found() {
        finds(complaints, "feed.xml", "</feed>", "", "feed.xml: ");
        finds(complaints, "feed.xml", "http://www.w3.org/2005/Atom", "http://www.w3.org/2005/Atum", "feed.xml: ");
        finds(complaints, "rss.xml", "<title>A blog</title>", "<title>A bog</title>", "is called Some(\"A bog\")");
        finds(complaints, "feed.json", r#"version/1.1"#, r#"version/9"#, "feed.json: ");
    }

    #[test]
    fn an_entry_in_part_is_found() {
        for (file, _) in FEEDS {
            finds(complaints, file, "A boat, a", "A boat", "essays/first/: has not the whole text");
            finds(
                complaints,
                file,
                "https://blog.example/at/about/",
                "/at/about/",
                "href `/at/about/` is not absolute",
            );
            finds(complaints, file, "https://blog.example/at/about/", "https://blog.example/at/x/", "is not there");
            finds(complaints, file, "https://blog.example/at/essays/first/", "https://blog.example/", "no essay");
        }
        finds(complaints, "feed.xml", "2026-05-01", "2026-05-02", "essays/first/: was published");
        finds(complaints, "rss.xml", "<title>First", "<title>Fist", "essays/first/: is called");
    }
}
