//! How a host should serve each file: what `_headers` in the built site says about caching, and the file's type.

use std::path::Path;

/// May be kept, and has to be asked about before each use.
const REVALIDATED: &str = "no-cache";

/// The rules for caching in `_headers`, in its order. A path may have one `*`.
#[derive(Debug, Default)]
pub(crate) struct Caching {
    rules: Vec<(String, String)>,
}

impl Caching {
    /// Reads `_headers`. The paths in there begin with the site's base.
    pub(crate) fn parse(text: &str) -> Caching {
        let mut caching = Caching::default();
        let mut path = "";
        for line in text.lines() {
            if line.starts_with('/') {
                path = line.trim();
            } else if let Some((name, value)) = line.trim().split_once(':')
                && name.eq_ignore_ascii_case("cache-control")
            {
                caching.rules.push((path.to_owned(), value.trim().to_owned()));
            }
        }
        caching
    }

    /// The `Cache-Control` of a file, by its address from the root of the host.
    pub(crate) fn of(&self, address: &str) -> &str {
        let fits = |rule: &str| match rule.split_once('*') {
            Some((start, end)) => {
                address.len() >= start.len() + end.len() && address.starts_with(start) && address.ends_with(end)
            }
            None => rule == address,
        };
        self.rules.iter().find(|(rule, _)| fits(rule)).map_or(REVALIDATED, |(_, value)| value)
    }
}

/// The `Content-Type` of a file.
pub(crate) fn content_type(path: &str) -> String {
    match path.rsplit('/').next().unwrap_or(path) {
        "feed.xml" => return "application/atom+xml; charset=utf-8".to_owned(),
        "rss.xml" => return "application/rss+xml; charset=utf-8".to_owned(),
        "feed.json" => return "application/feed+json; charset=utf-8".to_owned(),
        _ => {}
    }
    let guessed = mime_guess::from_path(Path::new(path)).first_or_octet_stream();
    let is_text = guessed.type_() == "text" || matches!(guessed.subtype().as_str(), "xml" | "json" | "javascript");
    if is_text && guessed.get_param("charset").is_none() {
        format!("{guessed}; charset=utf-8")
    } else {
        guessed.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_hash_are_kept_for_ever_and_pages_are_asked_about() {
        let text = "# For Netlify.\n\n/blog/*\n  X-Content-Type-Options: nosniff\n\n/blog/*.png\n  Cross-Origin-Resource-Policy: \
                    cross-origin\n  Cache-Control: public, max-age=3600, must-revalidate\n\n/blog/app-1.js\n  Cache-Control: \
                    public, max-age=31536000, immutable\n";
        let caching = Caching::parse(text);
        for (address, expected) in [
            ("/blog/app-1.js", "public, max-age=31536000, immutable"),
            ("/blog/images/a.png", "public, max-age=3600, must-revalidate"),
            ("/blog/index.html", "no-cache"),
            ("/blog/app-2.js", "no-cache"),
            ("/other/a.png", "no-cache"),
        ] {
            assert_eq!(caching.of(address), expected, "{address}");
        }
    }

    #[test]
    fn types_are_those_that_browsers_need() {
        for (path, expected) in [
            ("a/index.html", "text/html; charset=utf-8"),
            ("app-1.js", "text/javascript; charset=utf-8"),
            ("app_bg.wasm", "application/wasm"),
            ("a/index.json", "application/json; charset=utf-8"),
            ("feed.xml", "application/atom+xml; charset=utf-8"),
            ("a.svg", "image/svg+xml"),
            ("a.avif", "image/avif"),
            ("a.woff2", "font/woff2"),
            ("nothing", "application/octet-stream"),
        ] {
            assert_eq!(content_type(path), expected, "{path}");
        }
    }
}
