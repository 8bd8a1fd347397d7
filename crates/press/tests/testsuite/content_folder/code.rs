//! Files that run code in a reader's browser: what is published of them, and the scripts of `[head]`.

use std::fs;
use std::path::Path;

use catchword_press::{Check, Edition};

use super::{WARN, published, said, site, write};

#[test]
fn a_file_that_runs_code_is_told_and_a_drawing_is_published_without_it() {
    let drawing =
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><script>alert(1)</script><g/></svg>";
    let harmless = b"<svg xmlns=\"http://www.w3.org/2000/svg\"  width='1' height='1'><!-- mine --><g/></svg>\n";
    for folder in ["images", "files"] {
        let site = site(&format!("[a](/{folder}/a.svg) [b](/{folder}/B.SVG)"));
        write(site.path(), &format!("content/{folder}/a.svg"), drawing);
        write(site.path(), &format!("content/{folder}/B.SVG"), harmless);
        let found = said(&site);
        assert_eq!(found, [(Check::RunsCode, format!("`{folder}/a.svg` is published without `<script>`"))]);
        published(&site);
        let read = |name: &str| fs::read(site.path().join("out").join(folder).join(name)).unwrap();
        assert!(!String::from_utf8(read("a.svg")).unwrap().contains("alert"));
        assert_eq!(read("B.SVG"), harmless);
        // The author's own file stays.
        assert_eq!(fs::read(site.path().join("content").join(folder).join("a.svg")).unwrap(), drawing);
    }
    let table: [(&str, &[u8]); 10] = [
        ("a.html", b"<p>Hi</p>"),
        ("a.HTM", b"<p>Hi</p>"),
        ("a.xhtml", b"<html xmlns=\"http://www.w3.org/1999/xhtml\"/>"),
        ("a.shtml", b"<p>Hi</p>"),
        ("a.mhtml", b"From: x"),
        ("a.js", b"1"),
        ("a.mjs", b"1"),
        ("a.svgz", b"\x1f\x8b"),
        ("a.xml", b"<?xml-stylesheet href=\"x.xsl\"?><a/>"),
        ("a", b"<!doctype html><p>Hi</p>"),
    ];
    for (name, bytes) in table {
        let site = site(&format!("[a](/files/{name})"));
        write(site.path(), &format!("content/files/{name}"), bytes);
        let found = said(&site);
        assert!(matches!(&found[..], [(Check::RunsCode, _)]), "{name}: {found:?}");
        assert_eq!(published(&site), [format!("files/{name}")]);
    }
    for (name, bytes) in [("a.xml", &b"<a/>"[..]), ("a.txt", b"<html>"), ("a.css", b"a{}"), ("a.json", b"1")] {
        let site = site(&format!("[a](/files/{name})"));
        write(site.path(), &format!("content/files/{name}"), bytes);
        assert_eq!(said(&site), [], "{name}");
    }
    let site = site("[a](/files/a.svg)");
    write(site.path(), "content/files/a.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>");
    assert!(
        matches!(&said(&site)[..], [(Check::BadImage, message)] if message.contains("`</svg>` stands where `</g>` should"))
    );
    // What can't be read is not published, whatever the settings say.
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let named = "<root xmlns:s=\"http://www.w3.org/2000/svg\"><s:svg><s:script>alert(1)</s:script></s:svg></root>";
    let table = [
        utf_16(&format!("\u{feff}{svg}")),
        utf_16(&format!("\u{feff}<\u{7466}\u{7079}>{svg}</\u{7466}\u{7079}>")),
        utf_16(svg),
        svg.replace("alert", "&nbsp;").into_bytes(),
        svg.replace("</svg>", "").into_bytes(),
        format!("<!--ftyp-->{svg}<").into_bytes(),
        named.as_bytes().to_vec(),
    ];
    for bytes in table {
        for (text, path) in
            [("[a](/files/a.svg)", "files/a.svg"), ("![A](/images/a.svg)", "images/a.svg"), ("", "images/a.svg")]
        {
            let site = self::site(text);
            write(site.path(), &format!("content/{path}"), &bytes);
            write(site.path(), "content/site.toml", WARN.as_bytes());
            let found = said(&site);
            assert!(
                found.iter().any(|(check, message)| *check == Check::BadImage && message.contains("is not published")),
                "{text} {}: {found:?}",
                String::from_utf8_lossy(&bytes)
            );
            assert_eq!(published(&site), [""; 0]);
        }
    }
    let site = self::site("[a](/files/a.svg)");
    let encoded = format!("<?xml version='encoding=\"utf-8\"' encoding=\"ISO-2022-JP\"?>{svg}");
    write(site.path(), "content/files/a.svg", encoded.as_bytes());
    for path in published(&site) {
        let text = fs::read_to_string(site.path().join("out").join(path)).unwrap();
        assert!(!text.contains("alert") && !text.contains("<?"), "{text}");
    }
}

#[test]
fn scripts_of_the_head_are_on_every_page_and_in_no_other_way() {
    let settings = |rest: &str| format!("title = \"T\"\nurl = \"https://example.org/\"\n{rest}");
    let table = [
        ("[head]\nscripts = [{ src = \"https://count.example/c.js\" }]\n", Check::NotAllowed),
        ("[head]\nscripts = [{ src = \"http://count.example/c.js\" }]\n", Check::NotAllowed),
        ("[head]\nscripts = [{ src = \"//count.example/c.js\" }]\n", Check::NotAllowed),
        ("[head]\nscripts = [{ src = \"count.js\" }]\n", Check::NotAllowed),
        ("[head]\nscripts = [{ src = \"/files/gone.js\" }]\n", Check::MissingLink),
        ("[head]\nscripts = [{ }]\n", Check::MissingField),
        ("[head]\nscripts = [{ src = \"/files/c.js\", async = true }]\n", Check::UnknownField),
        ("[head]\nscripts = [{ src = \"/files/c.js\", data = { wasm = \"x\" } }]\n", Check::BadValue),
        ("[head]\nscripts = [{ src = \"/files/c.js\", data = { \"a b\" = \"x\" } }]\n", Check::BadValue),
        ("[head]\nscripts = [{ src = \"/files/c.js\", integrity = \"md5-x\" }]\n", Check::BadValue),
    ];
    for (rest, check) in table {
        let site = site("Text.");
        write(site.path(), "content/files/c.js", b"1");
        write(site.path(), "content/site.toml", settings(rest).as_bytes());
        let found = said(&site);
        assert!(matches!(&found[..], [(found, _)] if *found == check), "{rest}: {found:?}");
    }
    let site = site("Text.");
    write(site.path(), "content/files/c.js", b"1");
    let digest = format!("sha384-{}", "A".repeat(64));
    let rest = format!(
        "[head]\nscripts = [{{ src = \"/files/c.js\" }}, {{ src = \"https://count.example/c.js\", data = {{ site-id = \"a\\\"<b\" }}, integrity = \"{digest}\" }}]\n\
         [allow]\nscripts = [\"https://count.example\"]\nconnect = [\"https://count.example\"]\n"
    );
    write(site.path(), "content/site.toml", settings(&rest).as_bytes());
    assert_eq!(said(&site), []);
    let app = catchword_press::App::read(Path::new("tests/fixtures/app")).unwrap();
    let out = site.path().join("out");
    let mode = catchword_press::BuildMode::RELEASE;
    catchword_press::build_site(&site.path().join("content"), &app, mode, &out, Edition::ANY_DAY).unwrap();
    assert!(out.join("files/c.js").is_file());
    let own = "<script src=\"/files/c.js\" defer></script>";
    let other = format!(
        "<script src=\"https://count.example/c.js\" defer data-site-id=\"a&quot;&lt;b\" integrity=\"{digest}\" crossorigin=\"anonymous\"></script>"
    );
    for page in ["index.html", "essays/essay/index.html", "archive/index.html", "search/index.html", "404.html"] {
        let html = fs::read_to_string(out.join(page)).unwrap();
        assert!(html.contains(own) && html.contains(&other), "{page}");
        assert!(html.contains("connect-src 'self' https://count.example;"), "{page}");
    }
    for file in ["_headers", "_nginx.conf", "_Caddyfile"] {
        let text = fs::read_to_string(out.join(file)).unwrap();
        assert!(text.contains("script-src 'self' 'wasm-unsafe-eval' https://count.example;"), "{file}");
        assert!(text.contains("connect-src 'self' https://count.example;"), "{file}");
    }
}
