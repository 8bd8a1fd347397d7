//! What a document's head says of its page.
//!
//! Title, description and canonical address (HTML, 4.2), the page before this one (HTML, 4.6.7), the site's feeds (RSS Advisory
//! Board, "RSS Autodiscovery"), Open Graph (ogp.me) and Twitter's card, which takes the rest from Open Graph.

use catchword_bundle::{Bundle, Item, Kind, Site};

use super::structured;
use crate::escape::{attribute, text};
use crate::feeds::{ATOM_FILE, JSON_FEED_FILE, RSS_FILE};

/// The site's feeds: type, file below the base, and what a reader's list of feeds calls them.
const FEEDS: [(&str, &str, &str); 3] = [
    ("application/atom+xml", ATOM_FILE, "Atom"),
    ("application/rss+xml", RSS_FILE, "RSS"),
    ("application/feed+json", JSON_FEED_FILE, "JSON Feed"),
];

/// The icon where `site.toml` names none: the one in `public/`.
const FAVICON: &str = "favicon.svg";

/// The icon's address.
pub(crate) fn favicon(site: &Site) -> String {
    site.favicon.clone().unwrap_or_else(|| format!("{}{FAVICON}", site.base))
}

/// The press's part of a head.
pub(super) struct Head {
    /// Tags, a line each.
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

    /// What is the same on every page.
    fn site(&mut self, site: &Site) {
        for (kind, file, name) in FEEDS {
            let href = attribute(&site.base);
            self.0.push_str(&format!(
                "<link rel=\"alternate\" type=\"{kind}\" title=\"{name}\" href=\"{href}{file}\">\n"
            ));
        }
        self.link("icon", &favicon(site));
    }
}

/// The head of a page.
pub(super) fn of_page(site: &Site, bundle: &Bundle) -> Head {
    let mut tags = Tags::default();
    tags.title(&catchword_app::head::title(site, bundle));
    tags.meta("description", bundle.description());
    if bundle.kind() == Kind::Search {
        // What it leads to has pages of its own.
        tags.meta("robots", "noindex");
    }
    tags.link("canonical", bundle.canonical());
    // No `next`: Firefox fetches that page in advance, whole, where the app would ask for its bundle or for nothing; and
    // the policy, which forbids it, would fill its console. The link in the text's fold says it.
    if let (Some(previous), _) = bundle.neighbours() {
        tags.link("prev", &previous.url);
    }
    preview(&mut tags, site, bundle);
    tags.site(site);
    Head { tags: tags.0, structured: Some(structured::of_page(site, bundle)) }
}

/// The head of the page for an address that the site does not have. A search engine shall not keep it.
pub(super) fn of_missing_page(site: &Site) -> Head {
    let mut tags = Tags::default();
    tags.title(&catchword_app::head::title_of_missing(site));
    tags.meta("description", "");
    tags.meta("robots", "noindex");
    tags.site(site);
    Head { tags: tags.0, structured: None }
}

/// What a link to the page looks like where links are shown as cards.
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

/// A page's title without the site's, for the card names that by itself.
fn heading<'a>(site: &'a Site, bundle: &'a Bundle) -> &'a str {
    match catchword_app::head::heading(site, bundle) {
        catchword_app::head::Heading::Site => &site.title,
        catchword_app::head::Heading::Page(title) => title,
    }
}

/// The picture above the text; a list's is that of the first essay in it that has one.
fn picture(bundle: &Bundle) -> Option<(&str, &Item)> {
    let items = match bundle {
        Bundle::Item(item) => std::slice::from_ref(&**item),
        Bundle::Feed(feed) => &feed.items,
    };
    items.iter().find_map(|item| Some((item.image.as_deref()?, item)))
}
