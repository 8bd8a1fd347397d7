//! The head of every page: what search engines, link previews, feed readers and browsers read of it.

use scraper::ElementRef;
use url::Url;

use crate::dist::{Dist, Page};

/// What stands once in every head, and the attribute that must say something (of a title, its text).
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

/// What `look.js` must stay below, in bytes: the styles wait for it.
const LOOK: usize = 300;

/// Of these the page for a missing page has only: it has no address of its own, and nobody shares it.
const ONCE_WHERE_NOTHING_IS: [&str; 3] = ["head > title", r#"head > meta[name="viewport"]"#, "head > meta[charset]"];

/// Feed discovery: one link of each type.
const FEEDS: [&str; 3] = ["application/atom+xml", "application/rss+xml", "application/feed+json"];

/// What heads lack, have twice, or say wrongly.
pub(crate) fn complaints(dist: &Dist) -> Vec<String> {
    dist.pages
        .iter()
        .flat_map(|page| of_page(dist, page).into_iter().map(|complaint| page.complain(complaint)))
        .collect()
}

fn of_page(dist: &Dist, page: &Page) -> Vec<String> {
    let mut complaints = Vec::new();
    for (css, attribute) in ONCE {
        if page.is_not_found() && !ONCE_WHERE_NOTHING_IS.contains(&css) {
            continue;
        }
        match page.select(css).as_slice() {
            [one] if said(one, attribute).trim().is_empty() => complaints.push(format!("{css} says nothing")),
            [_] => {}
            found => complaints.push(format!("{} times {css}", found.len())),
        }
    }
    complaints.extend(language(dist, page));
    complaints.extend(theme(page));
    complaints.extend(look(dist, page));
    for kind in FEEDS {
        if page.select(&format!(r#"head > link[rel="alternate"][type="{kind}"]"#)).len() != 1 {
            complaints.push(format!("not one link to a feed of type {kind}"));
        }
    }
    if page.is_not_found() {
        if !page.select(r#"link[rel="canonical"]"#).is_empty() {
            complaints.push("a canonical address of what is not there".to_owned());
        }
        return complaints;
    }
    let canonical = attribute_of(page, r#"link[rel="canonical"]"#, "href");
    let expected = origin_elsewhere(page).unwrap_or(page.url.as_str());
    if canonical.as_deref() != Some(expected) {
        complaints.push(format!("the canonical address is {canonical:?}, not {expected}"));
    }
    complaints.extend(picture(page));
    for (which, place) in [("previous", r#"head > link[rel="prev"]"#), ("next", r#"nav a[rel="next"]"#)] {
        let expected = page.bundle.as_ref().and_then(|bundle| bundle["_catchword"][which]["url"].as_str());
        let expected = expected.and_then(|url| page.url.join(url).ok());
        let links = page.select(place);
        let found: Vec<_> =
            links.iter().map(|link| page.url.join(link.attr("href").unwrap_or_default()).ok()).collect();
        let expected: Vec<_> = expected.into_iter().map(Some).collect();
        if found != expected {
            complaints.push(format!("{place} is {found:?}, and the bundle has {expected:?}"));
        }
    }
    // Firefox takes it for a wish to fetch that page in advance.
    if !page.select(r#"head > link[rel="next"]"#).is_empty() {
        complaints.push("a next page in the head".to_owned());
    }
    complaints
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

/// The reader's own look holds before anything is painted: its script comes before the styles, and is small.
fn look(dist: &Dist, page: &Page) -> Option<String> {
    let fetched = page.select(r#"head > script[src], head > link[rel="stylesheet"]"#);
    let waits = |script: &&ElementRef<'_>| ["type", "async", "defer"].iter().all(|name| script.attr(name).is_none());
    let Some(address) = fetched.first().filter(waits).and_then(|script| script.attr("src")) else {
        return Some("no classic script before the styles".to_owned());
    };
    let file = page.url.join(address).ok().and_then(|url| dist.file(&url));
    match file.map(<[u8]>::len) {
        None => Some(format!("{address} is not there")),
        Some(0) => Some(format!("{address} is empty")),
        Some(size) if size >= LOOK => Some(format!("{address} has {size} bytes, and must have less than {LOOK}")),
        Some(_) => None,
    }
}

/// A picture for link previews has an absolute address and a text; an essay with a picture of its own shows that.
fn picture(page: &Page) -> Vec<String> {
    let mut complaints = Vec::new();
    let images = page.select(r#"head > meta[property="og:image"]"#);
    let texts = page.select(r#"head > meta[property="og:image:alt"]"#);
    if images.len() != texts.len() {
        complaints.push(format!("{} pictures for link previews, with {} texts", images.len(), texts.len()));
    }
    for image in &images {
        let address = image.attr("content").unwrap_or_default();
        if Url::parse(address).is_err() {
            complaints.push(format!("og:image `{address}` is not absolute"));
        }
    }
    let own = page.bundle.as_ref().and_then(|bundle| bundle["image"].as_str());
    if own.is_some() && images.is_empty() {
        complaints.push("no og:image, and the essay has a picture".to_owned());
    }
    complaints
}

/// Where the essay was first published, if that is another site.
pub(crate) fn origin_elsewhere(page: &Page) -> Option<&str> {
    let places = page.bundle.as_ref()?["_catchword"]["elsewhere"].as_array()?;
    places.iter().find(|place| place["kind"] == "origin").and_then(|place| place["url"].as_str())
}

fn attribute_of(page: &Page, css: &str, attribute: &str) -> Option<String> {
    page.select(css).first()?.attr(attribute).map(str::to_owned)
}

fn said(element: &ElementRef<'_>, attribute: &str) -> String {
    if attribute.is_empty() { element.text().collect() } else { element.attr(attribute).unwrap_or_default().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{ESSAY, HOME, finds, has_no_complaint};

    #[test]
    fn a_whole_site_passes() {
        has_no_complaint(complaints);
    }

    #[test]
    fn what_a_head_lacks_is_found() {
        let title = "<title>First · A blog</title>";
        finds(complaints, ESSAY, title, "", "0 times head > title");
        finds(complaints, ESSAY, title, &title.repeat(2), "2 times head > title");
        finds(complaints, ESSAY, title, "<title> </title>", "head > title says nothing");
        finds(complaints, ESSAY, r#"<html lang="en">"#, "<html>", "<html lang> is None");
        finds(complaints, ESSAY, r#"name="description" content="About a boat.""#, "name=description", "says nothing");
        finds(complaints, ESSAY, "(prefers-color-scheme: dark)", "", "theme colours");
        finds(complaints, ESSAY, "application/rss+xml", "text/xml", "feed of type application/rss+xml");
        finds(complaints, HOME, "twitter:card", "twitter:cart", "0 times head > meta[name=\"twitter:card\"]");
        finds(complaints, ESSAY, r#"property="og:image:alt""#, "", "1 pictures for link previews, with 0 texts");
        finds(complaints, ESSAY, "https://blog.example/at/boat.png\"", "/at/boat.png\"", "is not absolute");
    }

    #[test]
    fn a_look_that_comes_late_is_found() {
        let look = r#"<script src="/at/look.js">"#;
        finds(complaints, ESSAY, look, "<script defer src=/at/look.js>", "no classic script before the styles");
        finds(complaints, ESSAY, look, "<script type=module src=/at/look.js>", "no classic script before the styles");
        finds(complaints, ESSAY, look, "<script>", "no classic script before the styles");
        finds(complaints, ESSAY, look, "<script src=/at/loook.js>", "/at/loook.js is not there");
        finds(complaints, "look.js", "look", &"x".repeat(LOOK), "and must have less than");
    }

    #[test]
    fn what_a_head_says_wrongly_is_found() {
        let own = r#"rel="canonical" href="https://blog.example/at/essays/first/""#;
        finds(complaints, ESSAY, own, r#"rel="canonical" href="/at/essays/first/""#, "the canonical address");
        finds(complaints, ESSAY, r#"<a rel="next" href="/at/essays/last/">"#, "<a href=/>", "nav a[rel=\"next\"]");
        finds(complaints, HOME, "</head>", "<link rel=prev href=/at/about/></head>", "head > link[rel=\"prev\"]");
        finds(complaints, HOME, "</head>", "<link rel=next href=/at/about/></head>", "a next page in the head");
        finds(complaints, "404.html", "</head>", "<link rel=canonical href=/x></head>", "of what is not there");
    }
}
