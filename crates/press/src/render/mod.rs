//! The fourth stage: the pages become bundles, in memory.

mod code;
mod directions;
mod embeds;
mod figures;
mod fonts;
mod html;
mod items;
mod lists;
pub(crate) mod newest;
mod notes;
mod parts;
mod sanitise;
pub(crate) mod search;
mod style;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catchword_app::prerender::Prerender;
use catchword_app::routes::Address;
use catchword_bundle::{Bundle, FrameParts, Item, Kind, Link, Logo, SCHEMA, Site};
use catchword_i18n::Language;
use rayon::prelude::*;

use crate::arrange::{Collection, Entry};
use crate::hosts::{Allow, HeadScript, HeadTag, Redirect};
use crate::markdown::Body;
use crate::parts::MarkTemplates;
use crate::problem::{Problem, SourceText};
use crate::resolve::LinkResolver;
use crate::source::{Asset, ContentPath};
use crate::store::Store;
use crate::unlinked;
pub use fonts::Fonts;
pub use parts::Parts;
pub use style::Style;

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
    /// The author's elements in the head of every page.
    pub head: Vec<HeadTag>,
    /// What the author adds to every essay.
    pub parts: Parts,
    /// What the author's look adds to the stylesheet, and the colours of the browser's bar.
    pub style: Style,
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
    let (marks, mut problems) = parts::marks(collection, store);
    let (parts, frame, found) = parts::parts(collection, &marks, store);
    problems.extend(found);
    let mut bundles = Vec::new();
    let entries: Vec<&Entry> = collection.essays.iter().chain(&collection.pages).collect();
    // On every core, because highlighting code takes longer than all the rest.
    let items: Vec<_> = entries.par_iter().map(|entry| items::item(collection, entry, &marks, store)).collect();
    for (entry, (item, found)) in entries.into_iter().zip(items) {
        problems.extend(found);
        bundles.push((entry.address.clone(), Bundle::Item(Box::new(item))));
    }
    bundles.extend(lists::lists(collection).map(|(address, feed)| (address, Bundle::Feed(Box::new(feed)))));
    bundles.push((Address::Search, Bundle::Item(Box::new(search::page(collection)))));
    let base = collection.resolver.routes.base().to_owned();
    let bundles: BTreeMap<String, Bundle> =
        bundles.into_iter().map(|(address, bundle)| (file_of(collection, &address), bundle)).collect();
    let site = site(collection, frame, views);
    let (fonts, found) = fonts::fonts(collection, &bundles, &parts, &site);
    problems.extend(found);
    let output = Output {
        base,
        site,
        bundles,
        files: files(collection),
        allow: collection.settings.allow.clone(),
        scripts: scripts(collection),
        head: collection
            .settings
            .head
            .iter()
            .map(|tag| tag.linked(|link| collection.resolver.site_link(link)))
            .collect(),
        parts,
        style: Style::of(collection, fonts),
        inline: collection.settings.inline,
        redirects: redirects(collection),
        gone: collection.gone.clone(),
        feed_id: collection.addresses.current.feed_id("/").unwrap_or(collection.settings.url.as_str()).to_owned(),
        is_preview: collection.is_preview,
    };
    (output, problems)
}

/// One page's bundle, with the path of its file.
pub(crate) fn page(collection: &Collection, entry: &Entry, store: &Store) -> (String, Bundle) {
    let (marks, _) = parts::marks(collection, store);
    let (item, _) = items::item(collection, entry, &marks, store);
    (file_of(collection, &entry.address), Bundle::Item(Box::new(item)))
}

/// What a body's HTML depends on, besides the body itself.
pub(crate) struct RenderContext<'a> {
    /// The folder of the body's file.
    pub(crate) folder: &'a str,
    pub(crate) resolver: &'a LinkResolver,
    pub(crate) language: &'a Language,
    /// The list of the newest essays, as HTML.
    pub(crate) newest: &'a str,
    /// Whether headings get a link to themselves. In a part, which stands on many pages, they don't.
    pub(crate) has_anchors: bool,
    /// The author's own callouts.
    pub(crate) marks: &'a MarkTemplates,
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

fn site(collection: &Collection, frame: [String; 2], views: &Prerender) -> Site {
    let site = Arc::new(Site { parts: frame_parts(collection, frame), ..settings_of(collection) });
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
        nav: search::linked(collection, nav(collection, local)),
        footer: settings.footer(local),
        quick_exit: settings.quick_exit.clone(),
        favicon: settings.favicon.as_deref().map(local),
        frame: None,
        parts: None,
    }
}

/// The links of the masthead. Where the author names none, they lead to the essays, the tags and each standing page.
fn nav(collection: &Collection, local: impl Fn(&str) -> String) -> Vec<Link> {
    let Collection { settings, resolver, .. } = collection;
    if let Some(links) = &settings.nav {
        return crate::content::settings::links(links, local);
    }
    let texts = &catchword_i18n::language(&settings.language).press;
    let link = |title: &str, address: &Address| Link {
        title: title.to_owned(),
        url: resolver.routes.write(address),
        language: None,
    };
    let essays = (!collection.essays.is_empty()).then(|| link(&texts.essays, &Address::List(1)));
    let tags = (!collection.tags.is_empty()).then(|| link(&texts.tags, &Address::Tags));
    let is_home = |entry: &&Entry| resolver.routes.write(&entry.address) == resolver.routes.base();
    let pages = collection.pages.iter().filter(|entry| !is_home(entry));
    let pages = pages.map(|entry| link(&entry.page.front_matter.title, &entry.address));
    essays.into_iter().chain(tags).chain(pages).collect()
}

/// What the author adds to the frame; `None` if that is nothing.
fn frame_parts(collection: &Collection, [masthead, footer]: [String; 2]) -> Option<Box<FrameParts>> {
    let parts = FrameParts { logo: logo(collection), masthead, footer };
    (parts != FrameParts::default()).then(|| Box::new(parts))
}

/// How high a logo is shown at most, in CSS pixels.
const HIGHEST_LOGO: u32 = 48;

/// The logo.
fn logo(collection: &Collection) -> Option<Logo> {
    let path = collection.resolver.file("", &collection.settings.logo.as_ref()?.value)?;
    let size = collection.resolver.assets.get(&path)?.size?;
    let scale = f64::from(HIGHEST_LOGO) / f64::from(size.height);
    let (width, height) = match size.height {
        height if height > HIGHEST_LOGO => ((f64::from(size.width) * scale).round().max(1.0) as u32, HIGHEST_LOGO),
        height => (size.width, height),
    };
    Some(Logo { url: collection.resolver.file_url(&path), width, height })
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
    wanted.extend(collection.settings.addresses.iter().filter_map(|link| collection.resolver.file("", &link.value)));
    wanted.extend(
        collection
            .parts
            .iter()
            .flat_map(|part| links_in(collection, &part.content.body, part.content.file.path.folder())),
    );
    wanted.extend(
        collection
            .marks
            .iter()
            .flat_map(|mark| links_in(collection, &mark.titled.body, mark.titled.file.path.folder())),
    );
    wanted.extend(parts::linked_files(collection));
    wanted.extend(collection.styles.iter().flat_map(|styles| styles.files.iter().cloned()));
    let copied = |path: ContentPath| {
        let asset = collection.resolver.assets.get(&path).filter(|asset| !asset.is_kept_back())?;
        Some((path, asset.clone()))
    };
    wanted.into_iter().filter_map(copied).collect()
}

fn linked_files(collection: &Collection, entry: &Entry) -> Vec<ContentPath> {
    links_in(collection, &entry.page.body, entry.page.path.folder())
}

/// The files that a text in a folder leads to.
fn links_in(collection: &Collection, body: &Body, folder: &str) -> Vec<ContentPath> {
    body.addresses().filter_map(|link| collection.resolver.file(folder, link)).collect()
}
