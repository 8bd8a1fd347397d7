//! Where a link or a picture leads, from the file that it is in.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use catchword_app::routes::{Address, Routes};
use catchword_bundle::allow::SCHEMES;
use catchword_bundle::{BUNDLE_FILE, Slug};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use url::Url;

use crate::source::{Asset, ContentPath, Size};

/// Characters that have to be encoded in a URL's path (WHATWG URL, "path percent-encode set", and `%` itself).
pub(crate) const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%');

/// Finds out where links lead on this site.
#[derive(Debug)]
pub(crate) struct LinkResolver {
    pub(crate) routes: Routes,
    /// The home page's absolute address.
    pub(crate) url: Url,
    /// Every Markdown file, and the address of those that are published.
    pub(crate) markdown_files: HashMap<ContentPath, Option<Address>>,
    pub(crate) assets: BTreeMap<ContentPath, Asset>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LinkTarget {
    /// A fragment of the same page, without the `#`.
    Fragment(String),
    /// An essay or a page by its file, and the query and fragment of the link.
    MarkdownFile(ContentPath, String),
    /// A file of the content folder, and the query and fragment of the link.
    File(ContentPath, String),
    /// A page of the site, if the link is a path from the site's root; and that path with the base, query and fragment.
    Page(Address, String),
    /// A path in a folder that contains only pages, at which there can be no page.
    NoPage,
    /// Something else below the site's base, as a path with the base: `/feed.xml`.
    Other(String),
    /// Another site, or no page at all (`mailto:`).
    Away,
    /// An address that a page must not have (`javascript:`).
    Refused,
    /// A file that isn't there.
    Missing,
}

impl LinkResolver {
    /// Where `link` leads from a file in `folder`. An absolute address of the site itself is the same as its path.
    pub(crate) fn resolve(&self, folder: &str, link: &str) -> LinkTarget {
        let link = link.trim();
        if let Some(fragment) = link.strip_prefix('#') {
            return LinkTarget::Fragment(fragment.to_owned());
        }
        if let Some(own) = self.own_path(link) {
            return self.resolve_path("", &own);
        }
        if link.starts_with("//") {
            return LinkTarget::Away;
        }
        match Url::parse(link) {
            Ok(url) if SCHEMES.contains(&url.scheme()) => LinkTarget::Away,
            Err(url::ParseError::RelativeUrlWithoutBase) => self.resolve_path(folder, link),
            Ok(_) | Err(_) => LinkTarget::Refused,
        }
    }

    /// An absolute address of the site itself as a path from the site's root, with its query and fragment. `http` and
    /// `https`, with and without `www.`, are one site.
    pub(crate) fn own_path(&self, link: &str) -> Option<String> {
        let is_web = |text: &str| {
            let text = text.get(..8).unwrap_or(text).to_ascii_lowercase();
            ["http:", "https:", "//"].iter().any(|start| text.starts_with(start))
        };
        let url = if is_web(link) { self.url.join(link).ok()? } else { return None };
        let is_same_host = match (url.host_str(), self.url.host_str()) {
            (Some(one), Some(other)) => bare_host(one) == bare_host(other),
            _ => false,
        };
        // A port belongs to its scheme: 443 for `https` is the same as 80 for `http`.
        if !is_same_host || url.port() != self.url.port() {
            return None;
        }
        let base = self.routes.base();
        let below = url.path().strip_prefix(base.trim_end_matches('/'))?;
        let below = if below.is_empty() { "/" } else { below };
        // `/subway/` is not below `/sub/`.
        below.starts_with('/').then(|| {
            let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
            // As the author wrote it.
            let fragment = link.find('#').map_or("", |at| &link[at..]);
            format!("{below}{query}{fragment}")
        })
    }

    /// Where a relative address leads.
    fn resolve_path(&self, folder: &str, link: &str) -> LinkTarget {
        let (path, rest) = split_path(link);
        let Some(file) = ContentPath::resolve(folder, &decoded(path)) else {
            return if path.starts_with('/') { self.site_path(path, rest) } else { LinkTarget::Missing };
        };
        if self.markdown_files.contains_key(&file) {
            return LinkTarget::MarkdownFile(file, rest.to_owned());
        }
        if self.assets.contains_key(&file) {
            return LinkTarget::File(file, rest.to_owned());
        }
        if path.starts_with('/') && !file.as_str().ends_with(".md") {
            self.site_path(path, rest)
        } else {
            LinkTarget::Missing
        }
    }

    /// The author's other file that a link leads to. Most links lead to none, and here that is known sooner.
    pub(crate) fn file(&self, folder: &str, link: &str) -> Option<ContentPath> {
        if self.assets.is_empty() {
            return None;
        }
        let own = self.own_path(link.trim());
        let (below, path) = own.as_deref().map_or((folder, link.trim()), |own| ("", own));
        let file = ContentPath::resolve(below, &decoded(split_path(path).0))?;
        self.assets.contains_key(&file).then(|| self.resolve(folder, link)).and_then(|target| match target {
            LinkTarget::File(path, _) => Some(path),
            _ => None,
        })
    }

    fn site_path(&self, path: &str, rest: &str) -> LinkTarget {
        let path = self.with_base(path);
        match self.routes.read(&path) {
            Some(address) => LinkTarget::Page(address.clone(), self.routes.write(&address) + rest),
            None if self.is_among_pages(&path) => LinkTarget::NoPage,
            None => LinkTarget::Other(path + rest),
        }
    }

    /// Whether a path is in a folder that contains only pages and their bundles.
    fn is_among_pages(&self, path: &str) -> bool {
        let below = path.strip_prefix(self.routes.base()).unwrap_or_default();
        let folder = below.split('/').next().and_then(|folder| Slug::parse(folder).ok());
        folder.is_some_and(|folder| self.routes.is_reserved(&folder)) && !below.ends_with(BUNDLE_FILE)
    }

    /// The `href` of a link in a file of `folder`; `None` if a page must not have it. A link that leads nowhere stays
    /// as the author wrote it.
    pub(crate) fn href(&self, folder: &str, link: &str) -> Option<String> {
        let link = link.trim();
        Some(match self.resolve(folder, link) {
            LinkTarget::MarkdownFile(path, rest) => {
                let Some(Some(page)) = self.markdown_files.get(&path) else { return Some(link.to_owned()) };
                let path = self.routes.write(page) + &rest;
                if self.own_path(link).is_some() { self.absolute(&path) } else { path }
            }
            LinkTarget::File(path, rest) => self.file_url(&path) + &rest,
            // An absolute address stays one.
            LinkTarget::Page(..) | LinkTarget::Other(_) if self.own_path(link).is_some() => link.to_owned(),
            LinkTarget::Page(_, path) | LinkTarget::Other(path) => path,
            LinkTarget::Refused => return None,
            LinkTarget::Fragment(_) | LinkTarget::Away | LinkTarget::Missing | LinkTarget::NoPage => link.to_owned(),
        })
    }

    /// The address of a quotation's source (`cite`), as a link would have it. Browsers don't follow it, so authors copy it
    /// from elsewhere: it may have the base already.
    pub(crate) fn source<'l>(&self, cite: &'l str) -> Cow<'l, str> {
        let has_base = self.routes.base() != "/" && cite.starts_with(self.routes.base());
        if has_base { self.absolute(cite).into() } else { cite.into() }
    }

    /// A path from the site's root as a path with the base.
    pub(crate) fn with_base(&self, path: &str) -> String {
        format!("{}{}", self.routes.base(), path.strip_prefix('/').unwrap_or(path))
    }

    /// The `href` of an address in `site.toml`.
    pub(crate) fn site_link(&self, link: &str) -> String {
        self.href("", link).unwrap_or_default()
    }

    /// A path with the base as an absolute address; an absolute address stays.
    pub(crate) fn absolute(&self, path: &str) -> String {
        if path.starts_with('/') {
            format!("{}{path}", self.url.origin().ascii_serialization())
        } else {
            path.to_owned()
        }
    }

    /// The path, with the base, at which a file of the content folder is published.
    pub(crate) fn file_url(&self, file: &ContentPath) -> String {
        self.with_base(&utf8_percent_encode(file.as_str(), PATH).to_string())
    }

    /// The size of a picture, if it is known.
    pub(crate) fn size(&self, file: &ContentPath) -> Option<Size> {
        self.assets.get(file).and_then(|asset| asset.size)
    }

    /// Whether an absolute address is of another host.
    pub(crate) fn is_of_another_host(&self, link: &str) -> bool {
        let parsed = if link.trim_start().starts_with("//") {
            self.url.join(link.trim_start())
        } else {
            Url::parse(link.trim())
        };
        let is_ours = |url: &Url| url.host_str().map(bare_host) == self.url.host_str().map(bare_host);
        parsed.is_ok_and(|url| matches!(url.scheme(), "http" | "https") && !is_ours(&url))
    }
}

/// A link's path, and its query and fragment.
pub(crate) fn split_path(link: &str) -> (&str, &str) {
    link.split_at(link.find(['?', '#']).unwrap_or(link.len()))
}

/// What follows the first `#` of a link, without the directive for browsers that may end it (`:~:text=…`, URL Fragment
/// Text Directives, section 3.3). `None` if nothing is left.
pub(crate) fn fragment_of(rest: &str) -> Option<&str> {
    let (_, fragment) = rest.split_once('#')?;
    Some(without_directive(fragment)).filter(|fragment| !fragment.is_empty())
}

/// A fragment without the directive that may end it.
pub(crate) fn without_directive(fragment: &str) -> &str {
    fragment.split(":~:").next().unwrap_or_default()
}

fn bare_host(host: &str) -> &str {
    let host = host.strip_suffix('.').unwrap_or(host);
    host.strip_prefix("www.").unwrap_or(host)
}

pub(crate) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {

    use catchword_bundle::Slug;

    use super::*;

    fn path(text: &str) -> ContentPath {
        ContentPath::resolve("", text).unwrap()
    }

    fn resolver(url: &str) -> LinkResolver {
        let slug = |text: &str| Slug::parse(text).unwrap();
        let url = Url::parse(url).unwrap();
        let asset = Asset { size: Some(Size { width: 4, height: 3 }), ..Asset::default() };
        LinkResolver {
            routes: Routes::new(url.path(), slug("essays"), None),
            url,
            markdown_files: [
                (path("essays/a.md"), Some(Address::Essay(slug("first")))),
                (path("pages/about.md"), None),
            ]
            .into(),
            assets: [(path("images/a b.png"), asset)].into(),
        }
    }

    #[test]
    fn resolves_links() {
        let resolver = resolver("https://example.org/sub/");
        let about = Address::Page(Slug::parse("about").unwrap());
        let table = [
            ("a.md", LinkTarget::MarkdownFile(path("essays/a.md"), String::new())),
            ("a.md#x%20y", LinkTarget::MarkdownFile(path("essays/a.md"), "#x%20y".to_owned())),
            ("../pages/about.md?q#p", LinkTarget::MarkdownFile(path("pages/about.md"), "?q#p".to_owned())),
            ("/essays/a.md", LinkTarget::MarkdownFile(path("essays/a.md"), String::new())),
            ("b.md", LinkTarget::Missing),
            ("/b.md", LinkTarget::Missing),
            ("../../b", LinkTarget::Missing),
            ("#here", LinkTarget::Fragment("here".to_owned())),
            ("../images/a%20b.png?v=1", LinkTarget::File(path("images/a b.png"), "?v=1".to_owned())),
            ("https://example.org/sub/images/a%20b.png#x", LinkTarget::File(path("images/a b.png"), "#x".to_owned())),
            ("/about#x", LinkTarget::Page(about, "/sub/about/#x".to_owned())),
            ("/", LinkTarget::Page(Address::List(1), "/sub/".to_owned())),
            ("/feed.xml", LinkTarget::Other("/sub/feed.xml".to_owned())),
            ("/essays/", LinkTarget::NoPage),
            ("/tags/Repair/", LinkTarget::NoPage),
            ("/archive/26", LinkTarget::NoPage),
            ("/tags/index.json", LinkTarget::Other("/sub/tags/index.json".to_owned())),
            ("https://example.com/a.md", LinkTarget::Away),
            ("//example.com/", LinkTarget::Away),
            ("mailto:a@example.com", LinkTarget::Away),
            ("javascript:alert(1)", LinkTarget::Refused),
            (" JavaScript:alert(1)", LinkTarget::Refused),
            ("data:text/html,x", LinkTarget::Refused),
            ("https://", LinkTarget::Refused),
            ("", LinkTarget::Missing),
        ];
        for (link, target) in table {
            assert_eq!(resolver.resolve("essays", link), target, "{link}");
            // What is looked for alone is the same.
            let file = match target {
                LinkTarget::File(path, _) => Some(path),
                _ => None,
            };
            assert_eq!(resolver.file("essays", link), file, "{link}");
        }
    }

    #[test]
    fn an_absolute_address_of_the_site_is_a_path() {
        let own = |site: &str, link: &str| resolver(site).resolve("essays", link);
        let page = |path: &str| LinkTarget::Page(Address::Page(Slug::parse("about").unwrap()), path.to_owned());
        let table = [
            ("https://example.org/sub/", "https://example.org/sub/about/", page("/sub/about/")),
            ("https://example.org/sub/", "http://example.org/sub/about", page("/sub/about/")),
            ("https://example.org/sub/", "HTTPS://WWW.Example.ORG:443/sub/about/?x=1#é", page("/sub/about/?x=1#é")),
            ("https://www.example.org/", "https://example.org/about/#a%20b", page("/about/#a%20b")),
            ("https://example.org/sub/", "//example.org/sub/about/", page("/sub/about/")),
            ("https://example.org/sub/", "https://example.org./sub/about/", page("/sub/about/")),
            ("http://localhost:8080/", "http://localhost:8080/about/", page("/about/")),
            ("http://localhost:8080/", "http://localhost/about/", LinkTarget::Away),
            ("https://example.org/sub/", "https://example.org/subway/", LinkTarget::Away),
            ("https://example.org/sub/", "https://example.org/", LinkTarget::Away),
            ("https://example.org/sub/", "https://notexample.org/sub/about/", LinkTarget::Away),
            ("https://example.org/sub/", "https://blog.example.org/sub/about/", LinkTarget::Away),
            ("https://example.org/sub/", "https://example.org/sub", LinkTarget::Page(Address::List(1), "/sub/".into())),
            (
                "https://example.org/",
                "https://example.org/essays/a.md",
                LinkTarget::MarkdownFile(path("essays/a.md"), String::new()),
            ),
            ("https://example.org/", "https://example.org/x.pdf", LinkTarget::Other("/x.pdf".to_owned())),
        ];
        for (site, link, target) in table {
            assert_eq!(own(site, link), target, "{link} on {site}");
        }
    }

    #[test]
    fn writes_a_query_and_a_fragment_back_as_given() {
        let resolver = resolver("https://example.org/sub/");
        let table = [
            ("a.md?x=1#frag", "/sub/essays/first/?x=1#frag"),
            ("a.md#caf%C3%A9", "/sub/essays/first/#caf%C3%A9"),
            ("a.md#café", "/sub/essays/first/#café"),
            ("a.md#:~:text=a%20boat,-sold", "/sub/essays/first/#:~:text=a%20boat,-sold"),
            ("a.md#h:~:text=a", "/sub/essays/first/#h:~:text=a"),
            ("a.md#", "/sub/essays/first/#"),
            ("/search/?q=x#top", "/sub/search/?q=x#top"),
            ("#100%25", "#100%25"),
            ("https://example.org/sub/tags/?x", "https://example.org/sub/tags/?x"),
            ("https://www.example.org/sub/essays/a.md#x", "https://example.org/sub/essays/first/#x"),
            // A picture of another spelling of the host would be blocked.
            ("https://www.example.org/sub/images/a%20b.png", "/sub/images/a%20b.png"),
        ];
        for (link, href) in table {
            assert_eq!(resolver.href("essays", link).as_deref(), Some(href), "{link}");
        }
    }

    #[test]
    fn knows_other_hosts() {
        let resolver = resolver("https://example.org/sub/");
        assert!(resolver.is_of_another_host("https://example.com/"));
        assert!(resolver.is_of_another_host("//example.com/"));
        assert!(!resolver.is_of_another_host("https://example.org/other/"));
        assert!(!resolver.is_of_another_host("mailto:a@example.com"));
        assert_eq!(resolver.file_url(&path("images/a b.png")), "/sub/images/a%20b.png");
        assert_eq!(resolver.absolute("/sub/x/"), "https://example.org/sub/x/");
    }
}
