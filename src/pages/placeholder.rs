//! Pages without a bundle: not fetched yet, missing, or failed.

use catchword_bundle::Site;
use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

use crate::cache::Fault;
use crate::components::fault_note;
use crate::routes::{Address, Routes};

/// Shown while the first page is fetched, when the app was mounted into an empty document.
pub(crate) fn skeleton() -> impl IntoView {
    view! {
        <div class="cw-skeleton" aria-hidden="true">
            <div class="cw-skeleton-title"></div>
            {(0..6).map(|_| view! { <div class="cw-skeleton-line"></div> }).collect_view()}
        </div>
    }
}

/// The 404 page.
pub(crate) fn missing_page(site: &Site, catalog: &'static Catalog) -> impl IntoView + use<> {
    view! {
        <div class="cw-list cw-not-found">
            <h1 tabindex="-1">{catalog.get(Message::Missing)}</h1>
            <p>
                {catalog.get(Message::MissingWhy)}" "
                <a href=Routes::of(site).write(&Address::List(1))>{catalog.get(Message::MissingList)}</a>"."
            </p>
        </div>
    }
}

/// A page that could not be fetched, under the title that its history entry has.
pub(crate) fn faulty_page(title: String, fault: &Fault, catalog: &'static Catalog) -> impl IntoView + use<> {
    let title = if title.is_empty() { catalog.get(Message::Failed).to_owned() } else { title };
    view! {
        <div class="cw-list">
            <h1 tabindex="-1">{title}</h1>
            {fault_note(fault, "cw-fault", catalog)}
        </div>
    }
}
