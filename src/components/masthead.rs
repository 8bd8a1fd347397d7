use std::sync::Arc;

use catchword_bundle::{Link, Logo, Site};
use catchword_i18n::Message;
use leptos::prelude::*;

use crate::dom::SITE_LINKS;

/// The site's name and links, the button for the reader's look, and the quick exit if the site has one. It has its own
/// `lang`, because it stays when a page of another language is shown.
#[component]
pub(crate) fn Masthead(
    site: Arc<Site>,
    /// The path of the page that is shown.
    path: String,
) -> impl IntoView {
    let catalog = catchword_i18n::catalog(&site.language);
    let parts = site.parts.as_deref().cloned().unwrap_or_default();
    let name = parts.logo.is_none().then(|| site.title.clone());
    let logo = parts.logo.map(|Logo { url, width, height }| {
        view! { <img class="cw-logo" src=url width=width height=height alt=site.title.clone()/> }
    });
    let own = (!parts.masthead.is_empty()).then(|| {
        view! { <div class="cw-masthead-part" inner_html=parts.masthead></div> }
    });
    let exit = site.quick_exit.clone().map(|url| {
        view! { <a class="cw-quick-exit" href=url rel="noreferrer">{catalog.get(Message::Leave)}</a> }
    });
    let link = |Link { title, url, .. }: Link| {
        let here = (path == url).then_some("page");
        view! { <li><a href=url aria-current=here>{title}</a></li> }
    };
    let links = view! { <ul>{site.nav.iter().cloned().map(link).collect_view()}</ul> }.attr(SITE_LINKS, "");
    view! {
        <header class="cw-masthead" lang=site.language.clone()>
            <a class="cw-skip-link" href="#cw-main">{catalog.get(Message::Skip)}</a>
            <a class="cw-site-name" href=site.base.clone()>{logo}{name}</a>
            <nav aria-label=catalog.get(Message::Site)>{links}</nav>
            <details class="cw-look">
                <summary>"Aa "<span class="visually-hidden">{catalog.get(Message::Look)}</span></summary>
            </details>
            {exit}
            {own}
        </header>
    }
}
