use leptos::prelude::*;

/// An author's text. In a browser it comes into its place when the page is there, because the browser checks it.
pub(crate) fn prose(html: Option<&String>) -> impl IntoView + use<> {
    let html = html.filter(|_| cfg!(not(target_arch = "wasm32"))).cloned().unwrap_or_default();
    view! { <div class="cw-prose" inner_html=html></div> }
}
