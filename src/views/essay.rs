use catchword_bundle::{Author, Item, Site};
use catchword_i18n::{Catalog, Message};
use leptos::prelude::*;

use crate::components::{Part, fold, hero_picture, link_box, meta_line, own_path, part, prose, share_button, tag_list};
use crate::pages::{box_link, contents_box, ending, series_box};

/// What the page of an essay consists of.
#[derive(Debug, Clone, Copy)]
pub struct Essay<'a> {
    pub(super) site: &'a Site,
    pub(super) item: &'a Item,
}

impl<'a> Essay<'a> {
    pub(crate) fn new(site: &'a Site, item: &'a Item) -> Essay<'a> {
        Essay { site, item }
    }

    /// The essay's data.
    pub fn item(&self) -> &'a Item {
        self.item
    }

    /// The messages in the essay's language.
    pub fn catalog(&self) -> &'static Catalog {
        catchword_i18n::catalog(self.item.language.as_ref().unwrap_or(&self.site.language))
    }

    /// The element around all but the fold and the related essays. It has the essay's language.
    pub fn article(&self, content: impl IntoView) -> Part {
        let language = self.item.language.clone().filter(|language| *language != self.site.language);
        part(view! { <article class="cw-essay" lang=language>{content}</article> })
    }

    /// The tags, each a link.
    pub fn tags(&self) -> Part {
        part(tag_list(&self.item.catchword.tags, self.catalog()))
    }

    /// The page's heading, to which the focus goes when the page is turned to.
    pub fn heading(&self) -> Part {
        part(view! { <h1 tabindex="-1">{self.item.title.clone()}</h1> })
    }

    /// The summary, if the author wrote one.
    pub fn standfirst(&self) -> Part {
        let summary = self.item.summary.clone().filter(|_| !self.item.catchword.excerpt);
        part(summary.map(|summary| view! { <p class="standfirst">{summary}</p> }))
    }

    /// The line with author, date and reading time, and where else the essay was published.
    pub fn meta_line(&self) -> Part {
        part(meta_line(self.item, self.catalog(), true))
    }

    /// The picture with its credit, if there is one.
    pub fn picture(&self) -> Part {
        part(self.item.catchword.hero.as_ref().map(|hero| hero_picture(hero, self.catalog(), true)))
    }

    /// The note before the text, such as a content warning, if there is one.
    pub fn content_note(&self) -> Part {
        let note = self.item.catchword.content_note.clone();
        part(note.map(|note| view! { <p class="cw-content-note" role="note">{note}</p> }))
    }

    /// The parts of the essay's series, if it belongs to one.
    pub fn series(&self) -> Part {
        let series = self.item.catchword.series.as_ref();
        part(series.map(|series| series_box(series, &own_path(self.site, &self.item.url))))
    }

    /// The table of contents, if there are enough headings.
    pub fn contents(&self) -> Part {
        part(contents_box(&self.item.catchword.contents, self.catalog()))
    }

    /// The author's text. It must be on the page once.
    pub fn text(&self) -> Part {
        part(prose(self.item.content_html.as_ref()))
    }

    /// "Read the rest on …" if the essay continues elsewhere, else the end mark.
    pub fn ending(&self) -> Part {
        part(ending(&self.item.catchword.elsewhere, self.catalog()))
    }

    /// The authors, each with a link to more about them.
    pub fn authors(&self) -> Part {
        let author = |author: &Author| {
            let more = author.url.as_ref().map(|url| {
                view! { <a href=own_path(self.site, url)>{self.catalog().fill(Message::About, &author.name)}</a> }
            });
            view! { <p class="cw-author"><span class="cw-author-name">{author.name.clone()}</span>{more}</p> }
        };
        part(self.item.authors.iter().map(author).collect_view())
    }

    /// The button that shares the essay's address.
    pub fn share(&self) -> Part {
        part(share_button(self.catalog()))
    }

    /// The fold: the links to the previous and the next essay.
    pub fn fold(&self) -> Part {
        part(fold(self.site, &self.item.catchword, self.catalog()))
    }

    /// Essays that share tags with this one, if there are any.
    pub fn related(&self) -> Part {
        let related = &self.item.catchword.related;
        part((!related.is_empty()).then(|| {
            let title = self.catalog().get(Message::Related).to_owned();
            link_box("cw-related", title, false, related.iter().map(box_link).collect())
        }))
    }
}
