//! The developer's command line: `cargo xtask setup | serve | build | test | size | dist | theme | bench`.
//!
//! Every command begins with [`setup`], which returns a [`toolbox::Toolbox`]: the environment of all child processes, so
//! that cargo, Trunk and Trunk's hooks use the same compiler and the same tools.

pub mod bench;
pub mod breakdown;
pub mod build;
pub mod checks;
pub mod counts;
pub mod dist;
pub mod headers;
pub mod host;
pub mod process;
pub mod serve;
pub mod setup;
pub mod sites;
pub mod sizes;
pub mod suites;
pub mod test;
pub mod theme;
pub mod toolbox;
pub mod trunk;

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

const HELP: &str = "\
The developer's command line of Catchword.

  cargo xtask setup            install the tools that the other commands need (they do so themselves)
  cargo xtask setup browsers   install what the browser tests need (`test` does so itself)
  cargo xtask serve [--port N] build the site, serve it on this machine, and rebuild it when a file is saved
  cargo xtask build            build the site for release into dist/, and print its sizes
  cargo xtask test [NAME]      everything a change must pass; with NAME only the tests whose name contains it
  cargo xtask dist             build the author's command with the app inside, and pack it for this platform
  cargo xtask theme [FOLDER]   build a crate with views of its own (docs/views.md): its app, and its command with the app inside
  cargo xtask size             build the site for release, and write to docs/size.md what each kilobyte of its code is
  cargo xtask soak             hydrate every page of a large blog in every browser engine
  cargo xtask bench build [SIZE…]
                               measure how long a build takes beside Hugo and Eleventy, of blogs of these sizes (1000 and
                               10000 essays, if none is given; they take 20 minutes)
  cargo xtask bench build --edits N
                               compare the site after each of N edits with one that is built from nothing
  cargo xtask bench press      measure how long the press takes for a large blog
  cargo xtask bench paint [N]  measure how soon the pages of dist/ are painted, with Lighthouse: N runs of each page
                               (5, if N is not given; they take 40 minutes)
  cargo xtask bench peers [N] [--only NAME,NAME]
                               measure a site beside those of SvelteKit, Gatsby, Next and others, of the same essays: N
                               rounds (4, if N is not given; they take 25 minutes)
  cargo xtask bench serve [SIZE …]
                               measure how soon a browser shows what an author saves, beside Hugo's and Eleventy's servers
  cargo xtask bench search     measure how soon a search in a large blog has a result, and how many bytes that takes
  cargo xtask bench turn [DIR] measure how fast the pages of dist/, or of the site in DIR, turn in Chromium (8 minutes)
  cargo xtask pictures         draw the pictures of the sample site again

Tools are installed for the user, not in the checkout: in $XDG_CACHE_HOME/catchword/tools, or the system's cache folder.
CATCHWORD_RELEASES names a mirror of https://github.com, from which release archives of the tools are downloaded.
These variables name the programs of the tests, if they should not be the ones found on this machine:
  Chromium   CATCHWORD_CHROMIUM, CATCHWORD_CHROMEDRIVER
  Firefox    CATCHWORD_FIREFOX, CATCHWORD_GECKODRIVER
  WebKit     CATCHWORD_WEBKITDRIVER, CATCHWORD_MINIBROWSER, CATCHWORD_XVFB
  nginx      CATCHWORD_NGINX
  servers    CATCHWORD_SSHD, CATCHWORD_S3S
  fonts      CATCHWORD_FONTS, the paths of font files with `:` between them (on Linux)
Tests that need Firefox, WebKit, nginx or another server are skipped where it is missing, and counted as skipped.
";

fn main() -> ExitCode {
    if let Some(done) = trunk::as_wrapper() {
        return done;
    }
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match args.as_slice() {
        ["setup"] => setup::tools(&root()).map(drop),
        ["setup", "browsers"] => setup::toolchain::with_wasm32().and_then(setup::browsers::ready).map(drop),
        ["serve"] => serve::serve(&root(), None),
        ["serve", "--port", port] => port_number(port).and_then(|port| serve::serve(&root(), Some(port))),
        [serve::ANNOUNCE, port, base] => port_number(port).and_then(|port| serve::announce(port, base)),
        ["build"] => build::build(&root()),
        ["dist"] => dist::dist(&root()),
        [dist::PACK, program, out] => dist::pack(&root(), Path::new(program), Path::new(out)),
        ["theme"] => theme::theme(&root(), Path::new(".")),
        ["theme", folder] => theme::theme(&root(), Path::new(folder)),
        ["test"] => return test::test(&root(), None),
        ["test", name] if !name.starts_with('-') => return test::test(&root(), Some(name)),
        ["size"] => breakdown::breakdown(&root()),
        ["soak"] => return test::soak(&root()),
        ["bench", "build", options @ ..] if let Some(options) = bench::build::Options::read(options) => {
            bench::build::build(&root(), &options)
        }
        ["bench", "press"] => bench::press::press(&root()),
        ["bench", "paint"] => bench::paint::paint(&root(), bench::paint::RUNS),
        ["bench", "paint", runs] => number(runs).and_then(|runs| bench::paint::paint(&root(), runs)),
        ["bench", "peers", options @ ..] if let Some(options) = bench::peers::Options::read(options) => {
            bench::peers::peers(&root(), &options)
        }
        ["bench", "serve", sizes @ ..] => {
            let sizes: Result<Vec<usize>> = sizes.iter().map(|size| number(size)).collect();
            sizes.and_then(|sizes| bench::build::serving::serve(&root(), &sizes))
        }
        ["bench", "search"] => bench::search::search(&root()),
        ["bench", "turn"] => bench::turn::turn(&root(), &root().join("dist")),
        ["bench", "turn", dist] => bench::turn::turn(&root(), Path::new(dist)),
        ["pictures"] => draw_pictures(&root()),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The checkout that cargo was called in. Read at run time, because two checkouts may share a target folder.
fn root() -> PathBuf {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    manifest.parent().map_or_else(|| manifest.clone(), PathBuf::from)
}

/// Runs the program that draws the sample site's pictures. Its crates are no part of xtask, which must compile fast.
fn draw_pictures(root: &Path) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root).args(["run", "--quiet", "--package", "catchword-pictures", "--", "content/images"]);
    process::run(&mut cargo)
}

fn number(text: &str) -> Result<usize> {
    text.parse().ok().filter(|number| *number > 0).with_context(|| format!("expected a number from 1 on, not `{text}`"))
}

fn port_number(text: &str) -> Result<u16> {
    text.parse().with_context(|| format!("--port takes a number from 1 to 65535, not `{text}`"))
}
