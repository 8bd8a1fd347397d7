use leptos::prelude::*;
use quire_bundle::{Feed, Tally};

/// Every tag, or every year, with the number of its essays.
pub(crate) fn tally_page(tally: &Feed) -> impl IntoView + use<> {
    let quire = &tally.quire;
    let row = |Tally { name, url, count }: &Tally| {
        let essays = if *count == 1 { "1 essay".to_owned() } else { format!("{count} essays") };
        view! { <li><a href=url.clone()>{name.clone()}</a>" "<span class="count">{essays}</span></li> }
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
