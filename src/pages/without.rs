//! What is shown where there is no bundle to show: none yet, none at all, none that could be fetched.

use std::sync::Arc;

use leptos::prelude::*;
use quire_bundle::Site;

use crate::components::RetryButton;
use crate::library::Fault;

/// An empty page whose bundle is on its way: there is no old one to keep.
#[component]
pub(crate) fn Skeleton() -> impl IntoView {
    view! {
        <div class="skeleton" aria-hidden="true">
            <div class="skeleton-title"></div>
            {(0..6).map(|_| view! { <div class="skeleton-line"></div> }).collect_view()}
        </div>
    }
}

/// An address that has no page.
#[component]
pub(crate) fn NotFoundPage(site: Arc<Site>) -> impl IntoView {
    view! {
        <div class="list not-found">
            <h1 tabindex="-1">"There is no page at this address"</h1>
            <p>
                "It may have moved, or the address may have lost a letter on the way. "
                <a href=site.base.clone()>"The essays are here"</a>"."
            </p>
        </div>
    }
}

/// A page that could not be fetched, under the title it had.
#[component]
pub(crate) fn FaultyPage(title: String, fault: Fault) -> impl IntoView {
    let title = if title.is_empty() { "This page could not be shown".to_owned() } else { title };
    let sentence = fault.sentence();
    view! {
        <div class="list">
            <h1 tabindex="-1">{title}</h1>
            <p class="fault">{sentence}" "<RetryButton/></p>
        </div>
    }
}
