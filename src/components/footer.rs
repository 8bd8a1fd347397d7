use catchword_bundle::Site;
use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

use crate::components::{Part, keys_button, part};
use crate::dom::FOOT;

/// What the footer of every page consists of.
#[derive(Debug, Clone, Copy)]
pub struct Footer<'a> {
    site: &'a Site,
    catalog: &'static Catalog,
}

impl<'a> Footer<'a> {
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn new(site: &'a Site) -> Footer<'a> {
        Footer { site, catalog: catchword_i18n::catalog(&site.language) }
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
    pub fn footer(&self, content: impl IntoView) -> Part {
        part(view! { <footer class="cw-colophon" lang=self.site.language.clone()>{content}</footer> }.attr(FOOT, ""))
    }

    /// What the author writes in `parts/footer.md`, if there is such a file.
    pub fn own_part(&self) -> Part {
        let html = self.site.parts.as_deref().map(|parts| parts.footer.clone()).filter(|html| !html.is_empty());
        part(html.map(|html| view! { <div class="cw-colophon-part" inner_html=html></div> }))
    }

    /// The author's line, if there is one.
    pub fn line(&self) -> Part {
        part(self.site.footer.line.clone().map(|line| view! { <p>{line}</p> }))
    }

    /// The note, if there is one.
    pub fn note(&self) -> Part {
        part(self.site.footer.note.clone().map(|note| view! { <p class="cw-colophon-note">{note}</p> }))
    }

    /// The links, and the button that lists the keys.
    pub fn links(&self) -> Part {
        let links = self.site.footer.links.iter().cloned();
        part(view! {
            <ul role="list">
                {links.map(|link| view! { <li><a href=link.url rel="noopener">{link.title}</a></li> }).collect_view()}
                <li>{keys_button(self.catalog.get(Message::Keys))}</li>
            </ul>
        })
    }
}

/// The author's line, the note, links.
pub(crate) fn footer(footer: Footer<'_>) -> impl IntoView + use<> {
    footer.footer(view! {
        {footer.own_part()}
        {footer.line()}
        {footer.note()}
        {footer.links()}
    })
}
