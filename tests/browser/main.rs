//! The site in a real browser: a built `dist`, a static host of the tests' own, and Chromium, Firefox
//! and WebKit through WebDriver.
//!
//! `cargo xtask test` builds the site and runs them. Each test has a host and a browser of its own, and ends by
//! looking into the browser's console: an error there that the test did not bring about fails it.

#![allow(clippy::unwrap_used, reason = "tests say what they expect by failing at it")]

mod accessibility;
mod addresses;
mod arrival;
mod careful;
mod clicks;
mod colours;
mod contents;
mod embeds;
mod engines;
mod faults;
mod focus;
mod forgotten;
mod forms;
mod front_door;
mod harness;
mod history;
mod hostile;
mod hosting;
mod hydration;
mod keys;
mod languages;
mod large;
mod left_off;
mod look;
mod memory;
mod motion;
mod mounting;
mod narrow;
mod notes;
mod places;
mod prefetch;
mod print;
mod prose;
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
