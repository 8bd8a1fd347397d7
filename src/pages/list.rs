use catchword_bundle::{Feed, FeedMeta, Item, Kind, Site};
use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

use crate::components::{hero_picture, meta_line, own_path};

/// Essays in a row: all of them, a tag's or a year's. The first one of the home page stands before the others.
pub(crate) fn list_page(site: &Site, list: &Feed, words: &'static Catalog) -> impl IntoView + use<> {
    let at_home = list.feed_url.strip_suffix(catchword_bundle::BUNDLE_FILE) == Some(&site.url);
    let Feed { items, catchword, description, .. } = list;
    let empty = items.is_empty();
    let tagline = description.clone().filter(|_| at_home);
    view! {
        <div class="list">
            {tagline.map(|tagline| view! { <p class="tagline">{tagline}</p> })}
            <h1 tabindex="-1" class=if at_home { "visually-hidden" } else { "list-title" }>{catchword.heading.clone()}</h1>
            {empty.then(|| view! { <p class="nothing">{words.get(Message::Nothing)}</p> })}
            <ol class="entries" role="list">
                {items
                    .iter()
                    .enumerate()
                    .map(|(at, essay)| entry(site, essay, words, at_home && at == 0))
                    .collect_view()}
            </ol>
            {pager(catchword, words)}
        </div>
    }
}

fn entry(site: &Site, essay: &Item, words: &'static Catalog, lead: bool) -> impl IntoView + use<> {
    let address = own_path(site, &essay.url);
    let hero = essay.catchword.hero.as_ref().filter(|_| lead);
    let summary = essay.summary.clone();
    // What is said of an essay is in its own language.
    let language = essay.language.clone().filter(|language| *language != site.language);
    let words = language.as_deref().map_or(words, catchword_i18n::catalog);
    let direction = language.as_deref().and_then(|language| catchword_i18n::direction_in(language, &site.language));
    view! {
        <li class="entry" class:entry-lead=lead lang=language dir=direction>
            {hero.map(|hero| hero_picture(hero, words, lead))}
            <h2><a href=address>{essay.title.clone()}</a></h2>
            {summary.map(|summary| view! { <p class="summary">{summary}</p> })}
            {meta_line(essay, words, false)}
        </li>
    }
}

/// The way to the list's other pages, where there are any.
fn pager(list: &FeedMeta, words: &'static Catalog) -> Option<impl IntoView + use<>> {
    debug_assert_eq!(list.kind, Kind::List);
    (list.pages > 1).then(|| {
        view! {
            <nav class="pager" aria-label=words.get(Message::Pages)>
                <span class="pager-previous">
                    {list.previous.clone().map(|link| view! { <a rel="prev" href=link.url>{link.title}</a> })}
                </span>
                <span class="pager-here">{list.place.clone()}</span>
                <span class="pager-next">
                    {list.next.clone().map(|link| view! { <a rel="next" href=link.url>{link.title}</a> })}
                </span>
            </nav>
        }
    })
}
