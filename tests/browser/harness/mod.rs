//! What the browser tests share: drivers, the host, and a [`Tab`] with the actions and expectations of a test.

mod browser;
mod chromium;
mod console;
mod diagnostics;
mod dist;
mod engine;
mod expect;
mod firefox;
pub(crate) mod fonts;
mod host;
mod input;
mod inspector;
mod kinds;
mod misbehaviour;
mod nginx;
mod pdf;
mod process;
mod profile;
mod slots;
mod styles;
mod tab;

mod webkit;

use std::io::Write;

pub(crate) use dist::{Dist, ExpectedPage};
pub(crate) use engine::{Engine, Settings, for_each_engine, in_every_engine};
pub(crate) use host::Host;
pub(crate) use misbehaviour::Misbehaviour;
pub(crate) use nginx::{Nginx, Response};
pub(crate) use pdf::{Letters, PrintedLine, PrintedPage};
pub(crate) use process::Process;
pub(crate) use styles::{allowing_inline, restyled};
pub(crate) use tab::{Tab, visit, visit_in, visit_pages, visit_site, visit_with};

/// Counts the calling test as skipped, not as passed: `cargo xtask test` reads the line.
pub(crate) fn skip(reason: &str) {
    // Straight to the output, for libtest captures what the macros print. With one thread it has begun a line.
    let _ = writeln!(std::io::stdout(), "\nskipped: {reason}");
}

/// Ends the whole run: without what is missing no test can run.
fn give_up(what: &str) -> ! {
    // Not by a print macro: libtest would hold the message back until the test has ended.
    let _ = writeln!(std::io::stderr(), "\nthe browser tests can't run: {what}");
    std::process::exit(101)
}
