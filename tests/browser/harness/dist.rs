//! The built site: the tests read its pages from the bundles, so that no test names a sample essay.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use catchword_app::routes::{Address, Routes};
use catchword_bundle::{Feed, Item, Kind, Link, SITE_FILE, Site, Slug};
use serde::de::DeserializeOwned;
use walkdir::WalkDir;

use super::give_up;

/// What must be on the screen when this page is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExpectedPage {
    /// Its path.
    pub(crate) path: String,
    /// Its own title, which the app stores in the history entry.
    pub(crate) name: String,
    /// The text of its `<h1>`.
    pub(crate) heading: String,
    /// The document's title.
    pub(crate) title: String,
}

impl ExpectedPage {
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
    /// The path of the app's WebAssembly file.
    pub(crate) wasm: String,
    /// Every essay, in the order of "Next".
    essays: Vec<Item>,
}

impl Dist {
    /// The site in the folder that CATCHWORD_DIST names, read once.
    pub(crate) fn get() -> &'static Dist {
        static DIST: OnceLock<Dist> = OnceLock::new();
        DIST.get_or_init(|| match env::var_os("CATCHWORD_DIST") {
            Some(folder) => Dist::read(PathBuf::from(folder)),
            None => give_up("CATCHWORD_DIST does not say where the built site is. Run `cargo xtask test`"),
        })
    }

    /// The site of this name in the folder that CATCHWORD_SITES names.
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
        let wasm = format!("{}{}", site.base, file_named(&root, "app-", ".wasm"));
        let mut dist = Dist { root, site, routes, wasm, essays: Vec::new() };
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
        let entries = WalkDir::new(&self.root).into_iter().map(|entry| entry.expect("the site can be read"));
        let bundles = entries.filter(|entry| entry.file_name() == catchword_bundle::BUNDLE_FILE);
        let mut paths: Vec<_> = bundles.map(|entry| self.path_of_folder(entry.path().parent())).collect();
        paths.sort();
        paths
    }

    /// The path of a folder of the site's, which ends in `/`.
    fn path_of_folder(&self, folder: Option<&Path>) -> String {
        let below = folder.and_then(|folder| folder.strip_prefix(&self.root).ok()).into_iter().flat_map(Path::iter);
        below.fold(self.site.base.clone(), |path, part| format!("{path}{}/", part.to_string_lossy()))
    }

    /// The path of a file or page `below` the site's base.
    pub(crate) fn below_base(&self, below: &str) -> String {
        format!("{}{below}", self.site.base)
    }

    /// How many essays there are.
    pub(crate) fn essay_count(&self) -> usize {
        self.essays.len()
    }

    /// The `at`-th essay in the order of "Next", from 0. The one at 1 has both neighbours.
    pub(crate) fn essay(&self, at: usize) -> ExpectedPage {
        self.expected(&self.essays[at])
    }

    /// The bundle of the same essay.
    pub(crate) fn essay_bundle(&self, at: usize) -> &Item {
        &self.essays[at]
    }

    /// The first page of the list of all essays.
    pub(crate) fn home(&self) -> ExpectedPage {
        self.page(&Address::List(1))
    }

    /// The page at an address.
    pub(crate) fn page(&self, address: &Address) -> ExpectedPage {
        let path = self.routes.write(address);
        if let Address::Essay(_) | Address::Page(_) | Address::Search = address {
            return self.expected(&json(&self.root, &self.file_of_bundle(&path)));
        }
        let feed = self.feed(address);
        let heading = feed.catchword.heading;
        let at_base = path == self.site.base;
        let title = if at_base { self.site.title.clone() } else { self.title(&heading) };
        ExpectedPage { path, name: heading.clone(), heading, title }
    }

    /// The bundle of a list, the tags or the archive.
    pub(crate) fn feed(&self, address: &Address) -> Feed {
        json(&self.root, &self.file_of_bundle(&self.routes.write(address)))
    }

    /// The page at `path`, which must be one of the site's.
    pub(crate) fn page_at(&self, path: &str) -> ExpectedPage {
        self.page(&self.routes.read(path).unwrap_or_else(|| panic!("{path} is not a page of the site")))
    }

    /// The first standing page in the masthead's links, such as About.
    pub(crate) fn standing_page(&self) -> ExpectedPage {
        let links = self.site.nav.iter().map(|link| link.url.as_str());
        let mut pages = links.filter(|url| matches!(self.routes.read(url), Some(Address::Page(_))));
        self.page_at(pages.next().expect("the masthead links a standing page"))
    }

    /// The first tag of an essay.
    pub(crate) fn any_tag(&self) -> (Link, Slug) {
        let tag = self.essays.iter().find_map(|essay| essay.catchword.tags.first()).expect("an essay with a tag");
        match self.routes.read(&tag.url) {
            Some(Address::Tag(slug, 1)) => (tag.clone(), slug),
            other => panic!("{} is no tag's path: {other:?}", tag.url),
        }
    }

    /// The first essay whose text links a page of this kind: the essay and the page.
    pub(crate) fn link_in_prose(&self, kind: Kind) -> (ExpectedPage, ExpectedPage) {
        let pairs = self.essays.iter().flat_map(|essay| {
            let own = self.expected(essay);
            links(essay).into_iter().map(move |link| (own.clone(), link))
        });
        let mut fitting = pairs.filter_map(|(essay, link)| {
            let is_kind = match self.routes.read(&link)? {
                Address::Essay(_) => kind == Kind::Essay,
                Address::Page(_) => kind == Kind::Page,
                _ => false,
            };
            (is_kind && link != essay.path).then(|| (essay, self.page_at(&link)))
        });
        fitting.next().unwrap_or_else(|| panic!("no essay's text links a page of the kind {kind:?}"))
    }

    /// The first essay with a footnote: the essay, and the fragment (with `#`) of the note.
    pub(crate) fn footnote_link(&self) -> (ExpectedPage, String) {
        let mut notes = self.essays.iter().flat_map(|essay| {
            let own = self.expected(essay);
            links(essay).into_iter().filter(|link| link.starts_with("#fn-")).map(move |link| (own.clone(), link))
        });
        notes.next().expect("an essay with a footnote")
    }

    /// The first essay with three headings: the essay, and the fragment of its second heading.
    pub(crate) fn heading_link(&self) -> (ExpectedPage, String) {
        let mut essays = self.essays.iter().filter(|essay| essay.catchword.contents.len() >= 3);
        let essay = essays.next().expect("an essay with three headings");
        // The page may end before the last ones reach the window's top.
        (self.expected(essay), format!("#{}", essay.catchword.contents[1].id))
    }

    fn expected(&self, item: &Item) -> ExpectedPage {
        let path = match &item.catchword.kind {
            Kind::Page => self.routes.write(&Address::Page(item.catchword.slug.clone())),
            Kind::Search => self.routes.write(&Address::Search),
            _ => self.routes.write(&Address::Essay(item.catchword.slug.clone())),
        };
        let title = if path == self.site.base { self.site.title.clone() } else { self.title(&item.title) };
        ExpectedPage { path, name: item.title.clone(), heading: item.title.clone(), title }
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

/// The file in a folder whose name begins and ends so.
fn file_named(folder: &Path, begin: &str, end: &str) -> String {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| give_up(&format!("{}: {error}", folder.display())));
    let mut names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let found = names.find(|name| name.starts_with(begin) && name.ends_with(end));
    found.unwrap_or_else(|| give_up(&format!("there is no {begin}…{end} in {}", folder.display())))
}

/// The addresses that an essay's text links, in order.
fn links(essay: &Item) -> Vec<String> {
    let html = essay.content_html.as_deref().unwrap_or_default();
    html.split("href=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}
