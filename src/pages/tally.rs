use leptos::prelude::*;
use quire_bundle::{Feed, Tally};

/// Every tag, or every year, with the number of its essays.
pub(crate) fn tally_page(tally: &Feed) -> impl IntoView + use<> {
    let quire = &tally.quire;
    let row = |Tally { name, url, text, .. }: &Tally| {
        view! { <li><a href=url.clone()>{name.clone()}</a>" "<span class="count">{text.clone()}</span></li> }
    };
    view! {
        <div class="list">
            <h1 tabindex="-1">{quire.heading.clone()}</h1>
            <ul class="tallies" role="list">
                {quire.entries.iter().map(row).collect_view()}
            </ul>
        </div>
    }
}
