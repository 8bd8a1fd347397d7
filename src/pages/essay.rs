use std::sync::Arc;

use leptos::either::Either;
use leptos::prelude::*;
use quire_bundle::{Elsewhere, ElsewhereKind, Item, ItemMeta, Site};

use crate::components::{Fold, HeroPicture, Meta, Tags, own_path};
use crate::navigation::Navigation;

/// An essay, and below it the fold.
#[component]
pub(crate) fn EssayPage(site: Arc<Site>, essay: Item, navigation: Navigation) -> impl IntoView {
    let language = essay.language.clone().filter(|language| *language != site.language);
    let meta = view! { <Meta essay=essay.clone() byline=true/> };
    let Item { title, summary, content_html, authors, quire, .. } = essay;
    let ItemMeta { excerpt, content_note, hero, elsewhere, tags, previous, next, .. } = quire;
    view! {
        <article class="essay" lang=language>
            <header class="essay-head">
                <Tags tags/>
                <h1 tabindex="-1">{title}</h1>
                {summary.filter(|_| !excerpt).map(|summary| view! { <p class="standfirst">{summary}</p> })}
                {meta}
            </header>
            {hero.map(|hero| view! { <HeroPicture hero lead=true/> })}
            {content_note.map(|note| view! { <p class="content-note" role="note">{note}</p> })}
            <div class="prose" inner_html=content_html.unwrap_or_default()></div>
            {ending(elsewhere)}
            {authors
                .into_iter()
                .map(|author| {
                    let more = author.url.map(|url| {
                        view! { <a href=own_path(&site, &url)>{format!("About {}", author.name)}</a> }
                    });
                    view! { <p class="author"><span class="author-name">{author.name}</span>{more}</p> }
                })
                .collect_view()}
        </article>
        <Fold site previous next navigation/>
    }
}

/// "Read the rest on …" where the essay goes on elsewhere, else the end mark.
fn ending(elsewhere: Vec<Elsewhere>) -> impl IntoView {
    let rest = elsewhere.into_iter().find(|place| place.kind == ElsewhereKind::Rest);
    match rest {
        None => Either::Left(view! { <p class="end-mark" aria-hidden="true">"❧"</p> }),
        Some(place) => Either::Right(view! {
            <p class="rest"><a href=place.url rel="noopener">{format!("Read the rest on {}", place.name)}</a></p>
        }),
    }
}
