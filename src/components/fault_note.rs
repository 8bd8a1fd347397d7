use catchword_i18n::Catalog;
use leptos::prelude::*;

use crate::cache::Fault;
use crate::components::retry_button;

/// Why something did not happen, and the one thing to do about it.
pub(crate) fn fault_note(fault: &Fault, class: &'static str, words: &'static Catalog) -> impl IntoView + use<> {
    view! { <p class=class dir=words.direction()>{fault.sentence(words)}" "{retry_button(words)}</p> }
}
