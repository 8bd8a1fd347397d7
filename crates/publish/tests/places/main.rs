//! Publishes to what can be had everywhere: repositories, and a stand-in for Netlify.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing at it")]

mod git;
#[path = "../harness/mod.rs"]
mod harness;
mod http;
mod netlify;
