use leptos::prelude::*;
use quire_bundle::{Feed, Tally};

/// Every tag, or every year, with the number of its essays.
#[component]
pub(crate) fn TallyPage(tally: Feed) -> impl IntoView {
    let quire = tally.quire;
    view! {
        <div class="list">
            <h1 tabindex="-1">{quire.heading}</h1>
            <ul class="tallies" role="list">
                {quire
                    .entries
                    .into_iter()
                    .map(|Tally { name, url, count }| {
                        let essays = if count == 1 { "1 essay".to_owned() } else { format!("{count} essays") };
                        view! { <li><a href=url>{name}</a>" "<span class="count">{essays}</span></li> }
                    })
                    .collect_view()}
            </ul>
        </div>
    }
}
