use catchword_bundle::{ItemMeta, Link, Order, Site};
use catchword_i18n::{Catalog, Message};
use leptos::either::Either;
use leptos::prelude::*;

use crate::routes::{Address, Routes};

/// Previous and next: the facing leaves at the foot of an essay.
pub(crate) fn fold(site: &Site, essay: &ItemMeta, words: &'static Catalog) -> impl IntoView + use<> {
    let (before, after) = match (&essay.series, site.order) {
        // Where a series is at the row's end, its first part is not the newest essay.
        (Some(_), _) => (Message::RowEnd, Message::RowEnd),
        (None, Order::NewestFirst) => (Message::Newest, Message::First),
        (None, Order::OldestFirst) => (Message::First, Message::Newest),
    };
    let list = Routes::of(site).write(&Address::List(1));
    let (previous, next) = (essay.previous.clone(), essay.next.clone());
    view! {
        <nav class="fold" aria-label=words.get(Message::Fold)>
            {leaf("leaf-previous", words.get(Message::Previous), "prev", previous, words.get(before))}
            {leaf("leaf-next", words.get(Message::Next), "next", next, words.get(after))}
            <a class="all" href=list>{words.get(Message::All)}</a>
        </nav>
    }
}

/// One leaf: a neighbour, or the blank side of the row's end.
fn leaf(
    class: &'static str,
    label: &'static str,
    rel: &'static str,
    link: Option<Link>,
    end: &'static str,
) -> impl IntoView {
    let Some(link) = link else {
        return Either::Left(view! { <p class=format!("leaf leaf-end {class}")>{end}</p> });
    };
    Either::Right(view! {
        <div class=format!("leaf {class}")>
            <a rel=rel href=link.url>
                <span class="leaf-label">{label}</span>
                " "
                <span class="leaf-title">{link.title}</span>
            </a>
        </div>
    })
}
