use leptos::prelude::*;
use catchword_i18n::{Word, Words};

use crate::components::keys_button;
use crate::navigation::{Keys, LETTERS};

/// What the keys do, and the choice to have more of them. No page has it: it is made when a reader asks for it.
pub(crate) fn keys_dialog(Keys { letters, right_to_left, search }: Keys, words: &'static Words) -> impl Render {
    let (left, right) =
        if right_to_left { (Word::KeyNext, Word::KeyPrevious) } else { (Word::KeyPrevious, Word::KeyNext) };
    let arrows = [("←", left), ("→", right), ("Esc", Word::KeyStop)];
    let signs = [("j", Word::KeyEntryNext), ("k", Word::KeyEntryPrevious), ("?", Word::KeyHelp)];
    let search = search.then_some(("/", Word::KeySearch));
    let checkbox = view! { <input type="checkbox" checked=letters/> }.attr(LETTERS, "");
    view! {
        <dialog class="keys" dir=words.direction() aria-label=words.get(Word::Keys) closedby="any">
            <h2>{words.get(Word::Keys)}</h2>
            <dl>{rows(arrows, words)}</dl>
            <label>{checkbox}" "{words.get(Word::KeyLetters)}</label>
            <dl>{rows(signs.into_iter().chain(search), words)}</dl>
            {keys_button(words.get(Word::Close))}
        </dialog>
    }
}

fn rows(keys: impl IntoIterator<Item = (&'static str, Word)>, words: &'static Words) -> impl IntoView {
    let row = |(key, what)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{words.get(what)}</dd></div> };
    keys.into_iter().map(row).collect_view()
}
