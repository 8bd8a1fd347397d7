//! Compares the site's addresses with those that have been public.
//!
//! - [`Texts`]: which text is which, although files change their names.
//! - [`keep_slugs`]: a page without a `slug` keeps the one it had, although its title has changed.
//! - [`Places::vanished`]: what would lead nowhere.
//! - [`Places::feed_ids`]: an essay keeps its id in feeds, whatever else changes.
//! - [`Places::current`]: what `addresses.lock` should say once the site is public.

mod feed_ids;
mod headings;
mod lines;
mod remedies;
mod texts;
mod titles;
mod vanished;

pub(super) use texts::Texts;

use std::collections::{BTreeMap, HashMap};

use catchword_app::routes::{Address, Routes};
use catchword_bundle::Slug;

use super::publication::Publication;
use super::{ParsedFile, address_of, not_utf8};
use crate::addresses::{Addresses, Fact};
use crate::content::front_matter::ContentKind;
use crate::content::settings::Settings;
use crate::problem::Problem;
use crate::resolve::LinkResolver;
use crate::source::{ContentPath, File};

/// Reads the list of addresses that have been public.
pub(super) fn read(file: &File, problems: &mut Vec<Problem>) -> Addresses {
    if let Some(problem) = not_utf8(file) {
        problems.push(problem);
        return Addresses::default();
    }
    let (addresses, found) = Addresses::parse(file);
    // What a broken list says of the rest can't be trusted.
    let is_whole = found.is_empty();
    problems.extend(found);
    if is_whole { addresses } else { Addresses::default() }
}

/// Gives each page without a `slug` of its own the slug that it had when it was last public.
pub(super) fn keep_slugs(files: &mut [ParsedFile<'_>], texts: &Texts) {
    for ParsedFile { file, front_matter, .. } in files {
        if let Some(front_matter) = front_matter.as_mut().filter(|front_matter| !front_matter.has_slug)
            && let Some(slug) = texts.address(file.path.as_str()).and_then(|address| Slug::parse(slug_of(address)).ok())
        {
            front_matter.slug = slug;
        }
    }
}

/// The last part of an address.
fn slug_of(address: &str) -> &str {
    address.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

/// Where the texts of a site can be found.
pub(super) struct Places<'a> {
    files: &'a [ParsedFile<'a>],
    resolver: &'a LinkResolver,
    /// Which of them have been public.
    texts: &'a Texts,
    /// The table of addresses without the base, and as if the home page were an ordinary one: its own address leads to the
    /// home page, so the site has it in any case.
    routes: Routes,
    /// The index of the text that answers at an address, by its [`spelling`]: the text is there, or the address leads to it,
    /// or says that it is gone.
    answers: HashMap<String, usize>,
    /// The index of each text, by its path.
    by_path: HashMap<&'a str, usize>,
}

impl<'a> Places<'a> {
    pub(super) fn of(files: &'a [ParsedFile<'a>], resolver: &'a LinkResolver, texts: &'a Texts) -> Places<'a> {
        let by_path = files.iter().enumerate().map(|(at, file)| (file.file.path.as_str(), at)).collect();
        let routes = Routes::new("/", resolver.routes.essays_at().clone(), None);
        let mut places = Places { files, resolver, texts, routes, answers: HashMap::new(), by_path };
        for state in [Publication::Published, Publication::Gone] {
            for (at, file) in files.iter().enumerate().filter(|(_, file)| file.publication == state) {
                for path in places.own(file).into_iter().chain(aliases(file)) {
                    places.answers.entry(spelling(&path).to_owned()).or_insert(at);
                }
            }
        }
        places
    }

    /// The addresses, from the root of the host and not encoded, at which a text was that has been taken down.
    pub(super) fn gone(&self) -> Vec<String> {
        let gone = self.files.iter().filter(|file| file.publication == Publication::Gone);
        let paths = gone.flat_map(|file| self.own(file).into_iter().chain(aliases(file)));
        paths.filter(|path| self.at_host(path).is_some_and(|file| file.publication == Publication::Gone)).collect()
    }

    /// What `addresses.lock` should say.
    pub(super) fn current(
        &self,
        recorded: Option<&Addresses>,
        ids: &BTreeMap<ContentPath, String>,
        settings: &Settings,
    ) -> Addresses {
        let mut current = Addresses::default();
        let feed = recorded.and_then(|recorded| recorded.feed_id("/"));
        current.insert("/", Fact::FeedId(feed.map_or_else(|| settings.url.to_string(), str::to_owned)));
        if settings.home.is_some() {
            current.insert(self.list(), Fact::List);
        }
        for file in self.files.iter().filter(|file| file.is_published()) {
            let Some(own) = self.below(file) else { continue };
            let path = &file.file.path;
            for entry in file.body.iter().flat_map(|body| &body.contents) {
                current.insert(format!("{own}#{}", entry.id), Fact::Heading);
            }
            for alias in aliases(file) {
                current.insert(alias, Fact::Alias(path.as_str().to_owned()));
            }
            if let Some(essay) = texts::essay_of(file) {
                current.insert(own.as_str(), Fact::Essay(essay));
            }
            if let Some(id) = ids.get(path) {
                current.insert(own.as_str(), Fact::FeedId(id.clone()));
            }
            current.insert(own, Fact::Page(path.as_str().to_owned()));
        }
        // Links may still lead to a heading that is now another element, or on a page that has moved.
        for (address, fragment) in recorded.into_iter().flat_map(headings_of) {
            if let Some(file) = self.at(address).filter(|file| file.is_published() && has_id(file, fragment))
                && let Some(own) = self.below(file)
            {
                current.insert(format!("{own}#{fragment}"), Fact::Heading);
            }
        }
        current
    }

    /// Where the texts are now that were at some addresses, by these. Texts that are at no address are not among them.
    pub(super) fn moved(&self, addresses: &[String]) -> BTreeMap<String, String> {
        let now = |address: &String| self.below(self.by_path(self.texts.file(address)?)?);
        addresses.iter().filter_map(|address| Some((address.clone(), now(address)?))).collect()
    }

    /// The text that answers at an address below the base.
    fn at(&self, address: &str) -> Option<&'a ParsedFile<'a>> {
        self.at_host(&self.resolver.with_base(address))
    }

    /// The text that answers at an address from the root of the host.
    fn at_host(&self, path: &str) -> Option<&'a ParsedFile<'a>> {
        self.answers.get(spelling(path)).map(|at| &self.files[*at])
    }

    fn by_path(&self, path: &str) -> Option<&'a ParsedFile<'a>> {
        self.by_path.get(path).map(|at| &self.files[*at])
    }

    /// The address of a text below the base, if it is published.
    fn below(&self, file: &ParsedFile<'_>) -> Option<String> {
        Some(self.routes.write(&address_of(file)?))
    }

    /// The same from the root of the host.
    fn own(&self, file: &ParsedFile<'_>) -> Option<String> {
        Some(self.resolver.with_base(&self.below(file)?))
    }

    /// The address of the list of essays below the base.
    fn list(&self) -> String {
        let list = self.resolver.routes.write(&Address::List(1));
        format!("/{}", list.strip_prefix(self.resolver.routes.base()).unwrap_or_default())
    }
}

/// An address as every host reads it: with or without a slash at its end. Unlike for two addresses that must differ, letters
/// count as they are, because most hosts tell small ones from capitals.
fn spelling(path: &str) -> &str {
    let path = path.strip_suffix("index.html").filter(|rest| rest.ends_with('/')).unwrap_or(path);
    path.trim_end_matches('/')
}

fn aliases(file: &ParsedFile<'_>) -> impl Iterator<Item = String> {
    file.front_matter.iter().flat_map(|front_matter| &front_matter.aliases).map(|alias| alias.value.to_string())
}

/// The addresses of pages with the fragments of their headings.
fn headings_of(recorded: &Addresses) -> impl Iterator<Item = (&str, &str)> {
    recorded.iter().filter(|(_, fact)| **fact == Fact::Heading).filter_map(|(address, _)| address.split_once('#'))
}

fn has_id(file: &ParsedFile<'_>, id: &str) -> bool {
    file.body.as_ref().is_some_and(|body| body.ids.contains(id))
}

fn is_essay(file: &ParsedFile<'_>) -> bool {
    file.kind == ContentKind::Essay
}
