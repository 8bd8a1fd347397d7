//! What a server makes of the site: nginx, with the configuration that the site brings along.

use std::fs;
use std::path::{Path, PathBuf};

use catchword_app::routes::Address;

use crate::harness::{Answer, Dist, Nginx, in_every_engine};

const REVALIDATED: &str = "no-cache";
const HOURLY: &str = "public, max-age=3600, must-revalidate";
const FOREVER: &str = "public, max-age=31536000, immutable";
/// The files that are for hosts alone.
const FOR_HOSTS: [&str; 5] = ["_headers", "_redirects", "_nginx.conf", "_Caddyfile", ".nojekyll"];

fn start() -> (&'static Dist, Nginx) {
    let dist = Dist::get();
    (dist, Nginx::start(dist.root(), &dist.site.base))
}

/// Every file below a folder, as paths below it.
fn files(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() { folders.push(path) } else { found.push(path.to_str().unwrap().to_owned()) }
        }
    }
    found.sort();
    found
}

/// The addresses of all pages, below the base.
fn pages(dist: &Dist) -> Vec<String> {
    let bundles = files(dist.root()).into_iter();
    bundles.filter_map(|path| path.strip_suffix("index.json").map(str::to_owned)).collect()
}

/// Whether a part of the file's name is a hash of its content.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_hash = |part: &str| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    name.split(['-', '_', '.']).skip(1).any(is_hash)
}

#[track_caller]
fn carries_what_every_answer_does(path: &str, answer: &Answer) {
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
    assert!(pages.len() > 5, "too few pages to say anything: {pages:?}");
    for page in pages {
        let answer = nginx.get(&page);
        assert_eq!(answer.status, 200, "{page}");
        assert_eq!(answer.body, fs::read(dist.root().join(&page).join("index.html")).unwrap(), "{page}");
        assert_eq!(answer.header("Content-Type"), Some("text/html; charset=utf-8"), "{page}");
        assert_eq!(answer.header("Cache-Control"), Some(REVALIDATED), "{page}");
        assert_eq!(answer.header("Cross-Origin-Resource-Policy"), Some("same-origin"), "{page}");
        assert_eq!(answer.header("Access-Control-Allow-Origin"), None, "{page}");
        carries_what_every_answer_does(&page, &answer);
        // Under the name of its file too.
        assert_eq!(nginx.get(&format!("{page}index.html")).body, answer.body, "{page}");
    }
}

#[test]
fn an_address_without_its_slash_leads_to_the_one_with_it() {
    let (dist, nginx) = start();
    let essay = dist.essay(1).path;
    let bare = essay.trim_end_matches('/');
    for query in ["", "?a=1&b=%20"] {
        let answer = nginx.ask(&format!("{bare}{query}"), &[]);
        assert_eq!(answer.status, 301);
        // No host and no port: behind a proxy nginx knows neither.
        assert_eq!(answer.header("Location"), Some(&*format!("{essay}{query}")));
    }
    let base = &dist.site.base;
    if base != "/" {
        let answer = nginx.ask(&format!("{}?a=1", base.trim_end_matches('/')), &[]);
        assert_eq!((answer.status, answer.header("Location")), (301, Some(&*format!("{base}?a=1"))));
    }
}

#[test]
fn every_file_has_the_headers_of_its_kind() {
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
        // RFC 9239 made the one of the other; which of them nginx says depends on its age.
        let sent = answer.header("Content-Type").map(|sent| sent.replace("text/javascript", "application/javascript"));
        assert_eq!(sent.as_deref(), Some(mime), "{path}");
        assert_eq!(answer.header("Cache-Control"), Some(cache), "{path}");
        assert_eq!(answer.header("Cross-Origin-Resource-Policy"), Some(resource), "{path}");
        assert_eq!(answer.header("Access-Control-Allow-Origin"), readers, "{path}");
        carries_what_every_answer_does(&path, &answer);
        // Asked about again, it costs no second sending, and may be kept for as long.
        let tag = answer.header("ETag").expect("a tag to ask with");
        let again = nginx.ask(&format!("{}{path}", dist.site.base), &[("If-None-Match", tag)]);
        assert_eq!((again.status, again.header("Cache-Control")), (304, Some(cache)), "{path}");
        assert!(again.body.is_empty(), "{path}");
    }
    assert!(
        forever >= 3,
        "the app's script, its wasm and the style sheet have hashes in their names, not {forever} files"
    );
}

#[test]
fn what_is_not_there_is_the_page_for_that() {
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
        carries_what_every_answer_does(&path, &answer);
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
        // The rest of the host is not the site's.
        for path in ["/index.json", &format!("{bare}roll/")] {
            let answer = nginx.ask(path, &[]);
            assert_eq!(answer.status, 404, "{path}");
            assert_eq!(answer.header("Content-Security-Policy"), None, "{path}");
        }
    }
}

#[test]
fn what_was_packed_before_is_sent_packed() {
    let (dist, nginx) = start();
    let packed: Vec<String> =
        files(dist.root()).into_iter().filter(|path| path.ends_with(".gz") && !path.starts_with('_')).collect();
    assert!(!packed.is_empty(), "no `.gz` in {}", dist.root().display());
    for packed in packed {
        let path = packed.trim_end_matches(".gz");
        let plain = nginx.get(path);
        let answer = nginx.ask(&format!("{}{path}", dist.site.base), &[("Accept-Encoding", "gzip")]);
        assert_eq!(answer.header("Content-Encoding"), Some("gzip"), "{path}");
        assert_eq!(answer.body, fs::read(dist.root().join(&packed)).unwrap(), "{path}");
        for name in ["Content-Type", "Cache-Control", "Cross-Origin-Resource-Policy"] {
            assert_eq!(answer.header(name), plain.header(name), "{path}");
        }
        assert_eq!(plain.header("Content-Encoding"), None, "{path}");
        // A cache between must not hand the one to who asked for the other.
        for answer in [&answer, &plain] {
            assert_eq!(answer.header("Vary"), Some("Accept-Encoding"), "{path}");
        }
    }
}

#[test]
fn old_addresses_lead_on() {
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
    fn nginx_serves_a_visit_under_the_sites_headers(reader) {
        let nginx = Nginx::start(reader.dist.root(), &reader.dist.site.base);
        let open = |path: &str| reader.open(&format!("{}{path}", nginx.origin()));
        let (home, first, second) = (reader.dist.home(), reader.dist.essay(0), reader.dist.essay(1));
        open(&home.path);
        reader.is_at(&home);
        reader.follow(&first.path);
        reader.is_at(&first);
        reader.click(".leaf-next a");
        reader.is_at(&second);
        reader.back();
        reader.is_at(&first);
        reader.forward();
        reader.is_at(&second);
        reader.has_not_loaded();
        reader.reload();
        reader.is_at(&second);
        // Without its slash, with its file, and where nothing is.
        open(second.path.trim_end_matches('/'));
        reader.is_at(&second);
        open(&format!("{}index.html", second.path));
        reader.wait_until("the essay is there", "!!document.querySelector('.essay')");
        let nowhere = reader.dist.below_base("no/such/page/");
        reader.expect_trouble(&nowhere);
        open(&nowhere);
        reader.wait_until("it says so", "!!document.querySelector('.not-found')");
        reader.follow(&reader.dist.site.base);
        reader.is_at(&home);
        reader.has_not_loaded();
        // The server ends with the test, and must not while the page still asks it for the one after it.
        let ahead = reader.dist.page(&Address::List(2)).bundle();
        reader.wait_for(
            "what is fetched ahead has come",
            "performance.getEntriesByType('resource').some(entry => new URL(entry.name).pathname === arguments[0])",
            vec![ahead.into()],
        );
    }
}
