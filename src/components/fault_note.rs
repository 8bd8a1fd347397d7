use catchword_i18n::Catalog;
use leptos::prelude::*;

use crate::cache::Fault;
use crate::components::retry_button;

/// The sentence of a fault, and the Retry button.
pub(crate) fn fault_note(fault: &Fault, class: &'static str, catalog: &'static Catalog) -> impl IntoView + use<> {
    view! { <p class=class dir=catalog.direction()>{fault.sentence(catalog)}" "{retry_button(catalog)}</p> }
}
