//! What the built site has: the tests read it from the bundles, so that no essay's name stands in a test.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use catchword_app::routes::{Address, Routes};
use catchword_bundle::{Feed, Item, Kind, Link, SITE_FILE, Site, Slug};
use serde::de::DeserializeOwned;

use super::give_up;

/// A page by which a reader would know that it is the right one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its path.
    pub(crate) path: String,
    /// Its own title, which the app gives its history entry.
    pub(crate) name: String,
    /// The text of its `<h1>`.
    pub(crate) heading: String,
    /// The document's title.
    pub(crate) title: String,
}

impl Known {
    /// The path of its bundle.
    pub(crate) fn bundle(&self) -> String {
        format!("{}{}", self.path, catchword_bundle::BUNDLE_FILE)
    }
}

/// The site under test.
pub(crate) struct Dist {
    root: PathBuf,
    /// Its `site.json`.
    pub(crate) site: Site,
    routes: Routes,
    /// The path of the app's wasm.
    pub(crate) code: String,
    /// Every essay, from the first one along "Next".
    essays: Vec<Item>,
}

impl Dist {
    /// The folder that CATCHWORD_DIST names, read once.
    pub(crate) fn get() -> &'static Dist {
        static DIST: OnceLock<Dist> = OnceLock::new();
        DIST.get_or_init(|| match env::var_os("CATCHWORD_DIST") {
            Some(folder) => Dist::read(PathBuf::from(folder)),
            None => give_up("CATCHWORD_DIST does not say where the built site is. Run `cargo xtask test`"),
        })
    }

    /// The site of this name among the others that were built for the tests.
    pub(crate) fn of(name: &str) -> &'static Dist {
        match env::var_os("CATCHWORD_SITES") {
            Some(folder) => Box::leak(Box::new(Dist::read(PathBuf::from(folder).join(name)))),
            None => give_up("CATCHWORD_SITES does not say where the other sites are. Run `cargo xtask test`"),
        }
    }

    /// Whether there is a site of this name.
    pub(crate) fn is_there(name: &str) -> bool {
        env::var_os("CATCHWORD_SITES").is_some_and(|folder| PathBuf::from(folder).join(name).is_dir())
    }

    fn read(root: PathBuf) -> Dist {
        let site: Site = json(&root, SITE_FILE);
        let routes = Routes::of(&site);
        let code = format!("{}{}", site.base, the_only(&root, "app-", ".wasm"));
        let mut dist = Dist { root, site, routes, code, essays: Vec::new() };
        let first = &dist.feed(&Address::List(1)).items[0];
        let mut next = Some(dist.below_base(first.url.strip_prefix(&dist.site.url).unwrap_or(&first.url)));
        while let Some(path) = next {
            let essay: Item = json(&dist.root, &dist.file_of_bundle(&path));
            next = essay.catchword.next.as_ref().map(|link| link.url.clone());
            dist.essays.push(essay);
        }
        dist
    }

    /// The folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The path of every page.
    pub(crate) fn paths(&self) -> Vec<String> {
        let mut found = Vec::new();
        find_pages(&self.root, &self.site.base, &mut found);
        found.sort();
        found
    }

    /// The path of what lies at `below` the site's base.
    pub(crate) fn below_base(&self, below: &str) -> String {
        format!("{}{below}", self.site.base)
    }

    /// How many essays there are.
    pub(crate) fn count(&self) -> usize {
        self.essays.len()
    }

    /// The essay that is the `at`-th along "Next", from 0. The one at 1 has a neighbour on either side.
    pub(crate) fn essay(&self, at: usize) -> Known {
        self.known(&self.essays[at])
    }

    /// The bundle of the same essay.
    pub(crate) fn essay_bundle(&self, at: usize) -> &Item {
        &self.essays[at]
    }

    /// The first page of the list of all essays.
    pub(crate) fn home(&self) -> Known {
        self.page(&Address::List(1))
    }

    /// A page that is not one essay's.
    pub(crate) fn page(&self, address: &Address) -> Known {
        let path = self.routes.write(address);
        if let Address::Essay(_) | Address::Page(_) | Address::Search = address {
            return self.known(&json(&self.root, &self.file_of_bundle(&path)));
        }
        let feed = self.feed(address);
        let heading = feed.catchword.heading;
        let at_base = path == self.site.base;
        let title = if at_base { self.site.title.clone() } else { self.title(&heading) };
        Known { path, name: heading.clone(), heading, title }
    }

    /// The bundle of a list, of the tags or of the archive.
    pub(crate) fn feed(&self, address: &Address) -> Feed {
        json(&self.root, &self.file_of_bundle(&self.routes.write(address)))
    }

    /// What stands at `path`, which must be a page of the site's.
    pub(crate) fn at(&self, path: &str) -> Known {
        self.page(&self.routes.read(path).unwrap_or_else(|| panic!("{path} is no page's path")))
    }

    /// The About page, or whichever standing page the site's head links first.
    pub(crate) fn standing(&self) -> Known {
        let links = self.site.nav.iter().map(|link| link.url.as_str());
        let mut pages = links.filter(|url| matches!(self.routes.read(url), Some(Address::Page(_))));
        self.at(pages.next().expect("the site's head links a standing page"))
    }

    /// A tag that an essay bears.
    pub(crate) fn a_tag(&self) -> (Link, Slug) {
        let tag = self.essays.iter().find_map(|essay| essay.catchword.tags.first()).expect("an essay with a tag");
        match self.routes.read(&tag.url) {
            Some(Address::Tag(slug, 1)) => (tag.clone(), slug),
            other => panic!("{} is no tag's path: {other:?}", tag.url),
        }
    }

    /// The first essay whose text links a page of the kind: the essay, and the page.
    pub(crate) fn link_in_prose(&self, kind: Kind) -> (Known, Known) {
        let pairs = self.essays.iter().flat_map(|essay| {
            let own = self.known(essay);
            links(essay).into_iter().map(move |link| (own.clone(), link))
        });
        let mut fitting = pairs.filter_map(|(essay, link)| {
            let is_kind = match self.routes.read(&link)? {
                Address::Essay(_) => kind == Kind::Essay,
                Address::Page(_) => kind == Kind::Page,
                _ => false,
            };
            (is_kind && link != essay.path).then(|| (essay, self.at(&link)))
        });
        fitting.next().unwrap_or_else(|| panic!("no essay's text links a page of the kind {kind:?}"))
    }

    /// The first essay that has a link to a `#place` in its own text, a footnote's: the essay, and the `#place`.
    pub(crate) fn place_link(&self) -> (Known, String) {
        let mut places = self.essays.iter().flat_map(|essay| {
            let own = self.known(essay);
            links(essay).into_iter().filter(|link| link.starts_with("#fn-")).map(move |link| (own.clone(), link))
        });
        places.next().expect("an essay with a footnote")
    }

    /// The first essay with a heading low in its text: the essay, and the heading's `#id`.
    pub(crate) fn low_heading(&self) -> (Known, String) {
        let mut essays = self.essays.iter().filter(|essay| essay.catchword.contents.len() >= 3);
        let essay = essays.next().expect("an essay with three headings");
        // The last ones may stand so low that the page ends before they reach the window's top.
        (self.known(essay), format!("#{}", essay.catchword.contents[1].id))
    }

    fn known(&self, item: &Item) -> Known {
        let path = match &item.catchword.kind {
            Kind::Page => self.routes.write(&Address::Page(item.catchword.slug.clone())),
            Kind::Search => self.routes.write(&Address::Search),
            _ => self.routes.write(&Address::Essay(item.catchword.slug.clone())),
        };
        let title = if path == self.site.base { self.site.title.clone() } else { self.title(&item.title) };
        Known { path, name: item.title.clone(), heading: item.title.clone(), title }
    }

    fn title(&self, page: &str) -> String {
        format!("{page} · {}", self.site.title)
    }

    fn file_of_bundle(&self, path: &str) -> String {
        format!("{}{}", path.strip_prefix(&self.site.base).unwrap_or(path), catchword_bundle::BUNDLE_FILE)
    }
}

fn json<T: DeserializeOwned>(root: &Path, file: &str) -> T {
    let path = root.join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| give_up(&format!("{}: {error}", path.display())));
    serde_json::from_str(&text).unwrap_or_else(|error| give_up(&format!("{}: {error}", path.display())))
}

/// The one file of a folder whose name begins and ends so.
fn the_only(folder: &Path, begin: &str, end: &str) -> String {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| give_up(&format!("{}: {error}", folder.display())));
    let mut names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let found = names.find(|name| name.starts_with(begin) && name.ends_with(end));
    found.unwrap_or_else(|| give_up(&format!("there is no {begin}…{end} in {}", folder.display())))
}

/// Every folder with a bundle, as a path that ends in `/`.
fn find_pages(folder: &Path, path: &str, found: &mut Vec<String>) {
    if folder.join(catchword_bundle::BUNDLE_FILE).is_file() {
        found.push(path.to_owned());
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir()) {
        find_pages(&entry.path(), &format!("{path}{}/", entry.file_name().to_string_lossy()), found);
    }
}

/// Where the links of an essay's text lead, in order.
fn links(essay: &Item) -> Vec<String> {
    let html = essay.content_html.as_deref().unwrap_or_default();
    html.split("href=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}
