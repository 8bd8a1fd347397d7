//! What is shown where there is no bundle to show: none yet, none at all, none that could be fetched.

use catchword_bundle::Site;
use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

use crate::cache::Fault;
use crate::components::fault_note;
use crate::routes::{Address, Routes};

/// An empty page whose bundle is on its way: there is no old one to keep.
pub(crate) fn skeleton() -> impl IntoView {
    view! {
        <div class="skeleton" aria-hidden="true">
            <div class="skeleton-title"></div>
            {(0..6).map(|_| view! { <div class="skeleton-line"></div> }).collect_view()}
        </div>
    }
}

/// An address that has no page.
pub(crate) fn missing_page(site: &Site, words: &'static Catalog) -> impl IntoView + use<> {
    view! {
        <div class="list not-found">
            <h1 tabindex="-1">{words.get(Message::Missing)}</h1>
            <p>
                {words.get(Message::MissingWhy)}" "
                <a href=Routes::of(site).write(&Address::List(1))>{words.get(Message::MissingList)}</a>"."
            </p>
        </div>
    }
}

/// A page that could not be fetched, under the title it had.
pub(crate) fn faulty_page(title: String, fault: &Fault, words: &'static Catalog) -> impl IntoView + use<> {
    let title = if title.is_empty() { words.get(Message::Failed).to_owned() } else { title };
    view! {
        <div class="list">
            <h1 tabindex="-1">{title}</h1>
            {fault_note(fault, "fault", words)}
        </div>
    }
}
