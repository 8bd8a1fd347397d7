//! A site's headers and redirects, in the files from which each host reads them.
//!
//! - `policy` is the content security policy; `headers` has every other header and how long a file may be cached. The
//!   other modules only write both in a host's syntax.
//! - `netlify` writes `_headers` and `_redirects`, which Netlify and Cloudflare Pages read.
//! - `nginx` and `caddy` write files to include in a server's configuration.
//! - `redirect_pages` writes pages for hosts without redirects.
//!
//! Each of them serves one folder, `dist/`, at the site's base: the host's root or a folder.

mod allow;
mod caddy;
mod head_tag;
mod headers;
mod inline;
mod netlify;
mod nginx;
mod policy;
mod redirect_pages;

use std::collections::{BTreeMap, BTreeSet};

use catchword_bundle::Site;
use percent_encoding::percent_decode_str;

pub use allow::{Allow, HeadScript, Origin};
pub use head_tag::HeadTag;
pub(crate) use inline::Inline;
pub(crate) use policy::{meta_policy, preview_policy};
pub(crate) use redirect_pages::redirect_pages;

use crate::paths::{CADDY, HEADERS, NGINX, NO_JEKYLL, REDIRECTS};

/// What the hosts' files are made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hosting<'a> {
    pub(crate) site: &'a Site,
    /// The other hosts that the policy allows.
    pub(crate) allow: &'a Allow,
    /// The files whose names contain a hash of their content, as paths below the site's base.
    pub(crate) immutable: &'a [String],
    /// Where old addresses lead.
    pub(crate) redirects: &'a [Redirect],
    /// The addresses of pages that were taken down, as paths from the host's root, percent-encoded.
    pub(crate) gone: &'a [String],
    /// Whether search engines may list the site.
    pub(crate) listed: bool,
    /// What is written into every document.
    pub(crate) inline: &'a Inline,
}

/// An old address and where it leads. Both are paths from the host's root, percent-encoded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Redirect {
    /// The old address: an alias in front matter, or the address that the home page would have as an ordinary page.
    pub from: String,
    /// A page's address, with the site's base.
    pub to: String,
}

/// The files for every host, by their paths below the output folder.
pub(crate) fn host_files(hosting: &Hosting<'_>) -> BTreeMap<String, Vec<u8>> {
    let files = [
        (HEADERS, netlify::headers(hosting)),
        (REDIRECTS, netlify::redirects(hosting)),
        (NGINX, nginx::write(hosting)),
        (CADDY, caddy::write(hosting)),
        (NO_JEKYLL, String::new()),
    ];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect()
}

impl Hosting<'_> {
    /// The path below which the site lies; begins and ends in `/`.
    fn base(&self) -> &str {
        &self.site.base
    }

    /// Every spelling of the addresses of pages that were taken down, as a server compares them: not encoded.
    fn gone_spellings(&self) -> BTreeSet<String> {
        let spellings = self.gone.iter().flat_map(|address| spellings(address));
        spellings.map(|address| percent_decode_str(&address).decode_utf8_lossy().into_owned()).collect()
    }
}

impl Redirect {
    fn spellings(&self) -> Vec<String> {
        spellings(&self.from)
    }
}

/// The spellings of an address: with and without its trailing slash, unless it looks like a file's.
fn spellings(address: &str) -> Vec<String> {
    let bare = address.trim_end_matches('/');
    let file = bare.rsplit('/').next().unwrap_or_default();
    if file.contains('.') || bare.is_empty() {
        vec![address.to_owned()]
    } else {
        vec![bare.to_owned(), format!("{bare}/")]
    }
}

#[cfg(test)]
pub(crate) mod tests;
