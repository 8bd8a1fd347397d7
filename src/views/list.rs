use catchword_bundle::{Feed, Item, Site};
use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

use crate::components::{Part, hero_picture, meta_line, own_path, part};
use crate::pages::pager;

/// What a list of essays consists of: all of them, a tag's or a year's.
#[derive(Debug, Clone, Copy)]
pub struct List<'a> {
    pub(super) site: &'a Site,
    pub(super) feed: &'a Feed,
    pub(super) catalog: &'static Catalog,
}

impl<'a> List<'a> {
    pub(crate) fn new(site: &'a Site, feed: &'a Feed, catalog: &'static Catalog) -> List<'a> {
        List { site, feed, catalog }
    }

    /// The list's data.
    pub fn feed(&self) -> &'a Feed {
        self.feed
    }

    /// The messages in the site's language.
    pub fn catalog(&self) -> &'static Catalog {
        self.catalog
    }

    /// Whether it is the home page.
    pub fn is_home(&self) -> bool {
        self.feed.feed_url.strip_suffix(catchword_bundle::BUNDLE_FILE) == Some(&self.site.url)
    }

    /// The site's tagline, on the home page.
    pub fn tagline(&self) -> Part {
        let tagline = self.feed.description.clone().filter(|_| self.is_home());
        part(tagline.map(|tagline| view! { <p class="cw-tagline">{tagline}</p> }))
    }

    /// The page's heading, to which the focus goes when the page is turned to. On the home page it is only for screen readers.
    pub fn heading(&self) -> Part {
        let class = if self.is_home() { "visually-hidden" } else { "cw-list-title" };
        part(view! { <h1 tabindex="-1" class=class>{self.feed.catchword.heading.clone()}</h1> })
    }

    /// A sentence, if there is no essay.
    pub fn nothing(&self) -> Part {
        part(
            self.feed
                .items
                .is_empty()
                .then(|| view! { <p class="cw-nothing">{self.catalog.get(Message::Nothing)}</p> }),
        )
    }

    /// The list of essays, with what `view` makes of each. On the home page the first is larger.
    pub fn entries<V: IntoView>(&self, view: impl Fn(Entry<'a>) -> V) -> Part {
        let items = self.feed.items.iter().enumerate();
        let entry = |(at, item)| Entry::new(*self, at, item).element(&view);
        part(view! { <ol class="cw-entries" role="list">{items.map(entry).collect_view()}</ol> })
    }

    /// Links to the list's other pages, if it has any.
    pub fn pager(&self) -> Part {
        part(pager(&self.feed.catchword, self.catalog))
    }
}

/// What an entry of a list consists of.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    site: &'a Site,
    item: &'a Item,
    /// The language of the essay, if it is not the site's.
    language: Option<&'a str>,
    catalog: &'static Catalog,
    /// Its place on the page, from 0.
    at: usize,
    is_lead: bool,
}

impl<'a> Entry<'a> {
    fn new(list: List<'a>, at: usize, item: &'a Item) -> Entry<'a> {
        let List { site, catalog, .. } = list;
        // An entry is in the language of its essay.
        let language = item.language.as_deref().filter(|language| *language != site.language);
        let catalog = language.map_or(catalog, catchword_i18n::catalog);
        Entry { site, item, language, catalog, at, is_lead: at == 0 && list.is_home() }
    }

    /// The essay's data. It has no text.
    pub fn item(&self) -> &'a Item {
        self.item
    }

    /// The messages in the essay's language.
    pub fn catalog(&self) -> &'static Catalog {
        self.catalog
    }

    /// Its place on the page of the list, from 1.
    pub fn place(&self) -> usize {
        self.at + 1
    }

    /// Whether it is the first of the home page.
    pub fn is_lead(&self) -> bool {
        self.is_lead
    }

    /// The picture with its credit, if it is the first of the home page and has one.
    pub fn picture(&self) -> Part {
        let hero = self.item.catchword.hero.as_ref().filter(|_| self.is_lead);
        part(hero.map(|hero| hero_picture(hero, self.catalog, true)))
    }

    /// The title, which leads to the essay.
    pub fn title(&self) -> Part {
        part(view! { <h2><a href=own_path(self.site, &self.item.url)>{self.item.title.clone()}</a></h2> })
    }

    /// The summary, if there is one.
    pub fn summary(&self) -> Part {
        part(self.item.summary.clone().map(|summary| view! { <p class="cw-summary">{summary}</p> }))
    }

    /// The line with date and reading time.
    pub fn meta_line(&self) -> Part {
        part(meta_line(self.item, self.catalog, false))
    }

    fn element<V: IntoView>(self, view: impl Fn(Entry<'a>) -> V) -> Part {
        let language = self.language.map(str::to_owned);
        let direction = self.language.and_then(|language| catchword_i18n::direction_in(language, &self.site.language));
        part(
            view! { <li class="cw-entry" class:cw-entry-lead=self.is_lead lang=language dir=direction>{view(self)}</li> },
        )
    }
}
