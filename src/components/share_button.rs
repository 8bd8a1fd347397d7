use leptos::prelude::*;
use catchword_i18n::{Word, Words};

/// Hands the essay's address on. `reading` listens for it.
pub(crate) fn share_button(words: &'static Words) -> impl IntoView {
    let button =
        view! { <button type="button" class="button">{words.get(Word::Share)}</button> }.attr("data-share", "");
    view! { <p class="share">{button}</p> }
}
