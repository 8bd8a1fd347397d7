//! Pages that redirect from an old address, for hosts without redirects (GitHub Pages, S3).

use std::collections::BTreeMap;

use catchword_bundle::Site;

use super::Redirect;
use crate::escape::attribute;
use crate::paths::{favicon, folders_above, redirect_page};

/// Each page's HTML, by its path below the output folder.
///
/// An old address outside the site's base has no page, since nothing can be written there; nor has one whose page would
/// lie below the file of another.
pub(crate) fn redirect_pages(site: &Site, redirects: &[Redirect]) -> BTreeMap<String, String> {
    let file = |redirect: &Redirect| Some((redirect_page(&site.base, &redirect.from)?, page(site, &redirect.to)));
    let mut pages: BTreeMap<String, String> = redirects.iter().filter_map(file).collect();
    let is_below_a_file = |path: &&String| folders_above(path).any(|folder| pages.contains_key(folder));
    let blocked: Vec<String> = pages.keys().filter(is_below_a_file).cloned().collect();
    for path in blocked {
        pages.remove(&path);
    }
    pages
}

/// A page without words, because it may be in any language: the address itself is the link.
fn page(site: &Site, to: &str) -> String {
    let origin = site.url.strip_suffix(&site.base).unwrap_or(&site.url);
    let (language, to, url) = (attribute(&site.language), attribute(to), attribute(&format!("{origin}{to}")));
    // If a document names no icon, browsers ask for `/favicon.ico`.
    let icon = attribute(&favicon(site));
    // Search engines treat an immediate refresh as a permanent redirect, and WCAG 2.2 allows it (technique H76).
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{url}</title>\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{url}\">\n<link rel=\"icon\" href=\"{icon}\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={to}\">\n\
         </head>\n<body>\n<p><a href=\"{to}\">{url}</a></p>\n</body>\n</html>\n"
    )
}
