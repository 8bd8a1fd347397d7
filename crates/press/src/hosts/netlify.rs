//! `_headers` and `_redirects`, which both Netlify and Cloudflare Pages read from the folder they publish.
//!
//! The rules keep to what both understand in the same way. Cloudflare joins the values of a header that two rules set
//! for one path, so no two rules that match the same path set the same header. No rule ends in `/`, which Netlify
//! ignores.

use std::fmt::Write;

use super::headers::{ANYONE, BUNDLE, FOR_ALL, FOR_US, FOREVER, HOURLY, Header, common, feeds, media};
use super::{Hosting, Redirect};
use crate::paths::CODE;

/// How many rules Cloudflare Pages reads.
const MOST_RULES: usize = 100;

/// `_headers`.
pub(super) fn headers(hosting: &Hosting<'_>) -> String {
    let base = hosting.base();
    let mut rules: Vec<(String, Vec<Header>)> = vec![(format!("{base}*"), common(hosting))];
    let mut rule = |path: String, headers: &[(&'static str, &str)]| {
        rules.push((path, headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()));
    };
    for ending in CODE {
        rule(format!("{base}*.{ending}"), &[("Cross-Origin-Resource-Policy", FOR_US)]);
    }
    for ending in media() {
        let hashed = format!(".{ending}");
        let is_hashed = hosting.immutable.iter().any(|path| path.ends_with(&hashed));
        let headers = [("Cross-Origin-Resource-Policy", FOR_ALL), ("Cache-Control", HOURLY)];
        // Where a picture is immutable, the rule for all of its kind may not set `Cache-Control`; the host's own stays.
        rule(format!("{base}*.{ending}"), if is_hashed { &headers[..1] } else { &headers });
    }
    let open = [("Access-Control-Allow-Origin", ANYONE), ("Cross-Origin-Resource-Policy", FOR_ALL)];
    rule(format!("{base}*.{BUNDLE}"), &open);
    for (file, mime) in feeds() {
        let headers = [open[0], open[1], ("Content-Type", mime.as_str())];
        // The bundles' rule covers a feed that ends like a bundle.
        rule(format!("{base}{file}"), if file.ends_with(".json") { &headers[2..] } else { &headers });
    }
    let left = MOST_RULES - rules.len();
    for path in most_needed(hosting.immutable).into_iter().take(left) {
        rules.push((format!("{base}{path}"), vec![("Cache-Control", FOREVER.to_owned())]));
    }

    let mut text = String::from(
        "# For Netlify and Cloudflare Pages. Without a Cache-Control of its own a file is kept by both, but asked about\n\
         # before each use.\n",
    );
    for (path, headers) in rules {
        let _ = write!(text, "\n{path}\n");
        for (name, value) in headers {
            let _ = writeln!(text, "  {name}: {value}");
        }
    }
    text
}

/// Code first: files past the limit are revalidated before each use, and a page waits for its code.
fn most_needed(immutable: &[String]) -> Vec<&String> {
    let is_code = |path: &&String| CODE.iter().any(|ending| path.ends_with(&format!(".{ending}")));
    let (mut paths, others): (Vec<_>, Vec<_>) = immutable.iter().partition(is_code);
    paths.extend(others);
    paths
}

/// `_redirects`.
pub(super) fn redirects(hosting: &Hosting<'_>) -> String {
    let mut text = String::from(
        "# For Netlify and Cloudflare Pages. Where a file stands at the old address too, Netlify leads on from it only with\n\
         # `!`; Cloudflare Pages leads on in any case, and passes over the line with the `!`.\n",
    );
    for Redirect { from, to } in hosting.redirects {
        let _ = write!(text, "\n{from} {to} 301!\n{from} {to} 301\n");
    }
    text
}
