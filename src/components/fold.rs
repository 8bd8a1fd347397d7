use catchword_bundle::{ItemMeta, Link, Order, Site};
use catchword_i18n::{Catalog, Message};
use leptos::either::Either;
use leptos::prelude::*;

use crate::routes::{Address, Routes};

/// The links to the previous and the next essay.
pub(crate) fn fold(site: &Site, essay: &ItemMeta, catalog: &'static Catalog) -> impl IntoView + use<> {
    let (before, after) = match (&essay.series, site.order) {
        // The first part of a series is not the newest essay.
        (Some(_), _) => (Message::RowEnd, Message::RowEnd),
        (None, Order::NewestFirst) => (Message::Newest, Message::First),
        (None, Order::OldestFirst) => (Message::First, Message::Newest),
    };
    let list = Routes::of(site).write(&Address::List(1));
    let (previous, next) = (essay.previous.clone(), essay.next.clone());
    view! {
        <nav class="cw-fold" aria-label=catalog.get(Message::Fold)>
            {leaf("cw-leaf-previous", catalog.get(Message::Previous), "prev", previous, catalog.get(before))}
            {leaf("cw-leaf-next", catalog.get(Message::Next), "next", next, catalog.get(after))}
            <a class="cw-all" href=list>{catalog.get(Message::All)}</a>
        </nav>
    }
}

/// One half of the fold: a link to a neighbour, or a sentence if there is none.
fn leaf(
    class: &'static str,
    label: &'static str,
    rel: &'static str,
    link: Option<Link>,
    end: &'static str,
) -> impl IntoView {
    let Some(link) = link else {
        return Either::Left(view! { <p class=format!("cw-leaf cw-leaf-end {class}")>{end}</p> });
    };
    let direction = link.language.as_deref().map(catchword_i18n::direction);
    Either::Right(view! {
        <div class=format!("cw-leaf {class}")>
            <a rel=rel href=link.url>
                <span class="cw-leaf-label">{label}</span>
                " "
                <span class="cw-leaf-title" lang=link.language dir=direction>{link.title}</span>
            </a>
        </div>
    })
}
