//! Whole sites, built with the fixture app.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use catchword_press::{App, AppError, BuildMode, Edition, build_site};
use html5gum::{Token, Tokenizer};
use serde_json::Value;
use tempfile::TempDir;
use walkdir::WalkDir;

/// Builds a fixture; the site is in the folder `site` of the one that is returned.
fn built(fixture: &str, style: BuildMode) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let app = App::read(Path::new("tests/fixtures/app")).unwrap();
    let content = Path::new("tests/fixtures").join(fixture);
    build_site(&content, &app, style, &folder.path().join("site"), Edition::ANY_DAY).unwrap();
    folder
}

fn read(site: &TempDir, path: &str) -> String {
    fs::read_to_string(site.path().join("site").join(path)).unwrap()
}

/// The texts of every `<script>` of a type, as a browser's tokeniser finds them.
fn blocks(html: &str, kind: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut is_inside = false;
    let mut emitter: html5gum::DefaultEmitter = html5gum::DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) if &**tag.name == b"script" => {
                is_inside = tag.attributes.get(b"type".as_slice()).is_some_and(|own| ***own == *kind.as_bytes());
                if is_inside {
                    found.push(String::new());
                }
            }
            Token::EndTag(_) => is_inside = false,
            Token::String(text) if is_inside => {
                found.last_mut().unwrap().push_str(&String::from_utf8_lossy(&text));
            }
            _ => {}
        }
    }
    found
}

fn seed(html: &str) -> Value {
    serde_json::from_str(&blocks(html, "application/json")[0]).unwrap()
}

/// The names of the elements and attributes in a document.
fn names(html: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut emitter: html5gum::DefaultEmitter = html5gum::DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        let Token::StartTag(tag) = token else { continue };
        names.insert(String::from_utf8_lossy(&tag.name).into_owned());
        names.extend(tag.attributes.keys().map(|name| format!("@{}", String::from_utf8_lossy(name))));
    }
    names
}

#[test]
fn every_page_is_there_and_says_what_it_is() {
    let site = built("small", BuildMode::RELEASE);
    insta::with_settings!({ filters => vec![(r"-[0-9a-f]{16}\.", "-[hash].")] }, {
        insta::assert_snapshot!("document_essay", read(&site, "blog/everything/index.html"));
        insta::assert_snapshot!("document_missing", read(&site, "404.html"));
    });
    for path in ["index.html", "about/index.html", "blog/index.html", "blog/page/2/index.html", "tags/index.html"] {
        let html = read(&site, path);
        let bundle: Value = serde_json::from_str(&read(&site, &path.replace("html", "json"))).unwrap();
        let mut in_seed = seed(&html)["bundle"].clone();
        if let Some(text) = bundle.get("content_html") {
            assert!(html.contains(&format!("<div class=\"cw-prose\">{}</div>", text.as_str().unwrap())), "{path}");
            assert!(in_seed.get("content_html").is_none(), "{path} holds its text twice");
            in_seed["content_html"] = text.clone();
            in_seed["id"] = in_seed["url"].clone();
            in_seed["_catchword"]["about"] = bundle["_catchword"]["about"].clone();
            for (place, name) in [("/tags", "tags"), ("/summary", "summary"), ("/_catchword/contents", "contents")] {
                if let Some(value) = bundle.pointer(place) {
                    let within =
                        if place.starts_with("/_catchword") { &mut in_seed["_catchword"] } else { &mut in_seed };
                    within[name] = value.clone();
                }
            }
        }
        assert_eq!(in_seed, bundle, "{path}");
    }
}

#[test]
fn a_page_holds_its_text_once_and_little_else() {
    let site = built("small", BuildMode::RELEASE);
    let html = read(&site, "blog/everything/index.html");
    let bundle: Value = serde_json::from_str(&read(&site, "blog/everything/index.json")).unwrap();
    let text = bundle["content_html"].as_str().unwrap();
    assert_eq!(html.matches(text).count(), 1);
    assert!(html.len() <= text.len() * 5 / 4 + 6 * 1024, "{} bytes for a text of {}", html.len(), text.len());
}

#[test]
fn markup_in_a_title_stays_text() {
    let site = built("feeds", BuildMode::RELEASE);
    let html = read(&site, "essays/markup/index.html");
    let title = "A <b>\"bold\"</b> & it's ]]> </script> 🦉";
    assert_eq!(seed(&html)["bundle"]["title"], title);
    let data: Value = serde_json::from_str(&blocks(&html, "application/ld+json")[0]).unwrap();
    assert_eq!(data["@graph"][0]["headline"], title);
    assert!(html.contains("<title>A &lt;b&gt;\"bold\"&lt;/b&gt; &amp; it's ]]&gt; &lt;/script&gt; "), "{html}");
    assert!(html.contains("<h1 tabindex=\"-1\">A &lt;b&gt;"), "{html}");
    assert!(!names(&html).contains("b"), "the title's markup became an element");
}

#[test]
fn nothing_in_a_page_runs_or_styles_itself() {
    for fixture in ["small", "feeds"] {
        let site = built(fixture, BuildMode::RELEASE);
        let entries = WalkDir::new(site.path().join("site")).into_iter().map(|entry| entry.unwrap().into_path());
        for path in entries.filter(|path| path.extension().is_some_and(|ending| ending == "html")) {
            let html = fs::read_to_string(&path).unwrap();
            // The site's own styles, once. Pages that redirect have none.
            let parts =
                html.split_once("<style>").map(|(before, rest)| (before, rest.split_once("</style>").unwrap().1));
            let rest = parts.map_or(html.clone(), |(before, after)| format!("{before}{after}"));
            assert_eq!(parts.is_none(), html.contains("http-equiv=\"refresh\""), "{}", path.display());
            let names = names(&rest);
            assert!(!names.contains("@style") && !names.contains("style"), "{}", path.display());
            assert!(!names.iter().any(|name| name.starts_with("@on")), "{}", path.display());
            assert!(!html.contains("<!>"), "{}", path.display());
        }
    }
}

#[test]
fn immutable_files_are_named_by_their_content() {
    let site = built("small", BuildMode::RELEASE);
    let headers = read(&site, "_headers");
    let html = read(&site, "index.html");
    let folder = site.path().join("site");
    let mut immutable = 0;
    for line in headers.lines().filter(|line| line.starts_with("/sub/") && line.contains('-') && !line.contains('*')) {
        let path = line.strip_prefix("/sub/").unwrap();
        assert!(folder.join(path).is_file(), "{path}");
        assert!(html.contains(&format!("\"/sub/{path}\"")), "no page loads {path}");
        immutable += 1;
    }
    assert_eq!(immutable, 3, "{headers}");
    assert!(!headers.contains("/main-"), "the styles are in the documents: {headers}");
    assert!(!folder.join("app-1.js").exists() && !folder.join("start.js").exists());
    assert!(folder.join("favicon.svg").is_file());
}

#[test]
fn the_app_has_the_words_of_the_sites_languages_and_no_others() {
    // An essay in a language without a translation has English words, before the app runs and after.
    for (essay, brought) in [("es-MX", ["es"].as_slice()), ("de", &["en", "es"]), ("ar", &["ar", "es"])] {
        let content = tempfile::tempdir().unwrap();
        fs::create_dir(content.path().join("essays")).unwrap();
        let settings = "title = \"T\"\nurl = \"https://example.org/\"\nlanguage = \"es\"\n";
        fs::write(content.path().join("site.toml"), settings).unwrap();
        let text = format!("+++\ntitle = \"A\"\ndate = 2026-01-01\nlang = \"{essay}\"\n+++\n\nText.\n");
        fs::write(content.path().join("essays/a.md"), text).unwrap();
        let site = tempfile::tempdir().unwrap();
        let app = App::read(Path::new("tests/fixtures/app")).unwrap();
        build_site(content.path(), &app, BuildMode::DEVELOPMENT, &site.path().join("site"), Edition::ANY_DAY).unwrap();
        let script = read(&site, "app-1.js");
        let words = script.lines().next().unwrap().strip_prefix("self.catchwordWords=").unwrap().trim_end_matches(';');
        let words: Vec<Vec<String>> = serde_json::from_str(words).unwrap();
        let languages: Vec<&str> = words.iter().map(|words| words[0].as_str()).collect();
        assert_eq!(languages, brought, "{essay}");
    }
}

#[test]
fn in_development_the_app_mounts() {
    let site = built("small", BuildMode::DEVELOPMENT);
    let html = read(&site, "blog/everything/index.html");
    assert!(html.contains("<body></body>") && html.contains("<title>Everything"), "{html}");
    assert!(html.contains("\"/sub/app-1.js\"") && !html.contains("Content-Security-Policy"), "{html}");
    assert!(!site.path().join("site/blog/everything/index.html.br").exists());
    assert!(read(&site, "start.js").contains("abbr;"));
}

#[test]
fn a_folder_without_an_app_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let error = App::read(&folder.path().join("nothing")).unwrap_err();
    assert!(matches!(&error, AppError::Io { path, .. } if path.ends_with("nothing")), "{error}");
    fs::write(folder.path().join("index.html"), "<title>A page</title><body></body>").unwrap();
    let error = App::read(folder.path()).unwrap_err();
    assert!(error.to_string().ends_with("has no `<script data-wasm=…>`"), "{error}");
}

/// A site in French with three essays of a series, the second in Arabic.
fn of_two_languages() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: String| {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("site.toml", "title = \"T\"\nurl = \"https://example.org/\"\nlanguage = \"fr\"\n".to_owned());
    for (day, slug, lang) in [(1, "un", ""), (2, "ithnan", "lang = \"ar\"\n"), (3, "trois", "")] {
        let front_matter = format!(
            "+++\ntitle = \"{slug}\"\ndate = 2026-01-0{day}\nslug = \"{slug}\"\nseries = \"S\"\ntags = [\"T\"]\n{lang}+++\n"
        );
        write(&format!("essays/{slug}.md"), format!("{front_matter}\n\"{slug}\" d'\"or\"\n\n> [!NEWEST] N\n"));
    }
    let app = App::read(Path::new("tests/fixtures/app")).unwrap();
    let (content, site) = (folder.path().join("content"), folder.path().join("site"));
    build_site(&content, &app, BuildMode::RELEASE, &site, Edition::ANY_DAY).unwrap();
    folder
}

#[test]
fn a_title_of_another_language_says_so_wherever_it_stands() {
    let site = of_two_languages();
    let french = read(&site, "essays/un/index.html");
    let arabic = read(&site, "essays/ithnan/index.html");
    for (page, title, language, direction) in
        [(&french, "ithnan", "ar", "rtl"), (&arabic, "un", "fr", "ltr"), (&arabic, "trois", "fr", "ltr")]
    {
        let marked = format!("lang=\"{language}\" dir=\"{direction}\"");
        // Each of them is in the series, and in the fold or in the list of the newest.
        let text = page.split("<main").nth(1).unwrap();
        let said: Vec<&str> = text.split(&format!(">{title}<")).collect();
        assert!(said.len() >= 3, "{title}");
        for before in &said[..said.len() - 1] {
            let tag = &before[before.rfind('<').unwrap()..];
            assert!(tag.contains(&marked), "{title}: {tag}");
        }
    }
    // A title of the page's own language says nothing.
    assert!(!french.contains("lang=\"fr\" dir"), "{french}");
    assert!(french.contains("«\u{202f}un\u{202f}» d’«\u{202f}or\u{202f}»"), "{french}");
    assert!(arabic.contains("”ithnan“ d’”or“"), "{arabic}");
}
