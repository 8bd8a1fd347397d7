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
    pub(crate) documents: HashMap<ContentPath, Option<Address>>,
    pub(crate) assets: BTreeMap<ContentPath, Asset>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// A fragment of the same page, without the `#`.
    Place(String),
    /// An essay or a page by its file, and a fragment there.
    Document(ContentPath, Option<String>),
    /// A file of the content folder, and what followed its name in the link.
    File(ContentPath, String),
    /// A page of the site, and its path with the base and what followed it in the link, which was a path from the
    /// site's root.
    Page(Address, String),
    /// A path in a folder that holds only pages, where no page can be.
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
    pub(crate) fn resolve(&self, folder: &str, link: &str) -> Target {
        let link = link.trim();
        if let Some(place) = link.strip_prefix('#') {
            return Target::Place(decoded(place));
        }
        if link.starts_with("//") {
            return Target::Away;
        }
        match Url::parse(link) {
            Ok(url) if SCHEMES.contains(&url.scheme()) => return Target::Away,
            Err(url::ParseError::RelativeUrlWithoutBase) => {}
            Ok(_) | Err(_) => return Target::Refused,
        }
        let at = link.find(['?', '#']).unwrap_or(link.len());
        let (path, rest) = link.split_at(at);
        let Some(file) = ContentPath::resolve(folder, &decoded(path)) else {
            return if path.starts_with('/') { self.site_path(path, rest) } else { Target::Missing };
        };
        if self.documents.contains_key(&file) {
            return Target::Document(file, rest.split_once('#').map(|(_, place)| decoded(place)));
        }
        if self.assets.contains_key(&file) {
            return Target::File(file, rest.to_owned());
        }
        if path.starts_with('/') && !file.as_str().ends_with(".md") {
            self.site_path(path, rest)
        } else {
            Target::Missing
        }
    }

    fn site_path(&self, path: &str, rest: &str) -> Target {
        let path = self.with_base(path);
        match self.routes.read(&path) {
            Some(address) => Target::Page(address.clone(), self.routes.write(&address) + rest),
            None if self.is_among_pages(&path) => Target::NoPage,
            None => Target::Other(path + rest),
        }
    }

    /// Whether a path lies in a folder that holds only pages and their bundles.
    fn is_among_pages(&self, path: &str) -> bool {
        let below = path.strip_prefix(self.routes.base()).unwrap_or_default();
        let folder = below.split('/').next().and_then(|folder| Slug::parse(folder).ok());
        folder.is_some_and(|folder| self.routes.is_taken(&folder)) && !below.ends_with(BUNDLE_FILE)
    }

    /// The `href` of a link in a file of `folder`; `None` where a page must not have it. A link that leads nowhere
    /// stays as the author wrote it.
    pub(crate) fn href(&self, folder: &str, link: &str) -> Option<String> {
        Some(match self.resolve(folder, link) {
            Target::Document(path, place) => {
                let Some(Some(page)) = self.documents.get(&path) else { return Some(link.to_owned()) };
                let place = place.map(|place| format!("#{place}")).unwrap_or_default();
                self.routes.write(page) + &place
            }
            Target::File(path, rest) => self.file_url(&path) + &rest,
            Target::Page(_, path) | Target::Other(path) => path,
            Target::Refused => return None,
            Target::Place(_) | Target::Away | Target::Missing | Target::NoPage => link.to_owned(),
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

    /// The size of a picture, where it is known.
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
            documents: [(path("essays/a.md"), Some(Address::Essay(slug("first")))), (path("pages/about.md"), None)]
                .into(),
            assets: [(path("images/a b.png"), asset)].into(),
        }
    }

    #[test]
    fn resolves_links() {
        let resolver = resolver("https://example.org/sub/");
        let about = Address::Page(Slug::parse("about").unwrap());
        let table = [
            ("a.md", Target::Document(path("essays/a.md"), None)),
            ("a.md#x%20y", Target::Document(path("essays/a.md"), Some("x y".to_owned()))),
            ("../pages/about.md?q#p", Target::Document(path("pages/about.md"), Some("p".to_owned()))),
            ("/essays/a.md", Target::Document(path("essays/a.md"), None)),
            ("b.md", Target::Missing),
            ("/b.md", Target::Missing),
            ("../../b", Target::Missing),
            ("#here", Target::Place("here".to_owned())),
            ("../images/a%20b.png?v=1", Target::File(path("images/a b.png"), "?v=1".to_owned())),
            ("/about#x", Target::Page(about, "/sub/about/#x".to_owned())),
            ("/", Target::Page(Address::List(1), "/sub/".to_owned())),
            ("/feed.xml", Target::Other("/sub/feed.xml".to_owned())),
            ("/essays/", Target::NoPage),
            ("/tags/Repair/", Target::NoPage),
            ("/archive/26", Target::NoPage),
            ("/tags/index.json", Target::Other("/sub/tags/index.json".to_owned())),
            ("https://example.com/a.md", Target::Away),
            ("//example.com/", Target::Away),
            ("mailto:a@example.com", Target::Away),
            ("javascript:alert(1)", Target::Refused),
            (" JavaScript:alert(1)", Target::Refused),
            ("data:text/html,x", Target::Refused),
            ("https://", Target::Refused),
            ("", Target::Missing),
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
