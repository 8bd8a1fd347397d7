//! An author's own look: colours, styles, files at the site's root, parts of pages, and fonts.

mod contract;
mod fonts;
mod parts;

use std::fs;
use std::path::Path;

use catchword_press::{App, BuildError, BuildMode, BuildSummary, Copies, Edition, build_site};
use scraper::{Html, Selector};

/// A small site in a temporary folder, with these lines in `site.toml`.
fn blog(settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let head = "title = \"Quiet & Co\"\nurl = \"https://quiet.example/blog/\"\nlanguage = \"en\"\nauthors = [{ name = \"Ada\" }]\n";
    save(&folder, "site.toml", format!("{head}{settings}"));
    save(
        &folder,
        "essays/one.md",
        "+++\ntitle = \"One & < two\"\nslug = \"one\"\ndate = 2026-01-01\n[extra]\nshop = \"https://shop.example/one\"\n+++\n\nThe first.\n\n## Subscribe\n\nNo.\n",
    );
    save(&folder, "essays/two.md", "+++\ntitle = \"Two\"\ndate = 2026-01-02\ntags = [\"Rest\"]\n+++\n\nThe second.\n");
    save(&folder, "pages/about.md", "+++\ntitle = \"About\"\n+++\n\nMe.\n");
    folder
}

fn save(folder: &tempfile::TempDir, path: &str, text: impl AsRef<[u8]>) {
    let file = folder.path().join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn try_build(folder: &tempfile::TempDir) -> Result<BuildSummary, BuildError> {
    let app = App::read(Path::new("tests/fixtures/app")).unwrap();
    let mode = BuildMode::RELEASE.with(Copies::None);
    build_site(folder.path(), &app, mode, &folder.path().join("dist"), Edition::ANY_DAY)
}

#[track_caller]
fn build(folder: &tempfile::TempDir) {
    let built = try_build(folder).unwrap();
    assert!(built.warnings.is_empty(), "{:?}", built.warnings);
}

/// What an author is told, with the advice.
fn told(folder: &tempfile::TempDir) -> Vec<String> {
    let problems = match try_build(folder) {
        Ok(built) => built.warnings,
        Err(BuildError::Problems(problems)) => problems,
        Err(other) => panic!("{other:?}"),
    };
    problems.iter().map(|problem| format!("{problem}; {}", problem.advice().unwrap_or_default())).collect()
}

fn page(folder: &tempfile::TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join("dist").join(path)).unwrap()
}

fn text_of(html: &str, selector: &str) -> Vec<String> {
    let html = Html::parse_document(html);
    html.select(&Selector::parse(selector).unwrap())
        .map(|element| element.text().collect::<String>().trim().to_owned())
        .collect()
}

#[test]
fn colours_stand_in_every_page_behind_the_apps_own() {
    let folder = blog("[look.light]\npaper = \"white\"\nink = \"#111\"\n[look.dark]\npaper = \"#101418\"\n");
    build(&folder);
    for path in ["index.html", "essays/one/index.html", "404.html"] {
        let html = page(&folder, path);
        assert!(html.contains("--paper:var(--light,#ffffff) var(--dark,#101418);"), "{path}");
        assert!(
            html.contains("<meta content=\"#ffffff\" media=\"(prefers-color-scheme: light)\" name=\"theme-color\">"),
            "{path}"
        );
        assert!(
            html.contains("<meta content=\"#101418\" media=\"(prefers-color-scheme: dark)\" name=\"theme-color\">"),
            "{path}"
        );
    }
}

#[test]
fn own_styles_come_last_with_their_files() {
    let folder = blog("");
    save(&folder, "images/paper texture.png", fs::read("tests/fixtures/small/images/boat.png").unwrap());
    save(&folder, "fonts/mine.woff2", "wOF2");
    save(
        &folder,
        "site.css",
        "@font-face { font-family: Mine; src: url(fonts/mine.woff2) }\nbody { background: url(\"images/paper texture.png\") }\n",
    );
    build(&folder);
    let html = page(&folder, "essays/one/index.html");
    let (_, own) = html.split_once("@layer site{").unwrap();
    assert!(own.contains("src: url(\"/blog/fonts/mine.woff2\")"), "{own}");
    assert!(own.contains("url(\"/blog/images/paper%20texture.png\")"), "{own}");
    assert!(folder.path().join("dist/fonts/mine.woff2").is_file());
    assert!(!folder.path().join("dist/site.css").exists());

    for (css, said) in [
        ("p { background: url(images/no.png) }", "there is no file `images/no.png`"),
        ("p { background: url(https://other.example/a.png) }", "is on another site"),
        ("p { background: url(data:image/png;base64,AAAA) }", "save it as a file"),
        ("p { color: red", "never closed"),
    ] {
        save(&folder, "site.css", css);
        assert!(told(&folder).iter().any(|told| told.contains(said)), "{css}: {:?}", told(&folder));
    }
}

#[test]
fn files_in_root_are_copied_to_the_top() {
    let folder = blog("");
    save(&folder, "root/CNAME", "quiet.example\n");
    save(&folder, "root/.well-known/security.txt", "Contact: mailto:a@quiet.example\n");
    save(&folder, "root/robots.txt", "User-agent: *\nDisallow: /\n");
    save(&folder, "root/.DS_Store", "x");
    save(&folder, "pages/about.md", "+++\ntitle = \"About\"\n+++\n\n[My key](/key.txt)\n");
    save(&folder, "root/key.txt", "public");
    build(&folder);
    for (path, text) in [
        ("CNAME", "quiet.example\n"),
        (".well-known/security.txt", "Contact: mailto:a@quiet.example\n"),
        ("robots.txt", "User-agent: *\nDisallow: /\n"),
        ("key.txt", "public"),
    ] {
        assert_eq!(page(&folder, path), text);
    }
    assert!(!folder.path().join("dist/.DS_Store").exists() && !folder.path().join("dist/root").exists());

    for (path, said) in [
        ("root/index.html", "the site makes a file with this name itself"),
        ("root/essays/one/index.html", "the site makes a file with this name itself"),
        ("root/pagefind/a.txt", "belongs to the site's search"),
    ] {
        save(&folder, path, "x");
        assert!(told(&folder).iter().any(|told| told.contains(said)), "{path}: {:?}", told(&folder));
        fs::remove_file(folder.path().join(path)).unwrap();
    }
    save(&folder, "images/a.txt", "x");
    save(&folder, "root/images/a.txt", "y");
    assert!(
        told(&folder).iter().any(|told| told.contains("would be published at the same address")),
        "{:?}",
        told(&folder)
    );
}

#[test]
fn elements_for_services_stand_in_every_head() {
    let folder = blog(
        "[head]\nmeta = [{ name = \"verify\", content = \"a\\\"b\" }]\nlinks = [{ rel = \"me\", href = \"https://social.example/@a\" }, { rel = \"apple-touch-icon\", href = \"/images/icon.png\" }]\n",
    );
    save(&folder, "images/icon.png", fs::read("tests/fixtures/small/images/boat.png").unwrap());
    build(&folder);
    let html = page(&folder, "essays/one/index.html");
    assert!(html.contains("<meta name=\"verify\" content=\"a&quot;b\">"), "{html}");
    assert!(html.contains("<link rel=\"me\" href=\"https://social.example/@a\">"), "{html}");
    assert!(html.contains("<link rel=\"apple-touch-icon\" href=\"/blog/images/icon.png\">"), "{html}");
}

#[test]
fn a_masthead_without_links_leads_to_everything() {
    let folder = blog("");
    build(&folder);
    let links = ".cw-masthead nav a";
    assert_eq!(text_of(&page(&folder, "index.html"), links), ["Essays", "Tags", "About", "Search"]);
    let folder = blog("home = \"about\"\n");
    build(&folder);
    assert_eq!(text_of(&page(&folder, "index.html"), links), ["Essays", "Tags", "Search"]);
    let folder = blog("[nav]\nlinks = []\n");
    build(&folder);
    assert_eq!(text_of(&page(&folder, "index.html"), links), ["Search"]);
}

#[test]
fn a_logo_stands_for_the_name() {
    let folder = blog("[look]\nlogo = \"images/logo.png\"\n");
    save(&folder, "images/logo.png", fs::read("tests/fixtures/small/images/boat.png").unwrap());
    build(&folder);
    let html = page(&folder, "essays/one/index.html");
    let logo = Html::parse_document(&html);
    let logo = logo.select(&Selector::parse("a.cw-site-name > img.cw-logo").unwrap()).next().unwrap();
    assert_eq!((logo.attr("src"), logo.attr("alt")), (Some("/blog/images/logo.png"), Some("Quiet & Co")));
    assert!(logo.attr("width").is_some() && logo.attr("height").is_some());

    for (logo, said) in
        [("images/none.png", "isn't there"), ("https://cdn.example/logo.png", "is not a file of this site")]
    {
        save(
            &folder,
            "site.toml",
            format!("title = \"Q\"\nurl = \"https://quiet.example/\"\n[look]\nlogo = \"{logo}\"\n"),
        );
        assert!(told(&folder).iter().any(|told| told.contains(said)), "{logo}: {:?}", told(&folder));
    }
}

#[test]
fn no_key_in_root_becomes_public() {
    let folder = blog("");
    for name in [".env", ".env.local", ".netrc", ".npmrc", ".htpasswd", "id_rsa", "secrets.json"] {
        save(&folder, &format!("root/{name}"), "x");
    }
    try_build(&folder).unwrap();
    for name in [".env", ".env.local", ".netrc", ".npmrc", ".htpasswd", "id_rsa", "secrets.json"] {
        assert!(!folder.path().join("dist").join(name).exists(), "{name}");
    }
}

#[test]
fn styles_that_are_not_utf_8_are_told() {
    let folder = blog("");
    save(&folder, "site.css", b"\xff\xfep\x00{\x00}\x00");
    assert!(told(&folder).iter().any(|told| told.contains("UTF-8")), "{:?}", told(&folder));
}
