use leptos::either::Either;
use leptos::prelude::*;
use quire_bundle::{Link, Order, Site};

use crate::components::RetryButton;
use crate::navigation::Navigation;
use crate::routes::{Address, Routes};

/// Previous and next: the facing leaves at the foot of an essay.
pub(crate) fn fold(
    site: &Site,
    previous: Option<&Link>,
    next: Option<&Link>,
    navigation: Navigation,
) -> impl IntoView + use<> {
    let (newest, first) = ("The newest essay", "The first essay");
    let (before, after) = match site.order {
        Order::NewestFirst => (newest, first),
        Order::OldestFirst => (first, newest),
    };
    let list = Routes::of(site).write(&Address::List(1));
    view! {
        <nav class="fold" aria-label="Previous and next essay">
            {leaf("leaf-previous", "Previous", "prev", previous.cloned(), before, navigation)}
            {leaf("leaf-next", "Next", "next", next.cloned(), after, navigation)}
            <a class="all" href=list>"All essays"</a>
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
    navigation: Navigation,
) -> impl IntoView {
    let Some(link) = link else {
        return Either::Left(view! { <p class=format!("leaf leaf-end {class}")>{end}</p> });
    };
    let path = link.url.clone();
    let trouble = move || {
        let trouble = navigation.trouble.get().filter(|trouble| trouble.in_fold && trouble.path == path)?;
        Some(view! { <p class="fault">{trouble.fault.sentence()}" "<RetryButton/></p> })
    };
    Either::Right(view! {
        <div class=format!("leaf {class}")>
            <a rel=rel href=link.url>
                <span class="leaf-label">{label}</span>
                " "
                <span class="leaf-title">{link.title}</span>
            </a>
            {trouble}
        </div>
    })
}
