use leptos::prelude::*;

use crate::components::keys_button;
use crate::navigation::{Keys, LETTERS};

/// What the keys do, and the choice to have more of them. No page has it: it is made when a reader asks for it.
pub(crate) fn keys_dialog(Keys { letters, right_to_left, search }: Keys) -> impl Render {
    let (left, right) = if right_to_left { (NEXT, PREVIOUS) } else { (PREVIOUS, NEXT) };
    let arrows = [("←", left), ("→", right), ("Esc", "Stop waiting for a page")];
    let signs = [("j", "The next essay"), ("k", "The one before"), ("?", "These keys")];
    let search = search.then_some(("/", "Search"));
    let checkbox = view! { <input type="checkbox" checked=letters/> }.attr(LETTERS, "");
    view! {
        <dialog class="keys" aria-label="Keys" closedby="any">
            <h2>"Keys"</h2>
            <dl>{rows(arrows)}</dl>
            <label>{checkbox}" Use letters and signs, too"</label>
            <dl>{rows(signs.into_iter().chain(search))}</dl>
            {keys_button("Close")}
        </dialog>
    }
}

const PREVIOUS: &str = "The previous page";
const NEXT: &str = "The next page";

fn rows(keys: impl IntoIterator<Item = (&'static str, &'static str)>) -> impl IntoView {
    let row = |(key, what)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div> };
    keys.into_iter().map(row).collect_view()
}
