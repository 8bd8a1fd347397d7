//! Links that lead nowhere, and how to correct them.

use catchword_app::routes::Address;
use catchword_bundle::{BUNDLE_FILE, Slug};

use super::{Checker, Place, alias, slip};
use crate::check::publication::Publication;
use crate::check::published::Published;
use crate::check::suggest::unlike;
use crate::paths::{DOCUMENT_FILE, folders_above, is_in_search_folder, is_on_every_site};
use crate::resolve::{LinkTarget, decoded, split_path};
use crate::source::{ContentPath, LeftOut};

/// What authors call the feeds who know them from other sites.
const FEEDS: [&str; 8] = ["feed", "feeds", "rss", "atom", "atom.xml", "index.xml", "feed.rss", "feed.atom"];

impl Checker<'_> {
    /// What is wrong with a link that leads nowhere, and how to correct it.
    pub(super) fn nowhere(&self, place: Place<'_>, target: &LinkTarget, link: &str) -> Option<(String, String)> {
        let said =
            |what: &str, help: String| Some((format!("this link leads to {what}: \"{link}\""), unlike(link, help)));
        // The site's own address is the same as a path.
        let own = self.resolver.own_path(link.trim());
        let link = own.as_deref().unwrap_or(link);
        match target {
            LinkTarget::Fragment(_) | LinkTarget::File(..) | LinkTarget::Away => None,
            LinkTarget::Refused => said("nowhere", slip(link)?),
            LinkTarget::MarkdownFile(path, _) => {
                let (what, help) = place.publication().obstacle(*self.unpublished.get(path)?)?;
                said(&what, help)
            }
            LinkTarget::Missing if link.trim().is_empty() => {
                let help = "write the address between the parentheses, or remove the brackets around the words";
                Some(("this link has no address".to_owned(), help.to_owned()))
            }
            LinkTarget::Missing => match self.other_than_a_path(place, link) {
                Some((what, help)) => said(what, help),
                None => said("a file that isn't there", self.missing_file_help(place, link)),
            },
            LinkTarget::Page(address, _) if self.published_for(place).has(address) => None,
            LinkTarget::Page(address, _) if self.unpublished_addresses.contains_key(address) => {
                let (what, help) = place.publication().obstacle(self.unpublished_addresses[address])?;
                said(&what, help)
            }
            LinkTarget::Page(_, path) | LinkTarget::Other(path) if self.is_made(path) => None,
            LinkTarget::Page(..) | LinkTarget::NoPage | LinkTarget::Other(_) => {
                if let Some((what, help)) = self.other_than_a_path(place, link) {
                    return said(what, help);
                }
                let is_file = matches!(target, LinkTarget::Other(_)) && has_ending(link);
                if is_file {
                    let page = self.page_names.help(link, place.file.map(|_| place.folder()), place.path());
                    let help = match page {
                        Some(help) if split_path(link).0.to_lowercase().ends_with(".html") => help,
                        _ => feed_help(link).unwrap_or_else(|| self.file_help(place.path(), link)),
                    };
                    return said("a file that isn't there", help);
                }
                if self.file_names.is_among_files(link) {
                    return said("a file that isn't there", self.file_help(place.path(), link));
                }
                said("a page that isn't there", self.page_help(place, target, link))
            }
        }
    }

    /// What is published for the readers of a text: one that is still to come is checked for its own day.
    fn published_for(&self, place: Place<'_>) -> &Published {
        if matches!(place.publication(), Publication::Coming(_)) { &self.eventually } else { self.published }
    }

    /// How to correct a path that leads to no file.
    pub(super) fn file_help(&self, from: Option<&ContentPath>, link: &str) -> String {
        let folder = from.map_or("", ContentPath::folder);
        self.file_names.help(from, link).unwrap_or_else(|| self.file_names.absent(folder, link))
    }

    /// The same for a path that may be meant as a page's address: `../about/`.
    fn missing_file_help(&self, place: Place<'_>, link: &str) -> String {
        let file = self.file_names.help(place.path(), link);
        let page = || self.page_names.help(link, Some(place.folder()), place.path());
        file.or_else(page).unwrap_or_else(|| self.file_names.absent(place.folder(), link))
    }

    /// What else a link means that leads to no file: an address of another kind, or a file that is not published.
    fn other_than_a_path(&self, place: Place<'_>, link: &str) -> Option<(&'static str, String)> {
        if let Some(left_out) = self.left_out_at(place.folder(), link) {
            return Some(("a file that is not published", left_out.help().to_owned()));
        }
        if let Some(help) = self.marks_help(place.folder(), link) {
            return Some(("a file that isn't there", help));
        }
        slip(link).map(|help| ("nowhere", help))
    }

    /// Why the file of a link is not published, if it is in the content folder.
    pub(super) fn left_out_at(&self, folder: &str, link: &str) -> Option<LeftOut> {
        let path = ContentPath::resolve(folder, &decoded(split_path(link.trim()).0))?;
        let found = |path: &str| self.left_out.get(&ContentPath::resolve("", path)?).copied();
        found(path.as_str()).or_else(|| folders_above(path.as_str()).find_map(found))
    }

    /// Whether the build makes something at a path with the base, or an alias redirects from there.
    fn is_made(&self, path: &str) -> bool {
        let path = decoded(split_path(path).0);
        let routes = &self.resolver.routes;
        let below = path.strip_prefix(routes.base()).unwrap_or(&path);
        let is_of_a_page = |name: &str| {
            let folder = path.strip_suffix(name).and_then(|folder| routes.read(folder));
            folder.is_some_and(|address| self.published.has(&address))
        };
        is_on_every_site(below)
            || is_in_search_folder(below)
            || is_of_a_page(BUNDLE_FILE)
            || is_of_a_page(DOCUMENT_FILE)
            || self.aliases.contains(&alias::key(&path))
    }

    /// How to correct an address at which there is no page.
    fn page_help(&self, place: Place<'_>, target: &LinkTarget, link: &str) -> String {
        if let Some(help) = self.page_names.help(link, place.file.map(|_| place.folder()), place.path()) {
            return help;
        }
        if let Some(help) = feed_help(link).or_else(|| self.list_help(target, link)) {
            return help;
        }
        match place.file {
            Some(_) => {
                "link to the file of the essay or page, such as `[…](other-essay.md)`; such a link stays right when \
                        the address changes"
            }
            None => "a page in the folder `pages` has an address such as `/about/`, made from its slug or its title",
        }
        .to_owned()
    }

    /// How to correct a link that looks like the address of a list.
    fn list_help(&self, target: &LinkTarget, link: &str) -> Option<String> {
        let path = link.strip_prefix('/')?;
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let routes = &self.resolver.routes;
        match first {
            "tags" => Some("the page `/tags/` lists every tag and links to its page".to_owned()),
            "archive" => Some("the page `/archive/` lists every year and links to its page".to_owned()),
            _ => {
                let is_reserved = rest.is_empty() && Slug::parse(first).is_ok_and(|slug| routes.is_reserved(&slug));
                let is_a_list = is_reserved || matches!(target, LinkTarget::Page(Address::List(_), _));
                let list = routes.write(&Address::List(1));
                let below = list.strip_prefix(routes.base()).unwrap_or(&list);
                is_a_list.then(|| format!("the list of all essays is at `/{below}`"))
            }
        }
    }
}

/// Whether the last part of a link's path has an ending, as files have.
fn has_ending(link: &str) -> bool {
    let name = split_path(link.trim()).0.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty() && !ending.is_empty() && ending.len() <= 8 && !ending.contains(char::is_whitespace)
    })
}

fn feed_help(link: &str) -> Option<String> {
    let name = split_path(link.trim()).0.trim_matches('/').rsplit('/').next()?.to_lowercase();
    let is_feed = FEEDS.contains(&&*name) || crate::paths::FEEDS.iter().any(|feed| feed.file == name);
    is_feed.then(|| "the site's feeds are at `/feed.xml`, `/rss.xml` and `/feed.json`".to_owned())
}
