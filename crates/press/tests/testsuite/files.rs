//! The author's own files, where the build writes files of its own.

use std::fs;
use std::path::Path;

use catchword_press::{App, BuildError, BuildMode, Check, Edition, build_site, inspect};
use tempfile::TempDir;

/// What is in the file. Where its name is a drawing's, it is one.
const MINE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";

/// A site with a published essay that leads to this file, an essay of the slug `one`, and the page `about`.
fn content(file: &str, settings: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: String| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("site.toml", format!("title = \"T\"\nurl = \"https://example.org/\"\n{settings}"));
    write("pages/about.md", "+++\ntitle = \"About\"\n+++\n\nText.\n".to_owned());
    write(
        "essays/one.md",
        format!("+++\ntitle = \"One\"\ndate = 2026-05-01\ntags = [\"Rest\"]\n+++\n\nA [file](/{file}).\n"),
    );
    write(file, MINE.to_owned());
    folder
}

/// What a build publishes under this name.
fn published(content: &TempDir, file: &str) -> String {
    let app = App::read(Path::new("tests/fixtures/app")).unwrap();
    let out = tempfile::tempdir().unwrap();
    let built = build_site(content.path(), &app, BuildMode::RELEASE, out.path(), Edition::ANY_DAY).unwrap();
    assert!(built.warnings.is_empty(), "{file}: {:?}", built.warnings);
    fs::read_to_string(out.path().join(file)).unwrap()
}

#[test]
fn a_file_in_the_place_of_one_that_the_build_makes_is_reported() {
    let table = [
        ("feed.xml", "the site makes a file with this name itself"),
        ("Feed.XML", "the site makes a file with this name itself"),
        ("404.html", "the site makes a file with this name itself"),
        ("robots.txt", "the site makes a file with this name itself"),
        ("search.js", "the site makes a file with this name itself"),
        ("search-worker.js", "the site makes a file with this name itself"),
        ("index.html", "the site makes a file with this name itself"),
        ("index.html.br", "the site makes a file with this name itself"),
        ("about/index.html", "the site makes a file with this name itself"),
        ("essays/one/index.json", "the site makes a file with this name itself"),
        ("pagefind/pagefind-entry.json", "this name belongs to the site's search"),
        ("pagefind", "this name belongs to the site's search"),
        ("tags", "the site has a page at this address"),
        ("archive", "the site has a page at this address"),
        ("about", "the site has a page at this address"),
        ("essays/one", "the site has a page at this address"),
        ("search.js/x.txt", "its folder has the name of a file that the site makes itself"),
        ("index.json/x.txt", "its folder has the name of a file that the site makes itself"),
    ];
    for (file, what) in table {
        let content = content(file, "");
        let Err(BuildError::Problems(problems)) = inspect(content.path(), Edition::ANY_DAY) else {
            panic!("`{file}` is not reported");
        };
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(said, [format!("`{file}` can't be published: {what}")]);
        assert_eq!(problems[0].check, Check::TakenFile);
    }
}

#[test]
fn every_other_file_is_published() {
    for file in ["notes.txt", "files/feed.xml", "about.txt", "about/plan.pdf", "essays/one/photo.txt"] {
        let content = content(file, "");
        assert_eq!(published(&content, file), MINE, "{file}");
    }
}

#[test]
fn the_authors_own_icon_replaces_the_one_that_every_site_has() {
    let content = content("favicon.svg", "favicon = \"/favicon.svg\"\n");
    assert_eq!(published(&content, "favicon.svg"), MINE);
}
