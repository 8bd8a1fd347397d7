//! The built site, looked at without a browser: each check is a function from a site to a list of complaints.
//!
//! `cargo xtask test` builds the site and runs them over every page. Each check is tried here on a small site made by
//! hand as well, whole and with something broken, for a check that can't fail says nothing.

#![allow(clippy::unwrap_used, reason = "tests say what they expect by failing at it")]

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

use dist::Dist;

#[test]
fn every_internal_link_and_fragment_resolves() {
    holds(links::complaints);
}

#[test]
fn every_head_is_whole() {
    holds(head::complaints);
}

#[test]
fn structured_data_has_its_fields() {
    holds(structured_data::complaints);
}

#[test]
fn feeds_parse_and_hold_the_newest_essays_whole() {
    holds(feeds::complaints);
}

#[test]
fn the_sitemap_has_every_page_once() {
    holds(sitemap::complaints);
}

#[test]
fn the_seed_is_the_bundle_and_the_text_stands_once() {
    holds(seed::complaints);
}

#[test]
fn markup_keeps_to_the_policy() {
    holds(markup::complaints);
}

/// Asserts that a check has nothing to say against the site that CATCHWORD_DIST names.
#[track_caller]
fn holds(check: fn(&Dist) -> Vec<String>) {
    let complaints = check(&Dist::built());
    let shown = complaints.iter().take(50).cloned().collect::<Vec<_>>().join("\n");
    assert!(complaints.is_empty(), "{} complaints, the first of them:\n{shown}", complaints.len());
}
