//! The fourth stage: the pages become bundles, in memory.

mod code;
mod directions;
mod embeds;
mod figures;
mod html;
mod items;
mod lists;
pub(crate) mod newest;
mod notes;
mod sanitise;
pub(crate) mod search;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catchword_app::prerender::Prerender;
use catchword_app::routes::Address;
use catchword_bundle::{Bundle, Item, Kind, SCHEMA, Site};
use catchword_i18n::Language;
use rayon::prelude::*;

use crate::arrange::{Collection, Entry};
use crate::hosts::{Allow, HeadScript, Redirect};
use crate::markdown::{Body, Node};
use crate::problem::{Problem, SourceText};
use crate::resolve::{LinkResolver, LinkTarget};
use crate::source::{Asset, ContentPath};
use crate::store::Store;
use crate::unlinked;

/// The site's data: what later stages write, and what they make the other files from.
#[derive(Debug)]
pub struct Output {
    /// The path below which the site lies; begins and ends in `/`.
    pub base: String,
    /// What the layout of every page needs.
    pub site: catchword_bundle::Site,
    /// Each page's bundle, by the path of its file below the output folder.
    pub bundles: BTreeMap<String, Bundle>,
    /// The author's files to copy, by their paths below the content folder, which are also those below the output
    /// folder.
    pub files: BTreeMap<ContentPath, Asset>,
    /// The other hosts that the policy allows.
    pub allow: Allow,
    /// The scripts in the head of every page.
    pub scripts: Vec<HeadScript>,
    /// Whether documents contain the styles instead of linking to them.
    pub inline: bool,
    /// Where the pages' old addresses lead, in their order.
    pub redirects: Vec<Redirect>,
    /// The addresses of pages that were taken down, from the root of the host and percent-encoded.
    pub gone: Vec<String>,
    /// The id of the Atom feed.
    pub feed_id: String,
    /// Whether the site is for its author alone, because it has drafts: then it has no feeds and no sitemap, and search
    /// engines must not list it.
    pub is_preview: bool,
}

impl Output {
    /// Every essay, in no order.
    pub(crate) fn essays(&self) -> impl Iterator<Item = &Item> {
        self.bundles.values().filter_map(|bundle| match bundle {
            Bundle::Item(item) if item.catchword.kind == Kind::Essay => Some(&**item),
            _ => None,
        })
    }
}

/// Makes every bundle. Warns of what the sanitiser removed, unless `check` has reported it already.
pub fn render(collection: &Collection) -> (Output, Vec<Problem>) {
    render_with(collection, &Prerender::DEFAULT, &Store::none())
}

/// As [`render`], with an app's views, and with results of the last build.
pub(crate) fn render_with(collection: &Collection, views: &Prerender, store: &Store) -> (Output, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut bundles = Vec::new();
    let entries: Vec<&Entry> = collection.essays.iter().chain(&collection.pages).collect();
    // On every core, because highlighting code takes longer than all the rest.
    let items: Vec<_> = entries.par_iter().map(|entry| items::item(collection, entry, store)).collect();
    for (entry, (item, found)) in entries.into_iter().zip(items) {
        problems.extend(found);
        bundles.push((entry.address.clone(), Bundle::Item(Box::new(item))));
    }
    bundles.extend(lists::lists(collection).map(|(address, feed)| (address, Bundle::Feed(Box::new(feed)))));
    bundles.push((Address::Search, Bundle::Item(Box::new(search::page(collection)))));
    let base = collection.resolver.routes.base().to_owned();
    let bundles = bundles.into_iter().map(|(address, bundle)| (file_of(collection, &address), bundle)).collect();
    let output = Output {
        base,
        site: site(collection, views),
        bundles,
        files: files(collection),
        allow: collection.settings.allow.clone(),
        scripts: scripts(collection),
        inline: collection.settings.inline,
        redirects: redirects(collection),
        gone: collection.gone.clone(),
        feed_id: collection.addresses.current.feed_id("/").unwrap_or(collection.settings.url.as_str()).to_owned(),
        is_preview: collection.is_preview,
    };
    (output, problems)
}

/// What a body's HTML depends on, besides the body itself.
pub(crate) struct RenderContext<'a> {
    /// The folder of the body's file.
    pub(crate) folder: &'a str,
    pub(crate) resolver: &'a LinkResolver,
    pub(crate) language: &'a Language,
    /// The list of the newest essays, as HTML.
    pub(crate) newest: &'a str,
    /// What is kept from the last build: sanitising and highlighting take longer than all the rest.
    pub(crate) store: &'a Store,
}

/// A body as sanitised HTML, and warnings of what the sanitiser removed.
pub(crate) fn body(body: &Body, source: &SourceText, context: &RenderContext<'_>) -> (String, Vec<Problem>) {
    let parts = html::write(body, context);
    let (parts, problems) = sanitise::sanitise(&parts, source, body, context.store);
    (notes::join(parts, body, context.language), problems)
}

/// The path of a page's bundle below the output folder.
fn file_of(collection: &Collection, address: &Address) -> String {
    let path = collection.resolver.routes.bundle(address);
    path.strip_prefix(collection.resolver.routes.base()).unwrap_or(&path).to_owned()
}

fn site(collection: &Collection, views: &Prerender) -> Site {
    let site = Arc::new(settings_of(collection));
    let frame = (views.frame)(&site);
    Site { frame: Some(frame), ..Arc::unwrap_or_clone(site) }
}

fn settings_of(collection: &Collection) -> Site {
    let (settings, resolver) = (&collection.settings, &collection.resolver);
    let local = |link: &str| resolver.site_link(link);
    Site {
        schema: SCHEMA,
        title: settings.title.clone(),
        tagline: settings.tagline.clone(),
        url: settings.url.to_string(),
        base: resolver.routes.base().to_owned(),
        language: settings.language.clone(),
        essays_at: settings.essays_at.clone(),
        home: settings.home.as_ref().map(|home| home.value.clone()),
        order: settings.order,
        authors: items::authors(collection, local),
        nav: search::linked(collection, crate::content::settings::links(&settings.nav, local)),
        footer: settings.footer(local),
        quick_exit: settings.quick_exit.clone(),
        favicon: settings.favicon.as_deref().map(local),
        frame: None,
    }
}

fn scripts(collection: &Collection) -> Vec<HeadScript> {
    let linked = |script: &HeadScript| HeadScript { src: collection.resolver.site_link(&script.src), ..script.clone() };
    collection.settings.scripts.iter().map(linked).collect()
}

fn redirects(collection: &Collection) -> Vec<Redirect> {
    let of = |entry: &Entry| {
        let to = collection.resolver.routes.write(&entry.address);
        let redirects = entry
            .page
            .front_matter
            .aliases
            .iter()
            .map(|alias| Redirect { from: alias.value.encoded(), to: to.clone() });
        redirects.collect::<Vec<_>>()
    };
    let mut redirects: Vec<Redirect> = collection.essays.iter().chain(&collection.pages).flat_map(of).collect();
    // The address that the home page would have as an ordinary page, and may have had before.
    redirects.extend(collection.settings.home.as_ref().map(|home| {
        let base = collection.resolver.routes.base();
        Redirect { from: format!("{base}{}/", home.value), to: base.to_owned() }
    }));
    redirects.sort();
    redirects
}

/// The files that pages or `site.toml` show or link to, and all pictures, texts and web pages in the folder `images`, except
/// those that only unpublished texts lead to.
fn files(collection: &Collection) -> BTreeMap<ContentPath, Asset> {
    let assets = collection.resolver.assets.iter();
    let mut wanted: BTreeSet<ContentPath> =
        assets.filter(|(path, asset)| unlinked::is_published(path, asset)).map(|(path, _)| path.clone()).collect();
    wanted.retain(|path| !collection.withheld.contains(path));
    for entry in collection.essays.iter().chain(&collection.pages) {
        wanted.extend(entry.page.hero.iter().map(|(path, _)| path.clone()));
        wanted.extend(linked_files(collection, entry));
    }
    wanted.extend(collection.settings.addresses.iter().filter_map(|link| file_at(collection, "", &link.value)));
    let copied = |path: ContentPath| {
        let asset = collection.resolver.assets.get(&path).filter(|asset| !asset.is_kept_back())?;
        Some((path, asset.clone()))
    };
    wanted.into_iter().filter_map(copied).collect()
}

fn linked_files(collection: &Collection, entry: &Entry) -> Vec<ContentPath> {
    let links = entry.page.body.all_nodes().flat_map(|spanned| match &spanned.node {
        Node::Link { url, .. } | Node::Image { url, .. } => vec![url.as_str()],
        Node::Embed(embed) => embed.still.iter().map(|(url, _)| url.as_str()).collect(),
        Node::Open(tag) => {
            ["href", "src", "poster", "action", "cite"].into_iter().filter_map(|name| tag.value(name)).collect()
        }
        _ => Vec::new(),
    });
    links.filter_map(|link| file_at(collection, entry.page.path.folder(), link)).collect()
}

fn file_at(collection: &Collection, folder: &str, link: &str) -> Option<ContentPath> {
    match collection.resolver.resolve(folder, link) {
        LinkTarget::File(path, _) => Some(path),
        _ => None,
    }
}
