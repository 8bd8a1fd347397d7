//! The layout of every page, and the view that each address gets.

use std::sync::Arc;

use catchword_bundle::{Bundle, Site};
use leptos::prelude::*;

use crate::cache::{BundleCache, Fault, LoadState};
use crate::components::{Footer, Masthead};
use crate::page::{Content, ElementTarget, HtmlTarget, PageView, Target};
use crate::pages::{counts_page, essay_page, faulty_page, list_page, missing_page, skeleton, standing_page};
use crate::routes::Address;
use crate::state::{AppState, Shown};

/// The layout, and in it the page that is shown.
#[component]
pub fn App(
    /// The site's title, navigation and settings.
    site: Arc<Site>,
    /// The bundles of the pages.
    cache: BundleCache,
    /// Which page is shown.
    state: AppState,
) -> impl IntoView {
    let page = {
        let site = site.clone();
        move || {
            let shown = state.shown.get();
            let load = cache.track(&shown.path);
            PageView(ShownPage { shown, load, site: site.clone() })
        }
    };
    let direction = move || state.shown.get().direction;
    view! {
        <Masthead site=site.clone() state/>
        <div class="cw-loading-line"></div>
        <main id="cw-main" tabindex="-1" dir=direction>{page}</main>
        <Footer site/>
        <p class="visually-hidden" role="status"></p>
    }
}

/// The page on the screen, with what its view is made from.
struct ShownPage {
    shown: Shown,
    load: LoadState,
    site: Arc<Site>,
}

impl Content for ShownPage {
    fn build(self, target: ElementTarget<'_>) {
        self.render(target);
    }

    fn write(self, target: HtmlTarget<'_>) {
        self.render(target);
    }
}

impl ShownPage {
    fn render(self, target: impl Target) {
        let ShownPage { shown, load, site } = self;
        let catalog = catchword_i18n::catalog(&site.language);
        let Some(address) = shown.address else { return target.render(missing_page(&site, catalog)) };
        let bundle = match load {
            LoadState::Ready(bundle) => bundle,
            LoadState::Loading => return target.render(skeleton()),
            LoadState::Failed(Fault::NotFound) => return target.render(missing_page(&site, catalog)),
            LoadState::Failed(fault) => return target.render(faulty_page(shown.title, &fault, catalog)),
        };
        match (address, &*bundle) {
            (Address::Essay(_), Bundle::Item(item)) => target.render(essay_page(&site, item)),
            (Address::Page(_) | Address::Search, Bundle::Item(item)) => target.render(standing_page(&site, item)),
            (Address::List(_) | Address::Tag(..) | Address::Year(..), Bundle::Feed(feed)) => {
                target.render(list_page(&site, feed, catalog));
            }
            (Address::Tags | Address::Archive, Bundle::Feed(feed)) => target.render(counts_page(feed)),
            // This does not happen: the cache refuses a bundle of the wrong kind.
            _ => target.render(missing_page(&site, catalog)),
        }
    }
}
