use leptos::prelude::*;

use crate::navigation::RETRY;

/// The one thing to do about a fault. `navigation` listens for it.
#[component]
pub(crate) fn RetryButton() -> impl IntoView {
    view! { <button type="button" class="button">"Try again"</button> }.attr(RETRY, "")
}
