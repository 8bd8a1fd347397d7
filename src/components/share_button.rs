use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

/// Hands the essay's address on. `reading` listens for it.
pub(crate) fn share_button(words: &'static Catalog) -> impl IntoView {
    let button =
        view! { <button type="button" class="button">{words.get(Message::Share)}</button> }.attr("data-share", "");
    view! { <p class="share">{button}</p> }
}
