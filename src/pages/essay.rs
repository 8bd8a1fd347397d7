use leptos::either::Either;
use leptos::prelude::*;
use quire_bundle::{Author, Elsewhere, ElsewhereKind, Item, ItemMeta, Site};

use crate::components::{fold, hero_picture, meta_line, own_path, tag_list};
use crate::navigation::Navigation;

/// An essay, and below it the fold.
pub(crate) fn essay_page(site: &Site, essay: &Item, navigation: Navigation) -> impl IntoView + use<> {
    let language = essay.language.clone().filter(|language| *language != site.language);
    let Item { title, summary, content_html, authors, quire, .. } = essay;
    let ItemMeta { excerpt, content_note, hero, elsewhere, tags, previous, next, .. } = quire;
    let author = |author: &Author| {
        let more = author.url.as_ref().map(|url| {
            view! { <a href=own_path(site, url)>{format!("About {}", author.name)}</a> }
        });
        view! { <p class="author"><span class="author-name">{author.name.clone()}</span>{more}</p> }
    };
    view! {
        <article class="essay" lang=language>
            <header class="essay-head">
                {tag_list(tags)}
                <h1 tabindex="-1">{title.clone()}</h1>
                {summary.clone().filter(|_| !excerpt).map(|summary| view! { <p class="standfirst">{summary}</p> })}
                {meta_line(essay, true)}
            </header>
            {hero.as_ref().map(|hero| hero_picture(hero, true))}
            {content_note.clone().map(|note| view! { <p class="content-note" role="note">{note}</p> })}
            <div class="prose" inner_html=content_html.clone().unwrap_or_default()></div>
            {ending(elsewhere)}
            {authors.iter().map(author).collect_view()}
        </article>
        {fold(site, previous.as_ref(), next.as_ref(), navigation)}
    }
}

/// "Read the rest on …" where the essay goes on elsewhere, else the end mark.
fn ending(elsewhere: &[Elsewhere]) -> impl IntoView + use<> {
    let rest = elsewhere.iter().find(|place| place.kind == ElsewhereKind::Rest);
    match rest {
        None => Either::Left(view! { <p class="end-mark" aria-hidden="true">"❧"</p> }),
        Some(place) => Either::Right(view! {
            <p class="rest"><a href=place.url.clone() rel="noopener">{format!("Read the rest on {}", place.name)}</a></p>
        }),
    }
}
