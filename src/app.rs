//! The frame around every page.

use std::sync::Arc;

use catchword_bundle::Site;
use leptos::prelude::*;

use crate::cache::{BundleCache, LoadState};
use crate::components::{Footer, Masthead};
use crate::navigation::Navigation;
use crate::page::PageView;

/// The whole site: one frame, and in it the page that is shown.
#[component]
pub fn App(
    /// What the frame says.
    site: Arc<Site>,
    /// Where the pages' bundles are.
    cache: BundleCache,
    /// Which page is shown.
    navigation: Navigation,
) -> impl IntoView {
    let page = {
        let site = site.clone();
        move || {
            let shown = navigation.shown.get();
            let state = cache.activate(&shown.path).get();
            PageView { shown, state, site: site.clone() }
        }
    };
    let direction = match cache.activate(&navigation.shown.get_untracked().path).get_untracked() {
        LoadState::Ready(bundle) => catchword_i18n::direction_in(bundle.language(&site), &site.language),
        _ => None,
    };
    view! {
        <Masthead site=site.clone() navigation/>
        <div class="loading-line"></div>
        <main id="main" tabindex="-1" dir=direction>{page}</main>
        <Footer site/>
        <p class="visually-hidden" role="status"></p>
    }
}
