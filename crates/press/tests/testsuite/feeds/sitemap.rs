//! `sitemap.xml` against sitemaps.org's schema, and `robots.txt`.

use std::collections::BTreeMap;

use catchword_bundle::{Bundle, Kind};
use catchword_press::{robots_file, sitemap_files};
use roxmltree::{Document, Node};
use url::Url;

use super::{fixture, text, texts, time};

const SITEMAPS: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

#[test]
fn the_sitemap_has_every_page_and_its_last_change() {
    for name in ["small", "feeds", "empty"] {
        let output = fixture(name);
        let files = sitemap_files(&output);
        let found = locations(text(&files, "sitemap.xml"));
        let is_here = |bundle: &&Bundle| bundle.kind() != Kind::Search && !bundle.url().ends_with("/origin/");
        let pages: Vec<&str> = output.bundles.values().filter(is_here).map(Bundle::url).collect();
        assert_eq!(found, pages);
        assert!(found.iter().all(|url| url.starts_with(&output.site.url)));
        let robots = String::from_utf8(robots_file(&output.site).1).unwrap();
        assert!(robots.ends_with(&format!("\nSitemap: {}sitemap.xml\n", output.site.url)));
    }
    let output = fixture("small");
    let files = sitemap_files(&output);
    let document = Document::parse(text(&files, "sitemap.xml")).unwrap();
    let changed: BTreeMap<&str, Option<&str>> = document
        .root_element()
        .children()
        .filter(Node::is_element)
        .map(|url| (texts(url, "loc")[0], texts(url, "lastmod").first().copied()))
        .collect();
    let base = "https://example.org/sub/";
    let revised = Some("2026-06-10T00:00:00+01:00");
    let table = [
        ("", None),
        ("about/", None),
        ("blog/everything/", revised),
        ("blog/old-essay-10/", Some("2025-01-10T00:00:00+00:00")),
        ("blog/", revised),
        // A new essay on the first page moves those on the second.
        ("blog/page/2/", revised),
        ("tags/", revised),
        ("archive/", revised),
        ("archive/2026/", revised),
        ("archive/2024/", Some("2024-03-11T00:00:00+00:00")),
        ("tags/old/page/2/", Some("2025-01-10T00:00:00+00:00")),
    ];
    for (path, date) in table {
        assert_eq!(changed.get(format!("{base}{path}").as_str()), Some(&date), "{path}");
    }
}

/// A sitemap's addresses. Checks the sitemap against sitemaps.org's schema.
pub(super) fn locations(sitemap: &str) -> Vec<String> {
    assert!(sitemap.len() <= 52_428_800);
    let document = Document::parse(sitemap).unwrap();
    let root = document.root_element();
    assert!(root.has_tag_name((SITEMAPS, "urlset")));
    let urls: Vec<Node<'_, '_>> = root.children().filter(Node::is_element).collect();
    assert!((1..=50_000).contains(&urls.len()));
    let mut found = Vec::new();
    for url in urls {
        assert!(url.has_tag_name((SITEMAPS, "url")));
        let names: Vec<&str> = url.children().filter(Node::is_element).map(|child| child.tag_name().name()).collect();
        assert!(matches!(names.as_slice(), ["loc"] | ["loc", "lastmod"]), "{names:?}");
        assert!(url.children().filter(Node::is_element).all(|child| child.tag_name().namespace() == Some(SITEMAPS)));
        let location = texts(url, "loc")[0];
        assert!((12..=2048).contains(&location.len()) && Url::parse(location).is_ok(), "{location}");
        for date in texts(url, "lastmod") {
            time(date);
        }
        found.push(location.to_owned());
    }
    found
}
