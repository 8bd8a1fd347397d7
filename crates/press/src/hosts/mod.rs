//! What hosts need to know of a site: its headers, its redirects, and the files in which each host reads them.
//!
//! - `policy` is the content security policy, `headers` everything else that an answer carries and how long it may be
//!   kept. They say it once; the writers only spell it.
//! - `underscore` writes `_headers` and `_redirects`, as Netlify and Cloudflare Pages read them.
//! - `nginx` and `caddy` write files to include in a server's own configuration.
//! - `moved` writes pages for hosts that know no redirects.
//!
//! Each of them serves one folder, `dist/`, below the site's base, be it the host's root or a folder.

mod allow;
mod caddy;
mod headers;
mod netlify;
mod nginx;
mod policy;
mod redirect_pages;

use std::collections::BTreeMap;

use catchword_bundle::Site;

pub use allow::{Allow, Origin};
pub use policy::meta_policy;
pub use redirect_pages::redirect_pages;

/// What the hosts' files are written from.
#[derive(Debug, Clone, Copy)]
pub struct Hosting<'a> {
    /// The site.
    pub site: &'a Site,
    /// The hosts that the policy lets in.
    pub allow: &'a Allow,
    /// The files whose names are hashes of their content, as paths below the site's base.
    pub immutable: &'a [String],
    /// Where old addresses lead.
    pub redirects: &'a [Redirect],
    /// The digests of inline scripts, such as `sha256-…`.
    pub script_hashes: &'a [String],
}

/// An old address and where it leads. Both are paths from the host's root, percent-encoded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Redirect {
    /// The old address: an alias in front matter, or the one that the home page would have if it were none.
    pub from: String,
    /// A page's address, with the site's base.
    pub to: String,
}

/// Files for the hosts alone, by path below the output folder. No host should serve them, and none that reads them does.
pub(crate) const FOR_HOSTS: [&str; 5] = ["_headers", "_redirects", "_nginx.conf", "_Caddyfile", ".nojekyll"];

/// The files for every host, by path below the output folder.
pub fn host_files(hosting: &Hosting<'_>) -> BTreeMap<String, Vec<u8>> {
    let texts = [
        netlify::headers(hosting),
        netlify::redirects(hosting),
        nginx::write(hosting),
        caddy::write(hosting),
        // GitHub Pages, where it is told to build a branch, leaves out what begins with `_` unless this is there.
        String::new(),
    ];
    FOR_HOSTS.into_iter().zip(texts).map(|(name, text)| (name.to_owned(), text.into_bytes())).collect()
}

impl Hosting<'_> {
    /// The path below which the site lies; begins and ends in `/`.
    fn base(&self) -> &str {
        &self.site.base
    }
}

impl Redirect {
    /// The spellings of the old address: where it looks like a folder's, with its last slash and without.
    fn spellings(&self) -> Vec<String> {
        let bare = self.from.trim_end_matches('/');
        let file = bare.rsplit('/').next().unwrap_or_default();
        if file.contains('.') || bare.is_empty() {
            vec![self.from.clone()]
        } else {
            vec![bare.to_owned(), format!("{bare}/")]
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
