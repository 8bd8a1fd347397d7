use std::sync::Arc;

use catchword_bundle::{Link, Site};
use catchword_i18n::Message;
use leptos::prelude::*;

use crate::navigation::Navigation;

/// The site's name, its links, the reader's own choices, and where the site has one the way out. It stays as it is while
/// pages of other languages come and go, so it says in which it is itself.
#[component]
pub(crate) fn Masthead(site: Arc<Site>, navigation: Navigation) -> impl IntoView {
    let words = catchword_i18n::catalog(&site.language);
    let exit = site.quick_exit.clone().map(|url| {
        view! { <a class="quick-exit" href=url rel="noreferrer">{words.get(Message::Leave)}</a> }
    });
    view! {
        <header class="masthead" lang=site.language.clone()>
            <a class="skip-link" href="#main">{words.get(Message::Skip)}</a>
            <a class="site-name" href=site.base.clone()>{site.title.clone()}</a>
            <nav aria-label=words.get(Message::Site)>
                <ul>
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
            <details class="look">
                <summary>"Aa "<span class="visually-hidden">{words.get(Message::Look)}</span></summary>
            </details>
            {exit}
        </header>
    }
}
