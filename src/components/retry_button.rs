use leptos::prelude::*;
use catchword_i18n::{Word, Words};

use crate::navigation::RETRY;

/// The one thing to do about a fault. `navigation` listens for it.
pub(crate) fn retry_button(words: &'static Words) -> impl IntoView {
    view! { <button type="button" class="button">{words.get(Word::Retry)}</button> }.attr(RETRY, "")
}
