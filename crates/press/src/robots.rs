//! `robots.txt`: RFC 9309.

use catchword_bundle::Site;

use crate::paths::{ROBOTS, SITEMAP};

/// `robots.txt`: its path below the output folder, and its bytes. Robots may read everything, and find the sitemap.
pub fn robots_file(site: &Site) -> (String, Vec<u8>) {
    let Site { url, base, .. } = site;
    // Section 2.3: a robot asks for `/robots.txt` and for no other path.
    let note = match base.as_str() {
        "/" => String::new(),
        _ => format!(
            "# Robots read this file at their host's root only, and this one stands at {base}{ROBOTS}.\n\
             # Copy the line with the sitemap into the file at the root.\n"
        ),
    };
    let text = format!("{note}User-agent: *\nDisallow:\n\nSitemap: {url}{SITEMAP}\n");
    (ROBOTS.to_owned(), text.into_bytes())
}
