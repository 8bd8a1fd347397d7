use leptos::prelude::*;
use catchword_bundle::{Feed, Tally};

/// Every tag, or every year, with the number of its essays.
pub(crate) fn tally_page(tally: &Feed) -> impl IntoView + use<> {
    let catchword = &tally.catchword;
    let row = |Tally { name, url, text, .. }: &Tally| {
        view! { <li><a href=url.clone()>{name.clone()}</a>" "<span class="count">{text.clone()}</span></li> }
    };
    view! {
        <div class="list">
            <h1 tabindex="-1">{catchword.heading.clone()}</h1>
            <ul class="tallies" role="list">
                {catchword.entries.iter().map(row).collect_view()}
            </ul>
        </div>
    }
}
