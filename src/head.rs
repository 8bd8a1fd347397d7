//! What the head of a document says of its page: written by the press, and kept right by the app as pages turn.

use quire_bundle::{Bundle, Kind, Site};

/// The parts of the head that follow the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading<'a> {
    /// The site's name alone: its home page.
    Site,
    /// A page's own title.
    Page(&'a str),
    /// A page of a list after the first: the list's heading and the page's number.
    Later(&'a str, u32),
}

/// What a page is called within its site.
pub fn heading<'a>(site: &Site, bundle: &'a Bundle) -> Heading<'a> {
    let page = match bundle {
        Bundle::Feed(feed) if feed.quire.kind == Kind::List => feed.quire.page,
        Bundle::Feed(_) | Bundle::Item(_) => 1,
    };
    if bundle.url() == site.url {
        Heading::Site
    } else if page > 1 {
        Heading::Later(bundle.title(), page)
    } else {
        Heading::Page(bundle.title())
    }
}

/// The document's `<title>`: the page's, and the site's after it.
pub fn title(site: &Site, bundle: &Bundle) -> String {
    match heading(site, bundle) {
        Heading::Site => site.title.clone(),
        Heading::Page(title) => with_site(site, title),
        Heading::Later(title, page) => with_site(site, &format!("{title}, page {page}")),
    }
}

/// The `<title>` of a page that the site does not have.
pub fn title_of_missing(site: &Site) -> String {
    with_site(site, "Not found")
}

/// The `<title>` of a page that could not be fetched.
pub fn title_of_failed(site: &Site) -> String {
    with_site(site, "Not loaded")
}

fn with_site(site: &Site, title: &str) -> String {
    format!("{title} · {}", site.title)
}
