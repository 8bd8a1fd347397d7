//! `_headers` and `_redirects`, read by strict readers of the two hosts' rules.
//!
//! Netlify: "Custom headers", "Redirects and rewrites", "Redirect options". Cloudflare Pages: "Headers", "Redirects".

use super::Sample;
use crate::hosts::headers::media;

/// A rule: its pattern, and each header with its value.
type Rule<'t> = (&'t str, Vec<(&'t str, &'t str)>);

/// `_headers` by the rules of both hosts; whatever either would pass over or read otherwise is a failure.
fn rules(text: &str) -> Vec<Rule<'_>> {
    let mut rules: Vec<Rule<'_>> = Vec::new();
    for line in text.lines() {
        assert!(line.chars().count() <= 2000, "Cloudflare passes over a line of {}", line.len());
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if line.starts_with('/') {
            assert!(line.matches('*').count() <= 1, "Cloudflare takes one `*`: {line}");
            assert!(!line.contains([' ', ':']), "not a plain pattern: {line}");
            assert!(line == "/" || !line.ends_with('/'), "Netlify does not heed the last slash of {line}");
            rules.push((line, Vec::new()));
            continue;
        }
        let (name, value) = line.strip_prefix("  ").and_then(|line| line.split_once(": ")).expect(line);
        assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "not a header's name: {name}");
        assert!(value.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && !value.trim().is_empty(), "{name}: {value}");
        // Cloudflare replaces `:splat` in values.
        assert!(!value.contains(":splat"), "{value}");
        rules.last_mut().expect("a pattern before its headers").1.push((name, value));
    }
    assert!(rules.len() <= 100, "Cloudflare reads 100 rules, not {}", rules.len());
    rules
}

/// Whether a pattern takes a path, by either host's rules: they differ only in what the reader above refuses.
fn takes(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((before, after)) => {
            path.len() >= before.len() + after.len() && path.starts_with(before) && path.ends_with(after)
        }
    }
}

/// The headers of a path. Two rules for one header are a failure: Cloudflare would join them.
fn headers_of<'t>(rules: &[Rule<'t>], path: &str) -> Vec<(&'t str, &'t str)> {
    let matching = rules.iter().filter(|(pattern, _)| takes(pattern, path)).flat_map(|(_, headers)| headers);
    let mut headers: Vec<(&str, &str)> = matching.copied().collect();
    headers.sort_unstable();
    let twice = headers.windows(2).find(|pair| pair[0].0.eq_ignore_ascii_case(pair[1].0));
    assert!(twice.is_none(), "{path} gets a header twice: {twice:?}");
    headers
}

fn value<'t>(headers: &[(&'t str, &'t str)], name: &str) -> Option<&'t str> {
    headers.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

#[test]
fn every_kind_of_file_has_its_headers() {
    for base in ["/", "/blog/", "/a/b/"] {
        let files = Sample::at(base).files();
        let rules = rules(&files["_headers"]);
        let of = |path: &str| headers_of(&rules, &format!("{base}{path}"));
        let everywhere = [
            "Content-Security-Policy",
            "Strict-Transport-Security",
            "X-Content-Type-Options",
            "Referrer-Policy",
            "Permissions-Policy",
            "Cross-Origin-Opener-Policy",
        ];
        for path in ["", "essays/x/", "404.html", "app-0123abcd.js", "images/a.png", "feed.xml", "no/such/thing"] {
            for name in everywhere {
                assert!(value(&of(path), name).is_some(), "{base}{path} has no {name}");
            }
        }
        let cache = |path: &str| value(&of(path), "Cache-Control");
        for path in ["app-0123abcd.js", "app-0123abcd_bg.wasm", "style-0123abcd.css"] {
            assert_eq!(cache(path), Some("public, max-age=31536000, immutable"), "{path}");
        }
        // Both hosts' own "max-age=0, must-revalidate" stays.
        for path in ["", "essays/x/", "essays/x/index.json", "site.json", "feed.xml", "start.js", "404.html"] {
            assert_eq!(cache(path), None, "{path}");
        }
        assert_eq!(cache("images/deep/a.png"), Some("public, max-age=3600, must-revalidate"));

        let resource = |path: &str| value(&of(path), "Cross-Origin-Resource-Policy");
        for path in ["start.js", "app-0123abcd.js", "app-0123abcd_bg.wasm", "style-0123abcd.css"] {
            assert_eq!(resource(path), Some("same-origin"), "{path}");
        }
        for path in ["images/a.png", "essays/b.webp", "feed.xml", "rss.xml", "feed.json", "essays/x/index.json"] {
            assert_eq!(resource(path), Some("cross-origin"), "{path}");
        }
        let readers = |path: &str| value(&of(path), "Access-Control-Allow-Origin");
        for path in ["feed.xml", "rss.xml", "feed.json", "index.json", "essays/x/index.json", "site.json"] {
            assert_eq!(readers(path), Some("*"), "{path}");
        }
        for path in ["", "essays/x/", "app-0123abcd.js", "images/a.png"] {
            assert_eq!(readers(path), None, "{path}");
        }
        let mime = |path: &str| value(&of(path), "Content-Type");
        assert_eq!(mime("feed.xml"), Some("application/atom+xml; charset=utf-8"));
        assert_eq!(mime("rss.xml"), Some("application/rss+xml; charset=utf-8"));
        assert_eq!(mime("feed.json"), Some("application/feed+json; charset=utf-8"));
        assert_eq!(mime("essays/x/index.json"), None);
        // Beside the site, nothing.
        if base != "/" {
            assert!(headers_of(&rules, "/elsewhere.js").is_empty());
            assert!(headers_of(&rules, "/blogroll/a.png").is_empty());
        }
    }
}

#[test]
fn no_header_is_set_twice_for_any_file() {
    let mut sample = Sample::at("/blog/");
    sample.immutable.extend(["favicon-0123.svg", "images/a-0123.png"].map(str::to_owned));
    let files = sample.files();
    let rules = rules(&files["_headers"]);
    for path in media().map(|ending| format!("/blog/images/a.{ending}")).chain([
        "/blog/favicon-0123.svg".to_owned(),
        "/blog/images/a-0123.png".to_owned(),
        "/blog/feed.json".to_owned(),
    ]) {
        headers_of(&rules, &path);
    }
    let cache = |path: &str| value(&headers_of(&rules, path), "Cache-Control").map(str::to_owned);
    assert_eq!(cache("/blog/images/a-0123.png").as_deref(), Some("public, max-age=31536000, immutable"));
    assert_eq!(cache("/blog/images/b.png"), None);
    assert!(cache("/blog/images/b.jpg").is_some());
}

#[test]
fn a_thousand_immutable_files_leave_the_code_its_rules() {
    let mut sample = Sample::at("/");
    sample.immutable = (0..1000).map(|n| format!("images/{n}-0123.png")).chain(sample.immutable).collect();
    let files = sample.files();
    let rules = rules(&files["_headers"]);
    assert_eq!(rules.len(), 100);
    for path in ["/app-0123abcd.js", "/app-0123abcd_bg.wasm", "/style-0123abcd.css", "/images/0-0123.png"] {
        let headers = headers_of(&rules, path);
        assert_eq!(value(&headers, "Cache-Control"), Some("public, max-age=31536000, immutable"), "{path}");
    }
    assert_eq!(value(&headers_of(&rules, "/images/999-0123.png"), "Cache-Control"), None);
}

#[test]
fn both_hosts_redirect_old_addresses() {
    for base in ["/", "/blog/"] {
        let sample = Sample::at(base);
        let files = sample.files();
        let (mut netlify, mut cloudflare) = (Vec::new(), Vec::new());
        for line in files["_redirects"].lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            assert!(line.len() <= 1000, "Cloudflare passes over {line}");
            let words: Vec<&str> = line.split(' ').collect();
            let [from, to, status] = words[..] else { panic!("not three words: {line}") };
            for path in [from, to] {
                assert!(path.starts_with('/') && path.is_ascii() && !path.contains(['*', ':', '#', '?']), "{path}");
            }
            match status {
                // The first rule for a path holds.
                "301!" if !netlify.iter().any(|(known, _)| *known == from) => netlify.push((from, to)),
                "301" => cloudflare.push((from, to)),
                other => panic!("{line}: {other}"),
            }
        }
        let all: Vec<(&str, &str)> = sample.redirects.iter().map(|known| (&*known.from, &*known.to)).collect();
        assert_eq!(netlify, all);
        assert_eq!(cloudflare, all);
    }
}
