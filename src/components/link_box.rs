use leptos::prelude::*;

use crate::dom::DEEPER;

/// A link of a [`link_box`].
pub(crate) struct BoxLink {
    pub(crate) url: String,
    pub(crate) text: String,
    /// The text's language as a BCP 47 tag, if it is not the page's.
    pub(crate) language: Option<String>,
    /// Whether it is one level below the entry before.
    pub(crate) is_deeper: bool,
    /// Whether it links to the page that it is on.
    pub(crate) is_here: bool,
}

/// A titled list of links: an essay's contents, its series, related essays. A folded box opens when its title is
/// clicked, without a script: the stylesheet shows the list after an open `<details>`, and always on a wide screen.
pub(crate) fn link_box(class: &'static str, title: String, is_folded: bool, links: Vec<BoxLink>) -> impl IntoView {
    let links: Vec<_> = links.into_iter().map(entry).collect();
    let (folded, plain) = if is_folded { (Some(title.clone()), None) } else { (None, Some(title.clone())) };
    view! {
        <nav class=class aria-label=title>
            {folded.map(|title| view! { <details><summary>{title}</summary></details> })}
            {plain.map(|title| view! { <p class="cw-box-title">{title}</p> })}
            <ol>{links}</ol>
        </nav>
    }
}

fn entry(BoxLink { url, text, language, is_deeper, is_here }: BoxLink) -> impl IntoView {
    let direction = language.as_deref().map(catchword_i18n::direction);
    view! { <li><a href=url lang=language dir=direction aria-current=is_here.then_some("page")>{text}</a></li> }
        .attr(DEEPER, is_deeper.then_some(""))
}
