//! What is in a content folder and should not be, or is not published though it looks so.

mod code;

use std::fs;
use std::path::Path;

use catchword_press::{BuildError, Check, Edition, Problem, build, inspect};
use miette::Diagnostic;
use tempfile::TempDir;

/// Settings in which what can be a warning is one.
const WARN: &str =
    "title = \"T\"\nurl = \"https://example.org/\"\n[checks]\nbad-image = \"warn\"\nmissing-link = \"warn\"\n";

fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A site with an essay of this text, in the folder `content`.
fn site(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "content/site.toml", b"title = \"T\"\nurl = \"https://example.org/\"\n");
    let essay = format!("+++\ntitle = \"Essay\"\ndate = 2026-05-01\n+++\n\n{text}\n");
    write(folder.path(), "content/essays/essay.md", essay.as_bytes());
    folder
}

fn hint(problem: &Problem) -> String {
    Diagnostic::help(problem).map(|help| help.to_string()).unwrap_or_default()
}

fn problems(site: &TempDir) -> Vec<Problem> {
    match inspect(&site.path().join("content"), Edition::ANY_DAY) {
        Ok(built) => built.warnings,
        Err(BuildError::Problems(problems)) => problems,
        Err(failure) => panic!("{failure}"),
    }
}

fn said(site: &TempDir) -> Vec<(Check, String)> {
    problems(site).into_iter().map(|problem| (problem.check, problem.to_string())).collect()
}

/// The paths of the files that are published, without pages and data.
fn published(site: &TempDir) -> Vec<String> {
    let out = site.path().join("out");
    build(&site.path().join("content"), &out, Edition::ANY_DAY).unwrap();
    let mut paths = Vec::new();
    for folder in ["images", "files"] {
        let entries = walkdir::WalkDir::new(out.join(folder)).sort_by_file_name().into_iter().flatten();
        let files = entries.filter(|entry| entry.file_type().is_file());
        paths.extend(files.map(|entry| entry.path().strip_prefix(&out).unwrap().display().to_string()));
    }
    paths
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    #[test]
    fn a_link_out_of_the_folder_is_refused_unless_the_settings_name_the_place() {
        for (link, target) in [
            ("images/linked.txt", "secret/diary.txt"),
            ("images/linked", "secret"),
            ("files", "secret"),
            ("essays/linked.md", "secret/diary.txt"),
            ("pages", "secret"),
        ] {
            let site = site("Text.");
            write(site.path(), "secret/diary.txt", b"+++\ntitle = \"Diary\"\ndate = 2026-05-01\n+++\n");
            fs::create_dir_all(site.path().join("content/images")).unwrap();
            symlink(site.path().join(target), site.path().join("content").join(link)).unwrap();
            let name = link.rsplit('/').next().unwrap();
            let found = said(&site);
            assert_eq!(found.len(), 1, "{link}: {found:?}");
            assert_eq!(found[0].0, Check::BadFile);
            assert!(found[0].1.starts_with(&format!("`{name}` is a link that leads out")), "{found:?}");

            for place in ["../secret", site.path().join("secret").to_str().unwrap()] {
                let settings =
                    format!("title = \"T\"\nurl = \"https://example.org/\"\n[files]\noutside = [\"{place}\"]\n");
                write(site.path(), "content/site.toml", settings.as_bytes());
                let found = said(&site);
                assert!(!found.iter().any(|(check, _)| *check == Check::BadFile), "{link}: {found:?}");
            }
        }
        let site = site("Text.");
        write(
            site.path(),
            "content/site.toml",
            b"title = \"T\"\nurl = \"https://example.org/\"\n[files]\noutside = [\"../gone\"]\n",
        );
        assert_eq!(
            said(&site),
            [(Check::BadValue, "`outside` names a place that isn't there: \"../gone\"".to_owned())]
        );
    }

    #[test]
    fn a_link_does_not_publish_what_is_not_published() {
        let table = [
            ("files/dl.md", "../essays/d.md", "the source of texts, `essays/d.md`"),
            ("files/dl.txt", "../essays/d.md", "the source of texts, `essays/d.md`"),
            ("files/all", "../essays", "the source of texts, `essays`"),
            ("files/some", "../essays/deep", "the source of texts, `essays/deep/e.md`"),
            ("files/n.txt", "../_notes/n.txt", "`_notes/n.txt`, which is not published"),
            ("files/n.txt", "../.notes", "`.notes`, which is not published"),
            ("images/dir", "../_notes", "`_notes`, which is not published"),
            ("files/site", "../site.toml", "`site.toml`, which is not for readers"),
        ];
        for (link, target, words) in table {
            let site = site("Text.");
            write(site.path(), "content/_notes/n.txt", b"Mine.");
            write(site.path(), "content/.notes", b"Mine.");
            let draft = b"+++\ntitle = \"Draft\"\ndraft = true\n+++\n\nText.\n";
            write(site.path(), "content/essays/d.md", draft);
            write(site.path(), "content/essays/deep/e.md", b"+++\ntitle = \"E\"\ndraft = true\n+++\n\nText.\n");
            let link = site.path().join("content").join(link);
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            symlink(target, &link).unwrap();
            let found = said(&site);
            assert!(
                matches!(&found[..], [(Check::BadFile, message)] if message.ends_with(&format!("is a link to {words}"))),
                "{}: {found:?}",
                link.display()
            );
        }
        // The picture of a draft, under another name.
        let site = site("Text.");
        let png = fs::read("tests/fixtures/small/images/boat.png").unwrap();
        write(site.path(), "content/d.png", &png);
        write(site.path(), "content/images/kept.png", &png);
        let draft = b"+++\ntitle = \"Draft\"\ndraft = true\n+++\n\n![A boat](/d.png)\n";
        write(site.path(), "content/essays/d.md", draft);
        fs::create_dir_all(site.path().join("content/images/sub")).unwrap();
        symlink("../../d.png", site.path().join("content/images/sub/r.png")).unwrap();
        symlink("kept.png", site.path().join("content/images/same.png")).unwrap();
        assert_eq!(published(&site), ["images/kept.png", "images/same.png"]);
    }

    #[test]
    fn a_link_within_the_folder_is_followed_and_one_that_leads_nowhere_is_named() {
        let content = |site: &TempDir, path: &str| site.path().join("content").join(path);
        let site = site("Text.");
        write(site.path(), "content/images/deep/a.txt", b"A");
        symlink("deep", content(&site, "images/again")).unwrap();
        symlink("deep/a.txt", content(&site, "images/b.txt")).unwrap();
        assert_eq!(published(&site), ["images/again/a.txt", "images/b.txt", "images/deep/a.txt"]);
        symlink("gone.png", content(&site, "images/broken.png")).unwrap();
        symlink("..", content(&site, "images/circle")).unwrap();
        symlink("self", content(&site, "images/self")).unwrap();
        symlink("../..", content(&site, "images/above")).unwrap();
        let found = said(&site);
        let names = ["above", "broken.png", "circle", "self"];
        assert_eq!(found.len(), names.len(), "{found:?}");
        for ((check, message), name) in found.iter().zip(names) {
            assert!(
                *check == Check::BadFile && message.starts_with(&format!("`{name}` is a link")),
                "{name}: {message}"
            );
        }
    }

    /// To open one would take forever.
    #[test]
    fn a_pipe_is_refused_and_never_opened() {
        for path in ["images/a.png", "files/a.svg", "essays/a.md", "pages/a.txt"] {
            let site = site("Text.");
            let pipe = site.path().join("content").join(path);
            fs::create_dir_all(pipe.parent().unwrap()).unwrap();
            assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
            let found = said(&site);
            assert_eq!(found.len(), 1, "{path}: {found:?}");
            assert!(found[0].1.contains("a pipe, a socket or a device"), "{found:?}");
        }
    }
}

#[test]
fn names_that_some_disks_take_for_one_are_an_error() {
    let table = [
        (&["images/a.txt", "images/A.txt"][..], 1),
        (&["images/stra\u{df}e.txt", "images/STRASSE.txt"], 1),
        (&["images/\u{e9}.txt", "images/e\u{301}.txt"], 1),
        (&["images/a/x.txt", "images/A/y.txt"], 1),
        (&["images/a/x.txt", "images/A/X.txt"], 1),
        (&["images/a.txt", "images/A.txt", "images/b.txt", "images/B.txt"], 2),
        (&["essays/ESSAY.md"], 1),
        (&["images/a.txt", "images/a.TXT.gz", "images/b/a.txt"], 0),
    ];
    for (files, count) in table {
        let site = site("Text.");
        for file in files {
            write(site.path(), &format!("content/{file}"), b"+++\ntitle = \"X\"\ndate = 2026-05-01\n+++\n\nText.\n");
        }
        let found: Vec<_> = problems(&site).into_iter().filter(|problem| problem.check == Check::SameName).collect();
        assert_eq!(found.len(), count, "{files:?}: {found:?}");
        let how = if files[0].contains('\u{e9}') { "accent" } else { "capital" };
        assert!(found.iter().all(|problem| problem.to_string().contains(how)), "{found:?}");
    }
}

#[test]
fn what_programs_leave_behind_is_not_published() {
    let site = site("Text.");
    for name in [
        "a.md~",
        "#a.txt#",
        ".a.swp",
        "a.swp",
        "Thumbs.db",
        "desktop.ini",
        "a.bak",
        "a.orig",
        "a.tmp",
        "~$a.docx",
        ".#a",
    ] {
        write(site.path(), &format!("content/images/{name}"), b"x");
        write(site.path(), &format!("content/essays/{name}"), b"x");
    }
    write(site.path(), "content/images/kept.txt", b"x");
    assert_eq!(said(&site), []);
    assert_eq!(published(&site), ["images/kept.txt"]);
    write(site.path(), "content/essays/essay (conflicted copy).md", b"Words of mine.");
    let found = said(&site);
    assert!(matches!(&found[..], [(Check::NotPublished, message)] if message.contains("second version")), "{found:?}");
}

#[test]
fn what_looks_published_and_is_not_is_told() {
    let table = [
        ("essays/a.txt", "`essays/a.txt` is not published", "`a.md`"),
        ("CNAME", "`CNAME` is not published, because no page leads to it", "move it into a folder `root`"),
        ("google0a1b.html", "`google0a1b.html` is not published", "is copied to the top of the site"),
        ("essays/a.markdown", "`essays/a.markdown` is not published", "`a.md`"),
        ("essays/deep/a.docx", "`essays/deep/a.docx` is not published", "as plain text"),
        ("pages/a", "`pages/a` is not published", "`a.md`"),
        ("pages/a.html", "`pages/a.html` is not published", "`a.md`"),
        ("a.md", "`a.md` is not published", "folder `essays`"),
        ("essay/a.md", "`essay/a.md` is not published", "rename `essay` to `essays`"),
        ("Essays/a.md", "`Essays/a.md` is not published", "rename `Essays` to `essays`"),
        ("Pages/a.md", "`Pages/a.md` is not published", "rename `Pages` to `pages`"),
        ("image/a.png", "`image/a.png` is not published", "rename `image` to `images`"),
        ("style.css", "`style.css` is not used", "`site.css`"),
        ("Site.css", "`Site.css` is not used", "`site.css`"),
        ("site.css.txt", "`site.css.txt` is not used", "`site.css`"),
        ("parts/after-essay.txt", "`parts/after-essay.txt` is not used", "`parts/after-essay.md`"),
        ("part/after-essay.md", "`part/after-essay.md` is not published", "rename `part` to `parts`"),
        ("Root/CNAME", "`Root/CNAME` is not published", "small letters"),
        ("Images/a.png", "`Images/a.png` is not published", "rename `Images` to `images`"),
        ("images/a.md", "`images/a.md` is not published", "folder `essays`"),
        ("posts/2026/a.md", "`posts/2026/a.md` is not published", "folder `essays`"),
    ];
    for (file, message, help) in table {
        let site = site("Text.");
        let bytes: &[u8] = if file.starts_with("images/") { b"+++\ntitle = \"A\"\n+++\n" } else { b"x" };
        write(site.path(), &format!("content/{file}"), bytes);
        let found: Vec<_> =
            problems(&site).into_iter().filter(|problem| problem.check == Check::NotPublished).collect();
        let [problem] = &found[..] else { panic!("{file}: {found:?}") };
        assert!(problem.to_string().starts_with(message), "{problem}");
        assert!(hint(problem).contains(help), "{file}: {}", hint(problem));
    }
    for (file, bytes, message) in [
        ("letter.docx", &b"x"[..], "browsers don't show such files as pictures"),
        ("old.zip", b"x", "browsers don't show such files as pictures"),
        ("boat.psd", b"8BPS", "browsers don't show such files as pictures"),
        ("notes.sqlite", b"x", "browsers don't show such files as pictures"),
        ("errors.log", b"x", "browsers don't show such files as pictures"),
        ("id_rsa", b"x", "never published"),
        ("server.pem", b"-----BEGIN PRIVATE KEY-----", "never published"),
        ("prod.env", b"A=b", "never published"),
    ] {
        let site = site("Text.");
        write(site.path(), &format!("content/images/{file}"), bytes);
        let found = said(&site);
        assert!(matches!(&found[..], [(Check::NotPublished, told)] if told.contains(message)), "{file}: {found:?}");
        assert_eq!(published(&site), &[] as &[&str], "{file}");
        // A link publishes what is no secret.
        let site = self::site(&format!("A [file](/images/{file})."));
        write(site.path(), &format!("content/images/{file}"), bytes);
        let found: Vec<Check> = said(&site).into_iter().map(|(check, _)| check).collect();
        let is_secret = message == "never published";
        assert_eq!(found, if is_secret { vec![Check::MissingLink] } else { vec![] }, "{file}");
        write(site.path(), "content/site.toml", WARN.as_bytes());
        assert_eq!(published(&site).len(), usize::from(!is_secret), "{file}");
    }
    // Once for a folder, and not at all for what is published or means nothing.
    let site = site("A [letter](letter.txt), a [plan](/plans/plan.csv) and a [picture](/image/a.txt).");
    for file in [
        "essays/letter.txt",
        "essays/photo.png",
        "plans/plan.csv",
        "image/a.txt",
        "README.md",
        "files/data.csv",
        "LICENSE",
    ] {
        write(site.path(), &format!("content/{file}"), b"x");
    }
    assert_eq!(said(&site), []);
    for (text, check, files) in [
        ("x", Check::NotPublished, &["files/o.md"][..]),
        ("\u{feff}+++\ntitle = \"O\"\n+++\n", Check::MissingLink, &[]),
        ("---\ntitle: O\n---\n", Check::MissingLink, &[]),
    ] {
        let site = self::site("An [outline](/files/o.md).");
        write(site.path(), "content/files/o.md", text.as_bytes());
        let found = problems(&site);
        assert!(found.len() == 1 && found[0].check == check && hint(&found[0]).contains("move it"), "{found:?}");
        write(site.path(), "content/site.toml", WARN.as_bytes());
        assert_eq!(published(&site), files, "{text}");
    }
    for number in 0..10 {
        write(site.path(), &format!("content/posts/{number}.md"), b"x");
    }
    let found = said(&site);
    assert!(matches!(&found[..], [(_, message)] if message.contains("and 7 more")), "{found:?}");
}

#[test]
fn a_picture_is_what_its_bytes_say() {
    let png = fs::read("tests/fixtures/small/images/boat.png").unwrap();
    let table: [(&str, &[u8], &str, &str); 13] = [
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a HEIC photo", "JPEG"),
        ("a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a HEIC photo", "JPEG"),
        ("a.tif", b"II*\0\x08\0\0\0\0\0", "a TIFF", "save it again"),
        ("a.psd", b"8BPS\0\x01", "a Photoshop file", "save it again"),
        ("a.pdf", b"%PDF-1.7", "a PDF", "without the `!`"),
        ("a.png", b"%PDF-1.7", "a PDF", "without the `!`"),
        ("a.jpg", b"<!DOCTYPE html><title>Not found</title>", "a web page", "save it again"),
        ("a.png", b"version https://git-lfs.github.com/spec/v1\noid sha256:0", "Git LFS", "git lfs pull"),
        ("a.png", b"", "empty", "once more"),
        ("a.png", &png[..60], "cut off", "once more"),
        ("a.jpg", &png, "a PNG, but its name ends in `.jpg`", "`a.png`"),
        ("a.svg", &png, "a PNG, but its name ends in `.svg`", "`a.png`"),
        ("a", &png, "its name has no ending", "`a.png`"),
    ];
    for (name, bytes, message, help) in table {
        for text in [
            "![A](/files/NAME)",
            "<img src=\"/files/NAME\" alt=\"\">",
            "<video poster=\"/files/NAME\"></video>",
            "HERO",
        ] {
            let site = site(&text.replace("NAME", name));
            write(site.path(), &format!("content/files/{name}"), bytes);
            if text == "HERO" {
                let hero = format!(
                    "+++\ntitle = \"E\"\ndate = 2026-05-01\n[hero]\nimage = \"/files/{name}\"\nalt = \"\"\n+++\n\nText.\n"
                );
                write(site.path(), "content/essays/essay.md", hero.as_bytes());
            }
            let found = problems(&site);
            let [problem] = &found[..] else { panic!("{name} in {text}: {found:?}") };
            assert_eq!(problem.check, Check::BadImage);
            assert!(problem.to_string().contains(message), "{name}: {problem}");
            assert!(hint(problem).contains(help), "{name}: {}", hint(problem));
        }
    }
    // As a file to load, any of them is fine.
    let site = site("[A](/files/a.heic) and [b](/files/b.pdf).");
    write(site.path(), "content/files/a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic");
    write(site.path(), "content/files/b.pdf", b"%PDF-1.7");
    assert_eq!(said(&site), []);
}

#[test]
fn a_build_keeps_its_own_folders() {
    let site = site("Text.");
    write(site.path(), "content/pages/found.md", b"+++\ntitle = \"Pagefind\"\n+++\n\nText.\n");
    assert!(matches!(&said(&site)[..], [(Check::TakenSlug, _)]));
    write(site.path(), "content/pages/found.md", b"+++\ntitle = \"Welcome\"\n+++\n\nText.\n");
    write(
        site.path(),
        "content/site.toml",
        b"title = \"T\"\nurl = \"https://example.org/\"\nessays_at = \"pagefind\"\n",
    );
    assert!(matches!(&said(&site)[..], [(Check::TakenSlug, _)]));
    // The home page's own address redirects, and needs its place.
    write(
        site.path(),
        "content/site.toml",
        b"title = \"T\"\nurl = \"https://example.org/\"\nhome = \"welcome\"\n[nav]\nlinks = [{ title = \"x\", url = \"/welcome/index.html\" }]\n",
    );
    write(site.path(), "content/welcome/index.html", b"Mine.");
    assert!(matches!(&said(&site)[..], [(Check::TakenFile, _)]), "{:?}", said(&site));
    let site = self::site("Text.");
    write(site.path(), "content/pages/images.md", b"+++\ntitle = \"Images\"\n+++\n\nText.\n");
    write(site.path(), "content/images/index.html", b"Mine.");
    assert!(matches!(&said(&site)[..], [(Check::TakenFile, _)]), "{:?}", said(&site));
}
