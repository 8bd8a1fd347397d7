//! The app on the author's machine: a page's HTML, which the app in the browser takes over.

use std::sync::Arc;

use catchword_bundle::{Bundle, Site};
use leptos::prelude::*;

use crate::app::{App, page_as_html};
use crate::cache::LoadState;
use crate::page::html;
use crate::routes::Routes;
use crate::state::Shown;

/// The content of `<body>` for the page at `path`, which includes the base.
pub fn page(site: &Arc<Site>, path: &str, bundle: Arc<Bundle>) -> String {
    let address = Routes::of(site).read(path);
    let shown = Shown::ready(site, address, path.to_owned(), &bundle);
    body(site, shown, LoadState::Ready(bundle))
}

/// The content of `<body>` without a page: what stays when a page turns.
pub fn frame(site: &Arc<Site>) -> String {
    let shown = Shown::without_bundle(site, None, String::new(), String::new());
    html(view! { <App site=site.clone() shown page=String::new()/> })
}

/// The content of `<body>` for the 404 page.
pub fn missing_page(site: &Arc<Site>) -> String {
    body(site, Shown::missing(site), LoadState::Loading)
}

fn body(site: &Arc<Site>, shown: Shown, load: LoadState) -> String {
    let page = page_as_html(site, shown.clone(), &load);
    html(view! { <App site=site.clone() shown page/> })
}
