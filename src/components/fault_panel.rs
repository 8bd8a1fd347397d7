use leptos::prelude::*;

use crate::components::RetryButton;
use crate::navigation::Navigation;

/// Why the last turn did not happen, under the masthead; a leaf of the fold that was pressed says it itself.
#[component]
pub(crate) fn FaultPanel(navigation: Navigation) -> impl IntoView {
    move || {
        let trouble = navigation.trouble.get().filter(|trouble| !trouble.in_fold)?;
        Some(view! { <p class="fault fault-panel">{trouble.fault.sentence()}" "<RetryButton/></p> })
    }
}
