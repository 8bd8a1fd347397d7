use leptos::prelude::*;

use crate::navigation::Navigation;

/// A thin line at the top while a page is on its way; the status region says it in words.
#[component]
pub(crate) fn LoadingLine(navigation: Navigation) -> impl IntoView {
    view! { <div class="loading-line" class:is-loading=move || navigation.waiting.get() aria-hidden="true"></div> }
}
