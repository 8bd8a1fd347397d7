//! Batches, put together, are what Pagefind makes of all pages at once.

use proptest::prelude::*;

use super::merge::{merged, parts_of};
use super::*;

/// Pages with words that are rare and frequent, with accents, and with a field that not every page has.
fn pages(count: usize, words: usize, seed: usize) -> Vec<(String, String)> {
    let word = |at: usize| match at % 7 {
        0 => "the".to_owned(),
        1 => format!("café{}", at % 5),
        2 => format!("cafe{}", at % 5),
        3 => format!("l'^océan{}", at % 3),
        _ => format!("word{}", at * 31 % 997),
    };
    let page = |at: usize| {
        let text: Vec<String> = (0..words).map(|nth| word(seed + at * 13 + nth * nth)).collect();
        let extra = if at % 3 == 1 { "<p data-pagefind-meta=\"language:de\"></p>" } else { "" };
        let html = format!(
            "<html><body><p data-pagefind-weight=\"2\">A summary {at}</p><p>{}</p>{extra}<p data-pagefind-meta=\"title:Café {at}\"></p>\
             <p data-pagefind-filter=\"tag:{}\"></p></body></html>",
            text.join(" "),
            at % 4
        );
        (format!("/essays/{at}/"), html)
    };
    (0..count).map(page).collect()
}

fn in_batches(pages: &[(String, String)], size: usize) -> Files {
    let batches = pages.chunks(size).map(|batch| indexed("en", batch.iter().cloned()).unwrap());
    merged("en", batches.collect(), &Store::none()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_size_of_batches_makes_no_difference(count in 1_usize..40, words in 0_usize..60, seed in 0_usize..1000, size in 1_usize..10) {
        let pages = pages(count, words, seed);
        prop_assert_eq!(in_batches(&pages, size), in_batches(&pages, count));
    }
}

#[test]
fn an_index_in_batches_is_the_one_that_pagefind_makes() {
    let pages = pages(30, 40, 0);
    let whole = indexed("en", pages.iter().cloned()).unwrap();
    let made = in_batches(&pages, 7);
    let is_named_by_us = |name: &str| name.ends_with(".pf_meta") || name == ENTRY;
    let others = |files: &Files| -> Vec<(String, Vec<u8>)> {
        files
            .iter()
            .filter(|(name, _)| !is_named_by_us(name))
            .map(|(name, file)| (name.clone(), file.clone()))
            .collect()
    };
    assert_eq!(others(&made), others(&whole));
    let list = |files: &Files| {
        let (_, list) = files.iter().find(|(name, _)| name.ends_with(".pf_meta")).unwrap();
        parts::unpacked(list).unwrap()
    };
    assert_eq!(list(&made), list(&whole));
    let entry = |files: &Files| serde_json::from_slice::<serde_json::Value>(&files[ENTRY]).unwrap();
    let (mut made, mut whole) = (entry(&made), entry(&whole));
    assert_eq!(made["languages"]["en"]["page_count"], 30);
    for entry in [&mut made, &mut whole] {
        entry["languages"]["en"]["hash"] = "the hash".into();
    }
    assert_eq!(made, whole);
}

#[test]
fn words_are_divided_into_the_parts_of_pagefind() {
    let pages = pages(60, 900, 5);
    let whole = indexed("en", pages.iter().cloned()).unwrap();
    let batches: Vec<Files> = pages.chunks(11).map(|batch| indexed("en", batch.iter().cloned()).unwrap()).collect();
    let made: Vec<(String, Vec<u8>)> = parts_of("en", &batches).unwrap();
    assert!(made.len() > 2, "the test needs several parts");
    let mut named: Vec<String> = whole.keys().filter(|name| name.ends_with(".pf_index")).cloned().collect();
    named.sort();
    let mut names: Vec<String> = made.iter().map(|(name, _)| format!("index/{name}.pf_index")).collect();
    names.sort();
    assert_eq!(names, named);
    for (name, content) in made {
        assert_eq!(parts::unpacked(&whole[&format!("index/{name}.pf_index")]).unwrap(), content, "{name}");
    }
}

#[test]
fn pages_without_words_have_no_index() {
    let empty = |at: usize| (format!("/{at}/"), "<html><body></body></html>".to_owned());
    let batches: Vec<Files> = (0..3).map(|at| indexed("en", [empty(at)].into_iter()).unwrap()).collect();
    let files = merged("en", batches, &Store::none()).unwrap();
    assert!(files.contains_key(ENTRY) && !files.keys().any(|name| name.contains(".pf_")), "{:?}", files.keys());
    let mixed = vec![indexed("en", [empty(0)].into_iter()).unwrap(), in_batches(&pages(2, 5, 0), 2)];
    assert_eq!(merged("en", mixed, &Store::none()).unwrap(), in_batches(&pages(2, 5, 0), 2));
}
