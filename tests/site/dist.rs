//! A built site in memory: its files, and its pages parsed by the rules of HTML.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::Path;

use catchword_bundle::{BUNDLE_FILE, SITE_FILE, Site};
use percent_encoding::percent_decode_str;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use url::Url;
use walkdir::WalkDir;

/// The file of the 404 page.
pub(crate) const NOT_FOUND: &str = "404.html";

const PAGE_FILE: &str = "index.html";

/// A built site.
pub(crate) struct Dist {
    /// Every file, by its path below the site's base.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// Its `site.json`.
    pub(crate) site: Site,
    /// Every page, including [`NOT_FOUND`].
    pub(crate) pages: Vec<Page>,
    home: Url,
}

/// A page.
pub(crate) struct Page {
    /// Its file, below the site's base.
    pub(crate) file: String,
    /// Its absolute address.
    pub(crate) url: Url,
    /// The file's text.
    pub(crate) text: String,
    /// The same, parsed.
    pub(crate) html: Html,
    /// The `index.json` beside it.
    pub(crate) bundle: Option<Value>,
    ids: BTreeSet<String>,
}

/// What a reference resolves to.
pub(crate) enum Target {
    /// A page or a file of the site.
    There,
    /// Another site, or another part of the site's host.
    Elsewhere,
    /// Nothing, with the reason.
    Broken(String),
}

impl Dist {
    /// The site in the folder that CATCHWORD_DIST names.
    pub(crate) fn built() -> Dist {
        let folder = env::var_os("CATCHWORD_DIST").expect("CATCHWORD_DIST is not set: run `cargo xtask test`");
        Dist::of(read_folder(Path::new(&folder)))
    }

    /// The site with these files.
    pub(crate) fn of(files: BTreeMap<String, Vec<u8>>) -> Dist {
        let site = files.get(SITE_FILE).unwrap_or_else(|| panic!("the site has no `{SITE_FILE}`"));
        let site: Site = serde_json::from_slice(site).unwrap_or_else(|error| panic!("`{SITE_FILE}`: {error}"));
        let home = Url::parse(&site.url).unwrap_or_else(|error| panic!("`{}`: {error}", site.url));
        let is_page = |file: &str| file == PAGE_FILE || file == NOT_FOUND || file.ends_with("/index.html");
        let pages: Vec<Page> =
            files.keys().filter(|file| is_page(file)).map(|file| Page::read(file, &files, &home)).collect();
        assert!(pages.iter().any(|page| page.is_home()), "the site has no `{PAGE_FILE}`");
        assert!(pages.iter().any(|page| page.kind() == Some("essay")), "the site has no essay");
        Dist { files, site, pages, home }
    }

    /// The absolute address of a path below the base.
    pub(crate) fn url(&self, below: &str) -> Url {
        self.home.join(below).unwrap_or_else(|error| panic!("{below}: {error}"))
    }

    /// The file's text.
    pub(crate) fn text(&self, file: &str) -> Result<&str, String> {
        let bytes = self.files.get(file).ok_or_else(|| format!("{file}: is not there"))?;
        std::str::from_utf8(bytes).map_err(|error| format!("{file}: {error}"))
    }

    /// The file at an address below the base.
    pub(crate) fn file(&self, url: &Url) -> Option<&[u8]> {
        self.files.get(&decoded(self.below_base(url)?)).map(Vec::as_slice)
    }

    /// Resolves a reference in a document at `from`.
    pub(crate) fn resolve(&self, reference: &str, from: &Url) -> Target {
        let url = match from.join(reference) {
            Ok(url) => url,
            Err(error) => return Target::Broken(error.to_string()),
        };
        if url.scheme() == "javascript" {
            return Target::Broken("is a script".to_owned());
        }
        let Some(below) = self.below_base(&url) else { return Target::Elsewhere };
        let mut file = decoded(below);
        if file.is_empty() || file.ends_with('/') {
            file.push_str(PAGE_FILE);
        }
        let Some((file, _)) = self.files.get_key_value(&file) else {
            let folder = format!("{file}/{PAGE_FILE}");
            let why = if self.files.contains_key(&folder) { "lacks the slash at its end" } else { "is not there" };
            return Target::Broken(why.to_owned());
        };
        match url.fragment().map(decoded) {
            None => Target::There,
            Some(id) if id.is_empty() || id == "top" || self.has_id(file, &id) => Target::There,
            Some(id) => Target::Broken(format!("has no id `{id}`")),
        }
    }

    /// Why an address is not the absolute URL of a page or file of the site; none if it is.
    pub(crate) fn own_url_problem(&self, address: &str) -> Option<String> {
        match (Url::parse(address), self.resolve(address, &self.home)) {
            (Err(_), _) => Some(format!("`{address}` is not absolute")),
            (Ok(_), Target::There) => None,
            (Ok(_), Target::Elsewhere) => Some(format!("`{address}` is not of the site")),
            (Ok(_), Target::Broken(why)) => Some(format!("`{address}` {why}")),
        }
    }

    /// The path of an address below the base, without query and fragment.
    fn below_base<'a>(&self, url: &'a Url) -> Option<&'a str> {
        (url.origin() == self.home.origin()).then(|| url.path().strip_prefix(self.home.path())).flatten()
    }

    fn has_id(&self, file: &str, id: &str) -> bool {
        self.pages.iter().find(|page| page.file == file).is_none_or(|page| page.ids.contains(id))
    }
}

impl Page {
    fn read(file: &str, files: &BTreeMap<String, Vec<u8>>, home: &Url) -> Page {
        let text = String::from_utf8(files[file].clone()).unwrap_or_else(|error| panic!("{file}: {error}"));
        let html = Html::parse_document(&text);
        let folder = file.strip_suffix(PAGE_FILE);
        let bundle = folder.and_then(|folder| files.get(&format!("{folder}{BUNDLE_FILE}"))).map(|bytes| {
            serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("the bundle beside {file}: {error}"))
        });
        let url = home.join(folder.unwrap_or(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let ids = select(&html, "[id]").iter().filter_map(|one| one.attr("id").map(str::to_owned)).collect();
        Page { file: file.to_owned(), url, text, html, bundle, ids }
    }

    /// The elements that match a selector, in order.
    pub(crate) fn select(&self, css: &str) -> Vec<ElementRef<'_>> {
        select(&self.html, css)
    }

    /// Whether it is the page at the site's base.
    pub(crate) fn is_home(&self) -> bool {
        self.file == PAGE_FILE
    }

    /// Whether it is the 404 page.
    pub(crate) fn is_not_found(&self) -> bool {
        self.file == NOT_FOUND
    }

    /// The bundle's `_catchword.kind`.
    pub(crate) fn kind(&self) -> Option<&str> {
        self.bundle.as_ref()?["_catchword"]["kind"].as_str()
    }

    /// A problem of this page.
    pub(crate) fn problem(&self, what: impl std::fmt::Display) -> String {
        format!("{}: {what}", self.file)
    }
}

/// The elements of a document that match a selector, in order.
pub(crate) fn select<'a>(html: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"));
    html.select(&selector).collect()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Every file of a folder, by its path below it with `/` between the parts.
fn read_folder(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = WalkDir::new(folder).into_iter().map(|entry| entry.unwrap_or_else(|error| panic!("{error}")));
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path();
        let below = path.strip_prefix(folder).expect("an entry is below the folder that is walked");
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (parts.join("/"), bytes)
    });
    files.collect()
}

#[cfg(test)]
mod tests {
    use crate::specimen;

    #[test]
    fn an_own_address_is_told_from_others() {
        let dist = specimen::complete();
        assert_eq!(dist.own_url_problem("https://blog.example/at/essays/first/#part"), None);
        let problem = |address: &str| dist.own_url_problem(address).unwrap();
        assert!(problem("https://other.example/").contains("not of the site"));
        assert!(problem("https://blog.example/attic/").contains("not of the site"));
        assert!(problem("/at/essays/first/").contains("not absolute"));
        assert!(problem("https://blog.example/at/essays/first").contains("lacks the slash"));
        assert!(problem("https://blog.example/at/essays/second/").contains("is not there"));
    }
}
