//! The address table: turns a path into an [`Address`], and an address into a path.
//!
//! The press names files by it, and the app chooses views by it. The browser handles any path that [`Routes::read`] doesn't
//! know, such as a file or another part of the host.

use std::borrow::Cow;

use catchword_bundle::{BUNDLE_FILE, Site, Slug};
use leptos_router::{PossibleRouteMatch, path};

/// A page of the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Address {
    /// A page of the list of all essays; pages count from 1.
    List(u32),
    /// One essay.
    Essay(Slug),
    /// The list of all tags.
    Tags,
    /// A page of the list of a tag's essays.
    Tag(Slug, u32),
    /// The list of all years.
    Archive,
    /// A page of the list of a year's essays.
    Year(u16, u32),
    /// A standing page such as About.
    Page(Slug),
    /// The search page.
    Search,
}

/// The table of one site: the settings that its addresses depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routes {
    base: String,
    essays_at: Slug,
    home: Option<Slug>,
}

/// Where essays are unless `essays_at` says otherwise.
pub const ESSAYS: &str = "essays";

/// First parts of addresses that the table needs for itself: neither essays nor a standing page can be there.
const RESERVED: [&str; 4] = ["page", "tags", "archive", "search"];

/// Whether essays can be at `/<slug>/…`.
pub fn can_hold_essays(slug: &Slug) -> bool {
    !RESERVED.contains(&slug.as_str())
}

impl Routes {
    /// The table of a site below `base`, which begins and ends in `/`.
    pub fn new(base: &str, essays_at: Slug, home: Option<Slug>) -> Routes {
        debug_assert!(base.starts_with('/') && base.ends_with('/'), "not a base: {base}");
        Routes { base: base.to_owned(), essays_at, home }
    }

    /// The table of a site, from its `site.json`.
    pub fn of(site: &Site) -> Routes {
        Routes::new(&site.base, site.essays_at.clone(), site.home.clone())
    }

    /// The site's base path; begins and ends in `/`.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The first part of an essay's address.
    pub fn essays_at(&self) -> &Slug {
        &self.essays_at
    }

    /// Whether the table itself uses this slug, so that no standing page may have it.
    pub fn is_reserved(&self, slug: &Slug) -> bool {
        !can_hold_essays(slug) || slug.as_str() == ESSAYS || *slug == self.essays_at
    }

    /// The page at a URL's path, which includes the base. The trailing slash may be missing, and the path may end in
    /// `index.html`, as on some hosts.
    pub fn read(&self, path: &str) -> Option<Address> {
        if path.as_bytes().windows(2).any(|pair| pair == b"//") {
            return None;
        }
        let below = self.below_base(path)?;
        let below =
            below.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(below);
        let below = format!("/{}", below.strip_suffix('/').unwrap_or(below));
        let (list, page) = page_of(&below)?;
        let names = names_in(list)?;
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        self.read_list(&names, page).or_else(|| if page == 1 { self.read_single(&names) } else { None })
    }

    /// The path of a page; begins with the base and ends in `/`.
    pub fn write(&self, address: &Address) -> String {
        let below = match address {
            Address::List(page) => match &self.home {
                None => paged("", *page),
                Some(_) => paged(&format!("{}/", self.essays_at), *page),
            },
            Address::Essay(slug) => format!("{}/{slug}/", self.essays_at),
            Address::Tags => "tags/".to_owned(),
            Address::Tag(tag, page) => paged(&format!("tags/{tag}/"), *page),
            Address::Archive => "archive/".to_owned(),
            Address::Year(year, page) => paged(&format!("archive/{year:04}/"), *page),
            Address::Page(slug) if self.home.as_ref() == Some(slug) => String::new(),
            Address::Page(slug) => format!("{slug}/"),
            Address::Search => "search/".to_owned(),
        };
        format!("{}{below}", self.base)
    }

    /// The path of a page's bundle: the page's path plus `index.json`.
    pub fn bundle(&self, address: &Address) -> String {
        self.write(address) + BUNDLE_FILE
    }

    /// The part after the base, compared at a segment boundary: `/blogroll/` is not below `/blog/`.
    fn below_base<'a>(&self, path: &'a str) -> Option<&'a str> {
        let trimmed = &self.base[..self.base.len() - 1];
        let rest = path.strip_prefix(trimmed)?;
        if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
    }

    /// A page of a list, whose names are those before the page's number.
    fn read_list(&self, names: &[&str], page: u32) -> Option<Address> {
        match (names, &self.home) {
            ([], None) => Some(Address::List(page)),
            ([folder], Some(_)) if *folder == self.essays_at.as_str() => Some(Address::List(page)),
            (["tags", tag], _) => Some(Address::Tag(Slug::parse(tag).ok()?, page)),
            (["archive", of], _) => Some(Address::Year(year(of)?, page)),
            _ => None,
        }
    }

    /// What is not divided into pages.
    fn read_single(&self, names: &[&str]) -> Option<Address> {
        match names {
            [] => self.home.clone().map(Address::Page),
            ["tags"] => Some(Address::Tags),
            ["archive"] => Some(Address::Archive),
            ["search"] => Some(Address::Search),
            [page] => Slug::parse(page).ok().filter(|slug| !self.is_reserved(slug)).map(Address::Page),
            [folder, essay] if *folder == self.essays_at.as_str() => Slug::parse(essay).ok().map(Address::Essay),
            _ => None,
        }
    }
}

/// Splits a list's path from its page number.
fn page_of(below: &str) -> Option<(&str, u32)> {
    let parts = below.rsplit_once('/').and_then(|(list, page)| Some((list.strip_suffix("/page")?, page)));
    match parts {
        Some((list, page)) => Some((list, later_page(page)?)),
        None => Some((below, 1)),
    }
}

/// The names between the slashes; `None` if there are more than two.
fn names_in(path: &str) -> Option<Vec<String>> {
    match path {
        "" | "/" => Some(Vec::new()),
        _ => matched(&path!("/:name"), path).or_else(|| matched(&path!("/:folder/:name"), path)),
    }
}

/// The values of a pattern's parameters, in order, if the pattern matches the whole path.
fn matched(pattern: &impl PossibleRouteMatch, path: &str) -> Option<Vec<String>> {
    let found = pattern.test(path)?;
    if !found.is_complete() {
        return None;
    }
    Some(found.params().into_iter().map(|(_, value): (Cow<'static, str>, String)| value).collect())
}

fn paged(folder: &str, page: u32) -> String {
    if page <= 1 { folder.to_owned() } else { format!("{folder}page/{page}/") }
}

/// The number of a list's page after the first, without sign or leading zeros, so that each page has one address.
fn later_page(text: &str) -> Option<u32> {
    let page: u32 = text.parse().ok().filter(|page| *page >= 2)?;
    (page.to_string() == text).then_some(page)
}

fn year(text: &str) -> Option<u16> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slug(text: &str) -> Slug {
        Slug::parse(text).unwrap()
    }

    fn at_root() -> Routes {
        Routes::new("/", slug("essays"), None)
    }

    fn with_home() -> Routes {
        Routes::new("/sub/dir/", slug("blog"), Some(slug("welcome")))
    }

    #[test]
    fn writes_the_table() {
        let table = [
            (Address::List(1), "/", "/sub/dir/blog/"),
            (Address::List(2), "/page/2/", "/sub/dir/blog/page/2/"),
            (Address::Essay(slug("the-long-repair")), "/essays/the-long-repair/", "/sub/dir/blog/the-long-repair/"),
            (Address::Tags, "/tags/", "/sub/dir/tags/"),
            (Address::Tag(slug("repair"), 1), "/tags/repair/", "/sub/dir/tags/repair/"),
            (Address::Tag(slug("repair"), 3), "/tags/repair/page/3/", "/sub/dir/tags/repair/page/3/"),
            (Address::Archive, "/archive/", "/sub/dir/archive/"),
            (Address::Year(2026, 1), "/archive/2026/", "/sub/dir/archive/2026/"),
            (Address::Year(2026, 12), "/archive/2026/page/12/", "/sub/dir/archive/2026/page/12/"),
            (Address::Page(slug("about")), "/about/", "/sub/dir/about/"),
            (Address::Page(slug("welcome")), "/welcome/", "/sub/dir/"),
            (Address::Search, "/search/", "/sub/dir/search/"),
        ];
        for (address, root, home) in table {
            assert_eq!(at_root().write(&address), root);
            assert_eq!(with_home().write(&address), home);
            assert_eq!(at_root().read(root), Some(address.clone()), "{root}");
            assert_eq!(with_home().read(home), Some(address), "{home}");
        }
        assert_eq!(at_root().bundle(&Address::List(1)), "/index.json");
    }

    #[test]
    fn reads_an_address_without_its_slash_or_with_index_html() {
        let essay = Some(Address::Essay(slug("x")));
        for path in ["/essays/x", "/essays/x/", "/essays/x/index.html"] {
            assert_eq!(at_root().read(path), essay, "{path}");
        }
        assert_eq!(at_root().read("/index.html"), Some(Address::List(1)));
        for path in ["/sub/dir", "/sub/dir/", "/sub/dir/index.html"] {
            assert_eq!(with_home().read(path), Some(Address::Page(slug("welcome"))), "{path}");
        }
    }

    #[test]
    fn other_paths_are_not_pages() {
        for path in [
            "/feed.xml",
            "/images/a.png",
            "/essays/",
            "/essays/Upper/",
            "/essays/x/y/",
            "/page/1/",
            "/page/02/",
            "/page/",
            "/tags/a/page/1/",
            "/archive/26/",
            "/archive/2026/page/1/",
            "/archive/page/2/",
            "/tags/page/2/",
            "/essays/x/page/2/",
            "/page/2/page/2/",
            "/archive/+202/",
            "/essays/x/index.json",
            "/xindex.html",
            "//",
            "/essays//x/",
        ] {
            assert_eq!(at_root().read(path), None, "{path}");
        }
        for path in ["/", "/sub/", "/sub/directory/", "/sub/dirblog/x/", "/blog/x/", "/sub/dir/page/2/"] {
            assert_eq!(with_home().read(path), None, "{path}");
        }
    }

    fn any_slug() -> impl Strategy<Value = Slug> {
        "[a-z0-9]{1,8}(-[a-z0-9]{1,5}){0,3}".prop_map(|text| slug(&text))
    }

    fn any_address() -> impl Strategy<Value = Address> {
        prop_oneof![
            (1u32..).prop_map(Address::List),
            any_slug().prop_map(Address::Essay),
            Just(Address::Tags),
            (any_slug(), 1u32..).prop_map(|(tag, page)| Address::Tag(tag, page)),
            Just(Address::Archive),
            (0u16..=9999, 1u32..).prop_map(|(year, page)| Address::Year(year, page)),
            any_slug().prop_map(Address::Page),
            Just(Address::Search),
        ]
    }

    proptest! {
        #[test]
        fn a_written_address_reads_back(
            address in any_address(),
            base in "/([a-z]{1,4}/){0,2}",
            essays_at in any_slug(),
            home in proptest::option::of(any_slug()),
        ) {
            // The press refuses these in `site.toml` and in front matter.
            prop_assume!(can_hold_essays(&essays_at));
            let routes = Routes::new(&base, essays_at, home);
            prop_assume!(!matches!(&address, Address::Page(page) if routes.is_reserved(page)));
            prop_assume!(!routes.home.as_ref().is_some_and(|home| routes.is_reserved(home)));
            prop_assert_eq!(routes.read(&routes.write(&address)), Some(address));
        }

        #[test]
        fn every_path_can_be_read(path in ".*") {
            if let Some(address) = at_root().read(&path) {
                let written = at_root().write(&address);
                prop_assert_eq!(at_root().read(&written), Some(address));
            }
        }
    }
}
