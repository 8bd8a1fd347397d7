//! `cargo xtask test`: everything a change must pass, cheapest first. The first failure ends it.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::bench::press;
use crate::checks::{html, javascript, layers, lighthouse};
use crate::counts::TestCounts;
use crate::setup::browsers::{self, Browsers};
use crate::setup::checkers::{self, Checkers};
use crate::setup::servers;
use crate::setup::toolchain::WASM32;
use crate::sizes::Sizes;
use crate::suites::{self, BROWSER_TESTS, BrowserSetup, PACKAGE_TESTS, SERVER_TESTS, SITE_TESTS};
use crate::toolbox::Toolbox;
use crate::{build, process, setup, sites};

/// The browser tests that run again with the site below a folder: those with one of these in their names.
const BELOW_A_FOLDER: [&str; 4] = ["hosting::", "hydration::", "without_scripts::", "addresses::"];

/// Runs all checks and tests, or with a name only the tests that have it in theirs. The last line counts what ran.
#[must_use]
pub fn test(root: &Path, name: Option<&str>) -> ExitCode {
    let start = Instant::now();
    let mut counts = TestCounts::default();
    let result = match name {
        None => all(root, &mut counts),
        Some(name) => named(root, name, &mut counts),
    };
    println!("\n{} s in all", start.elapsed().as_secs());
    finish(&result, counts)
}

/// Hydrates every page of the corpus in every engine. This is too slow for each change.
#[must_use]
pub fn soak(root: &Path) -> ExitCode {
    let mut counts = TestCounts::default();
    let result = soak_all(root, &mut counts);
    finish(&result, counts)
}

/// Prints the error, if there is one, and the counts.
fn finish(result: &Result<()>, mut counts: TestCounts) -> ExitCode {
    if let Err(error) = result {
        println!("error: {error:#}");
        // A step that is not a gate has not been counted.
        counts.failed = counts.failed.max(1);
    }
    println!("{counts}");
    if result.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn all(root: &Path, counts: &mut TestCounts) -> Result<()> {
    let toolbox = step("tools", || setup::tools(root))?;
    let browsers = step("browsers", || browsers::ready(toolbox.compiler()))?;
    let checkers = step("checkers", checkers)?;
    step("rustfmt and clippy are installed", || components(&toolbox))?;
    gate("fmt", counts, || process::run(toolbox.command("cargo")?.args(["fmt", "--all", "--check"])))?;
    gate("layers", counts, || layers::check(root))?;
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
    gate("clippy, other views in a browser", counts, || {
        process::run(
            toolbox
                .command("cargo")?
                .args([
                    "clippy",
                    "--package",
                    "example-views",
                    "--bin",
                    "app",
                    "--target",
                    WASM32,
                    "--features",
                    "hydrate",
                ])
                .args(["--", "-D", "warnings"]),
        )
    })?;
    check_javascript(root, checkers.as_ref(), counts)?;
    deny(&toolbox, counts)?;
    step("unit and golden tests", || suites::native(&toolbox, None, counts))?;
    let found = step("servers", || Ok(servers::ready(toolbox.compiler())))?;
    step("tests with servers", || suites::servers(&toolbox, &found, &[], counts))?;
    let sizes = gate("release build", counts, || build::release_for_tests(root, &toolbox))?;
    if toolbox.has_library_source() {
        gate("budget", counts, || within_budget(&sizes))?;
    } else {
        print!(
            "\n== budget\n{sizes}   skipped: it is for a standard library compiled for size, which needs rust-src\n"
        );
        counts.skipped += 1;
    }
    step("tests of the built site", || suites::site(root, &toolbox, None, counts))?;
    judge(root, checkers.as_ref(), &browsers, counts)?;
    let sites = step("other sites", || sites::build(root, &toolbox))?;
    step("packages", || suites::packages(&toolbox, &sites.program, None, counts))?;
    if let Some(checkers) = &checkers {
        // It has forms, frames and a welcome page, which the sample site doesn't have.
        gate("html, the practice", counts, || html::validate(root, &sites.folder.join("practice"), checkers))?;
        gate("html, the guide", counts, || html::validate(root, &sites.folder.join("guide"), checkers))?;
    }
    let setup = BrowserSetup { browsers: &browsers, checkers: checkers.as_ref(), sites: &sites, untidy: false };
    step("browser tests", || suites::browser(&toolbox, &setup, &sites.sample, &[], counts))?;
    step("browser tests, the site below a folder", || {
        suites::browser(&toolbox, &setup, &sites.below_a_folder, &BELOW_A_FOLDER, counts)
    })
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
    gate("release build", counts, || build::release_for_tests(root, &toolbox))?;
    let sites = step("other sites", || sites::build(root, &toolbox))?;
    let site = step("the corpus", || sites::build_corpus(&toolbox, &corpus, press::SITE))?;
    let setup = BrowserSetup { browsers: &browsers, checkers: None, sites: &sites, untidy: true };
    step("browser tests", || suites::browser(&toolbox, &setup, &site, &["hydration::every_page"], counts))
}

fn named(root: &Path, name: &str, counts: &mut TestCounts) -> Result<()> {
    let toolbox = step("tools", || setup::tools(root))?;
    step("unit and golden tests", || suites::native(&toolbox, Some(name), counts))?;
    if !suites::list(&toolbox, SERVER_TESTS, &[name])?.is_empty() {
        let found = step("servers", || Ok(servers::ready(toolbox.compiler())))?;
        step("tests with servers", || suites::servers(&toolbox, &found, &[name], counts))?;
    }
    let needs_site = !suites::list(&toolbox, SITE_TESTS, &[name])?.is_empty();
    let needs_browser = !suites::list(&toolbox, BROWSER_TESTS, &[name])?.is_empty();
    let needs_program = !suites::list(&toolbox, PACKAGE_TESTS, &[name])?.is_empty();
    if needs_site || needs_browser || needs_program {
        gate("release build", counts, || build::release_for_tests(root, &toolbox))?;
    }
    if needs_site {
        step("tests of the built site", || suites::site(root, &toolbox, Some(name), counts))?;
    }
    if needs_program {
        let program = step("the program", || sites::program(root, &toolbox))?;
        step("packages", || suites::packages(&toolbox, &program, Some(name), counts))?;
    }
    if needs_browser {
        let browsers = step("browsers", || browsers::ready(toolbox.compiler()))?;
        let checkers = step("checkers", checkers)?;
        let sites = step("other sites", || sites::build(root, &toolbox))?;
        let setup = BrowserSetup { browsers: &browsers, checkers: checkers.as_ref(), sites: &sites, untidy: false };
        step("browser tests", || suites::browser(&toolbox, &setup, &sites.sample, &[name], counts))?;
    }
    if counts.passed == 0 {
        bail!("no test has `{name}` in its name");
    }
    Ok(())
}

/// Runs a part of the work under a heading, and prints how long it took.
fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("\n== {name}");
    let start = Instant::now();
    let result = work();
    println!("   {name}: {:.1} s", start.elapsed().as_secs_f64());
    result.with_context(|| format!("{name}: failed"))
}

/// A step that counts as a test of its own.
fn gate<T>(name: &str, counts: &mut TestCounts, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let result = step(name, work);
    match &result {
        Ok(_) => counts.passed += 1,
        Err(_) => counts.failed += 1,
    }
    result
}

fn checkers() -> Result<Option<Checkers>> {
    checkers::ready(&setup::cache::folder()?)
}

/// Makes sure that the compiler in use has its formatter and its linter.
fn components(toolbox: &Toolbox) -> Result<()> {
    let is_installed = |name: &str| -> Result<bool> {
        Ok(process::output(toolbox.command("cargo")?.args([name, "--version"])).is_ok())
    };
    if is_installed("fmt")? && is_installed("clippy")? {
        return Ok(());
    }
    let mut rustup = toolbox.command("rustup")?;
    process::run_within(Duration::from_secs(120), rustup.args(["component", "add", "rustfmt", "clippy"]))
        .context("rustfmt and clippy could not be installed; try `rustup component add rustfmt clippy`")
}

/// ESLint and TypeScript look at the sources.
fn check_javascript(root: &Path, checkers: Option<&Checkers>, counts: &mut TestCounts) -> Result<()> {
    if let Some(checkers) = checkers {
        return gate("javascript", counts, || javascript::check(root, checkers));
    }
    println!("\n== javascript\n   skipped: ESLint and TypeScript are installed with npm, and there is no npm on PATH");
    counts.skipped += 1;
    Ok(())
}

/// html-validate and Lighthouse look at the built site.
fn judge(root: &Path, checkers: Option<&Checkers>, browsers: &Browsers, counts: &mut TestCounts) -> Result<()> {
    let dist = root.join("dist");
    let Some(checkers) = checkers else {
        println!("\n== html, Lighthouse\n   skipped: they are installed with npm, and there is no npm on PATH");
        counts.skipped += 2;
        return Ok(());
    };
    gate("html", counts, || html::validate(root, &dist, checkers))?;
    gate("Lighthouse", counts, || lighthouse::judge(&dist, checkers, browsers.chromium()?))
}

/// cargo-deny reads advisories from the network and takes minutes to build, so it runs only if it is installed.
fn deny(toolbox: &Toolbox, counts: &mut TestCounts) -> Result<()> {
    if process::on_path("cargo-deny").is_some() {
        return gate("deny", counts, || process::run(toolbox.command("cargo")?.args(["deny", "check"])));
    }
    println!("\n== deny\n   skipped: cargo-deny is not installed (`cargo install cargo-deny --locked` installs it)");
    counts.skipped += 1;
    Ok(())
}

fn within_budget(sizes: &Sizes) -> Result<()> {
    print!("{sizes}");
    for (what, bytes, budget) in sizes.budgets() {
        if bytes > budget {
            bail!("{what}: {bytes} bytes in brotli, {} over its budget", bytes - budget);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_gate_counts_as_a_failure() {
        let mut counts = TestCounts::default();
        gate("good", &mut counts, || Ok(())).unwrap();
        let error = gate("bad", &mut counts, || -> Result<()> { bail!("no") }).unwrap_err();
        assert_eq!(format!("{error:#}"), "bad: failed: no");
        assert_eq!(counts, TestCounts { passed: 1, failed: 1, ..TestCounts::default() });
    }
}
