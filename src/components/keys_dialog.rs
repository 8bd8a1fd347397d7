use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

use crate::components::keys_button;
use crate::dom::LETTERS;

/// What the keys do on this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Keys {
    /// Whether the letter keys are switched on.
    pub(crate) letters: bool,
    /// Whether the page is written from right to left, so that the next one lies to the left.
    pub(crate) right_to_left: bool,
    /// Whether the page has a search field, or a link to one.
    pub(crate) search: bool,
}

/// The list of keys, and the switch for the letter keys. It is built when the reader opens it.
pub(crate) fn keys_dialog(Keys { letters, right_to_left, search }: Keys, catalog: &'static Catalog) -> impl IntoView {
    let (left, right) =
        if right_to_left { (Message::KeyNext, Message::KeyPrevious) } else { (Message::KeyPrevious, Message::KeyNext) };
    let arrows = [("←", left), ("→", right), ("Esc", Message::KeyStop)];
    let signs = [("j", Message::KeyEntryNext), ("k", Message::KeyEntryPrevious), ("?", Message::KeyHelp)];
    let search = search.then_some(("/", Message::KeySearch));
    let checkbox = view! { <input type="checkbox" checked=letters/> }.attr(LETTERS, "");
    view! {
        <dialog class="cw-keys" dir=catalog.direction() aria-label=catalog.get(Message::Keys) closedby="any">
            <h2>{catalog.get(Message::Keys)}</h2>
            <dl>{rows(arrows, catalog)}</dl>
            <label>{checkbox}" "{catalog.get(Message::KeyLetters)}</label>
            <dl>{rows(signs.into_iter().chain(search), catalog)}</dl>
            {keys_button(catalog.get(Message::Close))}
        </dialog>
    }
}

fn rows(keys: impl IntoIterator<Item = (&'static str, Message)>, catalog: &'static Catalog) -> impl IntoView {
    let row = |(key, what)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{catalog.get(what)}</dd></div> };
    keys.into_iter().map(row).collect_view()
}
