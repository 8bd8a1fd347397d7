use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

use crate::components::keys_button;
use crate::navigation::{Keys, LETTERS};

/// What the keys do, and the choice to have more of them. No page has it: it is made when a reader asks for it.
pub(crate) fn keys_dialog(Keys { letters, right_to_left, search }: Keys, words: &'static Catalog) -> impl Render {
    let (left, right) =
        if right_to_left { (Message::KeyNext, Message::KeyPrevious) } else { (Message::KeyPrevious, Message::KeyNext) };
    let arrows = [("←", left), ("→", right), ("Esc", Message::KeyStop)];
    let signs = [("j", Message::KeyEntryNext), ("k", Message::KeyEntryPrevious), ("?", Message::KeyHelp)];
    let search = search.then_some(("/", Message::KeySearch));
    let checkbox = view! { <input type="checkbox" checked=letters/> }.attr(LETTERS, "");
    view! {
        <dialog class="keys" dir=words.direction() aria-label=words.get(Message::Keys) closedby="any">
            <h2>{words.get(Message::Keys)}</h2>
            <dl>{rows(arrows, words)}</dl>
            <label>{checkbox}" "{words.get(Message::KeyLetters)}</label>
            <dl>{rows(signs.into_iter().chain(search), words)}</dl>
            {keys_button(words.get(Message::Close))}
        </dialog>
    }
}

fn rows(keys: impl IntoIterator<Item = (&'static str, Message)>, words: &'static Catalog) -> impl IntoView {
    let row = |(key, what)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{words.get(what)}</dd></div> };
    keys.into_iter().map(row).collect_view()
}
