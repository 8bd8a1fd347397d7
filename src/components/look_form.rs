use leptos::prelude::*;
use catchword_i18n::{Word, Words};

/// What a reader can choose, and the choices: each is a class of `<html>`, the first of a group none.
const CHOICES: [(Word, &[(&str, Word)]); 4] = [
    (Word::Colours, &[("", Word::ColoursDevice), ("light", Word::ColoursLight), ("dark", Word::ColoursDark)]),
    (Word::Size, &[("small", Word::Smaller), ("", Word::Usual), ("large", Word::Larger), ("largest", Word::Largest)]),
    (Word::Spacing, &[("", Word::Usual), ("wide", Word::Wide), ("widest", Word::Widest)]),
    (Word::Face, &[("", Word::Usual), ("sans", Word::Sans)]),
];

/// The reader's own choices for every page.
pub(crate) fn look_form(chosen: &str, words: &'static Words) -> impl Render {
    let chosen: Vec<&str> = chosen.split(' ').collect();
    let groups = CHOICES.map(|(what, choices)| {
        let is_chosen = |(class, _): &&(&str, Word)| !class.is_empty() && chosen.contains(class);
        let own = choices.iter().find(is_chosen).map_or("", |(class, _)| class);
        let name = words.get(what);
        let choice = |&(class, word): &(&'static str, Word)| {
            view! {
                <label><input type="radio" name=name value=class checked=class == own/>" "{words.get(word)}</label>
            }
        };
        view! { <fieldset><legend>{name}</legend>{choices.iter().map(choice).collect_view()}</fieldset> }
    });
    let reset = view! { <button type="button" class="button">{words.get(Word::Reset)}</button> }.attr("data-reset", "");
    view! { <form autocomplete="off">{groups.into_iter().collect_view()}{reset}</form> }
}
