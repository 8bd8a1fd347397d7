//! A site in memory has the same files as the one that a build writes.

use std::fs;
use std::path::Path;

use catchword_press::{
    App, BuildMode, Changes, Drafts, Edition, Found, MemoryCache, MemorySite, PageText, TextStatus, build_site,
};
use jiff::civil::date;
use walkdir::WalkDir;

fn app() -> App {
    App::read(Path::new("tests/fixtures/app")).unwrap()
}

/// A small site in a temporary folder.
fn blog() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let settings =
        "title = \"Quiet\"\nurl = \"https://quiet.example/blog/\"\nlanguage = \"en\"\nauthors = [{ name = \"Ada\" }]\n";
    save(&folder, "site.toml", settings);
    save(&folder, "essays/one.md", &essay("One", "date = 2026-01-01\naliases = [\"/old/one\"]\n"));
    save(&folder, "essays/two.md", &essay("Two", "date = 2999-01-01\n"));
    save(&folder, "essays/three.md", &essay("Three", "date = 2025-01-01\ndraft = true\n"));
    save(&folder, "pages/about.md", "+++\ntitle = \"About\"\n+++\n\nSee [a text](../images/note.txt).\n");
    save(&folder, "images/note.txt", "Noted.");
    folder
}

fn save(folder: &tempfile::TempDir, path: &str, text: &str) {
    let file = folder.path().join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn essay(title: &str, more: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nsummary = \"A summary.\"\n{more}+++\n\nA text.\n")
}

fn everything(folder: &tempfile::TempDir) -> MemorySite {
    everything_with(folder, &MemoryCache::default())
}

fn everything_with(folder: &tempfile::TempDir, kept: &MemoryCache) -> MemorySite {
    let edition = Edition { drafts: Drafts::Include, ..Edition::ANY_DAY };
    MemorySite::make(folder.path(), &app(), BuildMode::RELEASE, edition, kept).unwrap()
}

#[test]
fn every_file_is_the_one_that_a_build_writes() {
    let folder = blog();
    let site =
        MemorySite::make(folder.path(), &app(), BuildMode::RELEASE, Edition::ANY_DAY, &MemoryCache::default()).unwrap();
    let out = tempfile::tempdir().unwrap();
    let out = out.path().join("site");
    build_site(folder.path(), &app(), BuildMode::RELEASE, &out, Edition::ANY_DAY).unwrap();
    let mut compared = 0;
    for entry in WalkDir::new(&out).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
        let path = entry.path().strip_prefix(&out).unwrap().to_str().unwrap().replace('\\', "/");
        let is_for_hosts = path.starts_with(['_', '.']) || path == "404.html";
        // Compressed copies, and pages that redirect from an old address outside of the site's folder.
        if is_for_hosts || path.ends_with(".br") || path.ends_with(".gz") {
            continue;
        }
        let expected = fs::read(entry.path()).unwrap();
        let found = match site.file(&path).unwrap() {
            Some(Found::Bytes(bytes)) => bytes,
            Some(Found::File(file)) => fs::read(file).unwrap(),
            None => panic!("{path} is not in the site in memory"),
        };
        assert!(found == expected, "{path} differs");
        compared += 1;
    }
    assert!(compared > 30, "{compared}");
    assert_eq!(site.missing_document(), fs::read_to_string(out.join("404.html")).unwrap());
    for path in ["nothing.html", "_headers", ".catchword-files", "../site.toml", "site.toml", "essays/one.md"] {
        assert_eq!(site.file(path).unwrap(), None, "{path}");
    }
}

#[test]
fn folders_are_pages_and_old_addresses_lead_to_new_ones() {
    let site = everything(&blog());
    let document = |path: &str| match site.file(path).unwrap() {
        Some(Found::Bytes(bytes)) => String::from_utf8(bytes).unwrap(),
        other => panic!("{path}: {other:?}"),
    };
    assert_eq!(document("essays/one/"), document("essays/one/index.html"));
    assert!(document("").contains("<title>"));
    assert_eq!(site.redirect("/old/one"), Some("/blog/essays/one/"));
    assert_eq!(site.redirect("/old/one/"), Some("/blog/essays/one/"));
    assert_eq!(site.redirect("/old/"), None);
}

#[test]
fn a_page_knows_its_text() {
    let site = everything(&blog());
    let text = |file: &str, status: TextStatus| PageText { file: file.to_owned(), status };
    let expected = [
        ("essays/one/", text("essays/one.md", TextStatus::Public)),
        ("essays/two/", text("essays/two.md", TextStatus::Coming(date(2999, 1, 1)))),
        ("essays/three/", text("essays/three.md", TextStatus::Draft)),
        ("about/", text("pages/about.md", TextStatus::Public)),
    ];
    for (folder, expected) in expected {
        assert_eq!(site.text(folder), Some(&expected));
    }
    assert_eq!(site.text("tags/"), None);
}

#[test]
fn what_is_kept_changes_nothing() {
    let folder = blog();
    let kept = MemoryCache::default();
    let settings = fs::read_to_string(folder.path().join("site.toml")).unwrap();
    let code = "+++\ntitle = \"One\"\ndate = 2026-01-01\nsummary = \"S.\"\n+++\n\n\"Quoted\" <b>text</b>\n\n```rust\nlet a = 1;\n```\n";
    let edits: [(&str, Option<&str>); 8] = [
        ("essays/one.md", Some(code)),
        ("essays/five.md", Some(&essay("Five", "date = 2024-01-01\ntags = [\"a\"]\n"))),
        // Typographic quotes, and the words around an essay, are those of the language.
        ("site.toml", Some(&settings.replace("language = \"en\"", "language = \"fr\""))),
        ("essays/one.md", Some(&code.replace("let a", "let b"))),
        ("pages/five.md", Some(&essay("Five", ""))),
        ("essays/five.md", None),
        ("essays/two.md", Some(&essay("Two", "date = 2026-02-02\nslug = \"zwei\"\n"))),
        ("site.toml", Some(&settings)),
    ];
    for (path, text) in edits {
        match text {
            Some(text) => save(&folder, path, text),
            None => fs::remove_file(folder.path().join(path)).unwrap(),
        }
        let (with, without) = (everything_with(&folder, &kept), everything(&folder));
        assert!(with.changes_since(&without).is_empty(), "after {path}: {:?}", with.changes_since(&without));
        let warnings = |site: &MemorySite| format!("{:?}", site.summary().warnings);
        assert_eq!(warnings(&with), warnings(&without), "after {path}");
    }
}

#[test]
fn a_change_is_named_where_it_is_seen() {
    let folder = blog();
    let before = everything(&folder);
    assert!(everything(&folder).changes_since(&before).is_empty());

    save(&folder, "essays/one.md", &essay("One", "date = 2026-01-01\n").replace("A text", "Another text"));
    let text = everything(&folder);
    let changes = text.changes_since(&before);
    assert_eq!(changes, Changes { pages: vec!["/blog/essays/one/".to_owned()], ..Changes::default() });

    save(&folder, "images/note.txt", "Noted again.");
    let file = everything(&folder);
    assert_eq!(
        file.changes_since(&text),
        Changes { files: vec!["/blog/images/note.txt".to_owned()], ..Changes::default() }
    );

    let settings = fs::read_to_string(folder.path().join("site.toml")).unwrap().replace("Quiet", "Loud");
    save(&folder, "site.toml", &settings);
    assert!(everything(&folder).changes_since(&file).frame);

    fs::remove_file(folder.path().join("essays/three.md")).unwrap();
    let gone = everything(&folder).changes_since(&file);
    assert!(gone.pages.contains(&"/blog/essays/three/".to_owned()), "{gone:?}");
}

#[test]
fn a_saved_text_is_on_its_page_before_the_site_is_made_anew() {
    let folder = blog();
    let kept = MemoryCache::default();
    let site = everything_with(&folder, &kept);
    let show = |path: &str| site.show(folder.path(), Path::new(path), &kept);
    let bytes = |site: &MemorySite, path: &str| match site.file(path).unwrap() {
        Some(Found::Bytes(bytes)) => String::from_utf8(bytes).unwrap(),
        other => panic!("{path}: {other:?}"),
    };
    assert_eq!(show("essays/one.md"), None, "nothing has changed");

    let old = essay("One", "date = 2026-01-01\naliases = [\"/old/one\"]\n");
    save(&folder, "essays/one.md", &old.replace("A text.", "Other words, and [two](two.md)."));
    assert_eq!(show("essays/one.md").as_deref(), Some("/blog/essays/one/"));
    assert_eq!(show("essays/one.md"), None, "it is shown already");
    let anew = everything(&folder);
    for path in ["essays/one/", "essays/one/index.json"] {
        assert!(bytes(&site, path).contains("Other words"), "{path}");
        assert_eq!(bytes(&site, path), bytes(&anew, path), "{path}");
    }
    // Lists have the number of its words.
    assert_eq!(anew.changes_since(&site).pages, ["/blog/archive/2026/", "/blog/"]);

    assert_eq!(site.show_as_made(), ["/blog/essays/one/"]);
    assert!(!bytes(&site, "essays/one/").contains("Other words"));
    assert!(anew.changes_since(&site).pages.contains(&"/blog/essays/one/".to_owned()));

    let page = "+++\ntitle = \"About\"\n+++\n\nMore.\n";
    save(&folder, "pages/about.md", page);
    assert_eq!(show("pages/about.md").as_deref(), Some("/blog/about/"));
    let for_the_whole_site = [
        old.replace("A summary.", "Another summary."),
        old.replace("A text.", "[Nowhere](nowhere.md)."),
        old.replace("A text.", "![A tree](../images/tree.jpg)"),
        old.replace("A text.", "A word that turns\u{202e} around."),
        old.replace("+++\ntitle", "++\ntitle"),
        String::new(),
    ];
    for text in for_the_whole_site {
        save(&folder, "essays/one.md", &text);
        assert_eq!(show("essays/one.md"), None, "{text}");
    }
    fs::remove_file(folder.path().join("essays/one.md")).unwrap();
    for path in ["essays/one.md", "essays/none.md", "site.toml", "../site.toml"] {
        assert_eq!(show(path), None, "{path}");
    }
}
