use leptos::prelude::*;
use catchword_i18n::Words;

use crate::components::retry_button;
use crate::library::Fault;

/// Why something did not happen, and the one thing to do about it.
pub(crate) fn fault_note(fault: &Fault, class: &'static str, words: &'static Words) -> impl IntoView + use<> {
    view! { <p class=class dir=words.direction()>{fault.sentence(words)}" "{retry_button(words)}</p> }
}
