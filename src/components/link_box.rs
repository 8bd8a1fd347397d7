use leptos::prelude::*;

/// The attribute of an entry that stands a step below the one before.
pub(crate) const DEEPER: &str = "data-deeper";

/// A link of a [`link_box`].
pub(crate) struct BoxLink {
    pub(crate) url: String,
    pub(crate) text: String,
    /// Whether it stands a step below the one before.
    pub(crate) is_deeper: bool,
    /// Whether it leads to the page itself.
    pub(crate) is_here: bool,
}

/// Links that belong together, with a title: an essay's contents, its series, essays like it. One that is folded away shows
/// its links when the title is pressed, without any script: what follows the `<details>` is its content by the style sheet,
/// which shows it always where there is room.
pub(crate) fn link_box(class: &'static str, title: String, is_folded: bool, links: Vec<BoxLink>) -> impl IntoView {
    let links: Vec<_> = links.into_iter().map(entry).collect();
    let (folded, plain) = if is_folded { (Some(title.clone()), None) } else { (None, Some(title.clone())) };
    view! {
        <nav class=class aria-label=title>
            {folded.map(|title| view! { <details><summary>{title}</summary></details> })}
            {plain.map(|title| view! { <p class="box-title">{title}</p> })}
            <ol>{links}</ol>
        </nav>
    }
}

fn entry(BoxLink { url, text, is_deeper, is_here }: BoxLink) -> impl IntoView {
    view! { <li><a href=url aria-current=is_here.then_some("page")>{text}</a></li> }
        .attr(DEEPER, is_deeper.then_some(""))
}
