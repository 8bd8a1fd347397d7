//! The frame around every page, and which view an address gets.

use std::sync::Arc;

use leptos::either::EitherOf7;
use leptos::prelude::*;
use quire_bundle::{Bundle, Site};

use crate::components::{FaultPanel, Footer, Fresh, LoadingLine, Masthead};
use crate::library::{Fault, Library, Shelf};
use crate::navigation::{Navigation, Shown};
use crate::pages::{FaultyPage, NotFoundPage, Skeleton, essay_page, list_page, standing_page, tally_page};
use crate::routes::Address;

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
    view! {
        <a class="skip-link" href="#main">"Skip to the text"</a>
        <LoadingLine navigation/>
        <Masthead site=site.clone() navigation/>
        <FaultPanel navigation/>
        <main id="main" tabindex="-1">{page(site.clone(), library, navigation)}</main>
        <Footer site/>
        <p class="visually-hidden" role="status">{move || Some(navigation.status.get()).filter(|text| !text.is_empty())}</p>
    }
}

/// The view of the page that is shown.
fn page(site: Arc<Site>, library: Library, navigation: Navigation) -> impl IntoView {
    move || {
        let shown = navigation.shown.get();
        let shelf = library.show(&shown.path).get();
        Fresh(view_of(shown, shelf, site.clone(), navigation))
    }
}

/// One type with a variant for each kind of page, not `AnyView`: an erased view brings code along for every way of
/// starting it, and there are ways that this app never uses. Not inlined, or the wasm holds it twice: for the first page,
/// which is taken over, and for every later one.
#[inline(never)]
fn view_of(shown: Shown, shelf: Shelf, site: Arc<Site>, navigation: Navigation) -> impl IntoView {
    use EitherOf7::*;
    let Some(address) = shown.address else { return A(view! { <NotFoundPage site/> }) };
    let bundle = match shelf {
        Shelf::Ready(bundle) => bundle,
        Shelf::Loading => return B(view! { <Skeleton/> }),
        Shelf::Failed(Fault::NotFound) => return A(view! { <NotFoundPage site/> }),
        Shelf::Failed(fault) => return C(view! { <FaultyPage title=shown.title fault/> }),
    };
    match (address, &*bundle) {
        (Address::Essay(_), Bundle::Item(item)) => D(essay_page(&site, item, navigation)),
        (Address::Page(_), Bundle::Item(item)) => E(standing_page(item)),
        (Address::List(_) | Address::Tag(..) | Address::Year(_), Bundle::Feed(feed)) => F(list_page(&site, feed)),
        (Address::Tags | Address::Archive, Bundle::Feed(feed)) => G(tally_page(feed)),
        // The library gives an address only the kind of bundle that belongs to it; a search page is not made yet.
        _ => A(view! { <NotFoundPage site/> }),
    }
}
