//! The site on a real server: nginx, with the configuration in the built site.

use std::fs;
use std::path::Path;

use catchword_app::routes::Address;
use walkdir::WalkDir;

use crate::harness::{Dist, Nginx, Response, in_every_engine};

const REVALIDATED: &str = "no-cache";
const HOURLY: &str = "public, max-age=3600, must-revalidate";
const FOREVER: &str = "public, max-age=31536000, immutable";
/// The files for hosting platforms, which are not served.
const FOR_HOSTS: [&str; 6] = ["_headers", "_redirects", "_nginx.conf", "_Caddyfile", ".nojekyll", ".catchword-files"];

fn start() -> (&'static Dist, Nginx) {
    let dist = Dist::get();
    (dist, Nginx::start(dist.root(), &dist.site.base))
}

/// Every file in a folder, by its path below it.
fn files(root: &Path) -> Vec<String> {
    let entries = WalkDir::new(root).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned()).collect()
}

/// The paths of all pages, below the base.
fn pages(dist: &Dist) -> Vec<String> {
    let bundles = files(dist.root()).into_iter();
    bundles.filter_map(|path| path.strip_suffix("index.json").map(str::to_owned)).collect()
}

/// Whether the file's name has a hash.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_hash = |part: &str| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    name.split(['-', '_', '.']).skip(1).any(is_hash)
}

#[track_caller]
fn expect_common_headers(path: &str, answer: &Response) {
    let policy = answer.header("Content-Security-Policy").unwrap_or_else(|| panic!("{path} has no policy"));
    assert!(policy.starts_with("default-src 'none'; "), "{path}: {policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
    assert!(!policy.contains("'unsafe-"), "{path}: {policy}");
    let table = [
        ("Strict-Transport-Security", "max-age=31536000"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ];
    for (name, value) in table {
        assert_eq!(answer.header(name), Some(value), "{path}");
    }
    assert!(answer.header("Permissions-Policy").is_some_and(|value| value.contains("camera=()")), "{path}");
}

#[test]
fn every_page_is_at_its_address() {
    let (dist, nginx) = start();
    let pages = pages(dist);
    assert!(pages.len() > 5, "too few pages: {pages:?}");
    for page in pages {
        let answer = nginx.get(&page);
        assert_eq!(answer.status, 200, "{page}");
        assert_eq!(answer.body, fs::read(dist.root().join(&page).join("index.html")).unwrap(), "{page}");
        assert_eq!(answer.header("Content-Type"), Some("text/html; charset=utf-8"), "{page}");
        assert_eq!(answer.header("Cache-Control"), Some(REVALIDATED), "{page}");
        assert_eq!(answer.header("Cross-Origin-Resource-Policy"), Some("same-origin"), "{page}");
        assert_eq!(answer.header("Access-Control-Allow-Origin"), None, "{page}");
        expect_common_headers(&page, &answer);
        // And under its file's name.
        assert_eq!(nginx.get(&format!("{page}index.html")).body, answer.body, "{page}");
    }
}

#[test]
fn an_address_without_its_slash_redirects_to_the_one_with_it() {
    let (dist, nginx) = start();
    let essay = dist.essay(1).path;
    let bare = essay.trim_end_matches('/');
    for query in ["", "?a=1&b=%20"] {
        let answer = nginx.ask(&format!("{bare}{query}"), &[]);
        assert_eq!(answer.status, 301);
        // Without host and port: behind a proxy nginx does not know them.
        assert_eq!(answer.header("Location"), Some(&*format!("{essay}{query}")));
    }
    let base = &dist.site.base;
    if base != "/" {
        let answer = nginx.ask(&format!("{}?a=1", base.trim_end_matches('/')), &[]);
        assert_eq!((answer.status, answer.header("Location")), (301, Some(&*format!("{base}?a=1"))));
    }
}

#[test]
fn every_file_has_the_headers_of_its_type() {
    let (dist, nginx) = start();
    let mut forever = 0;
    for path in files(dist.root()) {
        let name = path.rsplit('/').next().unwrap();
        let ending = name.rsplit('.').next().unwrap();
        if path.contains([' ', '%', '?', '#']) || !path.is_ascii() || FOR_HOSTS.contains(&name) {
            continue;
        }
        let (mime, cache, resource, readers) = match (name, ending) {
            ("feed.xml", _) => ("application/atom+xml; charset=utf-8", REVALIDATED, "cross-origin", Some("*")),
            ("rss.xml", _) => ("application/rss+xml; charset=utf-8", REVALIDATED, "cross-origin", Some("*")),
            ("feed.json", _) => ("application/feed+json; charset=utf-8", REVALIDATED, "cross-origin", Some("*")),
            (_, "json") => ("application/json", REVALIDATED, "cross-origin", Some("*")),
            (_, "js") => ("application/javascript; charset=utf-8", REVALIDATED, "same-origin", None),
            (_, "css") => ("text/css", REVALIDATED, "same-origin", None),
            (_, "wasm") => ("application/wasm", REVALIDATED, "same-origin", None),
            (_, "png") => ("image/png", HOURLY, "cross-origin", None),
            (_, "jpg") => ("image/jpeg", HOURLY, "cross-origin", None),
            (_, "webp") => ("image/webp", HOURLY, "cross-origin", None),
            (_, "avif") => ("image/avif", HOURLY, "cross-origin", None),
            (_, "svg") => ("image/svg+xml", HOURLY, "cross-origin", None),
            _ => continue,
        };
        let cache = if is_hashed(&path) { FOREVER } else { cache };
        forever += usize::from(cache == FOREVER);
        let answer = nginx.get(&path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.body, fs::read(dist.root().join(&path)).unwrap(), "{path}");
        // RFC 9239 replaced the one by the other; which of them nginx sends depends on its version.
        let sent = answer.header("Content-Type").map(|sent| sent.replace("text/javascript", "application/javascript"));
        assert_eq!(sent.as_deref(), Some(mime), "{path}");
        assert_eq!(answer.header("Cache-Control"), Some(cache), "{path}");
        assert_eq!(answer.header("Cross-Origin-Resource-Policy"), Some(resource), "{path}");
        assert_eq!(answer.header("Access-Control-Allow-Origin"), readers, "{path}");
        expect_common_headers(&path, &answer);
        // It can be revalidated without sending it again.
        let tag = answer.header("ETag").expect("an ETag");
        let again = nginx.ask(&format!("{}{path}", dist.site.base), &[("If-None-Match", tag)]);
        assert_eq!((again.status, again.header("Cache-Control")), (304, Some(cache)), "{path}");
        assert!(again.body.is_empty(), "{path}");
    }
    assert!(
        forever >= 3,
        "at least the app's script, its wasm and the style sheet have hashes in their names, not {forever} files"
    );
}

#[test]
fn a_missing_page_is_answered_with_the_404_page() {
    let (dist, nginx) = start();
    let page = fs::read(dist.root().join("404.html")).unwrap();
    let hidden = FOR_HOSTS.iter().flat_map(|name| ["", ".br", ".gz"].map(|ending| format!("{name}{ending}")));
    let missing =
        ["no-such-page", "no/such/page/", "no-such.json", "no-such.js", "essays/no-such-essay/index.json", "images/"];
    for path in missing.into_iter().map(str::to_owned).chain(hidden) {
        let answer = nginx.get(&path);
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.body, page, "{path}");
        assert_eq!(answer.header("Content-Type"), Some("text/html; charset=utf-8"), "{path}");
        assert_eq!(answer.header("Cache-Control"), Some(REVALIDATED), "{path}");
        expect_common_headers(&path, &answer);
    }
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let (dist, nginx) = start();
    let base = &dist.site.base;
    let bare = base.trim_end_matches('/');
    for path in [
        format!("{base}../../../../etc/passwd"),
        format!("{base}..%2f..%2f..%2f..%2fetc%2fpasswd"),
        format!("{base}images/../../../../../etc/passwd"),
        format!("{bare}../etc/passwd"),
        format!("{base}%00"),
    ] {
        let answer = nginx.ask(&path, &[]);
        assert!(answer.status >= 400, "{path}: {}", answer.status);
        assert!(!answer.body.windows(5).any(|five| five == b"root:"), "{path}");
    }
    if base != "/" {
        // Other paths of the host are not the site's.
        for path in ["/index.json", &format!("{bare}roll/")] {
            let answer = nginx.ask(path, &[]);
            assert_eq!(answer.status, 404, "{path}");
            assert_eq!(answer.header("Content-Security-Policy"), None, "{path}");
        }
    }
}

#[test]
fn precompressed_files_are_sent_compressed() {
    let (dist, nginx) = start();
    let compressed: Vec<String> =
        files(dist.root()).into_iter().filter(|path| path.ends_with(".gz") && !path.starts_with('_')).collect();
    assert!(!compressed.is_empty(), "no `.gz` in {}", dist.root().display());
    for file in compressed {
        let path = file.trim_end_matches(".gz");
        let plain = nginx.get(path);
        let answer = nginx.ask(&format!("{}{path}", dist.site.base), &[("Accept-Encoding", "gzip")]);
        assert_eq!(answer.header("Content-Encoding"), Some("gzip"), "{path}");
        assert_eq!(answer.body, fs::read(dist.root().join(&file)).unwrap(), "{path}");
        for name in ["Content-Type", "Cache-Control", "Cross-Origin-Resource-Policy"] {
            assert_eq!(answer.header(name), plain.header(name), "{path}");
        }
        assert_eq!(plain.header("Content-Encoding"), None, "{path}");
        // A cache must not mix up the two.
        for answer in [&answer, &plain] {
            assert_eq!(answer.header("Vary"), Some("Accept-Encoding"), "{path}");
        }
    }
}

#[test]
fn old_addresses_redirect() {
    let (dist, nginx) = start();
    let text = fs::read_to_string(dist.root().join("_redirects")).unwrap();
    for line in text.lines().filter(|line| line.ends_with(" 301")) {
        let [from, to, _] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let answer = nginx.ask(from, &[]);
        assert_eq!((answer.status, answer.header("Location")), (301, Some(to)), "{from}");
        assert_eq!(nginx.ask(to, &[]).status, 200, "{to}");
    }
}

in_every_engine! {
    fn nginx_serves_the_app_with_the_sites_headers(tab) {
        let nginx = Nginx::start(tab.dist.root(), &tab.dist.site.base);
        let open = |path: &str| tab.open(&format!("{}{path}", nginx.origin()));
        let (home, first, second) = (tab.dist.home(), tab.dist.essay(0), tab.dist.essay(1));
        open(&home.path);
        tab.expect_page(&home);
        tab.click_link(&first.path);
        tab.expect_page(&first);
        tab.click(".cw-leaf-next a");
        tab.expect_page(&second);
        tab.back();
        tab.expect_page(&first);
        tab.forward();
        tab.expect_page(&second);
        tab.expect_no_full_load();
        tab.reload();
        tab.expect_page(&second);
        // Without the slash, with the file's name, and a missing page.
        open(second.path.trim_end_matches('/'));
        tab.expect_page(&second);
        open(&format!("{}index.html", second.path));
        tab.wait_until("the essay is shown", "!!document.querySelector('.cw-essay')");
        let nowhere = tab.dist.below_base("no/such/page/");
        tab.allow_error(&nowhere);
        open(&nowhere);
        tab.wait_until("the 404 page is shown", "!!document.querySelector('.cw-not-found')");
        tab.click_link(&tab.dist.site.base);
        tab.expect_page(&home);
        tab.expect_no_full_load();
        // The server stops with the test: no prefetch may be pending then.
        let ahead = tab.dist.page(&Address::List(2)).bundle();
        tab.wait_for(
            "the second page is prefetched",
            "performance.getEntriesByType('resource').some(entry => new URL(entry.name).pathname === arguments[0])",
            vec![ahead.into()],
        );
    }
}
