//! The developer's command line: `cargo xtask setup | serve | build | test | bench`.
//!
//! Every command begins with [`setup`], which ends with a [`toolbox::Toolbox`]: the environment in which all
//! child processes run, so that cargo, Trunk and Trunk's hooks see the same compiler and the same tools.

pub mod bench;
pub mod build;
pub mod cargo;
pub mod checks;
pub mod counts;
pub mod headers;
pub mod host;
pub mod pictures;
pub mod process;
pub mod serve;
pub mod setup;
pub mod sites;
pub mod sizes;
pub mod test;
pub mod toolbox;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

const HELP: &str = "\
The developer's command line of Catchword.

  cargo xtask setup            get the tools that the other commands use (they do it themselves, too)
  cargo xtask setup browsers   get what the browser tests start (`test` does it itself, too)
  cargo xtask serve [--port N] build the site, serve it on this machine, and rebuild it as files are saved
  cargo xtask build            build the site for release into dist/, and print what it weighs
  cargo xtask test [NAME]      everything a change must pass; with NAME only the tests whose name contains it
  cargo xtask soak             have every page of a large blog taken over in every engine
  cargo xtask bench press      time the press over a large blog
  cargo xtask bench paint [N]  how soon the pages of dist/ are seen, by Lighthouse; N runs of each, 5 take 40 minutes
  cargo xtask bench search     how soon something is found in a large blog, and what of the index that takes
  cargo xtask bench turn [DIR] how fast the pages of dist/, or of the site in DIR, turn in Chromium; takes 8 minutes
  cargo xtask pictures         draw the pictures of the sample site again

Tools are kept for the user, outside the checkout: $XDG_CACHE_HOME/catchword/tools, or the system's cache folder.
CATCHWORD_RELEASES replaces https://github.com as the place of the tools' release archives (a mirror).
What the browser tests start can be named, where another than the one found here is wanted:
  Chromium   CATCHWORD_CHROMIUM, CATCHWORD_CHROMEDRIVER
  Firefox    CATCHWORD_FIREFOX, CATCHWORD_GECKODRIVER
  WebKit     CATCHWORD_WEBKITDRIVER, CATCHWORD_MINIBROWSER, CATCHWORD_XVFB
  nginx      CATCHWORD_NGINX
  fonts      CATCHWORD_FONTS, the paths of font files with `:` between them (on Linux)
Without Firefox, WebKit or nginx the tests that need it are left out, and counted as skipped.
";

fn main() -> ExitCode {
    if cargo::is_asked_for() {
        return cargo::pass_on();
    }
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["setup"] => setup::tools(&root()).map(drop),
        ["setup", "browsers"] => setup::toolchain::with_wasm32().and_then(setup::browsers::ready).map(drop),
        ["serve"] => serve::serve(&root(), None),
        ["serve", "--port", port] => port_number(port).and_then(|port| serve::serve(&root(), Some(port))),
        [serve::ANNOUNCE, port, base] => port_number(port).and_then(|port| serve::announce(port, base)),
        ["build"] => build::build(&root()),
        ["test"] => return test::test(&root(), None),
        ["test", name] if !name.starts_with('-') => return test::test(&root(), Some(name)),
        ["soak"] => return test::soak(&root()),
        ["bench", "press"] => bench::press::press(&root()),
        ["bench", "paint"] => bench::paint::paint(&root(), bench::paint::RUNS),
        ["bench", "paint", runs] => number(runs).and_then(|runs| bench::paint::paint(&root(), runs)),
        ["bench", "search"] => bench::search::search(&root()),
        ["bench", "turn"] => bench::turn::turn(&root(), &root().join("dist")),
        ["bench", "turn", dist] => bench::turn::turn(&root(), Path::new(dist)),
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

fn number(text: &str) -> Result<usize> {
    text.parse().ok().filter(|number| *number > 0).with_context(|| format!("a number from 1 on, not `{text}`"))
}

fn port_number(text: &str) -> Result<u16> {
    text.parse().with_context(|| format!("--port takes a number from 1 to 65535, not `{text}`"))
}
