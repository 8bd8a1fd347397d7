use leptos::prelude::*;

use crate::navigation::KEYS;

/// Opens the keys dialog, or closes it. `navigation` listens for it.
pub(crate) fn keys_button(label: &'static str) -> impl IntoView {
    view! { <button type="button">{label}</button> }.attr(KEYS, "")
}
