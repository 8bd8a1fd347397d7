use catchword_bundle::Hero;
use catchword_i18n::{Catalog, Message};
use leptos::either::Either;
use leptos::prelude::*;

/// An essay's picture with its credit; width and height keep its place free. A `lead` picture, the one above the text, is
/// fetched before the others.
pub(crate) fn hero_picture(hero: &Hero, catalog: &'static Catalog, lead: bool) -> impl IntoView + use<> {
    let sources = (hero.sources.len() > 1).then(|| {
        let candidates: Vec<_> =
            hero.sources.iter().map(|source| format!("{} {}w", source.url, source.width)).collect();
        candidates.join(", ")
    });
    let url = hero.sources.last().map(|source| source.url.clone()).unwrap_or_default();
    let credit = hero.credit.clone().map(|credit| {
        let name = match credit.url {
            Some(url) => Either::Left(view! { <a href=url rel="noopener">{credit.name}</a> }),
            None => Either::Right(credit.name),
        };
        let source = credit.source.map(|source| format!(", {source}"));
        let (before, after) = catalog.before_and_after(Message::Picture);
        view! { <figcaption>{before}{name}{source}{after}</figcaption> }
    });
    view! {
        <figure class="cw-hero">
            <img
                src=url
                srcset=sources
                width=hero.width
                height=hero.height
                alt=hero.alt.clone()
                fetchpriority=lead.then_some("high")
                decoding="async"
            />
            {credit}
        </figure>
    }
}
