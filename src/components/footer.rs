use std::sync::Arc;

use leptos::prelude::*;
use quire_bundle::Site;
use quire_words::Word;

use crate::components::keys_button;

/// What stands below every page: the author's line, the note, links.
#[component]
pub(crate) fn Footer(site: Arc<Site>) -> impl IntoView {
    let words = quire_words::of(&site.language);
    let footer = site.footer.clone();
    view! {
        <footer class="colophon" lang=site.language.clone()>
            {footer.line.map(|line| view! { <p>{line}</p> })}
            {footer.note.map(|note| view! { <p class="colophon-note">{note}</p> })}
            <ul role="list">
                {footer
                    .links
                    .into_iter()
                    .map(|link| view! { <li><a href=link.url rel="noopener">{link.title}</a></li> })
                    .collect_view()}
                <li>{keys_button(words.get(Word::Keys))}</li>
            </ul>
        </footer>
    }
}
