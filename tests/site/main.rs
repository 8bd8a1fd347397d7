//! The built site without a browser. Each check is a function from a site to a list of problems.
//!
//! `cargo xtask test` builds the site and runs the checks on every page. Each check is also proven to fail: it is run on a
//! small hand-made site, complete and with something broken.

#![allow(clippy::unwrap_used, reason = "a panic fails a test")]

mod contrast;
mod dist;
mod feeds;
mod head;
mod links;
mod markup;
mod seed;
mod sitemap;
mod specimen;
mod structured_data;
mod wasm;

use dist::Dist;

#[test]
fn every_internal_link_and_fragment_resolves() {
    expect_none(links::problems);
}

#[test]
fn every_head_is_complete() {
    expect_none(head::problems);
}

#[test]
fn structured_data_has_its_fields() {
    expect_none(structured_data::problems);
}

#[test]
fn feeds_parse_and_have_the_newest_essays_in_full() {
    expect_none(feeds::problems);
}

#[test]
fn the_sitemap_has_every_page_once() {
    expect_none(sitemap::problems);
}

#[test]
fn the_seed_is_the_bundle_without_the_text() {
    expect_none(seed::problems);
}

#[test]
fn markup_follows_the_policy() {
    expect_none(markup::problems);
}

/// Asserts that a check finds no problem in the site that CATCHWORD_DIST names.
#[track_caller]
fn expect_none(check: fn(&Dist) -> Vec<String>) {
    let problems = check(&Dist::built());
    let shown = problems.iter().take(50).cloned().collect::<Vec<_>>().join("\n");
    assert!(problems.is_empty(), "{} problems, the first ones:\n{shown}", problems.len());
}
