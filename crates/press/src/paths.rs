//! Every file that a build writes, by its path below the output folder.
//!
//! Code that writes these files, names them in a page or a host's file, or must avoid their paths takes the paths from
//! here.

use catchword_bundle::{BUNDLE_FILE, SITE_FILE, Site};
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

/// A page's document, in the folder that is the page's address.
pub(crate) const DOCUMENT_FILE: &str = "index.html";

/// The page that hosts show for an address that the site does not have.
pub(crate) const NOT_FOUND: &str = "404.html";

/// The Atom feed.
pub(crate) const ATOM: &str = "feed.xml";
/// The RSS feed.
pub(crate) const RSS: &str = "rss.xml";
/// The JSON Feed.
pub(crate) const JSON_FEED: &str = "feed.json";

/// A feed's file, its media type, and its name in a feed reader's list.
pub(crate) struct Feed {
    pub(crate) file: &'static str,
    pub(crate) media_type: &'static str,
    pub(crate) name: &'static str,
}

/// The site's feeds: RFC 4287 section 7, the RSS Advisory Board, JSON Feed 1.1.
pub(crate) const FEEDS: [Feed; 3] = [
    Feed { file: ATOM, media_type: "application/atom+xml", name: "Atom" },
    Feed { file: RSS, media_type: "application/rss+xml", name: "RSS" },
    Feed { file: JSON_FEED, media_type: "application/feed+json", name: "JSON Feed" },
];

/// The sitemap, or the index of its parts.
pub(crate) const SITEMAP: &str = "sitemap.xml";
/// The rules for robots.
pub(crate) const ROBOTS: &str = "robots.txt";

/// Headers for Netlify and Cloudflare Pages.
pub(crate) const HEADERS: &str = "_headers";
/// Redirects for Netlify and Cloudflare Pages.
pub(crate) const REDIRECTS: &str = "_redirects";
/// nginx's configuration.
pub(crate) const NGINX: &str = "_nginx.conf";
/// Caddy's configuration.
pub(crate) const CADDY: &str = "_Caddyfile";
/// GitHub Pages, when it builds a branch, leaves out files that begin with `_` unless this one is there.
pub(crate) const NO_JEKYLL: &str = ".nojekyll";
/// The list of all these files, for the next build.
pub(crate) const MANIFEST: &str = catchword_manifest::MANIFEST;
/// Files that only hosts and builds read. No host should serve them, and none that reads its own file does.
pub(crate) const NOT_SERVED: [&str; 6] = [HEADERS, REDIRECTS, NGINX, CADDY, NO_JEKYLL, MANIFEST];

/// The folder of the search index.
pub(crate) const SEARCH_FOLDER: &str = "pagefind";
/// The worker that searches it in older browsers, in that folder.
pub(crate) const PAGEFIND_WORKER: &str = "pagefind-worker.js";

/// The app's scripts from `public/`. A release names those that every page loads by their content.
pub(crate) const START_SCRIPT: &str = "start.js";
/// Applies the reader's own look, before the styles.
pub(crate) const LOOK_SCRIPT: &str = "look.js";
/// Loads an embed when it is pressed.
pub(crate) const EMBED_SCRIPT: &str = "embed.js";
/// Runs a search.
pub(crate) const SEARCH_SCRIPT: &str = "search.js";
/// The worker in which it does.
pub(crate) const SEARCH_WORKER: &str = "search-worker.js";
/// Runs on [`NOT_FOUND`].
pub(crate) const MISSING_SCRIPT: &str = "missing.js";
/// The icon from `public/`.
pub(crate) const FAVICON: &str = "favicon.svg";

/// The file extensions of code. The app's script, its wasm and its stylesheet are at the base, under names that Trunk
/// or [`named_by_content`] makes: `app-1f2e3d4c5b6a7988.js`.
pub(crate) const CODE: [&str; 3] = ["css", "js", "wasm"];

/// What the names of code at the base begin with: before the hash, or before the extension.
const CODE_NAMES: [&str; 7] = ["app", "embed", "look", "missing", "search", "start", "style"];

/// The extensions that a compressed copy has after its file's own name.
pub(crate) const COMPRESSED: [&str; 2] = ["br", "gz"];

/// A longer file name may be too long for a disk, or for an archive on the way to the host.
const LONGEST_NAME: usize = 200;

/// A part of a sitemap that is split, from 1.
pub(crate) fn sitemap_part(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

/// The folder of a page, empty or ending in `/`, by the path of its bundle.
pub(crate) fn folder_of(bundle: &str) -> &str {
    bundle.strip_suffix(BUNDLE_FILE).unwrap_or(bundle)
}

/// The address of the site's icon: the author's, or else the one in `public/`.
pub(crate) fn favicon(site: &Site) -> String {
    site.favicon.clone().unwrap_or_else(|| format!("{}{FAVICON}", site.base))
}

/// A file's name by its content: `app-1f2e3d4c5b6a7988.js`.
pub(crate) fn named_by_content(path: &str, bytes: &[u8]) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(_, name)| (&path[..path.len() - name.len()], name));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = stem.split('-').next().unwrap_or(stem);
    let hash: String = Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{folder}{stem}-{hash}.{ending}")
}

/// The file of the page that redirects from an old address, given as a percent-encoded path with the base: the address
/// itself if it has the extension of an HTML file, else the index of a folder. `None` if nothing can be written there:
/// it is outside the base, or a name is too long.
pub(crate) fn redirect_page(base: &str, from: &str) -> Option<String> {
    let below = from.strip_prefix(base)?.trim_end_matches('/');
    let path = percent_decode_str(below).decode_utf8().ok()?;
    if path.split('/').any(|name| name.len() > LONGEST_NAME) {
        return None;
    }
    let is_html = path.ends_with(".html") || path.ends_with(".htm");
    Some(match &*path {
        "" => return None,
        path if is_html => path.to_owned(),
        path => format!("{path}/{DOCUMENT_FILE}"),
    })
}

/// Whether every build writes this file, whatever the content is. `path` is in lower case, because some disks and hosts
/// ignore case. Pages and their bundles are not among these files.
pub(crate) fn is_on_every_site(path: &str) -> bool {
    const FILES: [&str; 7] = [NOT_FOUND, SITE_FILE, ATOM, RSS, JSON_FEED, SITEMAP, ROBOTS];
    FILES.contains(&path)
        || NOT_SERVED.iter().any(|file| file.eq_ignore_ascii_case(path))
        || path == FAVICON
        || is_code_at_base(path)
        || is_sitemap_part(path)
}

/// Whether a path in lower case is the folder of the search index, or is in it.
pub(crate) fn is_in_search_folder(path: &str) -> bool {
    path.strip_prefix(SEARCH_FOLDER).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A path without the extension of a compressed copy.
pub(crate) fn without_compression(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((file, ending)) if COMPRESSED.contains(&ending) => file,
        _ => path,
    }
}

/// The paths of the folders that contain a file, outermost first.
pub(crate) fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Hashes are not known before the app is built, so every hash counts.
fn is_code_at_base(path: &str) -> bool {
    let Some((stem, extension)) = path.rsplit_once('.') else { return false };
    let name = stem.split('-').next().unwrap_or(stem);
    !path.contains('/') && CODE.contains(&extension) && CODE_NAMES.contains(&name)
}

fn is_sitemap_part(path: &str) -> bool {
    let number = path.strip_prefix("sitemap-").and_then(|rest| rest.strip_suffix(".xml"));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_follows_the_content() {
        assert_eq!(named_by_content("app-0123_bg.wasm", b""), "app-e3b0c44298fc1c14.wasm");
        assert_eq!(named_by_content("start.js", b""), "start-e3b0c44298fc1c14.js");
        assert_eq!(named_by_content("deep/a.css", b"a"), "deep/a-ca978112ca1bbdca.css");
    }

    #[test]
    fn knows_the_files_of_every_site() {
        let app = ["app-1f2e3d4c5b6a7988.js", "app-0123_bg.wasm", "style-0123.css", "look.js", "start.js"];
        let others =
            ["404.html", "site.json", "_caddyfile", ".nojekyll", ".catchword-files", "favicon.svg", "sitemap-12.xml"];
        for path in app.into_iter().chain(others).chain(FEEDS.map(|feed| feed.file)) {
            assert!(is_on_every_site(path), "{path}");
            assert_eq!(without_compression(&format!("{path}.br")), path);
        }
        assert!(is_on_every_site(&sitemap_part(1)));
        assert!(is_on_every_site(&named_by_content("app.js", b"")));
        for path in
            ["old.html", "script.js", "x.css", "2019/app.js", "sitemap-.xml", "sitemap-a.xml", "index.html", "js", ""]
        {
            assert!(!is_on_every_site(path), "{path}");
        }
        assert!(
            is_in_search_folder("pagefind") && is_in_search_folder("pagefind/a") && !is_in_search_folder("pagefinder")
        );
    }

    #[test]
    fn lists_the_folders_of_a_file() {
        assert_eq!(folders_above("a/b/c.png").collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(folders_above("a.png").count(), 0);
    }
}
