//! What the app and the scripts look for in a page, and what the stylesheet styles, is nothing that an author can write.
//!
//! The names come from the sources themselves, so a new one is held to the same. `tests/fixtures/names` of the project has an
//! essay with all of them; the browser tests visit it, too.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use catchword_bundle::{SEED_ID, allow};
use catchword_press::{App, BuildMode, Edition, build_site};
use scraper::{ElementRef, Html, Selector};
use walkdir::WalkDir;

/// Classes of the stylesheet that an author may use, too. `docs/site/essays/marks.md` and `docs/bundle-format.md` name them.
const OF_A_TEXT: [&str; 22] = [
    "action",
    "after-essay",
    "align-center",
    "align-left",
    "align-right",
    "before-essay",
    "callout",
    "callout-title",
    "credit",
    "embed",
    "embed-booking",
    "embed-podcast",
    "embed-video",
    "footnotes",
    "newest",
    "portrait",
    "question",
    "quotation",
    "services",
    "standfirst",
    "table",
    "visually-hidden",
];

/// Selectors that may match what an author wrote, and why.
const MEANT: [(&str, &str); 11] = [
    ("*", "the start script looks every element of a new text up in the allow-list"),
    ("[id], .cw-note-back", "the copy of a note has no ids"),
    ("[lang]", "the masthead, around its own button"),
    ("h2 a", "the links of the search's own list"),
    ("a", "a link of a text is followed, and fetched before"),
    ("a[href]", "the same"),
    ("details:not([open])", "one around the place that a link leads to is opened"),
    ("summary", "only the look's has a form to open"),
    (USES_KEYS, "a focused field keeps its keys"),
    (".cw-prose", "it is the text, or what is in it"),
    (".cw-essay:not(.cw-standing) .cw-prose > *", "the blocks of a text, to find the place in it"),
];

/// The beginning of the selector for elements that use keys.
const USES_KEYS: &str = "input, select, textarea,";

/// What the browser adds to a selector, which this parser doesn't know.
const STATES: [&str; 2] = [":checked", ":scope > "];

/// Functions that take a selector.
const FINDERS: [&str; 9] = [
    "find(",
    "find_all(",
    "closest(",
    "around(",
    "query_selector(",
    "query_selector_all(",
    "querySelector(",
    "querySelectorAll(",
    "matches(",
];

/// A source file without its tests and comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let is_comment = |line: &&str| ["//", "/*", "*"].iter().any(|mark| line.trim_start().starts_with(mark));
    text.lines().filter(|line| !is_comment(line)).collect::<Vec<_>>().join("\n")
}

/// The code of the app and of the scripts.
fn sources() -> Vec<String> {
    let root = Path::new("../..");
    let files = ["src", "public"]
        .into_iter()
        .flat_map(|folder| WalkDir::new(root.join(folder)).into_iter().map(Result::unwrap));
    let is_code = |path: &Path| path.extension().is_some_and(|extension| extension == "rs" || extension == "js");
    files.filter(|entry| is_code(entry.path())).map(|entry| code(entry.path())).collect()
}

/// Every text in double quotes, with the code before it on its line.
fn literals(source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut start = None;
    let mut escaped = false;
    for (at, letter) in source.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            // `'"'` is a letter of Rust.
            '"' if source[at + 1..].starts_with('\'') && source[..at].ends_with('\'') => {}
            '"' => match start.take() {
                None => start = Some(at + 1),
                Some(from) => {
                    let before = source[..from - 1].rsplit(['\n', ';']).next().unwrap();
                    found.push((before.to_owned(), source[from..at].to_owned()));
                }
            },
            _ => {}
        }
    }
    found
}

/// Stands for a value that is filled in later.
const PLACEHOLDER: &str = "next";

/// The selectors in the sources.
fn selectors() -> BTreeSet<String> {
    let mut selectors = BTreeSet::new();
    for (before, literal) in sources().iter().flat_map(|source| literals(source)) {
        let words: Vec<&str> = literal.split('\\').map(str::trim_start).collect();
        let mut text = words.concat().trim().to_owned();
        while let Some((before, rest)) = text.split_once('{') {
            let Some((_, after)) = rest.split_once('}') else { break };
            text = format!("{before}{PLACEHOLDER}{after}");
        }
        if text.starts_with("data-") {
            text = format!("[{text}]");
        }
        let plain = STATES.iter().fold(text.clone(), |text, state| text.replace(state, ""));
        let is_looked_for = FINDERS.iter().any(|finder| before.contains(finder));
        match Selector::parse(&plain) {
            Ok(_) if is_looked_for || looks_like_a_selector(&plain) => drop(selectors.insert(plain)),
            Err(error) if is_looked_for && plain.contains(['.', '#', '[']) => panic!("{text}: {error}"),
            _ => {}
        }
    }
    assert!(selectors.len() > 40, "the sources were not read: {selectors:?}");
    selectors
}

/// Whether a text that is passed on before it is looked for has a class, an id or an attribute.
fn looks_like_a_selector(text: &str) -> bool {
    let begins = |at: usize| text[..at].is_empty() || text[..at].ends_with([' ', '(', '>', ',']);
    text.contains('[') || text.match_indices(['.', '#']).any(|(at, _)| begins(at))
}

/// The words of a text that come after one of some signs.
fn words_after(text: &str, signs: &[char]) -> BTreeSet<String> {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    let after = text.match_indices(signs).map(|(at, sign)| &text[at + sign.len()..]);
    let words = after.map(|rest| rest.split(|letter| !is_word(letter)).next().unwrap().to_owned());
    words.filter(|word| word.starts_with(|letter: char| letter.is_ascii_alphabetic())).collect()
}

/// Every name of the frame's in the sources.
fn reserved() -> BTreeSet<String> {
    let is_word = |letter: char| letter.is_ascii_lowercase() || letter == '-';
    let all = sources().join("\n");
    let words = all
        .match_indices(allow::RESERVED)
        .map(|(at, _)| all[at..].split(|letter| !is_word(letter)).next().unwrap().to_owned());
    words.chain([SEED_ID.to_owned()]).filter(|word| word != allow::RESERVED).collect()
}

fn fixture() -> &'static Path {
    Path::new("../../tests/fixtures/names")
}

fn is_in_a_text(element: &ElementRef<'_>) -> bool {
    let is_text = |one: ElementRef<'_>| one.attr("class") == Some("cw-prose");
    element.ancestors().filter_map(ElementRef::wrap).any(is_text)
}

#[test]
fn every_name_that_is_looked_for_is_the_frames() {
    for selector in selectors() {
        for name in words_after(&selector, &['.', '#']).into_iter().filter(|name| name != PLACEHOLDER) {
            assert!(
                allow::is_reserved(&name),
                "`{selector}`: an author can write `{name}`; begin it with `{}`",
                allow::RESERVED
            );
        }
    }
    for source in sources() {
        for (before, name) in literals(&source) {
            let is_name = ["getElementById(", "get_element_by_id(", "classList.contains(", "class_list().contains("];
            if is_name.iter().any(|finder| before.ends_with(finder)) {
                assert!(allow::is_reserved(&name), "`{name}` is looked for, and an author can write it");
            }
        }
    }
}

#[test]
fn no_selector_finds_what_an_author_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let app = App::read(Path::new("tests/fixtures/app")).unwrap();
    build_site(fixture(), &app, BuildMode::RELEASE, &site, Edition::ANY_DAY).unwrap();
    let page = Html::parse_document(&fs::read_to_string(site.join("essays/every-name/index.html")).unwrap());
    // What the press writes into the text itself.
    let own =
        Selector::parse(".cw-note-ref, .cw-note-back, .cw-anchor, .cw-embed-frame, .cw-embed-frame *, .cw-embed-from")
            .unwrap();
    let own: BTreeSet<_> = page.select(&own).map(|element| element.id()).collect();
    let mut used = BTreeSet::new();
    for text in selectors() {
        let selector = Selector::parse(&text).unwrap();
        let found = page.select(&selector).find(|element| is_in_a_text(element) && !own.contains(&element.id()));
        let meant = MEANT.iter().find(|(meant, _)| text == *meant || (*meant == USES_KEYS && text.starts_with(meant)));
        used.extend(meant.map(|(meant, _)| *meant));
        if let Some(found) = found {
            assert!(meant.is_some(), "`{text}` finds what an author can write: {}", found.html());
        }
    }
    let listed: BTreeSet<&str> = MEANT.iter().map(|(meant, _)| *meant).collect();
    assert_eq!(used, listed, "no source looks for the others");
    // Each id once, and none of the frame's in the author's hands.
    let all = Selector::parse("[id]").unwrap();
    let mut ids = BTreeSet::new();
    for element in page.select(&all) {
        let id = element.attr("id").unwrap();
        assert!(ids.insert(id), "the id `{id}` is there twice");
        assert!(!allow::is_reserved(id) || !is_in_a_text(&element), "{id}");
    }
}

#[test]
fn the_fixture_has_every_name() {
    let source = fs::read_to_string(fixture().join("essays/everything.md")).unwrap();
    let page = Html::parse_fragment(source.split("+++").nth(2).unwrap());
    let all = Selector::parse("*").unwrap();
    let mut classes = BTreeSet::new();
    let mut ids = BTreeSet::new();
    let mut attributes = BTreeSet::new();
    for element in page.select(&all) {
        classes.extend(element.value().classes());
        ids.extend(element.attr("id"));
        for (name, value) in element.value().attrs() {
            attributes.insert(name.to_owned());
            attributes.extend(value.split(' ').map(|word| format!("{name}={word}")));
        }
    }
    let mut missing = BTreeSet::new();
    for name in reserved() {
        let without = &name[allow::RESERVED.len()..];
        for class in [name.as_str(), without] {
            if !classes.contains(class)
                && !["cw-main", "cw-seed", "cw-addresses", "main", "seed", "addresses"].contains(&class)
            {
                missing.insert(format!("class=\"{class}\""));
            }
        }
        if !ids.contains(without) {
            missing.insert(format!("id=\"{without}\""));
        }
    }
    for selector in selectors() {
        let inside = selector.split('[').skip(1).filter_map(|rest| rest.split(']').next());
        for attribute in inside.map(|own| own.replace(['\'', '"', '$', '^', '*'], "")) {
            let name = attribute.split('=').next().unwrap().to_owned();
            // In a document's head only, or of a link that is compared in whole.
            let is_elsewhere = ["contenteditable", "name", "property", "href"].contains(&name.as_str());
            if !is_elsewhere && !attributes.contains(&attribute) {
                missing.insert(attribute);
            }
        }
    }
    // Where a browser lacks an interface, an id is a property of the window.
    for name in sources()
        .iter()
        .filter(|source| source.contains("self.catchword"))
        .flat_map(|source| properties_of_the_window(source))
    {
        if !ids.contains(name.as_str()) {
            missing.insert(format!("id=\"{name}\""));
        }
    }
    assert!(missing.is_empty(), "write into `{}`: {missing:?}", fixture().join("essays/everything.md").display());
}

fn properties_of_the_window(source: &str) -> BTreeSet<String> {
    source
        .split("self.")
        .skip(1)
        .map(|rest| rest.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_stylesheet_styles_no_class_that_an_author_did_not_mean() {
    let mut used = BTreeSet::new();
    for entry in WalkDir::new("../../style").into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file())
    {
        let text = fs::read_to_string(entry.path()).unwrap();
        let without_comments: String =
            text.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest)).collect();
        for rule in without_comments.split_inclusive('{').filter(|rule| rule.ends_with('{')) {
            let selector = rule.rsplit([';', '}', '{']).nth(1).unwrap_or_default().rsplit(['}', ';']).next().unwrap();
            for class in words_after(selector, &['.']) {
                let is_right = allow::is_reserved(&class) || OF_A_TEXT.contains(&class.as_str());
                assert!(
                    is_right,
                    "{}: `{}`: an author may use `{class}` for something else",
                    entry.path().display(),
                    selector.trim()
                );
                used.insert(class);
            }
        }
    }
    for class in OF_A_TEXT {
        let is_used = used.contains(class) || ["embed", "newest"].contains(&class);
        assert!(is_used, "no rule styles `{class}`");
    }
}
