//! `cargo xtask test`: everything a change must pass, cheapest first; the first failure ends it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::setup::browser::{self, Browser};
use crate::setup::toolchain::WASM32;
use crate::sizes::{CODE_BUDGET, Sizes};
use crate::tally::Tally;
use crate::toolbox::Toolbox;
use crate::{build, process, setup};

/// The test target that drives a browser. It needs a built site.
const BROWSER_TESTS: &str = "browser";

/// Runs all checks and tests, or with a name only the tests that have it in theirs. The last line counts what ran.
#[must_use]
pub fn test(root: &Path, name: Option<&str>) -> ExitCode {
    let mut tally = Tally::default();
    let start = Instant::now();
    let done = match name {
        None => all(root, &mut tally),
        Some(name) => named(root, name, &mut tally),
    };
    println!("\n{} s in all", start.elapsed().as_secs());
    let code = match &done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("error: {error:#}");
            // A build that fails leaves no count of its own.
            tally.failed = tally.failed.max(1);
            ExitCode::FAILURE
        }
    };
    println!("{tally}");
    code
}

fn all(root: &Path, tally: &mut Tally) -> Result<()> {
    let toolbox = step("tools", || setup::tools(root))?;
    let browser = step("browser", browser::ready)?;
    step("rustfmt and clippy are there", || components(&toolbox))?;
    gate("fmt", tally, || process::run(toolbox.command("cargo")?.args(["fmt", "--all", "--check"])))?;
    gate("clippy", tally, || {
        process::run(toolbox.command("cargo")?.args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    })?;
    gate("clippy, the app in a browser", tally, || {
        process::run(
            toolbox
                .command("cargo")?
                .args(["clippy", "--package", "quire", "--target", WASM32, "--features", "hydrate"])
                .args(["--", "-D", "warnings"]),
        )
    })?;
    deny(&toolbox, tally)?;
    step("unit and golden tests", || native_tests(&toolbox, None, tally))?;
    step("examples in the documentation", || {
        cargo_test(toolbox.command("cargo")?.args(["test", "--workspace", "--doc"]), tally)
    })?;
    let sizes = gate("release build", tally, || build::release(root, &toolbox))?;
    if toolbox.has_library_source() {
        gate("budget", tally, || within_budget(&sizes))?;
    } else {
        print!(
            "\n== budget\n{sizes}   skipped: it is one for a release with a library compiled for size, and there is no rust-src\n"
        );
        tally.skipped += 1;
    }
    step("browser tests", || browser_tests(root, &toolbox, &browser, None, tally))
}

fn named(root: &Path, name: &str, tally: &mut Tally) -> Result<()> {
    let toolbox = step("tools", || setup::tools(root))?;
    step("unit and golden tests", || native_tests(&toolbox, Some(name), tally))?;
    let drives_a_browser = has_browser_tests(&toolbox)?
        && process::output(browser_command(&toolbox)?.args([name, "--", "--list"]).stderr(Stdio::inherit()))?
            .lines()
            .any(|line| line.ends_with(": test"));
    if drives_a_browser {
        let browser = step("browser", browser::ready)?;
        gate("release build", tally, || build::release(root, &toolbox))?;
        step("browser tests", || browser_tests(root, &toolbox, &browser, Some(name), tally))?;
    }
    if tally.passed == 0 {
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
fn gate<T>(name: &str, tally: &mut Tally, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let done = step(name, work);
    match &done {
        Ok(_) => tally.passed += 1,
        Err(_) => tally.failed += 1,
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
fn deny(toolbox: &Toolbox, tally: &mut Tally) -> Result<()> {
    if process::on_path("cargo-deny").is_some() {
        return gate("deny", tally, || process::run(toolbox.command("cargo")?.args(["deny", "check"])));
    }
    println!("\n== deny\n   skipped: no cargo-deny here (`cargo install cargo-deny --locked` would get it)");
    tally.skipped += 1;
    Ok(())
}

fn within_budget(sizes: &Sizes) -> Result<()> {
    print!("{sizes}");
    if sizes.code() > CODE_BUDGET {
        bail!(
            "the app's code weighs {} bytes in brotli, {} more than it may",
            sizes.code(),
            sizes.code() - CODE_BUDGET
        );
    }
    Ok(())
}

/// All test targets of the workspace but the one that drives a browser. One call of cargo: each choice of packages
/// would compile the dependencies with other features.
fn native_tests(toolbox: &Toolbox, name: Option<&str>, tally: &mut Tally) -> Result<()> {
    let mut cargo = toolbox.command("cargo")?;
    cargo.args(["test", "--workspace", "--lib", "--bins"]);
    for target in test_targets(toolbox)?.iter().filter(|target| *target != BROWSER_TESTS) {
        cargo.args(["--test", target]);
    }
    cargo_test(cargo.args(name), tally)
}

fn has_browser_tests(toolbox: &Toolbox) -> Result<bool> {
    Ok(test_targets(toolbox)?.iter().any(|target| target == BROWSER_TESTS))
}

fn browser_command(toolbox: &Toolbox) -> Result<Command> {
    let mut cargo = toolbox.command("cargo")?;
    cargo.args(["test", "--workspace", "--test", BROWSER_TESTS]);
    Ok(cargo)
}

fn browser_tests(
    root: &Path,
    toolbox: &Toolbox,
    browser: &Browser,
    name: Option<&str>,
    tally: &mut Tally,
) -> Result<()> {
    let mut cargo = browser_command(toolbox)?;
    cargo
        .args(name)
        .env("QUIRE_DIST", root.join("dist"))
        .env("QUIRE_CHROMIUM", &browser.chromium)
        .env("QUIRE_CHROMEDRIVER", &browser.chromedriver);
    cargo_test(&mut cargo, tally)
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
fn cargo_test(cargo: &mut Command, tally: &mut Tally) -> Result<()> {
    let words = process::describe(cargo);
    let mut child = cargo.stdout(Stdio::piped()).spawn().with_context(|| format!("failed to start `{words}`"))?;
    let stdout = child.stdout.take().with_context(|| format!("`{words}` has no output"))?;
    for line in BufReader::new(stdout).split(b'\n') {
        let line = line.with_context(|| format!("failed to read from `{words}`"))?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        tally.read(&line);
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
            { "targets": [{ "kind": ["lib"], "name": "quire" }, { "kind": ["test"], "name": "browser" }] },
            { "targets": [{ "kind": ["test"], "name": "golden" }] },
        ]});
        assert_eq!(names_of_tests(&metadata), ["browser", "golden"]);
    }

    #[test]
    fn a_failed_gate_counts_as_a_failure() {
        let mut tally = Tally::default();
        gate("good", &mut tally, || Ok(())).unwrap();
        let error = gate("bad", &mut tally, || -> Result<()> { bail!("no") }).unwrap_err();
        assert_eq!(format!("{error:#}"), "bad: failed: no");
        assert_eq!(tally, Tally { passed: 1, failed: 1, skipped: 0 });
    }

    #[cfg(unix)]
    #[test]
    fn results_are_counted_as_they_stream_by() {
        let mut tally = Tally::default();
        let say = "echo 'test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured'; exit 101";
        assert!(cargo_test(Command::new("sh").args(["-c", say]), &mut tally).is_err());
        assert_eq!(tally, Tally { passed: 1, failed: 1, skipped: 0 });
    }
}
