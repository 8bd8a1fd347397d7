//! Whole sites and single mistakes through the press, as an author meets them.
//!
//! One program for all: each test target would link the press again, and take its place on the disk.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing at it")]

mod aliases;
mod content_folder;
mod corpus;
mod documents;
mod edits;
mod feeds;
mod files;
mod front;
mod golden;
mod light;
mod links;
mod many;
mod memory;
mod names;
mod reports;
mod search;
mod theming;
mod views;
