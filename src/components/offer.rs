use leptos::prelude::*;

/// Something to press that the page itself does not have. `reading` knows by the attribute what is wanted.
pub(crate) fn offer(attribute: &'static str, text: &'static str) -> impl Render {
    let button = view! { <button type="button" class="button">{text}</button> }.attr(attribute, "");
    view! { <p class="offer">{button}</p> }
}
