use leptos::prelude::*;

use crate::dom::KEYS;

/// Opens or closes the keys dialog. `navigation` handles the click.
pub(crate) fn keys_button(label: &'static str) -> impl IntoView {
    view! { <button type="button">{label}</button> }.attr(KEYS, "")
}
