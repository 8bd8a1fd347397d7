//! Checks whether old addresses can be redirected. This needs the whole site: an alias must not conflict with anything
//! else.

use std::collections::{HashMap, HashSet};

use super::links::LinkedFiles;
use super::site_paths::SitePaths;
use crate::check::ParsedFile;
use crate::content::alias::{self, Alias};
use crate::paths::{folders_above, is_in_search_folder, redirect_page, without_compression};
use crate::problem::{Check, Problem};
use crate::resolve::LinkResolver;

/// Checks that no alias is an address of the site itself, which would be a loop, or an alias of two pages, which would
/// be ambiguous. Its redirect page must not need a file where something else needs a folder, or the other way round. If
/// `[checks]` makes this a warning, such an alias is left out.
pub(crate) fn check_aliases(files: &mut [ParsedFile<'_>], site: &SitePaths<'_>, linked: &LinkedFiles) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut lost: HashSet<(usize, usize)> = HashSet::new();
    let own = OwnPaths::of(site, linked);
    let mut taken = TakenAliases::default();
    for (at, file) in files.iter().enumerate() {
        let aliases = file.front_matter.iter().flat_map(|front_matter| &front_matter.aliases);
        for (nth, alias) in aliases.enumerate() {
            let Some(clash) = own.clash(&alias.value).or_else(|| taken.take(&alias.value, at, site.resolver)) else {
                continue;
            };
            let (message, help) = clash.described(&alias.value, files);
            problems.push(Problem::new(Check::TakenAlias, &file.file.text, alias.span.clone(), message).help(help));
            lost.insert((at, nth));
        }
    }
    for (at, file) in files.iter_mut().enumerate() {
        let Some(front_matter) = &mut file.front_matter else { continue };
        let mut nth = 0..;
        front_matter.aliases.retain(|_| nth.next().is_some_and(|nth| !lost.contains(&(at, nth))));
    }
    problems
}

/// Why an alias can't be redirected. Paths are below the site's base.
#[derive(Debug, PartialEq, Eq)]
enum Clash {
    /// It is the address of a page or a file.
    Own,
    /// It lies below a file.
    BelowFile(String),
    /// Its redirect page would be a file where the author has a folder.
    Folder(String),
    /// It lies in the folder of the search index, or is that folder.
    SearchFolder,
    /// It is an alias of another file too.
    Alias(usize),
    /// Its redirect page and that of an alias of this file can't both be written.
    BesideAlias(usize),
}

impl Clash {
    /// What is wrong, and what to do about it.
    fn described(&self, alias: &Alias, files: &[ParsedFile<'_>]) -> (String, String) {
        let path = |at: &usize| &files[*at].file.path;
        let remove = "remove this alias".to_owned();
        match self {
            Clash::Own => (
                format!("the site already has something at the address of the alias \"{alias}\""),
                "remove this alias: visitors find what is at that address now".to_owned(),
            ),
            Clash::BelowFile(file) => {
                (format!("the alias \"{alias}\" can't be below `/{file}`, which is a file of the site"), remove)
            }
            Clash::Folder(folder) => {
                (format!("the alias \"{alias}\" can't be a page, because `/{folder}` is a folder of the site"), remove)
            }
            Clash::SearchFolder => {
                (format!("the alias \"{alias}\" is in a folder that the site's search needs for itself"), remove)
            }
            Clash::Alias(other) => (
                format!("the alias \"{alias}\" is also an alias of `{}`", path(other)),
                "an old address can lead to one page only: remove the alias from one of the two files".to_owned(),
            ),
            Clash::BesideAlias(other) => (
                format!("the alias \"{alias}\" conflicts with another alias, in `{}`", path(other)),
                "the pages that redirect from these two addresses would have to be a file and a folder of one name: remove one of them".to_owned(),
            ),
        }
    }
}

/// The site's own addresses and files.
struct OwnPaths<'a> {
    site: &'a SitePaths<'a>,
    /// The base in lower case, without its trailing slash.
    base: String,
    /// The author's files that are published, by their paths in lower case.
    files: HashMap<String, String>,
    /// The folders that contain them, in the same way.
    folders: HashMap<String, String>,
}

impl OwnPaths<'_> {
    fn of<'a>(site: &'a SitePaths<'a>, linked: &LinkedFiles) -> OwnPaths<'a> {
        let published = super::files::published(&site.resolver.assets, linked).map(|(path, _)| path);
        let by_key = |path: &str| (path.to_lowercase(), path.to_owned());
        let files: HashMap<String, String> = published.map(|path| by_key(path.as_str())).collect();
        let folders = files.values().flat_map(|path| folders_above(path)).map(by_key).collect();
        OwnPaths { site, base: alias::key(site.resolver.routes.base()), files, folders }
    }

    /// What an alias clashes with on the site itself, also on hosts that ignore case or trailing slashes.
    fn clash(&self, alias: &Alias) -> Option<Clash> {
        let key = alias.key();
        let below = key.strip_prefix(&self.base).filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
        let below = below.strip_prefix('/').unwrap_or(below);
        if self.site.is_page(below) || self.is_file(below) {
            return Some(Clash::Own);
        }
        if is_in_search_folder(below) {
            return Some(Clash::SearchFolder);
        }
        if let Some(file) = folders_above(below).find(|folder| self.is_file(folder)) {
            let spelled = self.files.get(file).map_or(file, String::as_str);
            return Some(Clash::BelowFile(spelled.to_owned()));
        }
        let page = redirect_page(self.site.resolver.routes.base(), &alias.encoded())?.to_lowercase();
        if self.files.contains_key(&page) {
            return Some(Clash::Own);
        }
        self.folders.get(&page).cloned().map(Clash::Folder)
    }

    /// Whether a build writes this file, or the author has it.
    fn is_file(&self, below: &str) -> bool {
        self.site.is_file(below)
            || self.files.contains_key(below)
            || self.files.contains_key(without_compression(below))
    }
}

/// The aliases so far, each with the index of its file in the list.
#[derive(Default)]
struct TakenAliases {
    /// By [`Alias::key`].
    keys: HashMap<String, usize>,
    /// By the redirect page's path, in lower case.
    pages: HashMap<String, usize>,
    /// By the folders that contain the redirect pages.
    folders: HashMap<String, usize>,
}

impl TakenAliases {
    /// Adds an alias, unless it clashes with one that was added before.
    fn take(&mut self, alias: &Alias, at: usize, resolver: &LinkResolver) -> Option<Clash> {
        let key = alias.key();
        match self.keys.get(&key) {
            Some(other) if *other != at => return Some(Clash::Alias(*other)),
            // Another spelling of the same address.
            Some(_) => return None,
            None => {}
        }
        if let Some(page) = redirect_page(resolver.routes.base(), &alias.encoded()) {
            let page = page.to_lowercase();
            if let Some(other) = self.beside(&page) {
                return Some(Clash::BesideAlias(other));
            }
            for folder in folders_above(&page) {
                self.folders.entry(folder.to_owned()).or_insert(at);
                // A compressed copy has the name of its file and another extension after it.
                self.folders.entry(without_compression(folder).to_owned()).or_insert(at);
            }
            self.pages.insert(page, at);
        }
        self.keys.insert(key, at);
        None
    }

    /// The alias whose redirect page can't be written beside this one.
    fn beside(&self, page: &str) -> Option<usize> {
        let below = folders_above(page)
            .find_map(|folder| self.pages.get(folder).or_else(|| self.pages.get(without_compression(folder))));
        below.or_else(|| self.folders.get(page)).copied()
    }
}
