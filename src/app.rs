//! The frame around every page.

use std::sync::Arc;

use leptos::prelude::*;
use catchword_bundle::Site;

use crate::components::{Footer, Masthead};
use crate::library::{Library, Shelf};
use crate::navigation::Navigation;
use crate::page::Page;

/// The whole site: one frame, and in it the page that is shown.
#[component]
pub fn App(
    /// What the frame says.
    site: Arc<Site>,
    /// Where the pages' bundles are.
    library: Library,
    /// Which page is shown.
    navigation: Navigation,
) -> impl IntoView {
    let page = {
        let site = site.clone();
        move || {
            let shown = navigation.shown.get();
            let shelf = library.show(&shown.path).get();
            Page { shown, shelf, site: site.clone() }
        }
    };
    let direction = match library.show(&navigation.shown.get_untracked().path).get_untracked() {
        Shelf::Ready(bundle) => catchword_i18n::direction_in(bundle.language(&site), &site.language),
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
