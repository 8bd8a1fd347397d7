use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

use crate::dom::RETRY;

/// Fetches the failed page again. `navigation` handles the click.
pub(crate) fn retry_button(catalog: &'static Catalog) -> impl IntoView {
    view! { <button type="button" class="cw-button">{catalog.get(Message::Retry)}</button> }.attr(RETRY, "")
}
