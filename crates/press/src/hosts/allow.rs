//! Other hosts that an author allows in the policy.

use std::fmt;

use url::{Host, Url};

/// `[allow]` in `site.toml`: other hosts that pages may use, each for one purpose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Allow {
    /// Where forms may be sent.
    pub forms: Vec<Origin>,
    /// Which hosts may be shown in a frame.
    pub frames: Vec<Origin>,
    /// Where pictures may come from.
    pub images: Vec<Origin>,
    /// Where scripts may come from.
    pub scripts: Vec<Origin>,
    /// Where scripts may send what they count.
    pub connect: Vec<Origin>,
}

/// A script in the head of every page: a counter, for example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadScript {
    /// Its address: absolute, or a path with the base.
    pub src: String,
    /// Its `data-…` attributes, without `data-`.
    pub data: Vec<(String, String)>,
    /// The digest of its content (Subresource Integrity).
    pub integrity: Option<String>,
}

/// A host that is reached over `https`: `https://example.com`, with a port where it is not 443.
///
/// It has no character that means something in a policy or a host's file, so it can be written there as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(String);

impl Origin {
    /// Reads an origin as an author writes it, with or without a slash at its end.
    ///
    /// Only domains are accepted: Content Security Policy's `host-part` (CSP 3, section 2.3.1) has no IPv6, and matches
    /// no IPv4 address but 127.0.0.1. Its `*` is refused: it would allow hosts that nobody has named.
    pub fn parse(text: &str) -> Option<Origin> {
        let url = Url::parse(text).ok()?;
        let Some(Host::Domain(domain)) = url.host() else { return None };
        let is_origin = url.scheme() == "https"
            && url.username().is_empty()
            && url.password().is_none()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none();
        let is_label =
            |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (is_origin && domain.split('.').all(is_label)).then(|| Origin(url.origin().ascii_serialization()))
    }

    /// The origin's text, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_host_and_nothing_else() {
        let table = [
            ("https://example.com", Some("https://example.com")),
            ("https://example.com/", Some("https://example.com")),
            ("https://Example.COM:443", Some("https://example.com")),
            ("https://example.com:8443", Some("https://example.com:8443")),
            ("https://straße.example", Some("https://xn--strae-oqa.example")),
            ("http://example.com", None),
            ("example.com", None),
            ("//example.com", None),
            ("https:", None),
            ("https://", None),
            ("*", None),
            ("https://*", None),
            ("https://*.example.com", None),
            ("https://example.com/path", None),
            ("https://example.com/?q", None),
            ("https://example.com/#f", None),
            ("https://me@example.com", None),
            ("https://me:pw@example.com", None),
            ("https://192.168.0.1", None),
            ("https://[::1]", None),
            ("https://example.com.", None),
            ("https://a..b", None),
            ("https://example.com;script-src", None),
            ("https://example.com'unsafe-inline'", None),
            ("https://example.com,b", None),
            ("https://under_score.example", None),
            ("'unsafe-inline'", None),
            ("data:", None),
            ("javascript:alert(1)", None),
        ];
        for (text, origin) in table {
            assert_eq!(Origin::parse(text).as_ref().map(Origin::as_str), origin, "{text}");
        }
    }
}
