use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

/// Something to press that the page itself does not have. `reading` knows by the attribute what is wanted.
pub(crate) fn offer(attribute: &'static str, words: &'static Catalog, word: Message) -> impl Render {
    let button = view! { <button type="button" class="button">{words.get(word)}</button> }.attr(attribute, "");
    view! { <p class="offer" dir=words.direction()>{button}</p> }
}
