use leptos::prelude::*;
use quire_bundle::Item;

use crate::components::HeroPicture;

/// A standing page such as About.
#[component]
pub(crate) fn StandingPage(page: Item) -> impl IntoView {
    let Item { title, content_html, quire, .. } = page;
    view! {
        <article class="essay standing">
            <header class="essay-head">
                <h1 tabindex="-1">{title}</h1>
            </header>
            {quire.hero.map(|hero| view! { <HeroPicture hero lead=true/> })}
            <div class="prose" inner_html=content_html.unwrap_or_default()></div>
        </article>
    }
}
