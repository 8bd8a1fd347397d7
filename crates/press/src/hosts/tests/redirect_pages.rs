//! Pages at old addresses.

use super::Sample;
use crate::hosts::{Redirect, redirect_pages};

fn paths(base: &str, from: &[&str]) -> Vec<String> {
    let to = format!("{base}essays/x/");
    let redirects: Vec<Redirect> =
        from.iter().map(|from| Redirect { from: (*from).to_owned(), to: to.clone() }).collect();
    redirect_pages(&Sample::at(base).site, &redirects).into_keys().collect()
}

#[test]
fn a_page_is_where_hosts_look_for_it() {
    let table: [(&str, &[&str], &[&str]); 7] = [
        ("/", &["/old"], &["old/index.html"]),
        ("/", &["/old/"], &["old/index.html"]),
        ("/", &["/2019/x.html", "/a/b.htm"], &["2019/x.html", "a/b.htm"]),
        ("/", &["/x.php"], &["x.php/index.html"]),
        ("/", &["/old%20path/%C3%BC"], &["old path/ü/index.html"]),
        ("/blog/", &["/blog/old", "/old", "/blogroll", "/"], &["old/index.html"]),
        // A file can't be a folder too.
        ("/", &["/a.html", "/a.html/b"], &["a.html"]),
    ];
    for (base, from, files) in table {
        assert_eq!(paths(base, from), files, "{from:?}");
    }
    assert_eq!(paths("/", &[&format!("/{}", "x".repeat(300))]), [""; 0]);
}

#[test]
fn a_page_redirects() {
    let mut site = Sample::at("/blog/").site;
    site.language = "de\"><script>".to_owned();
    let redirect = Redirect { from: "/blog/old".to_owned(), to: "/blog/essays/x/?a=1&b=<2>".to_owned() };
    let pages = redirect_pages(&site, &[redirect]);
    let html = &pages["old/index.html"];
    assert!(html.starts_with("<!doctype html>\n<html lang=\"de&quot;&gt;&lt;script&gt;\">"), "{html}");
    let to = "/blog/essays/x/?a=1&amp;b=&lt;2&gt;";
    for part in [
        format!("<link rel=\"canonical\" href=\"https://example.org{to}\">"),
        format!("<meta http-equiv=\"refresh\" content=\"0; url={to}\">"),
        format!("<a href=\"{to}\">https://example.org{to}</a>"),
        "<meta name=\"robots\" content=\"noindex\">".to_owned(),
        "<link rel=\"icon\" href=\"/blog/favicon.svg\">".to_owned(),
    ] {
        assert!(html.contains(&part), "no {part} in {html}");
    }
}
