//! The feeds and sitemaps of small sites, read by the parsers that their readers use.

mod any_text;
mod atom;
mod json_feed;
mod rss;
mod sitemap;

use std::collections::BTreeMap;
use std::path::Path;

use catchword_bundle::{Bundle, Item};
use catchword_press::{Drafts, Edition, Output, arrange, check, feed_files, read, render, robots_file, sitemap_files};
use feed_rs::model::{Entry, Feed};
use html5gum::{Token, Tokenizer};
use roxmltree::{Document, Node};
use url::Url;

use crate::feeds::sitemap::locations;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const FEEDS: [&str; 3] = ["feed.xml", "rss.xml", "feed.json"];

fn output(content: &Path, edition: Edition) -> Output {
    let (site, problems) = check(read(content).unwrap(), edition);
    render(&arrange(site.unwrap_or_else(|| panic!("{problems:?}")))).0
}

fn fixture(name: &str) -> Output {
    output(&Path::new("tests/fixtures").join(name), Edition::ANY_DAY)
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, name: &str) -> &'a str {
    std::str::from_utf8(&files[name]).unwrap()
}

/// All three feeds as feed-rs reads them.
fn feeds(output: &Output) -> [Feed; 3] {
    let files = feed_files(output);
    FEEDS.map(|name| feed_rs::parser::parse(files[name].as_slice()).unwrap_or_else(|error| panic!("{name}: {error}")))
}

fn urls(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().map(|entry| entry.links[0].href.as_str()).collect()
}

fn body(entry: &Entry) -> &str {
    entry.content.as_ref().unwrap().body.as_deref().unwrap()
}

/// Every address of a piece of HTML.
fn addresses(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for token in Tokenizer::new(html).flatten() {
        let Token::StartTag(tag) = token else { continue };
        for name in ["href", "src", "poster", "cite"] {
            found.extend(
                tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8(value.value.0.clone()).unwrap()),
            );
        }
    }
    found
}

/// The texts of a node's children of a name, and no namespace or Atom's.
fn texts<'a>(node: Node<'a, '_>, name: &str) -> Vec<&'a str> {
    node.children()
        .filter(|child| child.tag_name().name() == name)
        .map(|child| child.text().unwrap_or_default())
        .collect()
}

#[test]
fn the_three_feeds_say_the_same_whole_essays() {
    let output = fixture("small");
    for feed in feeds(&output) {
        assert_eq!(feed.title.unwrap().content, "The Small Site");
        assert_eq!(feed.description.unwrap().content, "Everything once.");
        assert!(feed.language.unwrap().eq_ignore_ascii_case("en-GB"));
        assert_eq!(feed.entries.len(), 13);
        let newest = &feed.entries[0];
        assert_eq!(newest.id, "https://example.org/sub/blog/everything/");
        assert_eq!(newest.links[0].href, "https://example.org/sub/blog/everything/");
        assert_eq!(newest.title.as_ref().unwrap().content, "Everything, once");
        assert_eq!(newest.summary.as_ref().unwrap().content, "All that an essay can have.");
        assert_eq!(newest.published.unwrap().to_rfc3339(), "2026-04-30T23:00:00+00:00");
        assert_eq!(newest.authors.iter().map(|author| author.name.as_deref()).collect::<Vec<_>>(), [Some("Guest")]);
        assert_eq!(newest.categories.iter().map(|tag| tag.term.as_str()).collect::<Vec<_>>(), ["Repair", "Ça va"]);
        assert!(body(newest).starts_with("<p class=\"cw-content-note\" role=\"note\">Contains everything.</p>"));
        assert!(body(newest).contains("Only a note refers to this."));
        let rest =
            "<p class=\"cw-rest\"><a href=\"https://example.com/p/everything\">Read the rest on Substack</a></p>";
        assert!(body(newest).trim_end().ends_with(rest));
    }
}

#[test]
fn every_address_in_a_feed_is_absolute() {
    for name in ["small", "feeds"] {
        let output = fixture(name);
        for feed in feeds(&output) {
            for entry in &feed.entries {
                let found = addresses(body(entry));
                for address in &found {
                    let url = Url::parse(address).unwrap_or_else(|error| panic!("{address}: {error}"));
                    let is_ours = url.host_str() == Some("example.org");
                    assert!(!is_ours || address.starts_with(&output.site.url), "{address} is not below the site");
                }
            }
            for link in feed.links.iter().chain(feed.entries.iter().flat_map(|entry| &entry.links)) {
                assert!(Url::parse(&link.href).is_ok(), "{}", link.href);
            }
        }
    }
    let found = feeds(&fixture("feeds"));
    let markup = found[0].entries.iter().find(|entry| entry.id.ends_with("/markup/")).unwrap();
    let expected = [
        "https://example.org/blog/essays/rest/",
        "https://example.org/blog/essays/rest/#a-place",
        "https://example.org/blog/essays/markup/#code",
        "https://example.org/blog/feed.xml",
        "https://example.com/?a=1&b=2",
        "mailto:someone@example.org",
        "https://example.org/blog/essays/markup/#fn-one",
        "https://example.org/blog/images/boat.png",
        "https://example.org/blog/essays/rest/",
        "https://example.org/blog/essays/markup/#code",
        "https://example.org/blog/images/boat.png",
        "https://example.org/blog/images/boat.png",
        "https://example.org/blog/tags/",
        "https://example.org/blog/essays/markup/#fnref-one",
    ];
    assert_eq!(addresses(body(markup)), expected);
}

#[test]
fn markup_in_a_title_stays_text() {
    let output = fixture("feeds");
    let title = "A <b>\"bold\"</b> & it's ]]> </script> 🦉";
    let files = feed_files(&output);
    for name in ["feed.xml", "rss.xml"] {
        let document = Document::parse(text(&files, name)).unwrap();
        // The characters that nobody sees and XML can't contain are left out.
        let found =
            document.descendants().filter(|node| node.tag_name().name() == "title" && node.text() == Some(title));
        assert_eq!(found.count(), 1, "{name}");
    }
    let json: serde_json::Value = serde_json::from_slice(&files["feed.json"]).unwrap();
    assert_eq!(json["items"][0]["title"], title);
    for feed in feeds(&output) {
        assert_eq!(feed.title.unwrap().content, "Feeds & <maps>");
        assert!(feed.entries[0].title.as_ref().unwrap().content.starts_with(title));
        assert_eq!(feed.entries[0].categories[0].term, "R&D <x>");
        assert_eq!(feed.entries[0].authors[0].name.as_deref(), Some("Ada <ada> & Co"));
        assert!(
            body(&feed.entries[0]).contains("&lt;/script&gt; ]]&gt; &lt;a href=\"/not-a-link\"&gt;&amp;amp;&lt;/a&gt;")
        );
        let note = "<p class=\"cw-content-note\" role=\"note\">Mentions &lt;a&gt; quarrel &amp; more.</p>";
        assert!(body(&feed.entries[1]).starts_with(note));
    }
}

#[test]
fn the_newest_twenty_by_day_whatever_the_order() {
    for order in ["newest-first", "oldest-first"] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("essays")).unwrap();
        let settings = format!("title = \"Many\"\nurl = \"https://example.org\"\norder = \"{order}\"\n");
        std::fs::write(folder.path().join("site.toml"), settings).unwrap();
        for day in 1..=25 {
            let essay = format!("+++\ntitle = \"Day {day}\"\ndate = 2026-05-{day:02}\n+++\n\nText {day}.\n");
            std::fs::write(folder.path().join(format!("essays/{day}.md")), essay).unwrap();
        }
        // A draft without a date is in no feed.
        std::fs::write(folder.path().join("essays/draft.md"), "+++\ntitle = \"Draft\"\ndraft = true\n+++\n\nText.\n")
            .unwrap();
        let output = output(folder.path(), Edition { drafts: Drafts::Include, ..Edition::ANY_DAY });
        let newest: Vec<String> = (6..=25).rev().map(|day| format!("https://example.org/essays/day-{day}/")).collect();
        for feed in feeds(&output) {
            assert_eq!(urls(&feed), newest);
        }
        let files = sitemap_files(&output);
        assert_eq!(locations(text(&files, "sitemap.xml")).iter().filter(|url| url.contains("/essays/")).count(), 26);
    }
}

#[test]
fn dates_at_the_ends_of_the_calendar_are_written() {
    let mut output = fixture("feeds");
    for (day, year) in [("0000-01-01T00:00:00-00:01", "0000"), ("9999-12-31T00:00:00+00:00", "9999")] {
        let item = essay(&mut output);
        item.date_published = Some(day.to_owned());
        item.date_modified = None;
        let files = feed_files(&output);
        assert!(text(&files, "feed.xml").contains(&format!("<published>{day}</published>")));
        assert!(text(&files, "rss.xml").contains(&format!(" {year} 00:00:00 ")));
    }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    assert_eq!(feed_files(&fixture("small")), feed_files(&fixture("small")));
    assert_eq!(sitemap_files(&fixture("small")), sitemap_files(&fixture("small")));
}

#[test]
fn a_site_without_essays_has_feeds_and_a_sitemap() {
    let output = fixture("empty");
    for feed in feeds(&output) {
        assert_eq!((feed.title.unwrap().content.as_str(), feed.entries.len()), ("Nothing yet", 0));
    }
    let files = feed_files(&output);
    assert!(text(&files, "feed.xml").contains("<updated>1970-01-01T00:00:00+00:00</updated>"));
    assert_eq!(
        locations(text(&sitemap_files(&output), "sitemap.xml")),
        [
            "https://example.org/about/",
            "https://example.org/archive/",
            "https://example.org/",
            "https://example.org/tags/"
        ]
    );
    let robots = "User-agent: *\nDisallow:\n\nSitemap: https://example.org/sitemap.xml\n";
    assert_eq!(robots_file(&output.site), ("robots.txt".to_owned(), robots.as_bytes().to_vec()));
}

/// A time in RFC 3339, which is also one of XML Schema's `dateTime`.
fn time(text: &str) -> jiff::Timestamp {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn essay(output: &mut Output) -> &mut Item {
    let essay = output.bundles.values_mut().find_map(|bundle| match bundle {
        Bundle::Item(item) if item.url.ends_with("/markup/") => Some(item),
        _ => None,
    });
    essay.unwrap()
}
