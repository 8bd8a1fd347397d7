//! `robots.txt`: RFC 9309.

use catchword_bundle::Site;

use crate::feeds::SITEMAP_FILE;

/// Everything may be read, and the map is there.
pub(crate) fn write(site: &Site) -> Vec<u8> {
    let Site { url, base, .. } = site;
    // Section 2.3: a robot asks for `/robots.txt` and for no other.
    let note = match base.as_str() {
        "/" => String::new(),
        _ => format!(
            "# Robots read this file at their host's root only, and this one stands at {base}robots.txt.\n\
             # Copy the line with the sitemap into the file at the root.\n"
        ),
    };
    format!("{note}User-agent: *\nDisallow:\n\nSitemap: {url}{SITEMAP_FILE}\n").into_bytes()
}
