//! One page of each kind in a built site, found by its bundles.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;
use walkdir::WalkDir;

/// A page of each kind that a built site has.
#[derive(Debug)]
pub struct Pages {
    /// The site's base path; begins and ends in `/`.
    pub base: String,
    kinds: Vec<(PageKind, String)>,
}

/// The kinds of pages that look different.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The page at the base path.
    Home,
    /// A later page of the list.
    ListPage,
    /// An essay with a picture at its head.
    Pictured,
    /// An essay without one.
    Plain,
    /// A tag's list.
    Tag,
    /// All tags.
    Tags,
    /// All years.
    Archive,
    /// A year's list.
    Year,
    /// About, and the like.
    Standing,
    /// The search page.
    Search,
    /// The page for an address that the site does not have.
    NotFound,
}

impl PageKind {
    /// The name in a table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::ListPage => "list, later page",
            Self::Pictured => "essay with a picture",
            Self::Plain => "essay without one",
            Self::Tag => "tag",
            Self::Tags => "tags",
            Self::Archive => "archive",
            Self::Year => "year",
            Self::Standing => "standing page",
            Self::Search => "search",
            Self::NotFound => "not found",
        }
    }

    fn of(below: &str, bundle: &Value) -> Option<Self> {
        if below.is_empty() {
            return Some(Self::Home);
        }
        match bundle["_catchword"]["kind"].as_str()? {
            "essay" if bundle["_catchword"].get("hero").is_some() => Some(Self::Pictured),
            "essay" => Some(Self::Plain),
            "tags" => Some(Self::Tags),
            "archive" => Some(Self::Archive),
            "page" => Some(Self::Standing),
            "search" => Some(Self::Search),
            "list" if bundle["_catchword"]["page"].as_u64().is_some_and(|page| page > 1) => Some(Self::ListPage),
            "list" if below.starts_with("tags/") => Some(Self::Tag),
            "list" if below.starts_with("archive/") => Some(Self::Year),
            _ => None,
        }
    }
}

impl Pages {
    /// Reads the site in `dist`.
    ///
    /// # Errors
    /// When there is no built site, or a bundle can't be read.
    pub fn of(dist: &Path) -> Result<Self> {
        let site = json(&dist.join("site.json")).context("there is no built site in `dist/`")?;
        let base = site["base"].as_str().unwrap_or("/").to_owned();
        let mut pages = Self { base, kinds: Vec::new() };
        for entry in WalkDir::new(dist).follow_links(true).sort_by_file_name() {
            let entry = entry.with_context(|| format!("failed to read `{}`", dist.display()))?;
            if entry.file_type().is_dir() {
                let below = entry.path().strip_prefix(dist).unwrap_or(entry.path());
                let below: String = below.iter().map(|name| format!("{}/", name.to_string_lossy())).collect();
                pages.add_folder(entry.path(), &below)?;
            }
        }
        if dist.join("404.html").is_file() {
            pages.add(PageKind::NotFound, "404.html");
        }
        Ok(pages)
    }

    /// The path of the page of a kind, if the site has one. Of several it is the first by address.
    #[must_use]
    pub fn one(&self, kind: PageKind) -> Option<&str> {
        self.kinds.iter().find(|(own, _)| *own == kind).map(|(_, path)| path.as_str())
    }

    /// One page of each kind that the site has.
    pub fn each(&self) -> impl Iterator<Item = (PageKind, &str)> {
        self.kinds.iter().map(|(kind, path)| (*kind, path.as_str()))
    }

    fn add(&mut self, kind: PageKind, below: &str) {
        if self.one(kind).is_none() {
            self.kinds.push((kind, format!("{}{below}", self.base)));
        }
    }

    fn add_folder(&mut self, folder: &Path, below: &str) -> Result<()> {
        if folder.join("index.html").is_file() && folder.join("index.json").is_file() {
            let bundle = json(&folder.join("index.json"))?;
            if let Some(kind) = PageKind::of(below, &bundle) {
                self.add(kind, below);
            }
        }
        Ok(())
    }
}

/// Reads a JSON file of the built site.
///
/// # Errors
/// When it can't be read, or is not JSON.
pub fn json(file: &Path) -> Result<Value> {
    let text = fs::read_to_string(file).with_context(|| format!("failed to read `{}`", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("`{}` is not JSON", file.display()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn kinds_are_told_by_bundle_and_address() {
        let list = |page: u32| json!({ "_catchword": { "kind": "list", "page": page } });
        for (below, bundle, kind) in [
            ("", list(1), Some(PageKind::Home)),
            ("page/2/", list(2), Some(PageKind::ListPage)),
            ("tags/rest/", list(1), Some(PageKind::Tag)),
            ("archive/2026/", list(1), Some(PageKind::Year)),
            ("essays/x/", json!({ "_catchword": { "kind": "essay", "hero": {} } }), Some(PageKind::Pictured)),
            ("essays/y/", json!({ "_catchword": { "kind": "essay" } }), Some(PageKind::Plain)),
            ("about/", json!({ "_catchword": { "kind": "page" } }), Some(PageKind::Standing)),
            ("search/", json!({ "_catchword": { "kind": "search" } }), Some(PageKind::Search)),
        ] {
            assert_eq!(PageKind::of(below, &bundle), kind, "{below}");
        }
    }

    #[test]
    fn without_a_site_the_folder_is_named() {
        let error = Pages::of(Path::new("/no/such/folder")).unwrap_err();
        assert_eq!(error.to_string(), "there is no built site in `dist/`");
    }
}
