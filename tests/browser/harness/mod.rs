//! What every test stands on.

mod chromium;
mod console;
mod dist;
mod host;
mod misbehaviour;
mod sight;
mod visit;

use std::io::Write;

pub(crate) use dist::{Dist, Known};
pub(crate) use host::Host;
pub(crate) use misbehaviour::Misbehaviour;
pub(crate) use visit::{Visit, visit};

/// Ends the whole run: without what is missing no test could say anything.
fn give_up(what: &str) -> ! {
    // Straight to the terminal, for libtest keeps back what a test prints until the test has ended.
    let _ = writeln!(std::io::stderr(), "\nthe browser tests can't run: {what}");
    std::process::exit(101)
}
