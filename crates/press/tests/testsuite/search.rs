//! The search index, read back from the files of a site.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use catchword_press::{App, BuildMode, Edition, build_site};
use flate2::read::GzDecoder;
use minicbor::Decoder;
use serde_json::Value;
use tempfile::TempDir;

/// How each of Pagefind's files begins.
const SIGNATURE: &str = "pagefind_dcd";

/// Builds a site in a language, of essays by their files' names.
fn built(language: &str, essays: &[(&str, &str)]) -> TempDir {
    built_with(&format!("language = \"{language}\"\n"), essays)
}

/// The same with further settings. Without essays, there is a page.
fn built_with(settings: &str, essays: &[(&str, &str)]) -> TempDir {
    let content = tempfile::tempdir().unwrap();
    fs::create_dir(content.path().join("essays")).unwrap();
    let settings = format!("title = \"T\"\nurl = \"https://example.org/sub/\"\n{settings}");
    fs::write(content.path().join("site.toml"), settings).unwrap();
    for (name, text) in essays {
        fs::write(content.path().join(format!("essays/{name}.md")), text).unwrap();
    }
    if essays.is_empty() {
        fs::create_dir(content.path().join("pages")).unwrap();
        fs::write(content.path().join("pages/about.md"), "+++\ntitle = \"About\"\n+++\n\nText.\n").unwrap();
    }
    let site = tempfile::tempdir().unwrap();
    let app = App::read(Path::new("tests/fixtures/app")).unwrap();
    build_site(content.path(), &app, BuildMode::RELEASE, &site.path().join("site"), Edition::ANY_DAY).unwrap();
    site
}

/// The names of the files in a folder of the site.
fn names(site: &TempDir, folder: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(site.path().join("site").join(folder)) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !is_compressed(name))
        .collect();
    names.sort();
    names
}

fn is_compressed(name: &str) -> bool {
    name.ends_with(".br") || name.ends_with(".gz")
}

/// A file of the index, without its signature.
fn unpacked(site: &TempDir, file: &str) -> Vec<u8> {
    let bytes = fs::read(site.path().join("site/pagefind").join(file)).unwrap();
    let mut content = Vec::new();
    GzDecoder::new(bytes.as_slice()).read_to_end(&mut content).unwrap();
    content.strip_prefix(SIGNATURE.as_bytes()).unwrap().to_vec()
}

/// What the index says about each page, by its address below the base.
fn found(site: &TempDir) -> BTreeMap<String, Value> {
    let pages = names(site, "pagefind/fragment").into_iter().map(|name| {
        let page: Value = serde_json::from_slice(&unpacked(site, &format!("fragment/{name}"))).unwrap();
        (page["url"].as_str().unwrap().to_owned(), page)
    });
    pages.collect()
}

#[test]
fn a_page_is_indexed_with_its_title_tags_and_text() {
    let site = built(
        "en",
        &[
            (
                "a",
                "+++\ntitle = \"\\\"Hope\\\": a <b>, & more\"\nslug = \"a\"\ndate = 2026-05-01\nsummary = \"Of hope.\"\n\
                   tags = [\"Rest, work\", \"Who: me\"]\n+++\n\nThe kettle.[^1]\n\n## A heading\n\n[^1]: The note.\n",
            ),
            ("b", "+++\ntitle = \"B\"\ndate = 2026-05-02\n+++\n\nOther words.\n"),
            ("c", "+++\ntitle = \"C\"\ndate = 2026-05-03\ndraft = true\n+++\n\nNobody reads this yet.\n"),
        ],
    );
    let found = found(&site);
    assert_eq!(found.keys().collect::<Vec<_>>(), ["/essays/a/", "/essays/b/"]);
    let page = &found["/essays/a/"];
    assert_eq!(page["meta"]["title"], "\"Hope\": a <b>, & more");
    assert_eq!(page["meta"]["date"], "1 May 2026");
    assert_eq!(page["filters"]["tag"], serde_json::json!(["Rest, work", "Who: me"]));
    // The text has the note, but not its mark and its link back.
    let text = page["content"].as_str().unwrap();
    assert!(text.starts_with("Of hope. The kettle. A heading"), "{text}");
    assert!(text.contains("The note.") && !text.contains('↩') && !text.contains('1'), "{text}");
    // A summary that is the beginning of the text is not indexed twice.
    assert_eq!(found["/essays/b/"]["content"], "Other words.");
}

#[test]
fn the_newest_essays_are_not_part_of_a_landing_pages_text() {
    let essay = "+++\ntitle = \"Tides\"\ndate = 2026-05-01\n+++\n\nWords.\n";
    let list = "+++\ntitle = \"Come in\"\nslug = \"door\"\ndate = 2026-05-02\n+++\n\nA door.\n\n> [!NEWEST] Lately\n";
    let found = found(&built("en", &[("tides", essay), ("door", list)]));
    assert_eq!(found["/essays/door/"]["content"], "A door. Lately.");
}

#[test]
fn a_page_without_words_is_indexed_by_its_title() {
    let form = "+++\ntitle = \"Write to me\"\nslug = \"form\"\ndate = 2026-05-01\n+++\n\n\
        <form action=\"https://example.org/f\"><label for=\"a\">Words</label> <input id=\"a\"> <button>Send</button></form>\n";
    let picture = "+++\ntitle = \"The quay\"\nslug = \"picture\"\ndate = 2026-05-02\n+++\n\n<hr>\n";
    let found = found(&built("en", &[("form", form), ("picture", picture)]));
    assert_eq!(found["/essays/form/"]["content"], "Write to me.");
    assert_eq!(found["/essays/picture/"]["content"], "The quay.");
}

#[test]
fn finds_words_where_no_space_separates_them() {
    let essay = [("a", "+++\ntitle = \"A\"\nslug = \"a\"\ndate = 2026-05-01\n+++\n\n他在沉默中等待。\n")];
    let page = &found(&built("zh", &essay))["/essays/a/"];
    let words: Vec<&str> = page["content"].as_str().unwrap().split('\u{200b}').collect();
    assert!(words.contains(&"沉默"), "{words:?}");
}

#[test]
fn only_files_that_a_search_needs_are_written() {
    let essay = [("a", "+++\ntitle = \"A\"\ndate = 2026-05-01\n+++\n\nText.\n")];
    for (language, code) in
        [("en-GB", "wasm.en.pagefind"), ("ar", "wasm.ar.pagefind"), ("tlh", "wasm.unknown.pagefind")]
    {
        let site = built(language, &essay);
        let names = names(&site, "pagefind");
        let files: Vec<&str> = names.iter().map(String::as_str).filter(|name| name.contains('.')).collect();
        assert_eq!(files.len(), 4, "{files:?}");
        for file in ["pagefind-entry.json", "pagefind-worker.js", code] {
            assert!(files.contains(&file), "no {file} among {files:?}");
        }
        assert!(files.iter().any(|file| file.ends_with(".pf_meta")), "{files:?}");
    }
}

/// The words of a part of the index.
fn words_in(part: &[u8]) -> Vec<String> {
    let mut reader = Decoder::new(part);
    reader.array().unwrap();
    let count = reader.array().unwrap().unwrap();
    let mut word = || {
        let mut first = reader.probe();
        first.array().unwrap();
        let word = first.str().unwrap().to_owned();
        reader.skip().unwrap();
        word
    };
    (0..count).map(|_| word()).collect()
}

#[test]
fn parts_of_the_index_are_small_and_have_every_word_once() {
    // More than fits into one part. Two parts are divided between words that begin alike.
    let word = |number: usize| format!("z{}", number.to_string().replace('0', "o"));
    let words: Vec<String> = (1..=8000).map(word).collect();
    let essay = format!("+++\ntitle = \"A\"\ndate = 2026-05-01\n+++\n\n{}\n", words.join(" "));
    let site = built("tlh", &[("a", &essay)]);

    let list = names(&site, "pagefind").into_iter().find(|name| name.ends_with(".pf_meta")).unwrap();
    let entry: Value =
        serde_json::from_slice(&fs::read(site.path().join("site/pagefind/pagefind-entry.json")).unwrap()).unwrap();
    assert_eq!(format!("pagefind.{}.pf_meta", entry["languages"]["tlh"]["hash"].as_str().unwrap()), list);

    let list = unpacked(&site, &list);
    let mut reader = Decoder::new(&list);
    reader.array().unwrap();
    reader.skip().unwrap();
    reader.skip().unwrap();
    let count = reader.array().unwrap().unwrap();
    assert!(count > 1, "{count} parts");
    let mut found = Vec::new();
    let mut before = String::new();
    for _ in 0..count {
        reader.array().unwrap();
        let [from, to, name] = [(); 3].map(|()| reader.str().unwrap().to_owned());
        let part = unpacked(&site, &format!("index/{name}.pf_index"));
        assert!(part.len() <= 40_000, "{name} has {} bytes", part.len());
        let words = words_in(&part);
        // A search finds the part of a word, or of how it begins, by what begins and ends the part.
        assert!(before <= from && from <= to, "{before}, {from}, {to}");
        assert!(words.iter().all(|word| *word >= from && (*word <= to || word.starts_with(&to))), "{from} to {to}");
        assert_ne!(before, from);
        before = to;
        found.extend(words);
    }
    assert!(words.iter().all(|word| found.binary_search(word).is_ok()), "every word is found");
    assert_eq!(names(&site, "pagefind/index").len(), usize::try_from(count).unwrap());
}

#[test]
fn the_link_to_it_is_where_the_author_puts_it() {
    let nav = |site: &TempDir| -> Vec<String> {
        let text = fs::read(site.path().join("site/site.json")).unwrap();
        let site: Value = serde_json::from_slice(&text).unwrap();
        site["nav"].as_array().unwrap().iter().map(|link| format!("{} {}", link["title"], link["url"])).collect()
    };
    let own = "[nav]\nlinks = [{ title = \"Find\", url = \"/search/\" }, { title = \"Tags\", url = \"/tags/\" }]\n";
    assert_eq!(nav(&built_with(own, &[])), ["\"Find\" \"/sub/search/\"", "\"Tags\" \"/sub/tags/\""]);
    let without = "[nav]\nlinks = [{ title = \"Tags\", url = \"/tags/\" }]\n";
    assert_eq!(nav(&built_with(without, &[])), ["\"Tags\" \"/sub/tags/\"", "\"Search\" \"/sub/search/\""]);
}

#[test]
fn a_site_without_essays_has_a_search_page() {
    let site = built("en", &[]);
    assert_eq!(found(&site).keys().collect::<Vec<_>>(), ["/about/"]);
    assert!(site.path().join("site/search/index.html").is_file());
}
