//! Whether views have the parts that the app looks for in a page.

use std::sync::Arc;

use catchword_app::prerender::Prerender;
use catchword_bundle::{Bundle, Feed, Item, Site};
use miette::Diagnostic;
use serde_json::{Value, json};

/// A part that must be in a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    /// The view's function.
    view: &'static str,
    /// What gives the part.
    name: &'static str,
    /// What is in its HTML, and in no other part's.
    mark: &'static str,
}

const fn part(view: &'static str, name: &'static str, mark: &'static str) -> Part {
    Part { view, name, mark }
}

/// The parts, each of which must be in its view once.
const PARTS: [Part; 17] = [
    part("masthead", "parts.header(…)", "class=\"cw-masthead\""),
    part("masthead", "parts.skip_link()", "href=\"#cw-main\""),
    part("masthead", "parts.links()", "data-site-links"),
    part("masthead", "parts.look()", "class=\"cw-look\""),
    part("masthead", "parts.quick_exit()", "class=\"cw-quick-exit\""),
    part("essay", "parts.article(…)", "class=\"cw-essay\""),
    part("essay", "parts.heading()", "<h1"),
    part("essay", "parts.text()", "class=\"cw-prose\""),
    part("essay", "parts.fold()", "class=\"cw-fold\""),
    part("list", "parts.heading()", "<h1"),
    part("list", "parts.entries(…)", "class=\"cw-entries\""),
    part("list", "entry.title()", "<h2><a href=\"/one/\""),
    part("standing_page", "parts.article(…)", "class=\"cw-essay cw-standing\""),
    part("standing_page", "parts.heading()", "<h1"),
    part("standing_page", "parts.text()", "class=\"cw-prose\""),
    part("footer", "parts.footer(…)", "data-foot"),
    part("footer", "parts.links()", "data-keys"),
];

/// Why views can't be used.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub(crate) enum PartsError {
    /// A part is missing.
    #[error("the view `{view}` does not have the part `{part}`, which the app needs")]
    #[diagnostic(help(
        "write `{{{part}}}` into the function `{view}` of your views; `docs/views.md` says what each part is for"
    ))]
    Missing { view: &'static str, part: &'static str },
    /// A part is there more than once.
    #[error("the view `{view}` has the part `{part}` {count} times, and the app can use only one")]
    #[diagnostic(help("leave only one of them in the function `{view}` of your views"))]
    Repeated { view: &'static str, part: &'static str, count: usize },
}

/// Looks for every part in samples of all views.
pub(crate) fn check(views: &Prerender) -> Result<(), PartsError> {
    let site = Arc::new(site());
    let (masthead, footer) = frame(views, &site);
    let essay = page(views, &site, "/essays/one/", &Bundle::Item(Box::new(item("essay"))));
    let list = page(views, &site, "/", &Bundle::Feed(Box::new(list())));
    let standing = page(views, &site, "/one/", &Bundle::Item(Box::new(item("page"))));
    for Part { view, name: part, mark } in PARTS {
        let html = match view {
            "masthead" => &masthead,
            "essay" => &essay,
            "list" => &list,
            "standing_page" => &standing,
            _ => &footer,
        };
        match html.matches(mark).count() {
            0 => return Err(PartsError::Missing { view, part }),
            1 => {}
            count => return Err(PartsError::Repeated { view, part, count }),
        }
    }
    Ok(())
}

/// What is before and after `<main>`.
fn frame(views: &Prerender, site: &Arc<Site>) -> (String, String) {
    let frame = (views.frame)(site);
    let (before, rest) = frame.split_once("<main ").unwrap_or((&frame, ""));
    let (_, after) = rest.split_once("</main>").unwrap_or_default();
    (before.to_owned(), after.to_owned())
}

/// What is in `<main>`.
fn page(views: &Prerender, site: &Arc<Site>, path: &str, bundle: &Bundle) -> String {
    let whole = (views.page)(site, path, Arc::new(bundle.clone()));
    let (_, rest) = whole.split_once("<main ").unwrap_or_default();
    rest.split_once("</main>").map_or(rest, |(page, _)| page).to_owned()
}

fn site() -> Site {
    let site = json!({
        "schema": 1, "title": "Site", "url": "https://example.org/", "base": "/", "language": "en", "essays_at": "essays",
        "order": "newest-first", "nav": [link()], "quick_exit": "https://example.com/", "footer": { "line": "Line." },
    });
    serde_json::from_value(site).expect("it has every field of a site")
}

fn item(kind: &str) -> Item {
    let item = json!({
        "id": "https://example.org/one/", "url": "https://example.org/one/", "title": "One", "content_html": "<p>Text.</p>",
        "_catchword": {
            "about": "", "schema": 1, "kind": kind, "slug": "one", "minutes": 1, "words": 1, "previous": link(), "next": link(),
        },
    });
    serde_json::from_value(item).expect("it has every field of an item")
}

fn list() -> Feed {
    let feed = json!({
        "version": catchword_bundle::JSON_FEED, "title": "Site", "home_page_url": "https://example.org/",
        "feed_url": "https://example.org/index.json", "language": "en", "items": [item("essay")],
        "_catchword": { "about": "", "schema": 1, "kind": "list", "heading": "Essays", "page": 1, "pages": 1 },
    });
    serde_json::from_value(feed).expect("it has every field of a feed")
}

fn link() -> Value {
    json!({ "title": "Other", "url": "/other/" })
}

#[cfg(test)]
mod tests {
    use catchword_app::views::{Essay, List, Views};
    use leptos::prelude::*;

    use super::*;

    #[test]
    fn the_views_of_catchword_have_every_part() {
        check(&Prerender::DEFAULT).unwrap();
    }

    struct WithoutHeading;

    impl Views for WithoutHeading {
        const STAMP: &'static str = "without";

        fn essay(parts: Essay<'_>) -> impl IntoView {
            view! { {parts.article(parts.text())} {parts.fold()} }
        }
    }

    struct Twice;

    impl Views for Twice {
        const STAMP: &'static str = "twice";

        fn list(parts: List<'_>) -> impl IntoView {
            view! { {parts.heading()} {parts.entries(|entry| view! { {entry.title()} {entry.title()} })} }
        }
    }

    #[test]
    fn a_part_that_is_missing_or_repeated_is_named() {
        let said = |views: Prerender| check(&views).unwrap_err().to_string();
        assert_eq!(
            said(Prerender::of::<WithoutHeading>()),
            "the view `essay` does not have the part `parts.heading()`, which the app needs"
        );
        assert_eq!(
            said(Prerender::of::<Twice>()),
            "the view `list` has the part `entry.title()` 2 times, and the app can use only one"
        );
    }
}
