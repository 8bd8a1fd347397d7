//! The three feeds, read by a feed parser: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1.

use std::collections::BTreeSet;

use feed_rs::model::{Entry, FeedType};
use scraper::Html;
use url::Url;

use crate::dist::{Dist, Page, select};

const FEEDS: [(&str, FeedType); 3] =
    [("feed.xml", FeedType::Atom), ("rss.xml", FeedType::RSS2), ("feed.json", FeedType::JSON)];

/// How many essays a feed has: the newest ones.
const NEWEST: usize = 20;

/// Feeds that don't parse, miss an essay, or have one without its whole text.
pub(crate) fn problems(dist: &Dist) -> Vec<String> {
    let of_feed = |(file, kind): (&'static str, FeedType)| {
        let found = of_feed(dist, file, kind).unwrap_or_else(|problem| vec![problem]);
        found.into_iter().map(move |problem| format!("{file}: {problem}"))
    };
    FEEDS.into_iter().flat_map(of_feed).collect()
}

fn of_feed(dist: &Dist, file: &str, kind: FeedType) -> Result<Vec<String>, String> {
    let feed = feed_rs::parser::parse(dist.text(file)?.as_bytes()).map_err(|error| error.to_string())?;
    let mut problems = Vec::new();
    if feed.feed_type != kind {
        problems.push(format!("is {:?}", feed.feed_type));
    }
    let title = feed.title.map(|title| title.content);
    if title.as_deref() != Some(&dist.site.title) {
        problems.push(format!("has the title {title:?}"));
    }
    let essays: Vec<_> = dist.pages.iter().filter(|page| page.kind() == Some("essay")).collect();
    if feed.entries.len() != essays.len().min(NEWEST) {
        problems.push(format!("has {} of {} essays", feed.entries.len(), essays.len()));
    }
    let mut found = BTreeSet::new();
    for entry in &feed.entries {
        let Some(essay) = essays.iter().find(|essay| entry.links.iter().any(|link| link.href == essay.url.as_str()))
        else {
            problems.push(format!("the entry {} links no essay", entry.id));
            continue;
        };
        if !found.insert(&essay.file) {
            problems.push(format!("{} is there twice", essay.url));
        }
        problems.extend(of_entry(dist, essay, entry).into_iter().map(|what| format!("{}: {what}", essay.url)));
    }
    let (inside, outside): (Vec<_>, Vec<_>) = essays.into_iter().partition(|essay| found.contains(&essay.file));
    let oldest = inside.iter().filter_map(|essay| published(essay)).min();
    for essay in outside.iter().filter(|essay| published(essay) > oldest) {
        problems.push(format!("{} is newer than an essay in the feed", essay.url));
    }
    Ok(problems)
}

fn of_entry(dist: &Dist, essay: &Page, entry: &Entry) -> Vec<String> {
    let mut problems = Vec::new();
    let bundle = essay.bundle.as_ref().unwrap();
    if entry.title.as_ref().map(|title| title.content.as_str()) != bundle["title"].as_str() {
        problems.push(format!("has the title {:?}", entry.title));
    }
    if entry.published.map(|time| time.timestamp()) != published(essay).map(|time| time.as_second()) {
        problems.push(format!("was published {:?}", entry.published));
    }
    let Some(body) = entry.content.as_ref().and_then(|content| content.body.as_deref()) else {
        problems.push("has no text".to_owned());
        return problems;
    };
    let body = Html::parse_fragment(body);
    let whole = Html::parse_fragment(bundle["content_html"].as_str().unwrap_or_default());
    if !words(&body).contains(&words(&whole)) {
        problems.push("does not have the whole text".to_owned());
    }
    for (css, name) in [("[href]", "href"), ("[src]", "src")] {
        for element in select(&body, css) {
            let reference = element.attr(name).unwrap_or_default();
            let of_site = Url::parse(reference).is_ok_and(|url| url.origin() == dist.url("").origin());
            if of_site || Url::parse(reference).is_err() {
                problems.extend(dist.own_url_problem(reference).map(|why| format!("{name} {why}")));
            }
        }
    }
    problems
}

fn published(essay: &Page) -> Option<jiff::Timestamp> {
    essay.bundle.as_ref()?["date_published"].as_str()?.parse().ok()
}

/// The text with white space collapsed.
fn words(html: &Html) -> String {
    let text: String = html.root_element().text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{expect_no_problems, expect_problem};

    #[test]
    fn a_complete_site_has_no_problems() {
        expect_no_problems(problems);
    }

    #[test]
    fn an_invalid_feed_is_found() {
        expect_problem(problems, "feed.xml", "</feed>", "", "feed.xml: ");
        expect_problem(
            problems,
            "feed.xml",
            "http://www.w3.org/2005/Atom",
            "http://www.w3.org/2005/Atum",
            "feed.xml: ",
        );
        expect_problem(
            problems,
            "rss.xml",
            "<title>A blog</title>",
            "<title>A bog</title>",
            "has the title Some(\"A bog\")",
        );
        expect_problem(problems, "feed.json", r#"version/1.1"#, r#"version/9"#, "feed.json: ");
    }

    #[test]
    fn a_wrong_entry_is_found() {
        for (file, _) in FEEDS {
            expect_problem(problems, file, "A boat, a", "A boat", "essays/first/: does not have the whole text");
            expect_problem(
                problems,
                file,
                "https://blog.example/at/about/",
                "/at/about/",
                "href `/at/about/` is not absolute",
            );
            expect_problem(
                problems,
                file,
                "https://blog.example/at/about/",
                "https://blog.example/at/x/",
                "is not there",
            );
            expect_problem(
                problems,
                file,
                "https://blog.example/at/essays/first/",
                "https://blog.example/",
                "no essay",
            );
        }
        expect_problem(problems, "feed.xml", "2026-05-01", "2026-05-02", "essays/first/: was published");
        expect_problem(problems, "rss.xml", "<title>First", "<title>Fist", "essays/first/: has the title");
    }
}
