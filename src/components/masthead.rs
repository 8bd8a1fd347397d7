use catchword_bundle::{Link, Logo, Site};
use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

use crate::components::{Part, part};
use crate::dom::SITE_LINKS;

/// What the masthead consists of. It has its own `lang`, because it stays when a page of another language is shown.
#[derive(Debug, Clone, Copy)]
pub struct Masthead<'a> {
    site: &'a Site,
    /// The path of the page that is shown.
    path: &'a str,
    catalog: &'static Catalog,
}

impl<'a> Masthead<'a> {
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn new(site: &'a Site, path: &'a str) -> Masthead<'a> {
        Masthead { site, path, catalog: catchword_i18n::catalog(&site.language) }
    }

    /// The site's title, navigation and settings.
    pub fn site(&self) -> &'a Site {
        self.site
    }

    /// The messages in the site's language.
    pub fn catalog(&self) -> &'static Catalog {
        self.catalog
    }

    /// The element around all of it.
    pub fn header(&self, content: impl IntoView) -> Part {
        part(view! { <header class="cw-masthead" lang=self.site.language.clone()>{content}</header> })
    }

    /// The link to the text, for readers who use a keyboard. It must be the first link of the page.
    pub fn skip_link(&self) -> Part {
        part(view! { <a class="cw-skip-link" href="#cw-main">{self.catalog.get(Message::Skip)}</a> })
    }

    /// The site's name or its logo, which leads to its home page.
    pub fn site_name(&self) -> Part {
        let title = self.site.title.clone();
        let logo = self.site.parts.as_deref().and_then(|parts| parts.logo.clone());
        let name = logo.is_none().then(|| title.clone());
        let logo = logo.map(|Logo { url, width, height }| {
            view! { <img class="cw-logo" src=url width=width height=height alt=title/> }
        });
        part(view! { <a class="cw-site-name" href=self.site.base.clone()>{logo}{name}</a> })
    }

    /// The site's links. The one to the page that is shown is marked.
    pub fn links(&self) -> Part {
        let link = |Link { title, url, .. }: Link| {
            let here = (self.path == url).then_some("page");
            view! { <li><a href=url aria-current=here>{title}</a></li> }
        };
        let links = view! { <ul>{self.site.nav.iter().cloned().map(link).collect_view()}</ul> }.attr(SITE_LINKS, "");
        part(view! { <nav aria-label=self.catalog.get(Message::Site)>{links}</nav> })
    }

    /// The button "Aa", for the reader's look.
    pub fn look(&self) -> Part {
        part(view! {
            <details class="cw-look">
                <summary>"Aa "<span class="visually-hidden">{self.catalog.get(Message::Look)}</span></summary>
            </details>
        })
    }

    /// The quick exit, if the site has one.
    pub fn quick_exit(&self) -> Part {
        part(self.site.quick_exit.clone().map(|url| {
            view! { <a class="cw-quick-exit" href=url rel="noreferrer">{self.catalog.get(Message::Leave)}</a> }
        }))
    }

    /// What the author writes in `parts/masthead.md`, if there is such a file.
    pub fn own_part(&self) -> Part {
        let html = self.site.parts.as_deref().map(|parts| parts.masthead.clone()).filter(|html| !html.is_empty());
        part(html.map(|html| view! { <div class="cw-masthead-part" inner_html=html></div> }))
    }
}

/// The site's name and links, the button for the reader's look, and the quick exit if the site has one.
pub(crate) fn masthead(masthead: Masthead<'_>) -> impl IntoView + use<> {
    masthead.header(view! {
        {masthead.skip_link()}
        {masthead.site_name()}
        {masthead.links()}
        {masthead.look()}
        {masthead.quick_exit()}
        {masthead.own_part()}
    })
}
