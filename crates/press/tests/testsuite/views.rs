//! A site with views of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use catchword_app::prerender::Prerender;
use catchword_app::views::{Entry, Essay, Footer, List, StandingPage, Views};
use catchword_press::{App, BuildMode, Edition, build_site, build_with_views};
use leptos::prelude::*;
use walkdir::WalkDir;

/// Every file of the site that is built from a fixture with these views.
fn built(views: Option<Prerender>) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let app = App::read(Path::new("tests/fixtures/app")).unwrap();
    let app = match views {
        Some(views) => app.with_views(views),
        None => app,
    };
    build_site(Path::new("tests/fixtures/small"), &app, BuildMode::RELEASE, &site, Edition::ANY_DAY).unwrap();
    files(&site)
}

fn files(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = WalkDir::new(site).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let path = |path: &Path| path.strip_prefix(site).unwrap().display().to_string().replace('\\', "/");
    files.map(|entry| (path(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

/// Replaces nothing.
struct Same;

impl Views for Same {
    const STAMP: &'static str = "same 0.1.0 0123";
}

#[test]
fn views_that_replace_nothing_give_the_same_site() {
    expect_same(&built(Some(Prerender::of::<Same>())), &built(None));
}

#[track_caller]
fn expect_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in one {
        let (one, other) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&other[path]));
        assert!(one == other, "{path} differs:\n{one}\n{other}");
    }
}

/// Has every part in its usual place.
struct Arranged;

impl Views for Arranged {
    const STAMP: &'static str = "arranged 0.1.0 0123";

    fn essay(parts: Essay<'_>) -> impl IntoView {
        view! {
            {parts.article(view! {
                <header class="cw-essay-head">
                    {parts.tags()} {parts.heading()} {parts.standfirst()} {parts.meta_line()}
                </header>
                {parts.picture()} {parts.content_note()} {parts.series()} {parts.contents()} {parts.text()} {parts.ending()}
                {parts.authors()} {parts.share()}
            })}
            {parts.fold()}
            {parts.related()}
        }
    }

    fn list(parts: List<'_>) -> impl IntoView {
        let entry = |entry: Entry<'_>| {
            view! { {entry.picture()} {entry.title()} {entry.summary()} {entry.meta_line()} }
        };
        view! {
            <div class="cw-list">
                {parts.tagline()} {parts.heading()} {parts.nothing()} {parts.entries(entry)} {parts.pager()}
            </div>
        }
    }

    fn standing_page(parts: StandingPage<'_>) -> impl IntoView {
        parts.article(view! {
            <header class="cw-essay-head">{parts.heading()}</header>
            {parts.picture()}
            {parts.text()}
        })
    }
}

#[test]
fn parts_in_their_usual_places_give_the_same_site() {
    expect_same(&built(Some(Prerender::of::<Arranged>())), &built(None));
}

struct Other;

impl Views for Other {
    const STAMP: &'static str = "other 0.1.0 0123";

    fn essay(parts: Essay<'_>) -> impl IntoView {
        view! { {parts.article(view! { {parts.text()} {parts.heading()} })} {parts.fold()} }
    }

    fn footer(parts: Footer<'_>) -> impl IntoView {
        parts.footer(view! { <p>"Größe & Co."</p> {parts.links()} })
    }
}

#[test]
fn other_views_are_in_every_page_and_in_the_frame() {
    let site = built(Some(Prerender::of::<Other>()));
    let text = |path: &str| String::from_utf8_lossy(&site[path]).into_owned();
    for path in
        site.keys().filter(|path| path.ends_with("index.html") && !text(path).contains("http-equiv=\"refresh\""))
    {
        assert!(text(path).contains("<p>Größe &amp; Co.</p>"), "{path}");
    }
    assert!(text("404.html").contains("<p>Größe &amp; Co.</p>"));
    assert!(text("site.json").contains("<p>Größe &amp; Co.</p>"));
    let essays = site.keys().filter(|path| path.starts_with("blog/") && path.ends_with("index.json"));
    let mut count = 0;
    for path in essays.map(|path| path.replace(".json", ".html")) {
        let page = text(&path);
        if page.contains("<article class=\"cw-essay\"") {
            assert!(page.find("cw-prose").unwrap() < page.find("<h1").unwrap(), "{path}");
            count += 1;
        }
    }
    assert!(count > 1, "the fixture has essays");

    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let views = Prerender::of::<Other>();
    build_with_views(Path::new("tests/fixtures/small"), &views, &data, Edition::ANY_DAY).unwrap();
    assert_eq!(files(&data)["site.json"], site["site.json"]);
}
