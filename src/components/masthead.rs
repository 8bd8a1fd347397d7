use std::sync::Arc;

use catchword_bundle::{Link, Site};
use catchword_i18n::Message;
use leptos::prelude::*;

use crate::state::AppState;

/// The site's name and links, the button for the reader's look, and the quick exit if the site has one. It has its own
/// `lang`, because it stays when a page of another language is shown.
#[component]
pub(crate) fn Masthead(site: Arc<Site>, state: AppState) -> impl IntoView {
    let catalog = catchword_i18n::catalog(&site.language);
    let exit = site.quick_exit.clone().map(|url| {
        view! { <a class="quick-exit" href=url rel="noreferrer">{catalog.get(Message::Leave)}</a> }
    });
    view! {
        <header class="masthead" lang=site.language.clone()>
            <a class="skip-link" href="#main">{catalog.get(Message::Skip)}</a>
            <a class="site-name" href=site.base.clone()>{site.title.clone()}</a>
            <nav aria-label=catalog.get(Message::Site)>
                <ul>
                    {site
                        .nav
                        .iter()
                        .cloned()
                        .map(|Link { title, url, .. }| {
                            let path = url.clone();
                            let here = move || (state.shown.get().path == path).then_some("page");
                            view! { <li><a href=url aria-current=here>{title}</a></li> }
                        })
                        .collect_view()}
                </ul>
            </nav>
            <details class="look">
                <summary>"Aa "<span class="visually-hidden">{catalog.get(Message::Look)}</span></summary>
            </details>
            {exit}
        </header>
    }
}
