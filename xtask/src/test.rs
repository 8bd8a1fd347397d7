//! `cargo xtask test`: everything a change must pass, cheapest first; the first failure ends it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::bench::press;
use crate::checks::{html, lighthouse};
use crate::counts::TestCounts;
use crate::setup::browsers::{self, Browsers, Missing};
use crate::setup::checkers::{self, Checkers};
use crate::setup::fonts;
use crate::setup::toolchain::WASM32;
use crate::sites::Sites;
use crate::sizes::Sizes;
use crate::toolbox::Toolbox;
use crate::{build, process, setup, sites};

/// The test target that looks at the files of a built site.
const SITE_TESTS: &str = "site";

/// The test target that drives a browser. It needs a built site, too.
const BROWSER_TESTS: &str = "browser";

/// The module of the browser tests that asks axe.
const AXE_TESTS: &str = "accessibility::";

/// What is tried once more with the site below a folder: what is in the names of those tests.
const BELOW_A_FOLDER: [&str; 4] = ["hosting::", "hydration::", "without_scripts::", "addresses::"];

/// Runs all checks and tests, or with a name only the tests that have it in theirs. The last line counts what ran.
#[must_use]
pub fn test(root: &Path, name: Option<&str>) -> ExitCode {
    let mut counts = TestCounts::default();
    let start = Instant::now();
    let done = match name {
        None => all(root, &mut counts),
        Some(name) => named(root, name, &mut counts),
    };
    println!("\n{} s in all", start.elapsed().as_secs());
    let code = match &done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("error: {error:#}");
            // A build that fails leaves no count of its own.
            counts.failed = counts.failed.max(1);
            ExitCode::FAILURE
        }
    };
    println!("{counts}");
    code
}

fn all(root: &Path, counts: &mut TestCounts) -> Result<()> {
    let toolbox = step("tools", || setup::tools(root))?;
    let browsers = step("browsers", || browsers::ready(toolbox.compiler()))?;
    let checkers = step("checkers", checkers)?;
    step("rustfmt and clippy are there", || components(&toolbox))?;
    gate("fmt", counts, || process::run(toolbox.command("cargo")?.args(["fmt", "--all", "--check"])))?;
    gate("clippy", counts, || {
        process::run(toolbox.command("cargo")?.args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    })?;
    gate("clippy, the app in a browser", counts, || {
        process::run(
            toolbox
                .command("cargo")?
                .args(["clippy", "--package", "catchword-app", "--target", WASM32, "--features", "hydrate"])
                .args(["--", "-D", "warnings"]),
        )
    })?;
    deny(&toolbox, counts)?;
    step("unit and golden tests", || native_tests(&toolbox, None, counts))?;
    step("examples in the documentation", || {
        cargo_test(toolbox.command("cargo")?.args(["test", "--workspace", "--doc"]), counts)
    })?;
    let sizes = gate("release build", counts, || build::release(root, &toolbox))?;
    if toolbox.has_library_source() {
        gate("budget", counts, || within_budget(&sizes))?;
    } else {
        print!(
            "\n== budget\n{sizes}   skipped: it is one for a release with a library compiled for size, and there is no rust-src\n"
        );
        counts.skipped += 1;
    }
    step("tests of the built site", || site_tests(root, &toolbox, None, counts))?;
    judge(root, checkers.as_ref(), &browsers, counts)?;
    let sites = step("other sites", || sites::build(root, &toolbox))?;
    if let Some(checkers) = &checkers {
        // With forms, frames and a front door, which the sample has not.
        gate("html, the practice", counts, || html::validate(root, &sites.folder.join("practice"), checkers))?;
    }
    let around = Around { browsers: &browsers, checkers: checkers.as_ref(), sites: &sites, untidy: false };
    step("browser tests", || browser_tests(&toolbox, &around, &sites.sample, &filters(None), counts))?;
    step("browser tests, the site below a folder", || {
        browser_tests(&toolbox, &around, &sites.below_a_folder, &BELOW_A_FOLDER, counts)
    })
}

/// Has every page of the corpus taken over in every engine: what takes too long for each change.
#[must_use]
pub fn soak(root: &Path) -> ExitCode {
    let mut counts = TestCounts::default();
    let done = soak_all(root, &mut counts);
    if let Err(error) = &done {
        println!("error: {error:#}");
        counts.failed = counts.failed.max(1);
    }
    println!("{counts}");
    if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn soak_all(root: &Path, counts: &mut TestCounts) -> Result<()> {
    let corpus = root.join(press::CORPUS);
    if !corpus.is_dir() {
        println!("skipped: no corpus at `{}`", corpus.display());
        counts.skipped += 1;
        return Ok(());
    }
    let toolbox = step("tools", || setup::tools(root))?;
    let browsers = step("browsers", || browsers::ready(toolbox.compiler()))?;
    gate("release build", counts, || build::release(root, &toolbox))?;
    let sites = step("other sites", || sites::build(root, &toolbox))?;
    let site = step("the corpus", || sites::build_corpus(&toolbox, &corpus, press::SITE))?;
    let around = Around { browsers: &browsers, checkers: None, sites: &sites, untidy: true };
    step("browser tests", || browser_tests(&toolbox, &around, &site, &["hydration::every_page"], counts))
}

fn filters(name: Option<&str>) -> Vec<&str> {
    name.into_iter().collect()
}

fn checkers() -> Result<Option<Checkers>> {
    checkers::ready(&setup::cache::folder()?)
}

/// What other people's programs say of the built site.
fn judge(root: &Path, checkers: Option<&Checkers>, browsers: &Browsers, counts: &mut TestCounts) -> Result<()> {
    let dist = root.join("dist");
    let Some(checkers) = checkers else {
        println!("\n== html, Lighthouse\n   skipped: they come by npm, and there is no npm on PATH");
        counts.skipped += 2;
        return Ok(());
    };
    gate("html", counts, || html::validate(root, &dist, checkers))?;
    gate("Lighthouse", counts, || lighthouse::judge(&dist, checkers, browsers.chromium()?))
}

fn named(root: &Path, name: &str, counts: &mut TestCounts) -> Result<()> {
    let toolbox = step("tools", || setup::tools(root))?;
    step("unit and golden tests", || native_tests(&toolbox, Some(name), counts))?;
    let looks_at_the_site = !names_of_tests_in(&toolbox, SITE_TESTS, &filters(Some(name)))?.is_empty();
    let drives_a_browser = !names_of_tests_in(&toolbox, BROWSER_TESTS, &filters(Some(name)))?.is_empty();
    if looks_at_the_site || drives_a_browser {
        gate("release build", counts, || build::release(root, &toolbox))?;
    }
    if looks_at_the_site {
        step("tests of the built site", || site_tests(root, &toolbox, Some(name), counts))?;
    }
    if drives_a_browser {
        let browsers = step("browsers", || browsers::ready(toolbox.compiler()))?;
        let checkers = step("checkers", checkers)?;
        let sites = step("other sites", || sites::build(root, &toolbox))?;
        let around = Around { browsers: &browsers, checkers: checkers.as_ref(), sites: &sites, untidy: false };
        step("browser tests", || browser_tests(&toolbox, &around, &sites.sample, &filters(Some(name)), counts))?;
    }
    if counts.passed == 0 {
        bail!("no test has `{name}` in its name");
    }
    Ok(())
}

/// A part of the work, with its heading and its time.
fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("\n== {name}");
    let start = Instant::now();
    let done = work();
    println!("   {name}: {:.1} s", start.elapsed().as_secs_f64());
    done.with_context(|| format!("{name}: failed"))
}

/// A step that counts as a test of its own.
fn gate<T>(name: &str, counts: &mut TestCounts, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let done = step(name, work);
    match &done {
        Ok(_) => counts.passed += 1,
        Err(_) => counts.failed += 1,
    }
    done
}

/// Makes sure that the compiler in use has its formatter and its linter.
fn components(toolbox: &Toolbox) -> Result<()> {
    let is_there = |name: &str| -> Result<bool> {
        Ok(process::output(toolbox.command("cargo")?.args([name, "--version"])).is_ok())
    };
    if is_there("fmt")? && is_there("clippy")? {
        return Ok(());
    }
    let mut rustup = toolbox.command("rustup")?;
    process::run_within(Duration::from_secs(120), rustup.args(["component", "add", "rustfmt", "clippy"]))
        .context("rustfmt and clippy can't be had; `rustup component add rustfmt clippy` would get them")
}

/// cargo-deny reads advisories from the network and takes minutes to build: it runs where it is installed.
fn deny(toolbox: &Toolbox, counts: &mut TestCounts) -> Result<()> {
    if process::on_path("cargo-deny").is_some() {
        return gate("deny", counts, || process::run(toolbox.command("cargo")?.args(["deny", "check"])));
    }
    println!("\n== deny\n   skipped: no cargo-deny here (`cargo install cargo-deny --locked` would get it)");
    counts.skipped += 1;
    Ok(())
}

fn within_budget(sizes: &Sizes) -> Result<()> {
    print!("{sizes}");
    for (what, bytes, budget) in sizes.budgets() {
        if bytes > budget {
            bail!("{what}: {bytes} bytes in brotli, {} more than it may have", bytes - budget);
        }
    }
    Ok(())
}

/// All test targets of the workspace but those that need a built site. One call of cargo: each choice of packages
/// would compile the dependencies with other features.
fn native_tests(toolbox: &Toolbox, name: Option<&str>, counts: &mut TestCounts) -> Result<()> {
    let mut cargo = toolbox.command("cargo")?;
    cargo.args(["test", "--workspace", "--lib", "--bins"]);
    for target in test_targets(toolbox)?.iter().filter(|target| ![SITE_TESTS, BROWSER_TESTS].contains(&target.as_str()))
    {
        cargo.args(["--test", target]);
    }
    cargo_test(cargo.args(name), counts)
}

fn one_target(toolbox: &Toolbox, target: &str) -> Result<Command> {
    let mut cargo = toolbox.command("cargo")?;
    cargo.args(["test", "--workspace", "--test", target]);
    Ok(cargo)
}

fn site_tests(root: &Path, toolbox: &Toolbox, name: Option<&str>, counts: &mut TestCounts) -> Result<()> {
    let mut cargo = one_target(toolbox, SITE_TESTS)?;
    cargo_test(cargo.args(name).env("CATCHWORD_DIST", root.join("dist")), counts)
}

/// What the browser tests find around them.
struct Around<'a> {
    browsers: &'a Browsers,
    checkers: Option<&'a Checkers>,
    sites: &'a Sites,
    /// Whether the site has pictures that are gone, for which no test need answer.
    untidy: bool,
}

/// Runs the browser tests with these in their names, of the site in a folder, without those that need what is not here:
/// they count as skipped.
fn browser_tests(
    toolbox: &Toolbox,
    around: &Around<'_>,
    dist: &Path,
    names: &[&str],
    counts: &mut TestCounts,
) -> Result<()> {
    let mut cargo = one_target(toolbox, BROWSER_TESTS)?;
    cargo
        .env("CATCHWORD_DIST", dist)
        .env("CATCHWORD_SITES", &around.sites.folder)
        .envs(around.browsers.programs.iter().map(|(name, path)| (name, path)))
        .envs(around.browsers.fonts.iter().map(|files| (fonts::CATCHWORD_FONTS, files)))
        .arg("--")
        .args(names);
    if around.untidy {
        cargo.env("CATCHWORD_UNTIDY", "1");
    }
    let no_axe = Missing { tests: AXE_TESTS, reason: "axe comes by npm, and there is no npm on PATH".to_owned() };
    let mut missing: Vec<&Missing> = around.browsers.missing.iter().collect();
    match around.checkers {
        Some(checkers) => {
            cargo.env("CATCHWORD_AXE", &checkers.axe);
        }
        None => missing.push(&no_axe),
    }
    if !missing.is_empty() {
        let all = names_of_tests_in(toolbox, BROWSER_TESTS, names)?;
        for part in missing {
            let count = all.iter().filter(|name| name.contains(part.tests)).count();
            println!("   {count} tests with `{}` in their names skipped: {}", part.tests, part.reason);
            counts.skipped += count;
            cargo.args(["--skip", part.tests]);
        }
    }
    cargo_test(&mut cargo, counts)
}

/// The tests of a target, or those that have one of these in their names.
fn names_of_tests_in(toolbox: &Toolbox, target: &str, names: &[&str]) -> Result<Vec<String>> {
    let mut cargo = one_target(toolbox, target)?;
    let listed = process::output(cargo.arg("--").args(names).arg("--list").stderr(Stdio::inherit()))?;
    Ok(listed.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect())
}

/// The names of the workspace's integration tests.
fn test_targets(toolbox: &Toolbox) -> Result<Vec<String>> {
    let metadata = process::output(toolbox.command("cargo")?.args([
        "metadata",
        "--no-deps",
        "--offline",
        "--format-version",
        "1",
    ]))?;
    let metadata = serde_json::from_str(&metadata).context("failed to read what `cargo metadata` says")?;
    Ok(names_of_tests(&metadata))
}

fn names_of_tests(metadata: &serde_json::Value) -> Vec<String> {
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
        assert_eq!(names_of_tests(&metadata), ["browser", "golden"]);
    }

    #[test]
    fn a_failed_gate_counts_as_a_failure() {
        let mut counts = TestCounts::default();
        gate("good", &mut counts, || Ok(())).unwrap();
        let error = gate("bad", &mut counts, || -> Result<()> { bail!("no") }).unwrap_err();
        assert_eq!(format!("{error:#}"), "bad: failed: no");
        assert_eq!(counts, TestCounts { passed: 1, failed: 1, skipped: 0 });
    }

    #[cfg(unix)]
    #[test]
    fn results_are_counted_as_they_stream_by() {
        let mut counts = TestCounts::default();
        let say = "echo 'test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured'; exit 101";
        assert!(cargo_test(Command::new("sh").args(["-c", say]), &mut counts).is_err());
        assert_eq!(counts, TestCounts { passed: 1, failed: 1, skipped: 0 });
    }
}
