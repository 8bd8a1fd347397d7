//! What every test stands on.

mod browser;
mod chromium;
mod console;
mod dist;
mod engine;
mod expect;
mod firefox;
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
mod visit;
mod webkit;

use std::io::Write;

pub(crate) use dist::{Dist, Known};
pub(crate) use engine::{Engine, Settings, for_each_engine, in_every_engine};
pub(crate) use host::Host;
pub(crate) use misbehaviour::Misbehaviour;
pub(crate) use nginx::{Answer, Nginx};
pub(crate) use pdf::{Line, Sheet};
pub(crate) use visit::{Visit, visit, visit_in, visit_pages, visit_site, visit_with};

/// Ends the whole run: without what is missing no test could say anything.
fn give_up(what: &str) -> ! {
    // Straight to the terminal, for libtest keeps back what a test prints until the test has ended.
    let _ = writeln!(std::io::stderr(), "\nthe browser tests can't run: {what}");
    std::process::exit(101)
}
