use leptos::prelude::*;

/// The class of the place of an author's text.
pub(crate) const PROSE: &str = "cw-prose";

/// An author's text. In a browser it comes into its place when the page is there, because the browser checks it.
pub(crate) fn prose(html: Option<&String>) -> impl IntoView + use<> {
    let html = html.filter(|_| cfg!(not(target_arch = "wasm32"))).cloned().unwrap_or_default();
    view! { <div class=PROSE inner_html=html></div> }
}
