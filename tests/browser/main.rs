//! The site in a real browser: a built `dist` on a static host, in Chromium, Firefox and WebKit, driven by WebDriver.
//!
//! `cargo xtask test` builds the site and runs the tests. Each has a host and a browser of its own. At its end an error in
//! the browser's console that the test has neither caused nor allowed fails it.

#![allow(clippy::unwrap_used, reason = "a panic fails a test")]

mod accessibility;
mod addresses;
mod author;
mod back_uncached;
mod clicks;
mod colours;
mod content_note;
mod contents;
mod cut;
mod embeds;
mod engines;
mod faults;
#[path = "../features/mod.rs"]
mod features;
mod focus;
mod focus_scroll;
mod forms;
mod fragments;
mod guide;
mod harness;
mod history;
mod hostile;
mod hosting;
mod hydration;
mod keys;
mod landing_page;
mod languages;
mod large;
mod long_words;
mod look;
mod memory;
mod motion;
mod mounting;
mod names;
mod notes;
mod older;
mod prefetch;
mod print;
mod prose;
mod reflow;
mod resume;
mod retry;
mod scroll;
mod search;
mod search_words;
mod series;
mod serving;
mod share;
mod shared_host;
mod spacing;
mod start;
mod touched;
mod turning;
mod unknown;
mod views;
mod without_scripts;
