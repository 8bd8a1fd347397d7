use catchword_bundle::{Item, Site};
use leptos::prelude::*;

use crate::components::{hero_picture, prose};

/// A standing page such as About.
pub(crate) fn standing_page(site: &Site, page: &Item) -> impl IntoView + use<> {
    let catalog = catchword_i18n::catalog(page.language.as_ref().unwrap_or(&site.language));
    view! {
        <article class="cw-essay cw-standing">
            <header class="cw-essay-head">
                <h1 tabindex="-1">{page.title.clone()}</h1>
            </header>
            {page.catchword.hero.as_ref().map(|hero| hero_picture(hero, catalog, true))}
            {prose(page.content_html.as_ref())}
        </article>
    }
}
