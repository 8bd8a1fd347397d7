//! Aliases that conflict with something that the build writes.

use std::fs;
use std::path::Path;

use catchword_press::{App, BuildError, BuildMode, Check, Edition, build_site, inspect};
use tempfile::TempDir;

/// A site below `/sub/` with an essay, a page, a picture, and these aliases of the essay and of the page.
fn content(of_essay: &[&str], of_page: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: String| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("site.toml", "title = \"T\"\nurl = \"https://example.org/sub/\"\n".to_owned());
    write("images/Boat.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>".to_owned());
    write("images/PAGE.html/plan.txt", "A plan.".to_owned());
    write("images/docs/index.html", "Docs.".to_owned());
    // No page leads to it, so it is not published.
    write("notes.txt", "Notes.".to_owned());
    let essay =
        format!("+++\ntitle = \"Essay\"\ndate = 2026-05-01\ntags = [\"Rest\"]\naliases = {of_essay:?}\n+++\n\nText.\n");
    write("essays/essay.md", essay);
    write("pages/about.md", format!("+++\ntitle = \"About\"\naliases = {of_page:?}\n+++\n\nText.\n"));
    folder
}

fn said(content: &TempDir) -> Vec<String> {
    match inspect(content.path(), Edition::ANY_DAY) {
        Ok(_) => Vec::new(),
        Err(BuildError::Problems(problems)) => {
            assert!(problems.iter().all(|problem| problem.check == Check::TakenAlias), "{problems:?}");
            problems.iter().map(ToString::to_string).collect()
        }
        Err(failure) => panic!("{failure}"),
    }
}

#[test]
fn no_alias_may_be_an_address_of_the_site() {
    let own = [
        "",
        "essays/essay",
        "essays/essay/",
        "Essays/ESSAY/index.html",
        "about",
        "tags",
        "tags/rest",
        "archive/2026",
        "search",
        "index.json",
        "essays/essay/index.json",
        "tags/rest/index.json",
        "search/index.json",
        "404.html",
        "site.json",
        "Site.JSON",
        "feed.xml",
        "rss.xml",
        "feed.json",
        "sitemap.xml",
        "sitemap-1.xml",
        "robots.txt",
        "_headers",
        "_redirects",
        "_nginx.conf",
        "_Caddyfile",
        "_caddyfile",
        ".nojekyll",
        "search.js",
        "search-worker.js",
        "start.js",
        "look.js",
        "embed.js",
        "missing.js",
        "favicon.svg",
        "app-1f2e3d4c5b6a7988.js",
        "app-1f2e3d4c5b6a7988_bg.wasm",
        "style-1f2e3d4c5b6a7988.css",
        "App-1.js",
        "images/Boat.svg",
        "images/boat.svg",
        "IMAGES/BOAT.SVG/",
        "images/docs/",
        "images/docs/index.html",
        "feed.xml.br",
        "search.js.gz",
        "404.html.br",
        "essays/essay/index.html.gz",
        "index.json.br",
        "index.html.gz",
        "images/boat.svg.gz",
    ];
    for alias in own {
        let alias = format!("/sub/{alias}");
        let expected = format!("the site already has something at the address of the alias \"{alias}\"");
        assert_eq!(said(&content(&[&alias], &[])), [expected], "{alias}");
    }
}

#[test]
fn no_alias_may_lie_below_a_file() {
    let below = [
        ("search.js/x", "search.js"),
        ("Feed.xml/x", "feed.xml"),
        ("feed.xml/x/y.html", "feed.xml"),
        ("404.html/x", "404.html"),
        ("essays/essay/index.html/x", "essays/essay/index.html"),
        ("index.json/x", "index.json"),
        ("images/boat.svg/x", "images/Boat.svg"),
        ("app-1.js/x", "app-1.js"),
        ("search.js.br/x", "search.js.br"),
        ("_headers/x", "_headers"),
        ("about/index.json.gz/x", "about/index.json.gz"),
        ("sitemap-12.xml/x", "sitemap-12.xml"),
    ];
    for (alias, file) in below {
        let alias = format!("/sub/{alias}");
        let expected = format!("the alias \"{alias}\" can't be below `/{file}`, which is a file of the site");
        assert_eq!(said(&content(&[&alias], &[])), [expected], "{alias}");
    }
}

#[test]
fn no_alias_may_be_in_the_folder_of_the_search() {
    for alias in ["/sub/pagefind", "/sub/Pagefind/", "/sub/pagefind/x", "/sub/pagefind/fragment/x.html"] {
        let expected = format!("the alias \"{alias}\" is in a folder that the site's search needs for itself");
        assert_eq!(said(&content(&[alias], &[])), [expected], "{alias}");
    }
}

#[test]
fn no_redirect_page_may_be_a_file_where_there_is_a_folder() {
    let expected =
        "the alias \"/sub/images/Page.html\" can't be a page, because `/images/PAGE.html` is a folder of the site";
    assert_eq!(said(&content(&["/sub/images/Page.html"], &[])), [expected]);
}

#[test]
fn two_aliases_clash_where_both_can_not_be_written() {
    let table = [
        ("/sub/a.html", "/sub/a.html/b"),
        ("/sub/a.html/b", "/sub/A.html"),
        ("/sub/a", "/sub/a/index.html/b"),
        ("/sub/a/index.html/b.html", "/sub/a/"),
        ("/sub/a.htm", "/sub/a.htm.br/b"),
        ("/sub/a.html.gz", "/sub/a.html"),
    ];
    for (first, second) in table {
        let expected = [format!("the alias \"{second}\" conflicts with another alias, in `essays/essay.md`")];
        assert_eq!(said(&content(&[first], &[second])), expected);
        assert_eq!(said(&content(&[first, second], &[])), expected);
    }
    let also = "the alias \"/OLD/\" is also an alias of `essays/essay.md`";
    assert_eq!(said(&content(&["/old"], &["/OLD/"])), [also]);
}

/// These conflict with nothing, neither on the disk nor at a host.
#[test]
fn every_other_alias_gets_a_redirect_page() {
    let aliases = [
        "/sub/a",
        "/sub/a/b",
        "/sub/a/b.html",
        "/sub/images",
        "/sub/essays",
        "/sub/essays/",
        "/sub/page",
        "/sub/archive/1999",
        "/sub/essays/gone/",
        "/sub/old/app.js",
        "/sub/script.js",
        "/sub/x.css",
        "/sub/notes.txt",
        "/sub/feed",
        "/sub/search.html",
        "/sub/pagefinder",
        "/sub/x.br",
        "/search.js",
        "/feed.xml/x",
        "/pagefind",
        "/",
        "/subway/feed.xml",
    ];
    let content = content(&aliases, &[]);
    assert_eq!(said(&content), [""; 0]);
    let site = tempfile::tempdir().unwrap();
    let out = site.path().join("site");
    let app = App::read(Path::new("tests/fixtures/app")).unwrap();
    for mode in [BuildMode::RELEASE, BuildMode::DEVELOPMENT] {
        build_site(content.path(), &app, mode, &out, Edition::ANY_DAY).unwrap();
        for file in
            ["a/index.html", "a/b/index.html", "a/b.html", "images/index.html", "essays/index.html", "x.br/index.html"]
        {
            let page = fs::read_to_string(out.join(file)).unwrap();
            assert!(page.contains("url=/sub/essays/essay/"), "{file}");
        }
    }
}

#[test]
fn an_alias_that_is_in_the_way_can_be_left_out() {
    let content = content(&["/sub/search.js", "/sub/pagefind/x", "/sub/a.html", "/sub/a.html/b", "/sub/free"], &[]);
    let settings = content.path().join("site.toml");
    let text = fs::read_to_string(&settings).unwrap() + "[checks]\ntaken-alias = \"warn\"\n";
    fs::write(settings, text).unwrap();
    let site = tempfile::tempdir().unwrap();
    let out = site.path().join("site");
    let app = App::read(Path::new("tests/fixtures/app")).unwrap();
    let built = build_site(content.path(), &app, BuildMode::RELEASE, &out, Edition::ANY_DAY).unwrap();
    assert_eq!(built.warnings.len(), 3);
    assert!(out.join("a.html").is_file() && out.join("free/index.html").is_file());
}
