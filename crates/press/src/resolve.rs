//! Where a link or a picture leads, from the file that it is in.

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
    /// An essay or a page by its file, and a fragment there.
    MarkdownFile(ContentPath, Option<String>),
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
    /// Where `link` leads from a file in `folder`.
    pub(crate) fn resolve(&self, folder: &str, link: &str) -> LinkTarget {
        let link = link.trim();
        if let Some(place) = link.strip_prefix('#') {
            return LinkTarget::Fragment(decoded(place));
        }
        if link.starts_with("//") {
            return LinkTarget::Away;
        }
        match Url::parse(link) {
            Ok(url) if SCHEMES.contains(&url.scheme()) => return LinkTarget::Away,
            Err(url::ParseError::RelativeUrlWithoutBase) => {}
            Ok(_) | Err(_) => return LinkTarget::Refused,
        }
        let at = link.find(['?', '#']).unwrap_or(link.len());
        let (path, rest) = link.split_at(at);
        let Some(file) = ContentPath::resolve(folder, &decoded(path)) else {
            return if path.starts_with('/') { self.site_path(path, rest) } else { LinkTarget::Missing };
        };
        if self.markdown_files.contains_key(&file) {
            return LinkTarget::MarkdownFile(file, rest.split_once('#').map(|(_, place)| decoded(place)));
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
        Some(match self.resolve(folder, link) {
            LinkTarget::MarkdownFile(path, place) => {
                let Some(Some(page)) = self.markdown_files.get(&path) else { return Some(link.to_owned()) };
                let place = place.map(|place| format!("#{place}")).unwrap_or_default();
                self.routes.write(page) + &place
            }
            LinkTarget::File(path, rest) => self.file_url(&path) + &rest,
            LinkTarget::Page(_, path) | LinkTarget::Other(path) => path,
            LinkTarget::Refused => return None,
            LinkTarget::Fragment(_) | LinkTarget::Away | LinkTarget::Missing | LinkTarget::NoPage => link.to_owned(),
        })
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
        parsed.is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.host() != self.url.host())
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use catchword_bundle::Slug;

    use super::*;

    fn path(text: &str) -> ContentPath {
        ContentPath::resolve("", text).unwrap()
    }

    fn resolver(url: &str) -> LinkResolver {
        let slug = |text: &str| Slug::parse(text).unwrap();
        let url = Url::parse(url).unwrap();
        let asset = Asset { from: PathBuf::new(), size: Some(Size { width: 4, height: 3 }) };
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
            ("a.md", LinkTarget::MarkdownFile(path("essays/a.md"), None)),
            ("a.md#x%20y", LinkTarget::MarkdownFile(path("essays/a.md"), Some("x y".to_owned()))),
            ("../pages/about.md?q#p", LinkTarget::MarkdownFile(path("pages/about.md"), Some("p".to_owned()))),
            ("/essays/a.md", LinkTarget::MarkdownFile(path("essays/a.md"), None)),
            ("b.md", LinkTarget::Missing),
            ("/b.md", LinkTarget::Missing),
            ("../../b", LinkTarget::Missing),
            ("#here", LinkTarget::Fragment("here".to_owned())),
            ("../images/a%20b.png?v=1", LinkTarget::File(path("images/a b.png"), "?v=1".to_owned())),
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
