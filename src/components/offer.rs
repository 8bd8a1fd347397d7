use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

/// A button that `reading` puts over the page. The attribute says what it does.
pub(crate) fn offer(attribute: &'static str, catalog: &'static Catalog, label: Message) -> impl IntoView {
    let button = view! { <button type="button" class="cw-button">{catalog.get(label)}</button> }.attr(attribute, "");
    view! { <p class="cw-offer" dir=catalog.direction()>{button}</p> }
}
