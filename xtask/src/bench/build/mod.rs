//! `cargo xtask bench build`: how long a build takes, and how much memory, beside Hugo and Eleventy over the same essays.
//!
//! Each tool builds three times a round: from nothing, with nothing changed, and with one essay changed. The results go to
//! `bench/results/build.md` and `build.json`; `docs/performance.md` explains them.

mod essays;
mod random;
mod report;
pub mod serving;
mod tools;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

use self::essays::Essay;
use self::tools::Tool;
use super::peers::{files, record};
use super::timed::{Run, timed};
use super::{environment, press};
use crate::process;

/// How many essays the blogs have, unless the caller says otherwise.
const SIZES: [usize; 2] = [1000, 10_000];

/// How many rounds there are: fewer for a blog with more essays than this.
const ROUNDS: [usize; 2] = [3, 2];
const LARGE: usize = 3000;

/// The result, without its extension.
const RESULT: &str = "bench/results/build";

/// What is measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Options {
    /// The time of builds of blogs with these numbers of essays.
    Time(Vec<usize>),
    /// Whether a build after each of this many edits is byte for byte one from nothing.
    Edits(usize),
}

impl Options {
    /// Reads the arguments after `bench build`: `[SIZE…]`, or `--edits N`. None if they are wrong.
    #[must_use]
    pub fn read(arguments: &[&str]) -> Option<Self> {
        let number = |text: &&str| text.parse::<usize>().ok().filter(|number| *number > 0);
        match arguments {
            [] => Some(Self::Time(SIZES.into())),
            ["--edits", count] => number(count).map(Self::Edits),
            sizes => sizes.iter().map(number).collect::<Option<_>>().map(Self::Time),
        }
    }
}

/// What was changed before a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// There was nothing from an earlier build.
    Everything,
    Nothing,
    OneEssay,
}

const CHANGES: [Change; 3] = [Change::Everything, Change::Nothing, Change::OneEssay];

impl Change {
    fn name(self) -> &'static str {
        match self {
            Self::Everything => "cold",
            Self::Nothing => "nothing changed",
            Self::OneEssay => "one essay changed",
        }
    }
}

/// The number of files of a built site, and their bytes.
type Size = (usize, u64);

/// The runs of a tool with a blog of one size.
#[derive(Clone, Debug)]
struct Row {
    tool: &'static str,
    label: &'static str,
    version: String,
    size: usize,
    change: Change,
    runs: Vec<Run>,
    built: Size,
}

/// Measures, or tries edits.
///
/// # Errors
/// When our own site can't be built, or a result can't be written.
pub fn build(root: &Path, options: &Options) -> Result<()> {
    match options {
        Options::Time(sizes) => time(root, sizes),
        Options::Edits(count) => edits(root, *count),
    }
}

/// Runs the press's own test of edits, with this many.
fn edits(root: &Path, count: usize) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root).args([
        "test",
        "--release",
        "--package",
        "catchword-press",
        "--test",
        "testsuite",
        "edits::",
    ]);
    process::run(cargo.env("CATCHWORD_EDITS", count.to_string()))
}

fn time(root: &Path, sizes: &[usize]) -> Result<()> {
    let target = root.join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()));
    let catchword = press::release(root, &target)?;
    if !root.join("target/app").is_dir() {
        bail!("there is no app in `target/app`: `cargo xtask build` makes it");
    }
    let mut missing = Vec::new();
    let tools = tools::all(root, &catchword, &mut missing);
    let begin = environment::load();
    let mut rows = Vec::new();
    for size in sizes {
        let essays = essays::essays(*size);
        let work = target.join("bench-build").join(size.to_string());
        rows.extend(measured(&tools, &essays, &work, &mut missing)?);
        fs::remove_dir_all(&work).with_context(|| format!("failed to remove `{}`", work.display()))?;
    }
    let facts = report::Facts {
        commit: environment::commit(root),
        machine: environment::machine(),
        load: (begin, environment::load()),
        missing,
    };
    files::write(&root.join(format!("{RESULT}.json")), &record::text(&report::json(&facts, &rows)))?;
    environment::keep(root, &format!("{RESULT}.md"), &report::markdown(&facts, &rows))
}

/// Measures every tool with the same essays, in rounds. One that fails is noted as missing.
fn measured(tools: &[Tool], essays: &[Essay], work: &Path, missing: &mut Vec<String>) -> Result<Vec<Row>> {
    let mut rows: Vec<Row> = Vec::new();
    let mut failed: Vec<&str> = Vec::new();
    press::empty(work)?;
    for tool in tools {
        tool.prepare(essays, &work.join(tool.name))?;
        rows.extend(CHANGES.map(|change| tool.row(essays.len(), change)));
    }
    for round in 0..ROUNDS[usize::from(essays.len() > LARGE)] {
        for tool in tools {
            if failed.contains(&tool.name) {
                continue;
            }
            match round_of(tool, essays, round, &work.join(tool.name)) {
                Ok((runs, built)) => {
                    for row in rows.iter_mut().filter(|row| row.tool == tool.name) {
                        row.runs.extend(runs.iter().filter(|(change, _)| *change == row.change).map(|(_, run)| *run));
                        row.built = built;
                    }
                }
                Err(error) if tool.is_ours => return Err(error),
                Err(error) => {
                    missing.push(format!("{} with {} essays: {error:#}", tool.label, essays.len()));
                    failed.push(tool.name);
                }
            }
        }
    }
    rows.retain(|row| !row.runs.is_empty());
    Ok(rows)
}

/// One build of each kind, and the size of the site.
fn round_of(tool: &Tool, essays: &[Essay], round: usize, folder: &Path) -> Result<(Vec<(Change, Run)>, Size)> {
    let mut runs = Vec::new();
    for change in CHANGES {
        match change {
            Change::Everything => tool.forget(folder, round)?,
            // The first build for the public has written `addresses.lock`, which is a change.
            Change::Nothing if tool.is_ours => drop(timed(&mut tool.command(folder)?)?),
            Change::Nothing => {}
            Change::OneEssay => {
                // Another one each time, from the middle.
                let essay = &essays[(essays.len() / 2 + round) % essays.len()];
                tool.change(essay, round, folder)?;
            }
        }
        let run = timed(&mut tool.command(folder)?)?;
        println!("  {:>6} {:<24} {:<18} {:>7.2} s", essays.len(), tool.label, change.name(), run.time.as_secs_f64());
        runs.push((change, run));
    }
    Ok((runs, files_in(&tool.site(folder))?))
}

fn files_in(folder: &Path) -> Result<Size> {
    let (mut count, mut bytes) = (0, 0);
    for entry in WalkDir::new(folder) {
        let entry = entry.with_context(|| format!("failed to list `{}`", folder.display()))?;
        if entry.file_type().is_file() {
            count += 1;
            bytes += entry.metadata().with_context(|| format!("failed to read `{}`", folder.display()))?.len();
        }
    }
    Ok((count, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_sizes_or_edits() {
        assert_eq!(Options::read(&[]), Some(Options::Time(SIZES.into())));
        assert_eq!(Options::read(&["3000", "30000"]), Some(Options::Time(vec![3000, 30_000])));
        assert_eq!(Options::read(&["--edits", "500"]), Some(Options::Edits(500)));
        for wrong in [&["0"][..], &["x"], &["--edits"], &["--edits", "x"], &["10", "--edits", "1"]] {
            assert_eq!(Options::read(wrong), None, "{wrong:?}");
        }
    }
}
