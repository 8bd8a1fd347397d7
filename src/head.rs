//! The texts of a document's head: the press writes them, the app updates them when a page turns.

use catchword_bundle::{Bundle, Site};
use catchword_i18n::Message;

/// What a page is called within its site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageTitle<'a> {
    /// The home page: it has the site's own name.
    Site,
    /// A page's own title.
    Page(&'a str),
}

/// What a page is called within its site.
pub fn page_title<'a>(site: &Site, bundle: &'a Bundle) -> PageTitle<'a> {
    if bundle.url() == site.url { PageTitle::Site } else { PageTitle::Page(bundle.title()) }
}

/// The document's `<title>`: the page's, followed by the site's.
pub fn title(site: &Site, bundle: &Bundle) -> String {
    match page_title(site, bundle) {
        PageTitle::Site => site.title.clone(),
        PageTitle::Page(title) => with_site(site, title),
    }
}

/// The `<title>` of the 404 page.
pub fn title_of_missing(site: &Site) -> String {
    with_site(site, catchword_i18n::catalog(&site.language).get(Message::MissingTitle))
}

/// The `<title>` of a page that could not be fetched.
pub fn title_of_failed(site: &Site) -> String {
    with_site(site, catchword_i18n::catalog(&site.language).get(Message::FailedTitle))
}

fn with_site(site: &Site, title: &str) -> String {
    format!("{title} · {}", site.title)
}
