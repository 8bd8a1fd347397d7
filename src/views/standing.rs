use catchword_bundle::{Item, Site};
use catchword_i18n::Catalog;
use leptos::prelude::*;

use crate::components::{Part, hero_picture, part, prose};

/// What a standing page, such as About, consists of.
#[derive(Debug, Clone, Copy)]
pub struct StandingPage<'a> {
    pub(super) site: &'a Site,
    pub(super) item: &'a Item,
}

impl<'a> StandingPage<'a> {
    pub(crate) fn new(site: &'a Site, item: &'a Item) -> StandingPage<'a> {
        StandingPage { site, item }
    }

    /// The page's data.
    pub fn item(&self) -> &'a Item {
        self.item
    }

    /// The messages in the page's language.
    pub fn catalog(&self) -> &'static Catalog {
        catchword_i18n::catalog(self.item.language.as_ref().unwrap_or(&self.site.language))
    }

    /// The element around all of it.
    pub fn article(&self, content: impl IntoView) -> Part {
        part(view! { <article class="cw-essay cw-standing">{content}</article> })
    }

    /// The page's heading, to which the focus goes when the page is turned to.
    pub fn heading(&self) -> Part {
        part(view! { <h1 tabindex="-1">{self.item.title.clone()}</h1> })
    }

    /// The picture with its credit, if there is one.
    pub fn picture(&self) -> Part {
        part(self.item.catchword.hero.as_ref().map(|hero| hero_picture(hero, self.catalog(), true)))
    }

    /// The author's text. It must be on the page once.
    pub fn text(&self) -> Part {
        part(prose(self.item.content_html.as_ref()))
    }
}
