//! Pages that lead from an old address to the new one, for hosts that know no redirects (GitHub Pages, S3).

use std::collections::BTreeMap;

use catchword_bundle::Site;
use percent_encoding::percent_decode_str;

use super::Redirect;
use crate::documents::head::favicon;
use crate::escape::attribute;

/// A longer name may be too long for a disk, or for an archive on the way to the host.
const LONGEST_NAME: usize = 200;

/// Each page's HTML, by its path below the output folder.
///
/// An old address outside the site's base has none, for nothing can be put there. Nor has one whose page would need a
/// file where another needs a folder.
pub fn redirect_pages(site: &Site, redirects: &[Redirect]) -> BTreeMap<String, String> {
    let pages: BTreeMap<String, String> =
        redirects.iter().filter_map(|redirect| Some((file(site, &redirect.from)?, page(site, &redirect.to)))).collect();
    let is_in_the_way = |path: &str| path.match_indices('/').any(|(at, _)| pages.contains_key(&path[..at]));
    pages.iter().filter(|(path, _)| !is_in_the_way(path)).map(|(path, html)| (path.clone(), html.clone())).collect()
}

/// The file that a host shows at an old address: itself where it is HTML by its name, else the index of a folder.
fn file(site: &Site, from: &str) -> Option<String> {
    let below = from.strip_prefix(&site.base)?.trim_end_matches('/');
    let path = percent_decode_str(below).decode_utf8().ok()?;
    if path.split('/').any(|name| name.len() > LONGEST_NAME) {
        return None;
    }
    let is_html = path.ends_with(".html") || path.ends_with(".htm");
    Some(match &*path {
        "" => return None,
        path if is_html => path.to_owned(),
        path => format!("{path}/index.html"),
    })
}

/// A page without words, as it may be in any language: the address itself is the link.
fn page(site: &Site, to: &str) -> String {
    let origin = site.url.strip_suffix(&site.base).unwrap_or(&site.url);
    let (language, to, url) = (attribute(&site.language), attribute(to), attribute(&format!("{origin}{to}")));
    // Where a document names no icon, browsers ask for `/favicon.ico`.
    let icon = attribute(&favicon(site));
    // A refresh at once is a permanent redirect to search engines, and WCAG 2.2 lets it pass (technique H76).
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{url}</title>\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{url}\">\n<link rel=\"icon\" href=\"{icon}\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={to}\">\n\
         </head>\n<body>\n<p><a href=\"{to}\">{url}</a></p>\n</body>\n</html>\n"
    )
}
