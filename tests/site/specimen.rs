//! A small hand-made site without problems, on which the checks are tested.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::dist::Dist;

/// The essay that tests break.
pub(crate) const ESSAY: &str = "essays/first/index.html";

/// The home page.
pub(crate) const HOME: &str = "index.html";

const URL: &str = "https://blog.example/at/";

/// The essay's text: two links, an id, a picture.
const TEXT: &str = r#"<h2 id="part">A part</h2>
<p>A boat, a <a href="/at/about/">bench</a>, an <a href="https://other.example/">elsewhere</a>.</p>
<p><img src="/at/boat.png" srcset="/at/boat.png 1x, /at/boat-2.png 2x" width="40" height="30" alt="A boat"></p>"#;

/// The complete site.
pub(crate) fn complete() -> Dist {
    Dist::of(files())
}

/// The site with a text replaced in one of its files, at each place.
#[track_caller]
pub(crate) fn with(file: &str, old: &str, new: &str) -> Dist {
    let mut files = files();
    let text = String::from_utf8(files[file].clone()).unwrap();
    assert!(text.contains(old), "{file} has no `{old}` to break:\n{text}");
    files.insert(file.to_owned(), text.replace(old, new).into_bytes());
    Dist::of(files)
}

/// Asserts that a check finds no problem in the complete site.
#[track_caller]
pub(crate) fn expect_no_problems(check: fn(&Dist) -> Vec<String>) {
    assert_eq!(check(&complete()), Vec::<String>::new());
}

/// Asserts that a check reports `problem` when `old` is replaced by `new`.
#[track_caller]
pub(crate) fn expect_problem(check: fn(&Dist) -> Vec<String>, file: &str, old: &str, new: &str, problem: &str) {
    let found = check(&with(file, old, new));
    assert!(found.iter().any(|one| one.contains(problem)), "no problem “{problem}” in {found:#?}");
}

fn files() -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut put = |file: &str, text: String| files.insert(file.to_owned(), text.into_bytes());
    put("site.json", site().to_string());
    put("look.js", "look".to_owned());
    put("style.css", "main { background: url(boat.png) }".to_owned());
    for file in ["start.js", "app.js", "app.wasm", "boat.png", "boat-2.png"] {
        put(file, String::new());
    }

    let home = list();
    put("index.json", home.to_string());
    let blog = json!({ "@context": "https://schema.org", "@type": "Blog", "name": "A blog", "url": URL });
    put(HOME, page("", "A blog", &home, &head_of_list(&blog), "<h1>Essays</h1>"));

    for (slug, title, neighbour) in [("first", "First", ("next", "last")), ("last", "Last", ("previous", "first"))] {
        let below = format!("essays/{slug}/");
        let bundle = essay(slug, title, neighbour);
        put(&format!("{below}index.json"), bundle.to_string());
        let (which, other) = neighbour;
        let (link, fold) = if which == "next" {
            (
                String::new(),
                format!(r#"<nav aria-label="Fold"><a rel="next" href="/at/essays/{other}/">Next</a></nav>"#),
            )
        } else {
            (format!(r#"<link rel="prev" href="/at/essays/{other}/">"#), String::new())
        };
        let body = format!(r#"<article><h1>{title}</h1><div class="cw-prose">{TEXT}</div></article>{fold}"#);
        put(
            &format!("{below}index.html"),
            page(&below, &format!("{title} · A blog"), &bundle, &head_of_essay(&below, title, &link), &body),
        );
    }

    let about = json!({
        "_catchword": { "kind": "page", "slug": "about" }, "content_html": "<p>Ada.</p>", "id": format!("{URL}about/"),
        "language": "en", "title": "About", "url": format!("{URL}about/"),
    });
    put("about/index.json", about.to_string());
    put(
        "about/index.html",
        page("about/", "About · A blog", &about, "", r#"<h1>About</h1><div class="cw-prose"><p>Ada.</p></div>"#),
    );

    put("404.html", page("404.html", "Not found", &Value::Null, "", "<h1>Not found</h1>"));

    put("robots.txt", format!("User-agent: *\nAllow: /\n\nSitemap: {URL}sitemap.xml\n"));
    put("sitemap.xml", sitemap());
    put("feed.xml", atom());
    put("rss.xml", rss());
    put("feed.json", json_feed());
    files
}

/// A page with everything that every page has.
fn page(below: &str, title: &str, bundle: &Value, head: &str, body: &str) -> String {
    let mut bundle = bundle.clone();
    crate::seed::abridge(&mut bundle);
    let path = if bundle.is_null() { Value::Null } else { format!("/at/{below}").into() };
    let mut own = site();
    own.as_object_mut().unwrap().retain(|name, _| !matches!(name.as_str(), "authors" | "favicon"));
    let seed = json!({ "bundle": bundle, "path": path, "site": own });
    let shared = match below {
        "404.html" => String::new(),
        _ => format!(
            r#"<link rel="canonical" href="{URL}{below}">
<meta name="description" content="About a boat.">
<meta property="og:title" content="{title}"><meta property="og:type" content="website">
<meta property="og:url" content="{URL}{below}"><meta name="twitter:card" content="summary">"#
        ),
    };
    format!(
        r##"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<meta name="theme-color" content="white" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="black" media="(prefers-color-scheme: dark)">
{shared}
{head}
<link rel="alternate" type="application/atom+xml" href="/at/feed.xml">
<link rel="alternate" type="application/rss+xml" href="/at/rss.xml">
<link rel="alternate" type="application/feed+json" href="/at/feed.json">
<script src="/at/look.js"></script>
<link rel="stylesheet" href="/at/style.css">
<script type="module" src="/at/start.js" data-js="/at/app.js" data-wasm="/at/app.wasm"></script>
</head>
<body><a href="#cw-main">Skip</a><main id="cw-main">{body}</main><!----><script type="application/json" id="cw-seed">{seed}</script></body>
</html>
"##
    )
}

fn head_of_list(blog: &Value) -> String {
    format!(r#"<script type="application/ld+json">{blog}</script>"#)
}

fn head_of_essay(below: &str, title: &str, link: &str) -> String {
    let posting = json!({
        "@context": "https://schema.org", "@type": "BlogPosting", "author": [{ "@type": "Person", "name": "Ada" }],
        "datePublished": "2026-05-01T00:00:00Z", "headline": title, "image": format!("{URL}boat.png"),
        "mainEntityOfPage": format!("{URL}{below}"),
    });
    let crumbs = json!({
        "@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [
            { "@type": "ListItem", "item": URL, "name": "A blog", "position": 1 },
            { "@type": "ListItem", "name": title, "position": 2 },
        ],
    });
    format!(
        r#"{link}
<meta property="og:image" content="{URL}boat.png"><meta property="og:image:alt" content="A boat">
<script type="application/ld+json">{posting}</script>
<script type="application/ld+json">{crumbs}</script>"#
    )
}

fn site() -> Value {
    json!({
        "authors": [{ "name": "Ada" }], "base": "/at/", "essays_at": "essays", "language": "en",
        "order": "newest-first", "schema": 1, "title": "A blog", "url": URL,
    })
}

fn list() -> Value {
    json!({
        "_catchword": { "heading": "Essays", "kind": "list", "page": 1, "pages": 1 }, "feed_url": format!("{URL}index.json"),
        "items": [], "language": "en", "title": "A blog",
    })
}

fn essay(slug: &str, title: &str, (which, other): (&str, &str)) -> Value {
    let mut essay = json!({
        "_catchword": { "kind": "essay", "slug": slug }, "content_html": TEXT, "date_published": "2026-05-01T00:00:00Z",
        "id": format!("{URL}essays/{slug}/"), "image": format!("{URL}boat.png"), "language": "en",
        "summary": "About a boat.", "title": title, "url": format!("{URL}essays/{slug}/"),
    });
    essay["_catchword"][which] = json!({ "title": other, "url": format!("/at/essays/{other}/") });
    essay
}

fn sitemap() -> String {
    let entries: String = ["", "about/", "essays/first/", "essays/last/"]
        .map(|below| match below {
            "about/" => format!("<url><loc>{URL}{below}</loc><lastmod>2026-05-01</lastmod></url>"),
            _ => format!("<url><loc>{URL}{below}</loc></url>"),
        })
        .concat();
    format!(r#"<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>"#)
}

/// The text with absolute addresses, as in a feed.
fn absolute() -> String {
    TEXT.replace("\"/at/", &format!("\"{URL}")).replace(" /at/", &format!(" {URL}"))
}

fn entries(entry: impl Fn(&str, &str) -> String) -> String {
    [("first", "First"), ("last", "Last")].map(|(slug, title)| entry(slug, title)).concat()
}

fn atom() -> String {
    let text = absolute().replace('<', "&lt;");
    let entries = entries(|slug, title| {
        format!(
            r#"<entry><id>{URL}essays/{slug}/</id><title>{title}</title><link href="{URL}essays/{slug}/"/>
<published>2026-05-01T00:00:00Z</published><updated>2026-05-01T00:00:00Z</updated><content type="html">{text}</content></entry>"#
        )
    });
    format!(
        r#"<feed xmlns="http://www.w3.org/2005/Atom"><id>{URL}</id><title>A blog</title>
<updated>2026-05-01T00:00:00Z</updated>{entries}</feed>"#
    )
}

fn rss() -> String {
    let text = absolute().replace('<', "&lt;");
    let entries = entries(|slug, title| {
        format!(
            "<item><guid>{URL}essays/{slug}/</guid><title>{title}</title><link>{URL}essays/{slug}/</link>
<pubDate>Fri, 01 May 2026 00:00:00 GMT</pubDate><content:encoded>{text}</content:encoded></item>"
        )
    });
    format!(
        r#"<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>A blog</title>
<link>{URL}</link><description>Of boats</description>{entries}</channel></rss>"#
    )
}

fn json_feed() -> String {
    let entry = |slug: &str, title: &str| {
        json!({
            "content_html": absolute(), "date_published": "2026-05-01T00:00:00Z", "id": format!("{URL}essays/{slug}/"),
            "title": title, "url": format!("{URL}essays/{slug}/"),
        })
    };
    json!({
        "items": [entry("first", "First"), entry("last", "Last")], "title": "A blog",
        "version": "https://jsonfeed.org/version/1.1",
    })
    .to_string()
}
