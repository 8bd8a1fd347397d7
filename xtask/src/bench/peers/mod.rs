//! `cargo xtask bench peers`: our own site beside those of other tools, of the same essays, in one run.
//!
//! The sites are served by the same host, and visited in the same Chromium. A script in the page (`in_page.js`) notes the
//! same moments for each, whether it turns its pages within the document or loads a new one. The results go to
//! `bench/results/peers.md` and `peers.json`; `docs/performance.md` explains them.

pub(super) mod builds;
mod essays;
mod figures;
pub(super) mod files;
pub(super) mod goals;
mod own;
pub(super) mod record;
pub(super) mod report;
mod run;
mod visit;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Error, Result, bail};

use self::builds::PEERS;
use self::run::{Facts, MEMORY_AFTER, Site};
use self::visit::Visit;
use super::chromium::Chromium;
use super::devtools::Devtools;
use super::environment;
use crate::bench::tab::Reader;
use crate::host::{Host, Scripts};
use crate::setup::{browsers, cache, checkers, toolchain};
use crate::toolbox::Toolbox;
use crate::{process, setup};

/// How many rounds there are, unless the caller says otherwise.
const RUNS: usize = 4;

/// The result, without its extension. That of some sites alone is not kept in the checkout.
const RESULT: &str = "bench/results/peers";
const PART: &str = "target/bench-peers/peers";

/// Our own sites: name, label, and the attribute of a floor's script.
const OURS: (&str, &str) = ("catchword", "Catchword");
const FLOORS: [(&str, &str, &str); 2] =
    [("floor", "the floor", ""), ("floor-nodes", "the floor, nodes built ahead", " data-nodes")];

/// What to measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    runs: usize,
    /// The names of the sites. Empty for all.
    only: Vec<String>,
}

impl Options {
    /// Reads the arguments after `bench peers`: `[RUNS] [--only NAME,NAME]`. None if they are wrong.
    #[must_use]
    pub fn read(arguments: &[&str]) -> Option<Self> {
        let mut options = Self { runs: RUNS, only: Vec::new() };
        let mut arguments = arguments.iter();
        while let Some(&argument) = arguments.next() {
            if argument == "--only" {
                options.only = arguments.next()?.split(',').map(str::to_owned).collect();
            } else {
                options.runs = argument.parse().ok().filter(|runs| *runs > 0)?;
            }
        }
        let is_known = |name: &String| names().any(|known| known == name);
        options.only.iter().all(is_known).then_some(options)
    }

    fn includes(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == name)
    }
}

/// The names of all sites.
fn names() -> impl Iterator<Item = &'static str> {
    [OURS.0].into_iter().chain(FLOORS.map(|floor| floor.0)).chain(PEERS.map(|peer| peer.name))
}

/// Builds the sites that aren't built yet, and measures all of them.
///
/// # Errors
/// When our own site can't be built, Chromium can't be installed or fails, or a result can't be written.
pub fn peers(root: &Path, options: &Options) -> Result<()> {
    let toolbox = setup::tools(root)?;
    let browsers = browsers::ready(toolchain::with_wasm32()?)?;
    let program = browsers.chromium()?;
    let essays = essays::read(root)?;
    let mut facts = Facts {
        commit: environment::commit(root),
        runs: options.runs,
        essays: essays.len(),
        memory_after: MEMORY_AFTER,
        machine: environment::machine(),
        browser: environment::version(program),
        node: node_version(),
        ..Facts::default()
    };
    println!("sites");
    let mut sites = sites(root, &toolbox, options, &essays, &mut facts)?;

    let chromium = Chromium::start(program)?;
    let mut devtools = Devtools::connect(&chromium.endpoint)?;
    let begin = environment::load();
    run::measure(&mut devtools, &mut sites, &essays, options.runs);
    facts.load = (begin, environment::load());
    let Some(site) = sites.first() else { bail!("no site could be built; the reasons are above") };
    let reader = Reader { slower: 1, less_motion: false, saves_data: false };
    facts.day = Visit::begin(&mut devtools, reader, &site.host.url(&essays[0].path()))?.day()?;

    // In the order in which they were built.
    let place = |site: &Site| names().position(|name| name == site.name);
    sites.sort_by_key(place);
    let measured: Vec<_> = sites.into_iter().map(Site::measured).collect();
    let goals = goals::judge(&measured);
    let result = if options.only.is_empty() { RESULT } else { PART };
    let record = record::text(&record::json(&facts, &goals, &measured));
    files::write(&root.join(format!("{result}.json")), &record)?;
    environment::keep(root, &format!("{result}.md"), &report::markdown(&facts, &goals, &measured))
}

/// Builds and serves the sites. One that can't be built is noted as missing.
fn sites(
    root: &Path,
    toolbox: &Toolbox,
    options: &Options,
    essays: &[essays::Essay],
    facts: &mut Facts,
) -> Result<Vec<Site>> {
    let ours = own::build(root, toolbox, essays)?;
    facts.app = app(&ours)?;
    let mut sites = Vec::new();
    let mut add = |name, label, is_ours, built: Result<(PathBuf, String)>| {
        let served = built.and_then(|(folder, version)| Ok((Host::start(&folder, "/", Scripts::Kept)?, version)));
        match served {
            Ok((host, version)) => {
                sites.push(Site { name, label, version, host, is_ours, figures: figures::Figures::default() });
            }
            Err(error) => {
                println!("  {label}: missing: {error:#}");
                facts.missing.push((label.to_owned(), shortened(&error)));
            }
        }
    };
    if options.includes(OURS.0) {
        add(OURS.0, OURS.1, true, Ok((ours.clone(), facts.commit.clone())));
    }
    for (name, label, attribute) in FLOORS.into_iter().filter(|floor| options.includes(floor.0)) {
        add(
            name,
            label,
            true,
            own::floor(&ours, name, attribute).map(|folder| (folder, "of our own pages".to_owned())),
        );
    }
    let parts = own::parts(&ours, essays);
    for peer in PEERS.iter().filter(|peer| options.includes(peer.name)) {
        let built = match &parts {
            Ok(parts) => builds::build(root, peer, essays, parts),
            Err(error) if peer.is_ours => Err(Error::msg(format!("{error:#}"))),
            Err(_) => builds::build(root, peer, essays, ""),
        };
        add(peer.name, peer.label, false, built.map(|built| (built.folder, built.version)));
    }
    Ok(sites)
}

/// The path of the app of a built site, from its home page.
fn app(site: &Path) -> Result<String> {
    let page = site.join("index.html");
    let html = std::fs::read_to_string(&page).with_context(|| format!("failed to read `{}`", page.display()))?;
    let path = html.split_once("data-wasm=\"").and_then(|(_, rest)| rest.split('"').next());
    path.map(str::to_owned).with_context(|| format!("`{}` names no app", page.display()))
}

fn node_version() -> String {
    let node = cache::folder().and_then(|tools| checkers::node(&tools));
    let version = node.and_then(|node| process::output(Command::new(node).arg("--version")));
    version.map_or_else(|_| "unknown".to_owned(), |version| version.trim_start_matches('v').to_owned())
}

/// The first line of an error, and the last one: a tool's own words may be many.
fn shortened(error: &Error) -> String {
    let text = format!("{error:#}");
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    lines.next_back().map_or_else(|| first.to_owned(), |last| format!("{first} … {last}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_runs_and_sites() {
        let options =
            |runs, only: &[&str]| Some(Options { runs, only: only.iter().map(|&name| name.into()).collect() });
        assert_eq!(Options::read(&[]), options(RUNS, &[]));
        assert_eq!(Options::read(&["2"]), options(2, &[]));
        assert_eq!(Options::read(&["--only", "floor,hugo", "3"]), options(3, &["floor", "hugo"]));
        for wrong in [&["0"][..], &["x"], &["--only"], &["--only", "wordpress"]] {
            assert_eq!(Options::read(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_long_error_is_its_ends() {
        assert_eq!(shortened(&Error::msg("one\n\ntwo\nthree\n")), "one … three");
        assert_eq!(shortened(&Error::msg("one")), "one");
    }
}
