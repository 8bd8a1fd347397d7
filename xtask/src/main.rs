//! The developer's command line: `cargo xtask setup | serve | build | test | bench`.
//!
//! Every command begins with [`setup`], which ends with a [`toolbox::Toolbox`]: the environment in which all
//! child processes run, so that cargo, Trunk and Trunk's hooks see the same compiler and the same tools.

pub mod bench;
pub mod build;
pub mod cargo;
pub mod pictures;
pub mod process;
pub mod serve;
pub mod setup;
pub mod sizes;
pub mod tally;
pub mod test;
pub mod toolbox;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};

const HELP: &str = "\
The developer's command line of Quire.

  cargo xtask setup            get the tools that the other commands use (they do it themselves, too)
  cargo xtask serve [--port N] build the site, serve it on this machine, and rebuild it as files are saved
  cargo xtask build            build the site for release into dist/, and print what it weighs
  cargo xtask test [NAME]      everything a change must pass; with NAME only the tests whose name contains it
  cargo xtask bench press      time the press over a large blog
  cargo xtask pictures         draw the pictures of the sample site again

Tools are kept for the user, outside the checkout: $XDG_CACHE_HOME/quire/tools, or the system's cache folder.
QUIRE_RELEASES replaces https://github.com as the place of the tools' release archives (a mirror).
QUIRE_CHROMIUM and QUIRE_CHROMEDRIVER name the browser and the driver that the browser tests use.
";

fn main() -> ExitCode {
    if cargo::is_asked_for() {
        return cargo::pass_on();
    }
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["setup"] => setup::tools(&root()).map(drop),
        ["serve"] => serve::serve(&root(), None),
        ["serve", "--port", port] => port_number(port).and_then(|port| serve::serve(&root(), Some(port))),
        [serve::ANNOUNCE, port, base] => port_number(port).and_then(|port| serve::announce(port, base)),
        ["build"] => build::build(&root()),
        ["test"] => return test::test(&root(), None),
        ["test", name] if !name.starts_with('-') => return test::test(&root(), Some(name)),
        ["bench", "press"] => bench::press(&root()),
        ["pictures"] => pictures::draw_all(&root().join("content/images")),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The checkout that cargo was called in. Read when run, as two checkouts may share a target folder.
fn root() -> PathBuf {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    manifest.parent().map_or_else(|| manifest.clone(), PathBuf::from)
}

fn port_number(text: &str) -> Result<u16> {
    text.parse().with_context(|| format!("--port takes a number from 1 to 65535, not `{text}`"))
}
