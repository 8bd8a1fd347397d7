//! The peers: each a minimal site of the bench's own, in `bench/peers/`, made as its own documentation recommends for a fast
//! static blog.
//!
//! A peer is installed and built in the user's cache folder, never in the checkout. The packages are kept by what
//! `package.json` says, the built site by everything that it is made of, so a second run finds both.

use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::essays::{self, Essay};
use super::files;
use crate::checks::pages::json;
use crate::process;
use crate::setup::{cache, checkers};

/// The file with what the peers take from our own pages.
pub(super) const OURS: &str = "ours.json";

/// A peer.
#[derive(Clone, Copy, Debug)]
pub(in crate::bench) struct Peer {
    /// The folder of its sources in `bench/peers/`.
    pub(in crate::bench) name: &'static str,
    /// As the report calls it.
    pub(in crate::bench) label: &'static str,
    /// The npm package with its version. None for Hugo, which is a package of Debian.
    package: Option<&'static str>,
    /// The folder that it builds into.
    output: &'static str,
    /// Whether it takes a page's heading from the text.
    headed: bool,
    /// Whether it has the markup and the styles of our own pages.
    pub(super) is_ours: bool,
}

const fn npm(name: &'static str, label: &'static str, package: &'static str, output: &'static str) -> Peer {
    Peer { name, label, package: Some(package), output, headed: false, is_ours: false }
}

/// All of them.
pub(in crate::bench) const PEERS: [Peer; 9] = [
    npm("sveltekit", "SvelteKit", "@sveltejs/kit", "build"),
    Peer { is_ours: true, ..npm("sveltekit-ours", "SvelteKit, our markup and styles", "@sveltejs/kit", "build") },
    npm("gatsby", "Gatsby", "gatsby", "public"),
    npm("next", "Next", "next", "out"),
    Peer { headed: true, ..npm("vitepress", "VitePress", "vitepress", ".vitepress/dist") },
    npm("docusaurus", "Docusaurus", "@docusaurus/core", "build"),
    npm("astro", "Astro", "astro", "dist"),
    npm("eleventy", "Eleventy", "@11ty/eleventy", "_site"),
    Peer { package: None, ..npm("hugo", "Hugo", "", "public") },
];

/// A built peer.
#[derive(Debug)]
pub(super) struct Built {
    pub(super) version: String,
    pub(super) folder: PathBuf,
}

/// Builds a peer, unless the cache has it. `ours` is what it takes from our own pages.
///
/// # Errors
/// When it can't be installed or built.
pub(super) fn build(root: &Path, peer: &Peer, essays: &[Essay], ours: &str) -> Result<Built> {
    let tools = cache::folder()?;
    let home = tools.with_file_name("peers");
    let sources = root.join("bench/peers").join(peer.name);
    let version = version(peer, &sources, &tools)?;

    // Everything that the site is made of, in a folder of its own.
    let made_of = home.join(format!(".sources-{}-{}", peer.name, std::process::id()));
    let done = collect(root, peer, &sources, essays, ours, &made_of).and_then(|()| {
        let folder = home.join(format!("{}@{:016x}", peer.name, files::key(&made_of, &version)?));
        if !folder.is_dir() {
            println!("  {} {version}: not built yet", peer.label);
            discard_older(&home, peer)?;
            let work = installed(&home, peer, &sources, &tools)?;
            build_in(&work, peer, &made_of, &tools)?;
            cache::install(&folder, |into| take(&work.join(peer.output), into))?;
        }
        println!("  {} {version}: {}", peer.label, folder.display());
        Ok(folder)
    });
    fs::remove_dir_all(&made_of).ok();
    Ok(Built { folder: done?, version })
}

/// The exact version: the one in `package.json`, or what Hugo says.
pub(in crate::bench) fn version(peer: &Peer, sources: &Path, tools: &Path) -> Result<String> {
    if let Some(package) = peer.package {
        if process::on_path("npm").is_none() {
            bail!("there is no npm on PATH: install Node.js, which brings it");
        }
        let manifest = json(&sources.join("package.json"))?;
        let version = ["dependencies", "devDependencies"].into_iter().find_map(|kind| manifest[kind][package].as_str());
        return version.map(str::to_owned).with_context(|| format!("its package.json has no `{package}`"));
    }
    if process::on_path("hugo").is_none() {
        if !process::may_install_debian_packages() {
            bail!("there is no hugo on PATH; on Debian `apt-get install hugo` as root installs it");
        }
        process::install_debian_packages(&["hugo"])?;
    }
    let said = process::output(command("hugo", tools)?.arg("version"))?;
    let version = said.split_whitespace().find_map(|word| word.strip_prefix('v'));
    Ok(version.unwrap_or(&said).split('+').next().unwrap_or_default().to_owned())
}

/// Copies the sources, the styles and the essays.
fn collect(root: &Path, peer: &Peer, sources: &Path, essays: &[Essay], ours: &str, into: &Path) -> Result<()> {
    files::copy(sources, into)?;
    if peer.is_ours {
        return files::write(&into.join(OURS), ours);
    }
    let style = root.join("bench/peers/style.css");
    fs::copy(&style, into.join("style.css")).with_context(|| format!("failed to copy `{}`", style.display()))?;
    essays::write_for_peer(essays, into, peer.headed)
}

fn discard_older(home: &Path, peer: &Peer) -> Result<()> {
    let prefix = format!("{}@", peer.name);
    for entry in fs::read_dir(home).with_context(|| format!("failed to read `{}`", home.display()))?.flatten() {
        if entry.file_name().to_string_lossy().starts_with(&prefix) {
            cache::discard(&entry.path())?;
        }
    }
    Ok(())
}

/// The folder with the peer's packages, in which it is built. Install scripts are not run.
pub(in crate::bench) fn installed(home: &Path, peer: &Peer, sources: &Path, tools: &Path) -> Result<PathBuf> {
    let manifest = sources.join("package.json");
    let wants = if peer.package.is_some() {
        fs::read_to_string(&manifest).with_context(|| format!("failed to read `{}`", manifest.display()))?
    } else {
        String::new()
    };
    let mut hasher = DefaultHasher::new();
    wants.hash(&mut hasher);
    let work = home.join(format!("{}-packages-{:016x}", peer.name, hasher.finish()));
    if !work.is_dir() {
        cache::install(&work, |into| {
            if peer.package.is_none() {
                return Ok(());
            }
            files::write(&into.join("package.json"), &wants)?;
            let mut npm = command("npm", tools)?;
            npm.current_dir(into).args(["install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"]);
            process::output(&mut npm).map(drop)
        })?;
    }
    Ok(work)
}

/// Builds in a folder in which nothing of an earlier build is left but the packages.
fn build_in(work: &Path, peer: &Peer, made_of: &Path, tools: &Path) -> Result<()> {
    for entry in fs::read_dir(work).with_context(|| format!("failed to read `{}`", work.display()))?.flatten() {
        if entry.file_name() == "node_modules" {
            continue;
        }
        let path = entry.path();
        let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.with_context(|| format!("failed to remove `{}`", path.display()))?;
    }
    files::copy(made_of, work)?;
    let mut build = if peer.package.is_some() {
        let mut npm = command("npm", tools)?;
        npm.args(["run", "build"]);
        npm
    } else {
        let mut hugo = command("hugo", tools)?;
        hugo.arg("--minify");
        hugo
    };
    process::output(build.current_dir(work)).map(drop)
}

/// A program that finds the same Node as the checkers do, and reports nothing about its use.
pub(in crate::bench) fn command(program: &str, tools: &Path) -> Result<Command> {
    let mut command = Command::new(program);
    command.env("PATH", path_with(&checkers::node(tools)?)?).env("CI", "true").env("NO_COLOR", "1");
    for silent in ["ASTRO_TELEMETRY_DISABLED", "GATSBY_TELEMETRY_DISABLED", "NEXT_TELEMETRY_DISABLED"] {
        command.env(silent, "1");
    }
    Ok(command)
}

fn path_with(node: &Path) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = node.parent().map(Path::to_owned).into_iter().chain(std::env::split_paths(&path));
    std::env::join_paths(folders).context("failed to put Node's folder on PATH")
}

/// Copies a built site, and compresses its files as the press does.
fn take(output: &Path, into: &Path) -> Result<()> {
    if !output.join("index.html").is_file() {
        bail!("it has built no `index.html`");
    }
    files::copy(output, into)?;
    files::compress(into)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
    }

    #[test]
    fn every_version_is_exact() {
        for peer in PEERS.iter().filter(|peer| peer.package.is_some()) {
            let manifest = json(&root().join("bench/peers").join(peer.name).join("package.json")).unwrap();
            let versions = ["dependencies", "devDependencies"].map(|kind| manifest[kind].as_object().cloned());
            for (package, version) in versions.into_iter().flatten().flatten() {
                let version = version.as_str().unwrap_or_default();
                let is_exact =
                    version.split('.').count() == 3 && version.chars().all(|c| c.is_ascii_digit() || c == '.');
                assert!(is_exact, "{}: {package} {version}", peer.name);
            }
        }
    }

    #[test]
    fn both_sveltekits_are_the_same() {
        let read = |name: &str| json(&root().join("bench/peers").join(name).join("package.json")).unwrap();
        assert_eq!(read("sveltekit")["devDependencies"], read("sveltekit-ours")["devDependencies"]);
    }
}
