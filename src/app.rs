//! The frame of every page, and the view that each address gets.

use std::sync::Arc;

use catchword_bundle::{Bundle, Site};
use leptos::html;
use leptos::prelude::*;

use crate::cache::{Fault, LoadState};
use crate::components::{Footer, Masthead};
use crate::dom::{PAGE, STATUS};
use crate::page::{self, Target};
use crate::pages::{counts_page, essay_page, faulty_page, list_page, missing_page, skeleton, standing_page};
use crate::routes::Address;
use crate::state::Shown;

/// The frame: what stays when a page turns. In a browser it is rendered only into an empty document.
#[component]
pub fn App(
    /// The site's title, navigation and settings.
    site: Arc<Site>,
    /// Which page is shown.
    shown: Shown,
    /// The page as HTML; in a browser empty, because [`build`] makes it.
    page: String,
) -> impl IntoView {
    let Shown { path, direction, .. } = shown;
    // Not by the macro: it writes an element without children as HTML, which Trusted Types refuses because of the mark.
    let status = html::p().class("visually-hidden").role("status").attr(STATUS, "");
    view! {
        <Masthead site=site.clone() path/>
        <div class="cw-loading-line"></div>
        {view! { <main id="cw-main" tabindex="-1" dir=direction inner_html=page></main> }.attr(PAGE, "")}
        <Footer site/>
        {status}
    }
}

/// Renders the frame into an empty `<body>`.
#[cfg(target_arch = "wasm32")]
pub fn mount(site: &Arc<Site>, shown: Shown) {
    leptos::mount::mount_to_body({
        let site = site.clone();
        move || view! { <App site shown page=String::new()/> }
    });
}

/// Builds a page outside of the document.
#[cfg(target_arch = "wasm32")]
pub fn build(site: &Site, shown: Shown, load: LoadState) -> page::BuiltPage {
    let built = page::BuiltPage::empty();
    ShownPage { shown, load, site }.render(&built);
    built
}

/// A page as HTML.
#[cfg(not(target_arch = "wasm32"))]
pub fn page_as_html(site: &Site, shown: Shown, load: LoadState) -> String {
    let mut html = String::new();
    ShownPage { shown, load, site }.render(page::HtmlTarget(&mut html));
    html
}

/// A page, with what its view is made from.
struct ShownPage<'a> {
    shown: Shown,
    load: LoadState,
    site: &'a Site,
}

impl ShownPage<'_> {
    fn render(self, target: impl Target) {
        let ShownPage { shown, load, site } = self;
        let catalog = catchword_i18n::catalog(&site.language);
        let Some(address) = shown.address else { return target.render(missing_page(site, catalog)) };
        let bundle = match load {
            LoadState::Ready(bundle) => bundle,
            LoadState::Loading => return target.render(skeleton()),
            LoadState::Failed(Fault::NotFound) => return target.render(missing_page(site, catalog)),
            LoadState::Failed(fault) => return target.render(faulty_page(shown.title, &fault, catalog)),
        };
        match (address, &*bundle) {
            (Address::Essay(_), Bundle::Item(item)) => target.render(essay_page(site, item)),
            (Address::Page(_) | Address::Search, Bundle::Item(item)) => target.render(standing_page(site, item)),
            (Address::List(_) | Address::Tag(..) | Address::Year(..), Bundle::Feed(feed)) => {
                target.render(list_page(site, feed, catalog));
            }
            (Address::Tags | Address::Archive, Bundle::Feed(feed)) => target.render(counts_page(feed)),
            // This does not happen: the cache refuses a bundle of the wrong kind.
            _ => target.render(missing_page(site, catalog)),
        }
    }
}
