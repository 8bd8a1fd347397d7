//! The site in a real browser: a built `dist`, a static host of the tests' own, and Chromium, Firefox
//! and WebKit through WebDriver.
//!
//! `cargo xtask test` builds the site and runs them. Each test has a host and a browser of its own, and ends by
//! looking into the browser's console: an error there that the test did not bring about fails it.

#![allow(clippy::unwrap_used, reason = "tests say what they expect by failing at it")]

mod accessibility;
mod addresses;
mod back_uncached;
mod clicks;
mod colours;
mod content_note;
mod contents;
mod embeds;
mod engines;
mod faults;
mod focus;
mod focus_scroll;
mod forms;
mod fragments;
mod front_door;
mod harness;
mod history;
mod hostile;
mod hosting;
mod hydration;
mod keys;
mod languages;
mod large;
mod look;
mod memory;
mod motion;
mod mounting;
mod notes;
mod prefetch;
mod print;
mod prose;
mod reflow;
mod resume;
mod retry;
mod scroll;
mod search;
mod series;
mod share;
mod spacing;
mod start;
mod turning;
mod unknown;
mod without_scripts;
