//! Checks the contract against committed files: each must be readable, and writing it again must give the same text.
//!
//! If one of these tests fails, either the change is wrong, or `SCHEMA` must go up.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing at it")]

use std::fmt::Debug;

use catchword_bundle::{Bundle, Extra, Feed, Item, Kind, SCHEMA, Site};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

const ESSAY: &str = include_str!("golden/essay.json");
const LIST: &str = include_str!("golden/list.json");
const TAGS: &str = include_str!("golden/tags.json");
const SITE: &str = include_str!("golden/site.json");

/// Reads a file and checks that writing it gives the same text.
fn round_trip<T: DeserializeOwned + Serialize + PartialEq + Debug>(text: &str) -> T {
    let value: T = serde_json::from_str(text).unwrap();
    let written = serde_json::to_string_pretty(&value).unwrap();
    assert_eq!(written, text.trim_end(), "the written JSON differs from the committed file");
    assert_eq!(serde_json::from_str::<T>(&written).unwrap(), value);
    value
}

#[test]
fn an_essay_round_trips() {
    let essay: Item = round_trip(ESSAY);
    assert_eq!(essay.catchword.kind, Kind::Essay);
    let bundle = Bundle::Item(Box::new(essay));
    assert_eq!(bundle.title(), "The Long Repair");
    assert_eq!(bundle.url(), "https://example.org/sub/essays/the-long-repair/");
    let (previous, next) = bundle.neighbours();
    assert_eq!((previous.unwrap().title.as_str(), next), ("The Waiting Room", None));
}

#[test]
fn a_list_round_trips() {
    let list: Feed = round_trip(LIST);
    assert_eq!((list.catchword.page, list.catchword.pages, list.items.len()), (2, 3, 1));
    let bundle = Bundle::Feed(Box::new(list));
    assert_eq!((bundle.title(), bundle.kind()), ("Essays, page 2", Kind::List));
    assert_eq!(bundle.url(), "https://example.org/sub/page/2/");
}

#[test]
fn the_page_of_tags_round_trips() {
    let tags: Feed = round_trip(TAGS);
    assert_eq!(tags.catchword.entries.iter().map(|tag| tag.count).sum::<u32>(), 3);
}

#[test]
fn a_site_round_trips() {
    let site: Site = round_trip(SITE);
    assert_eq!(site.base, "/sub/");
}

#[test]
fn optional_fields_of_a_site_may_be_absent() {
    let site: Site = serde_json::from_str(
        r#"{ "schema": 1, "title": "T", "url": "https://example.org/", "base": "/", "language": "en",
             "essays_at": "essays", "order": "oldest-first", "authors": [] }"#,
    )
    .unwrap();
    assert!(site.nav.is_empty() && site.footer.links.is_empty());
}

/// The app reads `schema` before everything else, to recognise a bundle of a newer version.
#[test]
fn every_file_has_its_schema_in_the_same_place() {
    for text in [ESSAY, LIST, TAGS] {
        let bundle: Value = serde_json::from_str(text).unwrap();
        assert_eq!(bundle["_catchword"]["schema"], SCHEMA);
        assert!(bundle["_catchword"]["kind"].is_string());
    }
    let site: Value = serde_json::from_str(SITE).unwrap();
    assert_eq!(site["schema"], SCHEMA);
}

#[test]
fn extra_values_round_trip() {
    for text in ["true", "-3", "2.5", "\"text\"", "[1,\"a\",[]]", "{\"a\":{\"b\":[false]}}"] {
        let extra: Extra = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&extra).unwrap(), text);
    }
    // JSON has `null`, TOML does not.
    assert!(serde_json::from_str::<Extra>("null").is_err());
    let large: Extra = serde_json::from_str("18446744073709551615").unwrap();
    assert!(matches!(large, Extra::Number(_)));
}

#[test]
fn the_documentation_shows_the_same_examples() {
    let document = include_str!("../../../docs/bundle-format.md");
    for example in [ESSAY, LIST, SITE] {
        assert!(document.contains(&format!("```json\n{example}```")), "docs/bundle-format.md differs from:\n{example}");
    }
}

/// The fields that JSON Feed 1.1 requires ("Top-level", "Items" and "Extensions").
#[test]
fn bundles_have_the_required_fields_of_json_feed() {
    let list: Value = serde_json::from_str(LIST).unwrap();
    assert_eq!(list["version"], "https://jsonfeed.org/version/1.1");
    let essay: Value = serde_json::from_str(ESSAY).unwrap();
    for item in list["items"].as_array().unwrap().iter().chain([&essay]) {
        assert!(item["id"].is_string());
        assert!(item["content_html"].is_string() || item["content_text"].is_string());
        assert!(item["_catchword"]["about"].is_string());
    }
}
