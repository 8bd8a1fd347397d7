use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

use crate::dom::SHARE;

/// Shares the essay's address. `reading` handles the click.
pub(crate) fn share_button(catalog: &'static Catalog) -> impl IntoView {
    let button =
        view! { <button type="button" class="cw-button">{catalog.get(Message::Share)}</button> }.attr(SHARE, "");
    view! { <p class="cw-share">{button}</p> }
}
