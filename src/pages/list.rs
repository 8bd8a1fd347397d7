use catchword_bundle::{Feed, FeedMeta, Item, Kind, Site};
use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

use crate::components::{hero_picture, meta_line, own_path};

/// A list of essays: all of them, a tag's or a year's. On the home page the first entry is larger, with its picture.
pub(crate) fn list_page(site: &Site, list: &Feed, catalog: &'static Catalog) -> impl IntoView + use<> {
    let is_home = list.feed_url.strip_suffix(catchword_bundle::BUNDLE_FILE) == Some(&site.url);
    let Feed { items, catchword, description, .. } = list;
    let is_empty = items.is_empty();
    let tagline = description.clone().filter(|_| is_home);
    view! {
        <div class="cw-list">
            {tagline.map(|tagline| view! { <p class="cw-tagline">{tagline}</p> })}
            <h1 tabindex="-1" class=if is_home { "visually-hidden" } else { "cw-list-title" }>{catchword.heading.clone()}</h1>
            {is_empty.then(|| view! { <p class="cw-nothing">{catalog.get(Message::Nothing)}</p> })}
            <ol class="cw-entries" role="list">
                {items
                    .iter()
                    .enumerate()
                    .map(|(at, essay)| entry(site, essay, catalog, is_home && at == 0))
                    .collect_view()}
            </ol>
            {pager(catchword, catalog)}
        </div>
    }
}

fn entry(site: &Site, essay: &Item, catalog: &'static Catalog, lead: bool) -> impl IntoView + use<> {
    let address = own_path(site, &essay.url);
    let hero = essay.catchword.hero.as_ref().filter(|_| lead);
    let summary = essay.summary.clone();
    // An entry is in the language of its essay.
    let language = essay.language.clone().filter(|language| *language != site.language);
    let catalog = language.as_deref().map_or(catalog, catchword_i18n::catalog);
    let direction = language.as_deref().and_then(|language| catchword_i18n::direction_in(language, &site.language));
    view! {
        <li class="cw-entry" class:cw-entry-lead=lead lang=language dir=direction>
            {hero.map(|hero| hero_picture(hero, catalog, lead))}
            <h2><a href=address>{essay.title.clone()}</a></h2>
            {summary.map(|summary| view! { <p class="cw-summary">{summary}</p> })}
            {meta_line(essay, catalog, false)}
        </li>
    }
}

/// Links to the list's other pages, if it has any.
pub(crate) fn pager(list: &FeedMeta, catalog: &'static Catalog) -> Option<impl IntoView + use<>> {
    debug_assert_eq!(list.kind, Kind::List);
    (list.pages > 1).then(|| {
        view! {
            <nav class="cw-pager" aria-label=catalog.get(Message::Pages)>
                <span class="cw-pager-previous">
                    {list.previous.clone().map(|link| view! { <a rel="prev" href=link.url>{link.title}</a> })}
                </span>
                <span class="cw-pager-here">{list.place.clone()}</span>
                <span class="cw-pager-next">
                    {list.next.clone().map(|link| view! { <a rel="next" href=link.url>{link.title}</a> })}
                </span>
            </nav>
        }
    })
}
