//! What the head of a document says of its page: written by the press, and kept right by the app as pages turn.

use catchword_bundle::{Bundle, Site};
use catchword_i18n::Message;

/// The parts of the head that follow the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading<'a> {
    /// The site's name alone: its home page.
    Site,
    /// A page's own title.
    Page(&'a str),
}

/// What a page is called within its site.
pub fn heading<'a>(site: &Site, bundle: &'a Bundle) -> Heading<'a> {
    if bundle.url() == site.url { Heading::Site } else { Heading::Page(bundle.title()) }
}

/// The document's `<title>`: the page's, and the site's after it.
pub fn title(site: &Site, bundle: &Bundle) -> String {
    match heading(site, bundle) {
        Heading::Site => site.title.clone(),
        Heading::Page(title) => with_site(site, title),
    }
}

/// The `<title>` of a page that the site does not have.
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
