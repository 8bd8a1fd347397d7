//! The frame of every page, and the view that each address gets.

#[cfg(not(target_arch = "wasm32"))]
use std::sync::Arc;

use catchword_bundle::{Bundle, Site};
#[cfg(not(target_arch = "wasm32"))]
use leptos::prelude::*;

use crate::cache::{Fault, LoadState};
#[cfg(not(target_arch = "wasm32"))]
use crate::components::{Footer, Masthead};
#[cfg(not(target_arch = "wasm32"))]
use crate::dom::{PAGE, STATUS};
#[cfg(target_arch = "wasm32")]
use crate::page::BuiltPage;
use crate::page::html;
use crate::pages::{counts_page, essay_page, faulty_page, list_page, missing_page, skeleton, standing_page};
use crate::routes::Address;
use crate::state::Shown;

/// The frame: what stays when a page turns. Only the press renders it.
#[cfg(not(target_arch = "wasm32"))]
#[component]
pub fn App(
    /// The site's title, navigation and settings.
    site: Arc<Site>,
    /// Which page is shown.
    shown: Shown,
    /// The page as HTML.
    page: String,
) -> impl IntoView {
    let Shown { path, direction, .. } = shown;
    let status = view! { <p class="visually-hidden" role="status"></p> }.attr(STATUS, "");
    view! {
        <Masthead site=site.clone() path/>
        <div class="cw-loading-line"></div>
        {view! { <main id="cw-main" tabindex="-1" dir=direction inner_html=page></main> }.attr(PAGE, "")}
        <Footer site/>
        {status}
    }
}

/// Builds a page outside of the document; `None` if the start script's `catchwordFill` is missing or throws.
#[cfg(target_arch = "wasm32")]
pub fn build(site: &Site, shown: Shown, load: &LoadState) -> Option<BuiltPage> {
    let text = match load {
        LoadState::Ready(bundle) => bundle.content_html(),
        LoadState::Loading | LoadState::Failed(_) => None,
    };
    BuiltPage::new(&page_as_html(site, shown, load), text)
}

/// A page as HTML.
pub fn page_as_html(site: &Site, shown: Shown, load: &LoadState) -> String {
    let catalog = catchword_i18n::catalog(&site.language);
    let Some(address) = shown.address else { return html(missing_page(site, catalog)) };
    let bundle = match load {
        LoadState::Ready(bundle) => bundle,
        LoadState::Loading => return html(skeleton()),
        LoadState::Failed(Fault::NotFound) => return html(missing_page(site, catalog)),
        LoadState::Failed(fault) => return html(faulty_page(shown.title, fault, catalog)),
    };
    match (address, &**bundle) {
        (Address::Essay(_), Bundle::Item(item)) => html(essay_page(site, item)),
        (Address::Page(_) | Address::Search, Bundle::Item(item)) => html(standing_page(site, item)),
        (Address::List(_) | Address::Tag(..) | Address::Year(..), Bundle::Feed(feed)) => {
            html(list_page(site, feed, catalog))
        }
        (Address::Tags | Address::Archive, Bundle::Feed(feed)) => html(counts_page(feed)),
        // This does not happen: the cache refuses a bundle of the wrong kind.
        _ => html(missing_page(site, catalog)),
    }
}
