use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

use crate::dom::RESET;

/// The groups of the form and their choices. Each choice is a word in `data-look` of `<html>`; the default has none.
const CHOICES: [(Message, &[(&str, Message)]); 4] = [
    (
        Message::Colours,
        &[("", Message::ColoursDevice), ("light", Message::ColoursLight), ("dark", Message::ColoursDark)],
    ),
    (
        Message::Size,
        &[("small", Message::Smaller), ("", Message::Usual), ("large", Message::Larger), ("largest", Message::Largest)],
    ),
    (Message::Spacing, &[("", Message::Usual), ("wide", Message::Wide), ("widest", Message::Widest)]),
    (Message::Face, &[("", Message::Usual), ("sans", Message::Sans)]),
];

/// The form in which a reader sets the look of every page.
pub(crate) fn look_form(chosen: &str, catalog: &'static Catalog) -> impl IntoView {
    let chosen: Vec<&str> = chosen.split(' ').collect();
    let groups = CHOICES.map(|(what, choices)| {
        let is_chosen = |(word, _): &&(&str, Message)| !word.is_empty() && chosen.contains(word);
        let own = choices.iter().find(is_chosen).map_or("", |(word, _)| word);
        let name = catalog.get(what);
        let choice = |&(word, label): &(&'static str, Message)| {
            view! {
                <label><input type="radio" name=name value=word checked=word == own/>" "{catalog.get(label)}</label>
            }
        };
        view! { <fieldset><legend>{name}</legend>{choices.iter().map(choice).collect_view()}</fieldset> }
    });
    let reset =
        view! { <button type="button" class="cw-button">{catalog.get(Message::Reset)}</button> }.attr(RESET, "");
    view! { <form autocomplete="off">{groups.into_iter().collect_view()}{reset}</form> }
}
