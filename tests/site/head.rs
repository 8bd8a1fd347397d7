//! The head of every page, for search engines, link previews, feed readers and browsers.

use scraper::ElementRef;
use url::Url;

use crate::dist::{Dist, Page};

/// What every head has once, and the attribute that must not be empty (for the title, its text).
const ONCE: [(&str, &str); 9] = [
    ("head > title", ""),
    (r#"head > meta[name="viewport"]"#, "content"),
    (r#"head > meta[name="description"]"#, "content"),
    (r#"head > link[rel="canonical"]"#, "href"),
    (r#"head > meta[property="og:title"]"#, "content"),
    (r#"head > meta[property="og:type"]"#, "content"),
    (r#"head > meta[property="og:url"]"#, "content"),
    (r#"head > meta[name="twitter:card"]"#, "content"),
    ("head > meta[charset]", "charset"),
];

/// The size that `look.js` must stay below, in bytes: it delays the styles.
const LOOK_SIZE: usize = 300;

/// What the 404 page has of these: it has no address of its own, and nobody shares it.
const ONCE_IN_NOT_FOUND: [&str; 3] = ["head > title", r#"head > meta[name="viewport"]"#, "head > meta[charset]"];

/// Feed discovery: one link of each type.
const FEEDS: [&str; 3] = ["application/atom+xml", "application/rss+xml", "application/feed+json"];

/// What is missing, duplicate or wrong in the heads.
pub(crate) fn problems(dist: &Dist) -> Vec<String> {
    dist.pages.iter().flat_map(|page| of_page(dist, page).into_iter().map(|problem| page.problem(problem))).collect()
}

fn of_page(dist: &Dist, page: &Page) -> Vec<String> {
    let mut problems = Vec::new();
    for (css, attribute) in ONCE {
        if page.is_not_found() && !ONCE_IN_NOT_FOUND.contains(&css) {
            continue;
        }
        match page.select(css).as_slice() {
            [one] if value(one, attribute).trim().is_empty() => problems.push(format!("{css} is empty")),
            [_] => {}
            found => problems.push(format!("{} times {css}", found.len())),
        }
    }
    problems.extend(language(dist, page));
    problems.extend(theme(page));
    problems.extend(look(dist, page));
    for kind in FEEDS {
        if page.select(&format!(r#"head > link[rel="alternate"][type="{kind}"]"#)).len() != 1 {
            problems.push(format!("not one link to a feed of type {kind}"));
        }
    }
    if page.is_not_found() {
        if !page.select(r#"link[rel="canonical"]"#).is_empty() {
            problems.push("a canonical address on the 404 page".to_owned());
        }
        return problems;
    }
    let canonical = attribute_of(page, r#"link[rel="canonical"]"#, "href");
    let expected = origin_elsewhere(page).unwrap_or(page.url.as_str());
    if canonical.as_deref() != Some(expected) {
        problems.push(format!("the canonical address is {canonical:?}, not {expected}"));
    }
    problems.extend(picture(page));
    for (which, place) in [("previous", r#"head > link[rel="prev"]"#), ("next", r#"nav a[rel="next"]"#)] {
        let expected = page.bundle.as_ref().and_then(|bundle| bundle["_catchword"][which]["url"].as_str());
        let expected = expected.and_then(|url| page.url.join(url).ok());
        let links = page.select(place);
        let found: Vec<_> =
            links.iter().map(|link| page.url.join(link.attr("href").unwrap_or_default()).ok()).collect();
        let expected: Vec<_> = expected.into_iter().map(Some).collect();
        if found != expected {
            problems.push(format!("{place} is {found:?}, and the bundle has {expected:?}"));
        }
    }
    // Firefox would prefetch that page's document.
    if !page.select(r#"head > link[rel="next"]"#).is_empty() {
        problems.push("a next page in the head".to_owned());
    }
    problems
}

/// The `lang` is the page's own, or the site's.
fn language(dist: &Dist, page: &Page) -> Option<String> {
    let own = page.bundle.as_ref().and_then(|bundle| bundle["language"].as_str());
    let found = attribute_of(page, "html", "lang");
    let fits = found.as_deref().is_some_and(|found| Some(found) == own || found == dist.site.language);
    (!fits)
        .then(|| format!("<html lang> is {found:?}, the page's language {own:?} and the site's {}", dist.site.language))
}

/// One colour for light and one for dark.
fn theme(page: &Page) -> Option<String> {
    let mut media: Vec<_> = page
        .select(r#"head > meta[name="theme-color"][content]"#)
        .iter()
        .map(|one| one.attr("media").unwrap_or_default().to_owned())
        .collect();
    media.sort();
    let expected = ["(prefers-color-scheme: dark)", "(prefers-color-scheme: light)"];
    (media != expected).then(|| format!("theme colours for {media:?}"))
}

/// The display settings apply before the first paint: their script is small and comes before the styles. Both stand in
/// the document, or are files.
fn look(dist: &Dist, page: &Page) -> Option<String> {
    let inline = page.select("head > script:not([type], [src]), head > style");
    if let [script, style] = inline.as_slice() {
        let size = script.text().map(str::len).sum::<usize>();
        return if (script.value().name(), style.value().name()) != ("script", "style") {
            Some("the styles come before the script that they wait for".to_owned())
        } else if size == 0 || size >= LOOK_SIZE {
            Some(format!("the first script has {size} bytes, and must have less than {LOOK_SIZE}"))
        } else {
            None
        };
    }
    let fetched = page.select(r#"head > script[src], head > link[rel="stylesheet"]"#);
    let is_blocking =
        |script: &&ElementRef<'_>| ["type", "async", "defer"].iter().all(|name| script.attr(name).is_none());
    let Some(address) = fetched.first().filter(is_blocking).and_then(|script| script.attr("src")) else {
        return Some("no classic script before the styles".to_owned());
    };
    let file = page.url.join(address).ok().and_then(|url| dist.file(&url));
    match file.map(<[u8]>::len) {
        None => Some(format!("{address} is not there")),
        Some(0) => Some(format!("{address} is empty")),
        Some(size) if size >= LOOK_SIZE => {
            Some(format!("{address} has {size} bytes, and must have less than {LOOK_SIZE}"))
        }
        Some(_) => None,
    }
}

/// A picture for link previews has an absolute address and a text; an essay with a picture has a preview picture.
fn picture(page: &Page) -> Vec<String> {
    let mut problems = Vec::new();
    let images = page.select(r#"head > meta[property="og:image"]"#);
    let texts = page.select(r#"head > meta[property="og:image:alt"]"#);
    if images.len() != texts.len() {
        problems.push(format!("{} pictures for link previews, with {} texts", images.len(), texts.len()));
    }
    for image in &images {
        let address = image.attr("content").unwrap_or_default();
        if Url::parse(address).is_err() {
            problems.push(format!("og:image `{address}` is not absolute"));
        }
    }
    let own = page.bundle.as_ref().and_then(|bundle| bundle["image"].as_str());
    if own.is_some() && images.is_empty() {
        problems.push("no og:image, but the essay has a picture".to_owned());
    }
    problems
}

/// The address of the first publication on another site.
pub(crate) fn origin_elsewhere(page: &Page) -> Option<&str> {
    let places = page.bundle.as_ref()?["_catchword"]["elsewhere"].as_array()?;
    places.iter().find(|place| place["kind"] == "origin").and_then(|place| place["url"].as_str())
}

fn attribute_of(page: &Page, css: &str, attribute: &str) -> Option<String> {
    page.select(css).first()?.attr(attribute).map(str::to_owned)
}

fn value(element: &ElementRef<'_>, attribute: &str) -> String {
    if attribute.is_empty() { element.text().collect() } else { element.attr(attribute).unwrap_or_default().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{ESSAY, HOME, expect_no_problems, expect_problem};

    #[test]
    fn a_complete_site_has_no_problems() {
        expect_no_problems(problems);
    }

    #[test]
    fn missing_parts_of_a_head_are_found() {
        let title = "<title>First · A blog</title>";
        expect_problem(problems, ESSAY, title, "", "0 times head > title");
        expect_problem(problems, ESSAY, title, &title.repeat(2), "2 times head > title");
        expect_problem(problems, ESSAY, title, "<title> </title>", "head > title is empty");
        expect_problem(problems, ESSAY, r#"<html lang="en">"#, "<html>", "<html lang> is None");
        expect_problem(
            problems,
            ESSAY,
            r#"name="description" content="About a boat.""#,
            "name=description",
            "is empty",
        );
        expect_problem(problems, ESSAY, "(prefers-color-scheme: dark)", "", "theme colours");
        expect_problem(problems, ESSAY, "application/rss+xml", "text/xml", "feed of type application/rss+xml");
        expect_problem(problems, HOME, "twitter:card", "twitter:cart", "0 times head > meta[name=\"twitter:card\"]");
        expect_problem(problems, ESSAY, r#"property="og:image:alt""#, "", "1 pictures for link previews, with 0 texts");
        expect_problem(problems, ESSAY, "https://blog.example/at/boat.png\"", "/at/boat.png\"", "is not absolute");
    }

    #[test]
    fn a_late_look_script_is_found() {
        let look = r#"<script src="/at/look.js">"#;
        expect_problem(problems, ESSAY, look, "<script defer src=/at/look.js>", "no classic script before the styles");
        expect_problem(
            problems,
            ESSAY,
            look,
            "<script type=module src=/at/look.js>",
            "no classic script before the styles",
        );
        expect_problem(problems, ESSAY, look, "<script>", "no classic script before the styles");
        expect_problem(problems, ESSAY, look, "<script src=/at/loook.js>", "/at/loook.js is not there");
        expect_problem(problems, "look.js", "look", &"x".repeat(LOOK_SIZE), "and must have less than");
        let files = "<script src=\"/at/look.js\"></script>\n<link rel=\"stylesheet\" href=\"/at/style.css\">";
        let late = "<style>p{}</style><script>a()</script>";
        expect_problem(problems, ESSAY, files, late, "the styles come before the script that they wait for");
        let long = format!("<script>{}</script><style>p{{}}</style>", "x".repeat(LOOK_SIZE));
        expect_problem(problems, ESSAY, files, &long, "the first script has 300 bytes, and must have less than");
    }

    #[test]
    fn wrong_parts_of_a_head_are_found() {
        let own = r#"rel="canonical" href="https://blog.example/at/essays/first/""#;
        expect_problem(problems, ESSAY, own, r#"rel="canonical" href="/at/essays/first/""#, "the canonical address");
        expect_problem(
            problems,
            ESSAY,
            r#"<a rel="next" href="/at/essays/last/">"#,
            "<a href=/>",
            "nav a[rel=\"next\"]",
        );
        expect_problem(
            problems,
            HOME,
            "</head>",
            "<link rel=prev href=/at/about/></head>",
            "head > link[rel=\"prev\"]",
        );
        expect_problem(problems, HOME, "</head>", "<link rel=next href=/at/about/></head>", "a next page in the head");
        expect_problem(problems, "404.html", "</head>", "<link rel=canonical href=/x></head>", "on the 404 page");
    }
}
