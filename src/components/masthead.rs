use std::sync::Arc;

use leptos::prelude::*;
use quire_bundle::{Link, Site};

use crate::navigation::Navigation;

/// The site's name and its links.
#[component]
pub(crate) fn Masthead(site: Arc<Site>, navigation: Navigation) -> impl IntoView {
    view! {
        <header class="masthead">
            <a class="site-name" href=site.base.clone()>{site.title.clone()}</a>
            <nav aria-label="Site">
                <ul role="list">
                    {site
                        .nav
                        .iter()
                        .cloned()
                        .map(|Link { title, url }| {
                            let path = url.clone();
                            let here = move || (navigation.shown.get().path == path).then_some("page");
                            view! { <li><a href=url aria-current=here>{title}</a></li> }
                        })
                        .collect_view()}
                </ul>
            </nav>
        </header>
    }
}
