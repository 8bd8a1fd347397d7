//! The frame of every page, and the view that each address gets.

use catchword_bundle::{Bundle, Site};
#[cfg(not(target_arch = "wasm32"))]
use leptos::prelude::*;

use crate::cache::{Fault, LoadState};
#[cfg(not(target_arch = "wasm32"))]
use crate::dom::{PAGE, STATUS};
#[cfg(target_arch = "wasm32")]
use crate::page::BuiltPage;
use crate::page::html;
use crate::pages::{counts_page, faulty_page, missing_page, skeleton};
use crate::routes::Address;
use crate::state::Shown;
use crate::views::{Essay, List, StandingPage, Views};
#[cfg(not(target_arch = "wasm32"))]
use crate::views::{Footer, Masthead};

/// The frame: what stays when a page turns. Only the press renders it.
#[cfg(not(target_arch = "wasm32"))]
#[expect(non_snake_case, reason = "it is the component that has all others")]
pub fn App<'a, V: Views>(site: &'a Site, shown: &'a Shown, page: String) -> impl IntoView + use<'a, V> {
    let status = view! { <p class="visually-hidden" role="status"></p> }.attr(STATUS, "");
    let main = view! { <main id="cw-main" tabindex="-1" dir=shown.direction inner_html=page></main> }.attr(PAGE, "");
    view! {
        {V::masthead(Masthead::new(site, &shown.path))}
        <div class="cw-loading-line"></div>
        {main}
        {V::footer(Footer::new(site))}
        {status}
    }
}

/// Builds a page outside of the document; `None` if the start script's `catchwordFill` is missing or throws.
#[cfg(target_arch = "wasm32")]
pub fn build<V: Views>(site: &Site, shown: Shown, load: &LoadState) -> Option<BuiltPage> {
    let text = match load {
        LoadState::Ready(bundle) => bundle.content_html(),
        LoadState::Loading | LoadState::Failed(_) => None,
    };
    BuiltPage::new(&page_as_html::<V>(site, shown, load), text)
}

/// A page as HTML.
pub fn page_as_html<V: Views>(site: &Site, shown: Shown, load: &LoadState) -> String {
    let catalog = catchword_i18n::catalog(&site.language);
    let Some(address) = shown.address else { return html(missing_page(site, catalog)) };
    let bundle = match load {
        LoadState::Ready(bundle) => bundle,
        LoadState::Loading => return html(skeleton()),
        LoadState::Failed(Fault::NotFound) => return html(missing_page(site, catalog)),
        LoadState::Failed(fault) => return html(faulty_page(shown.title, fault, catalog)),
    };
    match (address, &**bundle) {
        (Address::Essay(_), Bundle::Item(item)) => html(V::essay(Essay::new(site, item))),
        (Address::Page(_) | Address::Search, Bundle::Item(item)) => {
            html(V::standing_page(StandingPage::new(site, item)))
        }
        (Address::List(_) | Address::Tag(..) | Address::Year(..), Bundle::Feed(feed)) => {
            html(V::list(List::new(site, feed, catalog)))
        }
        (Address::Tags | Address::Archive, Bundle::Feed(feed)) => html(counts_page(feed)),
        // This does not happen: the cache refuses a bundle of the wrong kind.
        _ => html(missing_page(site, catalog)),
    }
}
