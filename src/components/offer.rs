use leptos::prelude::*;
use catchword_i18n::{Word, Words};

/// Something to press that the page itself does not have. `reading` knows by the attribute what is wanted.
pub(crate) fn offer(attribute: &'static str, words: &'static Words, word: Word) -> impl Render {
    let button = view! { <button type="button" class="button">{words.get(word)}</button> }.attr(attribute, "");
    view! { <p class="offer" dir=words.direction()>{button}</p> }
}
