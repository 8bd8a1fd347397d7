//! The app on the author's machine: a page's HTML, which the app in the browser takes over.

use std::sync::Arc;

use catchword_bundle::{Bundle, Site};

use crate::app::{App, page_as_html};
use crate::cache::LoadState;
use crate::page::html;
use crate::routes::Routes;
use crate::state::Shown;
use crate::views::{DefaultViews, Views};

/// The functions of this module for one app's views. So whoever prerenders pages needs no type for them.
#[derive(Debug, Clone, Copy)]
pub struct Prerender {
    /// As [`page`].
    pub page: fn(&Arc<Site>, &str, Arc<Bundle>) -> String,
    /// As [`frame`].
    pub frame: fn(&Arc<Site>) -> String,
    /// As [`missing_page`].
    pub missing_page: fn(&Arc<Site>) -> String,
    /// [`Views::STAMP`].
    pub stamp: &'static str,
}

impl Prerender {
    /// With the views of Catchword itself.
    pub const DEFAULT: Prerender = Prerender::of::<DefaultViews>();

    /// With these views.
    pub const fn of<V: Views>() -> Prerender {
        Prerender { page: page::<V>, frame: frame::<V>, missing_page: missing_page::<V>, stamp: V::STAMP }
    }
}

/// The content of `<body>` for the page at `path`, which includes the base.
pub fn page<V: Views>(site: &Arc<Site>, path: &str, bundle: Arc<Bundle>) -> String {
    let address = Routes::of(site).read(path);
    let shown = Shown::ready(site, address, path.to_owned(), &bundle);
    body::<V>(site, shown, LoadState::Ready(bundle))
}

/// The content of `<body>` without a page: what stays when a page turns.
pub fn frame<V: Views>(site: &Arc<Site>) -> String {
    let shown = Shown::without_bundle(site, None, String::new(), String::new());
    html(App::<V>(site, &shown, String::new()))
}

/// The content of `<body>` for the 404 page.
pub fn missing_page<V: Views>(site: &Arc<Site>) -> String {
    body::<V>(site, Shown::missing(site), LoadState::Loading)
}

fn body<V: Views>(site: &Arc<Site>, shown: Shown, load: LoadState) -> String {
    let page = page_as_html::<V>(site, shown.clone(), &load);
    html(App::<V>(site, &shown, page))
}
