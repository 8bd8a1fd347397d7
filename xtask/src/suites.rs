//! The workspace's tests, run by cargo: those that need nothing, those that need a built site, those that need a browser.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::counts::TestCounts;
use crate::process;
use crate::setup::browsers::{Browsers, Missing};
use crate::setup::checkers::Checkers;
use crate::setup::fonts;
use crate::setup::servers::Servers;
use crate::sites::Sites;
use crate::toolbox::Toolbox;

/// The test target that reads the files of a built site.
pub const SITE_TESTS: &str = "site";

/// The test target that drives a browser. It needs a built site, too.
pub const BROWSER_TESTS: &str = "browser";

/// The test target that publishes to servers.
pub const SERVER_TESTS: &str = "servers";

/// The test target that installs the packages of a release. It needs the program, with an app inside.
pub const PACKAGE_TESTS: &str = "packages";

/// The test targets that `cargo test` alone does not run.
const WITH_MORE: [&str; 4] = [SITE_TESTS, BROWSER_TESTS, SERVER_TESTS, PACKAGE_TESTS];

/// The module of the browser tests that runs axe.
const AXE_TESTS: &str = "accessibility::";

/// What the browser tests need besides the site they visit.
#[derive(Debug)]
pub struct BrowserSetup<'a> {
    /// The engines and nginx.
    pub browsers: &'a Browsers,
    /// Has axe; none where there is no npm.
    pub checkers: Option<&'a Checkers>,
    /// The sites that only some tests visit.
    pub sites: &'a Sites,
    /// Whether the site has broken pictures, which are then no failure.
    pub untidy: bool,
}

/// Runs all test targets of the workspace but those that need more, or with a name only the tests that have it
/// in theirs. One call of cargo: each choice of packages would compile the dependencies with other features.
///
/// # Errors
/// When a test fails, or cargo does.
pub fn native(toolbox: &Toolbox, name: Option<&str>, counts: &mut TestCounts) -> Result<()> {
    let mut cargo = toolbox.command("cargo")?;
    // All failures of a run are worth seeing, not only those of the first target.
    cargo.args(["test", "--workspace", "--no-fail-fast", "--lib", "--bins"]);
    for target in targets(toolbox)?.iter().filter(|target| !WITH_MORE.contains(&target.as_str())) {
        cargo.args(["--test", target]);
    }
    cargo_test(cargo.args(name), counts)
}

/// Runs the tests of the site in `dist/`, or with a name only those that have it in theirs.
///
/// # Errors
/// When a test fails, or cargo does.
pub fn site(root: &Path, toolbox: &Toolbox, name: Option<&str>, counts: &mut TestCounts) -> Result<()> {
    let mut cargo = one_target(toolbox, SITE_TESTS)?;
    cargo_test(cargo.args(name).env("CATCHWORD_DIST", root.join("dist")), counts)
}

/// Runs the browser tests that have one of `names` in theirs (all if there is none), of the site in `dist`. Tests whose
/// browser or tool is missing are left out, and count as skipped.
///
/// # Errors
/// When a test fails, or cargo does.
pub fn browser(
    toolbox: &Toolbox,
    setup: &BrowserSetup<'_>,
    dist: &Path,
    names: &[&str],
    counts: &mut TestCounts,
) -> Result<()> {
    let mut cargo = one_target(toolbox, BROWSER_TESTS)?;
    cargo
        .env("CATCHWORD_DIST", dist)
        .env("CATCHWORD_SITES", &setup.sites.folder)
        .env("CATCHWORD_BIN", &setup.sites.program)
        .envs(setup.browsers.programs.iter().map(|(name, path)| (name, path)))
        .envs(setup.browsers.fonts.iter().map(|files| (fonts::CATCHWORD_FONTS, files)))
        .arg("--")
        .args(names);
    if setup.untidy {
        cargo.env("CATCHWORD_UNTIDY", "1");
    }
    let no_axe =
        Missing { tests: AXE_TESTS, reason: "axe is installed with npm, and there is no npm on PATH".to_owned() };
    let mut missing: Vec<&Missing> = setup.browsers.missing.iter().collect();
    match setup.checkers {
        Some(checkers) => {
            cargo.env("CATCHWORD_AXE", &checkers.axe);
        }
        None => missing.push(&no_axe),
    }
    skip(&mut cargo, toolbox, BROWSER_TESTS, names, &missing, counts)?;
    cargo_test(&mut cargo, counts)
}

/// Runs the tests that publish to servers, or with a name only those that have it in theirs. Tests whose server is missing
/// are left out, and count as skipped.
///
/// # Errors
/// When a test fails, or cargo does.
pub fn servers(toolbox: &Toolbox, servers: &Servers, names: &[&str], counts: &mut TestCounts) -> Result<()> {
    let mut cargo = one_target(toolbox, SERVER_TESTS)?;
    cargo.envs(servers.programs.iter().map(|(name, path)| (name, path))).arg("--").args(names);
    let missing: Vec<&Missing> = servers.missing.iter().collect();
    skip(&mut cargo, toolbox, SERVER_TESTS, names, &missing, counts)?;
    cargo_test(&mut cargo, counts)
}

/// Runs the tests of the packages, or with a name only those that have it in theirs.
///
/// # Errors
/// When a test fails, or cargo does.
pub fn packages(toolbox: &Toolbox, program: &Path, name: Option<&str>, counts: &mut TestCounts) -> Result<()> {
    let mut cargo = one_target(toolbox, PACKAGE_TESTS)?;
    cargo_test(cargo.args(name).env("CATCHWORD_BIN", program), counts)
}

/// Leaves out the tests of what is missing, and says so.
fn skip(
    cargo: &mut Command,
    toolbox: &Toolbox,
    target: &str,
    names: &[&str],
    missing: &[&Missing],
    counts: &mut TestCounts,
) -> Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    let all = list(toolbox, target, names)?;
    for part in missing {
        let count = all.iter().filter(|name| name.contains(part.tests)).count();
        println!("   {count} tests with `{}` in their names skipped: {}", part.tests, part.reason);
        counts.skipped += count;
        cargo.args(["--skip", part.tests]);
    }
    Ok(())
}

/// The names of a target's tests that have one of `names` in theirs; of all its tests if there is none.
///
/// # Errors
/// When the target does not compile.
pub fn list(toolbox: &Toolbox, target: &str, names: &[&str]) -> Result<Vec<String>> {
    let mut cargo = one_target(toolbox, target)?;
    let listed = process::output(cargo.arg("--").args(names).arg("--list").stderr(Stdio::inherit()))?;
    Ok(listed.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect())
}

fn one_target(toolbox: &Toolbox, target: &str) -> Result<Command> {
    let mut cargo = toolbox.command("cargo")?;
    cargo.args(["test", "--workspace", "--test", target]);
    Ok(cargo)
}

/// The names of the workspace's integration tests.
fn targets(toolbox: &Toolbox) -> Result<Vec<String>> {
    let metadata = process::output(toolbox.command("cargo")?.args([
        "metadata",
        "--no-deps",
        "--offline",
        "--format-version",
        "1",
    ]))?;
    let metadata = serde_json::from_str(&metadata).context("failed to read the output of `cargo metadata`")?;
    Ok(integration_tests(&metadata))
}

fn integration_tests(metadata: &serde_json::Value) -> Vec<String> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let targets = packages.flat_map(|package| package["targets"].as_array().into_iter().flatten());
    let tests = targets.filter(|target| target["kind"][0] == "test");
    tests.filter_map(|target| target["name"].as_str().map(str::to_owned)).collect()
}

/// Runs `cargo test`, showing what it prints and counting its results.
fn cargo_test(cargo: &mut Command, counts: &mut TestCounts) -> Result<()> {
    let words = process::describe(cargo);
    let mut child = cargo.stdout(Stdio::piped()).spawn().with_context(|| format!("failed to start `{words}`"))?;
    let stdout = child.stdout.take().with_context(|| format!("`{words}` has no output"))?;
    for line in BufReader::new(stdout).split(b'\n') {
        let line = line.with_context(|| format!("failed to read from `{words}`"))?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        counts.read(&line);
    }
    let status = child.wait().with_context(|| format!("lost `{words}`"))?;
    if !status.success() {
        bail!("`{words}` failed ({status})");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integration_tests_are_found_by_name() {
        let metadata = serde_json::json!({ "packages": [
            { "targets": [{ "kind": ["lib"], "name": "catchword" }, { "kind": ["test"], "name": "browser" }] },
            { "targets": [{ "kind": ["test"], "name": "golden" }] },
        ]});
        assert_eq!(integration_tests(&metadata), ["browser", "golden"]);
    }

    #[cfg(unix)]
    #[test]
    fn results_are_counted_as_they_stream_by() {
        let mut counts = TestCounts::default();
        let say = "echo 'test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured'; exit 101";
        assert!(cargo_test(Command::new("sh").args(["-c", say]), &mut counts).is_err());
        assert_eq!(counts, TestCounts { passed: 1, failed: 1, ..TestCounts::default() });
    }
}
