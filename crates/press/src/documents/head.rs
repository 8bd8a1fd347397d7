//! What a document's head says about its page.
//!
//! Title, description and canonical address (HTML, 4.2), the page before this one (HTML, 4.6.7), the site's feeds (RSS
//! Advisory Board, "RSS Autodiscovery"), Open Graph (ogp.me) and Twitter's card, which takes the rest from Open Graph.

use catchword_bundle::{Bundle, Item, Kind, Site};

use super::structured;
use crate::escape::{address, attribute, text};
use crate::hosts::{HeadScript, HeadTag};
use crate::paths::{FEEDS, Feed, favicon};
use crate::render::Output;

/// The part of a head that is the page's own.
pub(super) struct Head {
    /// Tags, one per line.
    pub(super) tags: String,
    /// JSON-LD.
    pub(super) structured: Option<serde_json::Value>,
}

#[derive(Default)]
struct Tags(String);

impl Tags {
    fn title(&mut self, title: &str) {
        self.0.push_str(&format!("<title>{}</title>\n", text(title)));
    }

    fn meta(&mut self, name: &str, content: &str) {
        self.0.push_str(&format!("<meta name=\"{name}\" content=\"{}\">\n", attribute(content)));
    }

    fn property(&mut self, name: &str, content: &str) {
        self.0.push_str(&format!("<meta property=\"{name}\" content=\"{}\">\n", attribute(content)));
    }

    fn link(&mut self, rel: &str, href: &str) {
        self.0.push_str(&format!("<link rel=\"{rel}\" href=\"{}\">\n", attribute(href)));
    }

    /// The tags that are the same on every page.
    fn site(&mut self, output: &Output) {
        let site = &output.site;
        let base = attribute(&site.base);
        for Feed { file, media_type, name } in FEEDS.into_iter().filter(|_| !output.is_preview) {
            self.0.push_str(&format!(
                "<link rel=\"alternate\" type=\"{media_type}\" title=\"{name}\" href=\"{base}{file}\">\n"
            ));
        }
        self.link("icon", &favicon(site));
    }
}

/// The head of a page.
pub(super) fn of_page(output: &Output, bundle: &Bundle) -> Head {
    let site = &output.site;
    let mut tags = Tags::default();
    tags.title(&catchword_app::head::title(site, bundle));
    tags.meta("description", bundle.description());
    if let Bundle::Item(item) = bundle {
        // HTML, 4.2.5.1: one for each author.
        item.authors.iter().for_each(|author| tags.meta("author", &author.name));
    }
    if bundle.kind() == Kind::Search || output.is_preview {
        // Search engines list the pages that a search finds, and need no list of them.
        tags.meta("robots", "noindex");
    }
    tags.link("canonical", bundle.canonical());
    // No `next`: Firefox would prefetch that page's document, which the app does not need. The policy forbids the
    // request, so every page would log an error. The fold has a link to the next page.
    if let (Some(previous), _) = bundle.neighbours() {
        tags.link("prev", &previous.url);
    }
    preview(&mut tags, site, bundle);
    tags.site(output);
    Head { tags: tags.0, structured: Some(structured::of_page(site, bundle)) }
}

/// The head of the page for an address that the site does not have. Search engines must not list it.
pub(super) fn of_missing_page(output: &Output) -> Head {
    let site = &output.site;
    let mut tags = Tags::default();
    tags.title(&catchword_app::head::title_of_missing(site));
    tags.meta("description", "");
    tags.meta("robots", "noindex");
    tags.site(output);
    Head { tags: tags.0, structured: None }
}

/// A script of the program's own, by its path below the base. It is a module, so it runs after the page is there.
pub(super) fn own_script(base: &str, script: &str) -> String {
    format!("<script src=\"{}{}\" type=\"module\"></script>\n", attribute(base), attribute(script))
}

/// The author's elements.
pub(super) fn own_tags(tags: &[HeadTag]) -> String {
    let mut html = String::new();
    for HeadTag { name, attributes } in tags {
        html.push_str(&format!("<{name}"));
        for (name, value) in attributes {
            html.push_str(&format!(" {name}=\"{}\"", attribute(value)));
        }
        html.push_str(">\n");
    }
    html
}

/// The author's scripts. None of them delays the page: each runs after the page is there (`defer`).
pub(super) fn scripts(scripts: &[HeadScript]) -> String {
    let mut html = String::new();
    for HeadScript { src, data, integrity } in scripts {
        html.push_str(&format!("<script src=\"{}\" defer", address(src)));
        for (name, value) in data {
            html.push_str(&format!(" data-{name}=\"{}\"", attribute(value)));
        }
        if let Some(digest) = integrity {
            // A digest is compared only if the host lets every site read the script.
            html.push_str(&format!(" integrity=\"{}\" crossorigin=\"anonymous\"", attribute(digest)));
        }
        html.push_str("></script>\n");
    }
    html
}

/// The tags from which social networks make a preview card of a link to the page.
fn preview(tags: &mut Tags, site: &Site, bundle: &Bundle) {
    tags.property("og:type", if bundle.kind() == Kind::Essay { "article" } else { "website" });
    tags.property("og:title", heading(site, bundle));
    tags.property("og:description", bundle.description());
    tags.property("og:url", bundle.canonical());
    tags.property("og:site_name", &site.title);
    let picture = picture(bundle);
    if let Some((url, item)) = picture {
        tags.property("og:image", url);
        if let Some(hero) = &item.catchword.hero {
            tags.property("og:image:alt", &hero.alt);
        }
    }
    tags.meta("twitter:card", if picture.is_some() { "summary_large_image" } else { "summary" });
}

/// A page's title without the site's, which a card shows separately.
fn heading<'a>(site: &'a Site, bundle: &'a Bundle) -> &'a str {
    match catchword_app::head::page_title(site, bundle) {
        catchword_app::head::PageTitle::Site => &site.title,
        catchword_app::head::PageTitle::Page(title) => title,
    }
}

/// The picture above the text; for a list, that of the first essay that has one.
fn picture(bundle: &Bundle) -> Option<(&str, &Item)> {
    let items = match bundle {
        Bundle::Item(item) => std::slice::from_ref(&**item),
        Bundle::Feed(feed) => &feed.items,
    };
    items.iter().find_map(|item| Some((item.image.as_deref()?, item)))
}
