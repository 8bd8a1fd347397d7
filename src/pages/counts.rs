use catchword_bundle::{Feed, TermCount};
use leptos::prelude::*;

/// All tags, or all years, each with its number of essays.
pub(crate) fn counts_page(feed: &Feed) -> impl IntoView + use<> {
    let catchword = &feed.catchword;
    let row = |TermCount { name, url, text, .. }: &TermCount| {
        view! { <li><a href=url.clone()>{name.clone()}</a>" "<span class="cw-count">{text.clone()}</span></li> }
    };
    view! {
        <div class="cw-list">
            <h1 tabindex="-1">{catchword.heading.clone()}</h1>
            <ul class="cw-tallies" role="list">
                {catchword.entries.iter().map(row).collect_view()}
            </ul>
        </div>
    }
}
