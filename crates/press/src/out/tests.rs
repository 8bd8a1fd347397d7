//! Sites of a few files, one built over the other.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use tempfile::TempDir;

use super::*;

type Files = BTreeMap<String, String>;

/// A folder that holds `content` and the folder `out` with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    for (path, text) in files {
        put(&folder.path().join("out").join(path), text);
    }
    folder
}

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Writes a site of these files, whose text is their path.
fn staged(folder: &TempDir, site: &[&str]) -> Result<Staging, WriteError> {
    let out = OutFolder::check(&folder.path().join("out"), &folder.path().join("content"), false)?;
    let staging = Staging::new(out)?;
    for path in site {
        put(&staging.folder().join(path), path);
    }
    Ok(staging)
}

fn build(folder: &TempDir, site: &[&str]) -> Result<Vec<String>, WriteError> {
    staged(folder, site)?.publish(&Paths::new()).map(|(_, unknown)| unknown)
}

/// Every file in the output folder but the list, and every empty folder.
fn there(folder: &TempDir) -> Files {
    let out = folder.path().join("out");
    let mut files = Files::new();
    for entry in walkdir::WalkDir::new(&out).min_depth(1) {
        let entry = entry.unwrap();
        let path = crate::walk::below(entry.path(), &out).unwrap();
        if entry.file_type().is_file() && path != MANIFEST {
            files.insert(path, fs::read_to_string(entry.path()).unwrap());
        } else if entry.file_type().is_dir() && fs::read_dir(entry.path()).unwrap().next().is_none() {
            files.insert(path + "/", String::new());
        }
    }
    files
}

fn listed(folder: &TempDir) -> Vec<String> {
    let list = fs::read_to_string(folder.path().join("out").join(MANIFEST)).unwrap();
    list.lines().skip(1).map(str::to_owned).collect()
}

fn files(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// The path in a refusal, below the folder.
fn refused(folder: &TempDir, site: &[&str]) -> String {
    let before = (there(folder), fs::read(folder.path().join("out").join(MANIFEST)).ok());
    let Err(WriteError::InTheWay(path)) = build(folder, site) else { panic!("{site:?} should be refused") };
    assert_eq!((there(folder), fs::read(folder.path().join("out").join(MANIFEST)).ok()), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "the staging folder is left");
    crate::walk::below(&path, folder.path()).unwrap()
}

#[test]
fn only_the_files_of_the_last_build_are_removed() {
    let folder = folder(&[(".git/HEAD", "ref"), ("CNAME", "example.org")]);
    build(&folder, &["site.json", "a/index.html", "b/deep/x.png"]).unwrap();
    put(&folder.path().join("out/a/mine.txt"), "mine");
    build(&folder, &["site.json"]).unwrap();
    let left = [(".git/HEAD", "ref"), ("CNAME", "example.org"), ("a/mine.txt", "mine"), ("site.json", "site.json")];
    assert_eq!(there(&folder), files(&left));
    assert_eq!(listed(&folder), ["site.json"]);
}

#[test]
fn a_new_or_empty_folder_gets_the_whole_site_at_once() {
    for folder in [folder(&[]), {
        let made = folder(&[]);
        fs::create_dir(made.path().join("out")).unwrap();
        made
    }] {
        build(&folder, &["site.json", "a/b.html"]).unwrap();
        assert_eq!(listed(&folder), ["a/b.html", "site.json"]);
        assert_eq!(there(&folder), files(&[("a/b.html", "a/b.html"), ("site.json", "site.json")]));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}

#[test]
fn a_file_that_did_not_change_keeps_its_time() {
    let folder = folder(&[]);
    build(&folder, &["site.json"]).unwrap();
    let site = folder.path().join("out/site.json");
    fs::File::options().write(true).open(&site).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    build(&folder, &["site.json", "a.html"]).unwrap();
    assert_eq!(site.metadata().unwrap().modified().unwrap(), SystemTime::UNIX_EPOCH);
}

#[test]
fn what_no_build_made_is_not_replaced() {
    let folder = folder(&[(".own", "own"), (MANIFEST, "")]);
    put(&folder.path().join("out/index.html"), "mine");
    assert_eq!(refused(&folder, &["a.html", "index.html"]), "out/index.html");
    assert_eq!(refused(&folder, &["a.html", "index.html/a.html"]), "out/index.html");
    put(&folder.path().join("out/about/notes.txt"), "mine");
    assert_eq!(refused(&folder, &["about"]), "out/about/notes.txt");
    // The same bytes are in nobody's way.
    put(&folder.path().join("out/index.html"), "index.html");
    build(&folder, &["index.html"]).unwrap();
}

#[test]
fn a_folder_becomes_a_file_and_a_file_a_folder() {
    let folder = folder(&[]);
    build(&folder, &["a/b/index.html", "a/c.html", "d", "site.json"]).unwrap();
    build(&folder, &["a", "d/e/index.html", "site.json"]).unwrap();
    assert_eq!(there(&folder), files(&[("a", "a"), ("d/e/index.html", "d/e/index.html"), ("site.json", "site.json")]));
    assert_eq!(listed(&folder), ["a", "d/e/index.html", "site.json"]);
    build(&folder, &["a/b/index.html", "d", "site.json"]).unwrap();
    fs::create_dir(folder.path().join("out/a/mine")).unwrap();
    assert_eq!(refused(&folder, &["a"]), "out/a/mine");
}

#[test]
fn a_site_without_a_list_keeps_what_is_unknown() {
    let folder =
        folder(&[("site.json", "old"), ("gone/index.html", "old"), ("CNAME", "example.org"), (".git/HEAD", "")]);
    assert_eq!(build(&folder, &["site.json", "a.html"]).unwrap(), ["gone/index.html"]);
    assert_eq!(there(&folder)["site.json"], "site.json");
    assert_eq!(there(&folder).len(), 5);
    assert_eq!(listed(&folder), ["a.html", "site.json"]);
    assert!(build(&folder, &["site.json"]).unwrap().is_empty());
    assert_eq!(there(&folder).len(), 4);
}

/// Each state is one in which a build from `a, b, c/d` to `a (changed), c, e` can be killed.
#[test]
fn the_next_build_continues_where_one_was_killed() {
    let union = "# list\na\nb\nc\nc/d\ne\n";
    let states: [&[(&str, &str)]; 4] = [
        &[("a", "old"), ("b", "b"), ("c/d", "c/d")],
        &[("a", "old"), ("b", "b")],
        &[("a", "a"), ("b", "b"), ("e", "e")],
        &[("a", "a"), ("c", "c"), ("e", "e")],
    ];
    for state in states {
        for site in [vec!["a", "c", "e"], vec!["a", "b", "c/d"], vec![]] {
            let folder = folder(state);
            put(&folder.path().join("out").join(MANIFEST), union);
            build(&folder, &site).unwrap();
            let expected: Vec<_> = site.iter().map(|path| (*path, *path)).collect();
            assert_eq!(there(&folder), files(&expected), "{state:?}");
            assert_eq!(listed(&folder), site);
        }
    }
}

#[test]
fn the_content_is_never_in_the_way_of_the_site() {
    let folder = folder(&[]);
    let at = |path: &str| folder.path().join(path);
    put(&at("content/site.toml"), "");
    let check =
        |out: &str| OutFolder::check(&at(out), &at("content"), false).map(|_| ()).map_err(|error| error.to_string());
    for (out, said) in [
        ("content", "the folder of your content"),
        ("new/../content", "the folder of your content"),
        ("content/site", "is inside of"),
        ("other/../content/new/site", "is inside of"),
        ("", "is inside of that"),
        (".", "is inside of that"),
        ("content/..", "is inside of that"),
        ("content/site.toml", "is inside of"),
    ] {
        assert!(check(out).is_err_and(|message| message.contains(said)), "{out}: {:?}", check(out));
    }
    for out in ["site", "content-site", "content/../site", "deep/new/site"] {
        assert_eq!(check(out), Ok(()), "{out}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_folder_with_other_files_is_refused_unless_the_author_insists() {
    let folder = folder(&[("thesis.txt", "years of work")]);
    assert!(matches!(build(&folder, &["site.json"]), Err(WriteError::NotOurs(_))));
    put(&folder.path().join("out").join(MANIFEST), "");
    build(&folder, &["site.json"]).unwrap();
    assert_eq!(there(&folder)["thesis.txt"], "years of work");
    fs::remove_dir_all(folder.path().join("out")).unwrap();
    fs::write(folder.path().join("out"), "").unwrap();
    assert!(matches!(build(&folder, &["site.json"]), Err(WriteError::NotAFolder(_))));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;

    let folder = folder(&[]);
    let at = |path: &str| folder.path().join(path);
    build(&folder, &["a/x.png", "b.png", "site.json"]).unwrap();
    put(&at("content/a/x.png"), "mine");
    put(&at("content/b.png"), "mine");
    fs::remove_dir_all(at("out/a")).unwrap();
    fs::remove_file(at("out/b.png")).unwrap();
    symlink(at("content/a"), at("out/a")).unwrap();
    symlink(at("content/b.png"), at("out/b.png")).unwrap();
    assert_eq!(refused(&folder, &["a/x.png", "site.json"]), "out/a");
    assert_eq!(refused(&folder, &["b.png", "site.json"]), "out/b.png");
    build(&folder, &["site.json"]).unwrap();
    assert_eq!(fs::read_to_string(at("out/a/x.png")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(at("out/b.png")).unwrap(), "mine");

    symlink(at("content"), at("linked")).unwrap();
    for out in ["linked", "linked/site"] {
        assert!(OutFolder::check(&at(out), &at("content"), false).is_err(), "{out}");
    }
    // The folder itself may be a link: the site is put where it leads.
    fs::remove_dir_all(at("out")).unwrap();
    fs::create_dir(at("elsewhere")).unwrap();
    symlink(at("elsewhere"), at("out")).unwrap();
    build(&folder, &["site.json"]).unwrap();
    assert!(at("out").is_symlink() && at("elsewhere/site.json").is_file());
}
