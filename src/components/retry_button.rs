use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

use crate::navigation::RETRY;

/// The one thing to do about a fault. `navigation` listens for it.
pub(crate) fn retry_button(words: &'static Catalog) -> impl IntoView {
    view! { <button type="button" class="button">{words.get(Message::Retry)}</button> }.attr(RETRY, "")
}
