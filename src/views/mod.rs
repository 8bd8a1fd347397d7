//! The views, which a crate of your own can replace: [`Views`] has a function for each part of a site, and each has a default.
//!
//! The same functions make a page's HTML natively, when it is prerendered, and in the browser, when it is turned to.
//! `docs/views.md` tells how to write some; `examples/views` is a crate that does.

mod essay;
mod list;
mod standing;

use leptos::prelude::*;

use crate::components::{footer, masthead};
use crate::pages::{essay_page, list_page, standing_page};

pub use crate::components::{Footer, Masthead, Part};
pub use catchword_bundle::{Feed, Item, Link, Site};
pub use catchword_i18n::{Catalog, Message};
pub use essay::Essay;
pub use list::{Entry, List};
pub use standing::StandingPage;

/// The markup of a site. Each function gets the parts of a page ready-made and arranges them, with what it adds.
///
/// The app finds these parts again by their names, so each of them must be in its view, once. `cargo xtask theme` looks:
///
/// | part | what the app does with it |
/// |---|---|
/// | `heading()`, on every page | gets the focus when the page is turned to, and so is read aloud. A page has one `<h1>` |
/// | `text()`, within `article(…)` | the author's text: read from the page at the start, put into its place at a turn |
/// | `fold()` | the keys ← and → and the reason why a turn failed |
/// | `entries(…)`, and in each `title()` | the keys j and k |
/// | `header(…)` with `skip_link()`, `links()`, `look()`, `quick_exit()` | the page's first link, the mark on the page that is shown, the reader's look, the quick exit |
/// | `footer(…)` with `links()` | stays at the foot when a page turns; the button for the keys |
///
/// Any other part may be left out. A function must give the same HTML for the same argument, wherever it runs: it must not
/// ask for the time, the address or the window. Event handlers do nothing, because the nodes are made from HTML.
pub trait Views: 'static {
    /// Tells these views from all others: an app with one may not be used in a site that is prerendered with another. In a
    /// crate made by `catchword theme new` its build script writes it, from the crate's name, version and sources.
    const STAMP: &'static str;

    /// The top of every page. It stays when a page turns, so only its HTML gets to the browser.
    fn masthead(parts: Masthead<'_>) -> impl IntoView {
        masthead(parts)
    }

    /// An essay.
    fn essay(parts: Essay<'_>) -> impl IntoView {
        essay_page(parts.site, parts.item)
    }

    /// A list of essays: all of them, a tag's or a year's.
    fn list(parts: List<'_>) -> impl IntoView {
        list_page(parts.site, parts.feed, parts.catalog)
    }

    /// A standing page such as About, and the search page.
    fn standing_page(parts: StandingPage<'_>) -> impl IntoView {
        standing_page(parts.site, parts.item)
    }

    /// The foot of every page. It stays when a page turns, so only its HTML gets to the browser.
    fn footer(parts: Footer<'_>) -> impl IntoView {
        footer(parts)
    }
}

/// The views of Catchword itself.
#[derive(Debug, Clone, Copy)]
pub struct DefaultViews;

impl Views for DefaultViews {
    const STAMP: &'static str = "";
}
