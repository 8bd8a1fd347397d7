//! The fourth stage: a site in order becomes its bundles, in memory.

mod code;
mod embeds;
mod feeds;
mod figures;
mod html;
mod items;
pub(crate) mod newest;
mod notes;
mod sanitise;
pub(crate) mod search;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use catchword_app::routes::Address;
use catchword_bundle::{Bundle, SCHEMA};
use catchword_i18n::Language;
use rayon::prelude::*;

use crate::hosts::{Allow, Redirect};
use crate::link::{Leaf, Volume};
use crate::links::{Shelf, Target};
use crate::markdown::{Body, Node};
use crate::problem::{Problem, SourceText};
use crate::source::ContentPath;

/// Everything that is to be written.
#[derive(Debug)]
pub struct Output {
    /// The path below which the site lies; begins and ends in `/`.
    pub base: String,
    /// What every page's frame needs.
    pub site: catchword_bundle::Site,
    /// Each page's bundle, by the path of its file below the output folder.
    pub bundles: BTreeMap<String, Bundle>,
    /// Files to copy, by their paths below both folders.
    pub files: BTreeMap<ContentPath, PathBuf>,
    /// The hosts that the policy lets in.
    pub allow: Allow,
    /// Where the pages' old addresses lead, in their order.
    pub redirects: Vec<Redirect>,
}

/// Writes every bundle. What the sanitiser took out although nothing had been said of it before is a warning.
pub fn render(volume: &Volume) -> (Output, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut bundles = Vec::new();
    let leaves: Vec<&Leaf> = volume.essays.iter().chain(&volume.pages).collect();
    // Side by side, for the colours of code take longer than all the rest; the order stays.
    let items: Vec<_> = leaves.par_iter().map(|leaf| items::item(volume, leaf)).collect();
    for (leaf, (item, found)) in leaves.into_iter().zip(items) {
        problems.extend(found);
        bundles.push((leaf.address.clone(), Bundle::Item(Box::new(item))));
    }
    bundles.extend(feeds::feeds(volume).map(|(address, feed)| (address, Bundle::Feed(Box::new(feed)))));
    bundles.push((Address::Search, Bundle::Item(Box::new(search::page(volume)))));
    let base = volume.shelf.routes.base().to_owned();
    let bundles = bundles.into_iter().map(|(address, bundle)| (file_of(volume, &address), bundle)).collect();
    let output = Output {
        base,
        site: site(volume),
        bundles,
        files: files(volume),
        allow: volume.settings.allow.clone(),
        redirects: redirects(volume),
    };
    (output, problems)
}

/// A body as sanitised HTML, and what was lost in that.
pub(crate) fn body(
    body: &Body,
    source: &SourceText,
    folder: &str,
    shelf: &Shelf,
    language: &Language,
) -> (String, Vec<Problem>) {
    let parts = html::write(body, folder, shelf, language);
    let (parts, problems) = sanitise::sanitise(&parts, source, body);
    (notes::join(parts, &body.notes, language), problems)
}

/// The path of a page's bundle below the output folder.
fn file_of(volume: &Volume, address: &Address) -> String {
    let path = volume.shelf.routes.bundle(address);
    path.strip_prefix(volume.shelf.routes.base()).unwrap_or(&path).to_owned()
}

fn site(volume: &Volume) -> catchword_bundle::Site {
    let (settings, shelf) = (&volume.settings, &volume.shelf);
    let local = |link: &str| shelf.site_link(link);
    catchword_bundle::Site {
        schema: SCHEMA,
        title: settings.title.clone(),
        tagline: settings.tagline.clone(),
        url: settings.url.to_string(),
        base: shelf.routes.base().to_owned(),
        language: settings.language.clone(),
        essays_at: settings.essays_at.clone(),
        home: settings.home.as_ref().map(|home| home.value.clone()),
        order: settings.order,
        authors: items::authors(volume, local),
        nav: search::linked(volume, crate::content::settings::links(&settings.nav, local)),
        footer: settings.footer(local),
        quick_exit: settings.quick_exit.clone(),
        favicon: settings.favicon.as_deref().map(local),
    }
}

fn redirects(volume: &Volume) -> Vec<Redirect> {
    let of = |leaf: &Leaf| {
        let to = volume.shelf.routes.write(&leaf.address);
        let redirects =
            leaf.page.matter.aliases.iter().map(|alias| Redirect { from: alias.value.encoded(), to: to.clone() });
        redirects.collect::<Vec<_>>()
    };
    let mut redirects: Vec<Redirect> = volume.essays.iter().chain(&volume.pages).flat_map(of).collect();
    // Where the home page would be if it were none, and perhaps was.
    redirects.extend(volume.settings.home.as_ref().map(|home| {
        let base = volume.shelf.routes.base();
        Redirect { from: format!("{base}{}/", home.value), to: base.to_owned() }
    }));
    redirects.sort();
    redirects
}

/// The files that pages or `site.toml` show or link to, and all of the folder `images`.
fn files(volume: &Volume) -> BTreeMap<ContentPath, PathBuf> {
    let mut wanted: BTreeSet<ContentPath> =
        volume.shelf.assets.keys().filter(|path| path.as_str().starts_with("images/")).cloned().collect();
    for leaf in volume.essays.iter().chain(&volume.pages) {
        wanted.extend(leaf.page.hero.iter().map(|(path, _)| path.clone()));
        wanted.extend(linked_files(volume, leaf));
    }
    wanted.extend(volume.settings.addresses.iter().filter_map(|link| file_at(volume, "", &link.value)));
    let copied =
        |path: ContentPath| volume.shelf.assets.get(&path).map(|asset| asset.from.clone()).map(|from| (path, from));
    wanted.into_iter().filter_map(copied).collect()
}

fn linked_files(volume: &Volume, leaf: &Leaf) -> Vec<ContentPath> {
    let links = leaf.page.body.all_nodes().flat_map(|placed| match &placed.node {
        Node::Link { url, .. } | Node::Image { url, .. } => vec![url.as_str()],
        Node::EmbedStart(embed) => embed.still.iter().map(|(url, _)| url.as_str()).collect(),
        Node::Open(tag) => ["href", "src", "poster", "action"].into_iter().filter_map(|name| tag.value(name)).collect(),
        _ => Vec::new(),
    });
    links.filter_map(|link| file_at(volume, leaf.page.path.folder(), link)).collect()
}

fn file_at(volume: &Volume, folder: &str, link: &str) -> Option<ContentPath> {
    match volume.shelf.resolve(folder, link) {
        Target::File(path, _) => Some(path),
        _ => None,
    }
}
