use catchword_bundle::{ElsewhereKind, Item, Link};
use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

/// The line with date and reading time; with `byline`, on the essay's own page, also its author and where else it was
/// published.
pub(crate) fn meta_line(essay: &Item, catalog: &'static Catalog, byline: bool) -> impl IntoView + use<> {
    let day = essay.date_published.as_deref().map(day_of).unwrap_or_default();
    let revised = essay.date_modified.as_deref().map(day_of).unwrap_or_default();
    let (published, updated) = match essay.catchword.date.clone() {
        Some(date) => (Some(date.published), date.updated.filter(|_| byline)),
        None => (None, None),
    };
    let author = essay.catchword.byline.clone().filter(|_| byline);
    let places = essay.catchword.elsewhere.iter().filter(|_| byline).filter_map(|place| {
        let (before, after) = catalog.before_and_after(match place.kind {
            ElsewhereKind::Rest => return None,
            ElsewhereKind::Copy => Message::AlsoOn,
            ElsewhereKind::Origin => Message::FirstIn,
        });
        Some(view! { <span>{before}<a href=place.url.clone() rel="noopener">{place.name.clone()}</a>{after}</span> })
    });
    let (before, after) = catalog.before_and_after(Message::Updated);
    view! {
        <p class="cw-meta">
            {author.map(|author| view! { <span>{author}</span> })}
            {published.map(|date| view! { <span><time datetime=day>{date}</time></span> })}
            {updated.map(|date| view! { <span>{before}<time datetime=revised>{date}</time>{after}</span> })}
            <span>{essay.catchword.reading.clone()}</span>
            {places.collect_view()}
        </p>
    }
}

/// The day of an RFC 3339 time, in its own time zone.
fn day_of(time: &str) -> String {
    time.get(..10).unwrap_or(time).to_owned()
}

/// An essay's tags.
pub(crate) fn tag_list(tags: &[Link], catalog: &'static Catalog) -> impl IntoView + use<> {
    let tag = |Link { title, url, .. }: &Link| view! { <li><a href=url.clone() rel="tag">{title.clone()}</a></li> };
    (!tags.is_empty()).then(|| {
        view! {
            <ul class="cw-tags" role="list" aria-label=catalog.get(Message::Tags)>
                {tags.iter().map(tag).collect_view()}
            </ul>
        }
    })
}
