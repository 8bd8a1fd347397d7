//! The tools, and how each builds its site.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::essays::{self, Essay};
use super::{Change, Row};
use crate::bench::peers::builds::{self, PEERS};
use crate::bench::peers::files;
use crate::setup::cache;

/// A tool that builds a site.
#[derive(Debug)]
pub(super) struct Tool {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) is_ours: bool,
    version: String,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Catchword { program: PathBuf, app: PathBuf, options: &'static [&'static str] },
    Hugo { sources: PathBuf, tools: PathBuf },
    Eleventy { sources: PathBuf, tools: PathBuf, packages: PathBuf },
}

/// Our own, with and without compressed copies of the files, and the peers that can be had.
pub(super) fn all(root: &Path, catchword: &Path, missing: &mut Vec<String>) -> Vec<Tool> {
    let ours = |name, label, options| Tool {
        name,
        label,
        is_ours: true,
        version: "this checkout".to_owned(),
        kind: Kind::Catchword { program: catchword.to_owned(), app: root.join("target/app"), options },
    };
    let mut tools = vec![
        ours("catchword", "Catchword", &["--uncompressed"]),
        ours("catchword-copies", "Catchword, compressed too", &[]),
    ];
    for (name, label) in [("hugo", "Hugo"), ("eleventy", "Eleventy")] {
        match peer(root, name, label) {
            Ok(tool) => tools.push(tool),
            Err(error) => missing.push(format!("{label}: {error:#}")),
        }
    }
    tools
}

fn peer(root: &Path, name: &'static str, label: &'static str) -> Result<Tool> {
    let peer = PEERS.iter().find(|peer| peer.name == name).context("it is no peer")?;
    let sources = root.join("bench/build").join(name);
    let tools = cache::folder()?;
    let version = builds::version(peer, &sources, &tools)?;
    let packages = builds::installed(&tools.with_file_name("peers"), peer, &sources, &tools)?;
    let kind = match name {
        "hugo" => Kind::Hugo { sources, tools },
        _ => Kind::Eleventy { sources, tools, packages },
    };
    Ok(Tool { name, label, is_ours: false, version, kind })
}

impl Tool {
    /// A row without runs.
    pub(super) fn row(&self, size: usize, change: Change) -> Row {
        let Self { name, label, version, .. } = self;
        Row { tool: name, label, version: version.clone(), size, change, runs: Vec::new(), built: (0, 0) }
    }

    /// Writes what it builds.
    pub(super) fn prepare(&self, essays: &[Essay], folder: &Path) -> Result<()> {
        match &self.kind {
            Kind::Catchword { .. } => essays::write_content(essays, &folder.join("content")),
            Kind::Hugo { sources, .. } => {
                files::copy(sources, folder)?;
                self.style(folder)?;
                essays::write_for_peer(essays, &folder.join("content"))
            }
            Kind::Eleventy { sources, .. } => {
                files::copy(sources, folder)?;
                self.style(folder)?;
                essays::write_for_peer(essays, folder)
            }
        }
    }

    fn style(&self, folder: &Path) -> Result<()> {
        files::write(&folder.join("style.css"), include_str!("../../../../bench/peers/style.css"))
    }

    /// Puts away all that it has made in the rounds before this one. It is removed when everything is measured: a file system that
    /// has just lost many files is slow to make new ones (ext4 gives out no inode again for a minute).
    pub(super) fn forget(&self, folder: &Path, round: usize) -> Result<()> {
        let away = folder.with_file_name("away").join(format!("{}-{round}", self.name));
        for made in [self.site(folder), folder.join("cache"), folder.join("resources")] {
            if made.is_dir() {
                fs::create_dir_all(&away).with_context(|| format!("failed to make `{}`", away.display()))?;
                let to = away.join(made.file_name().unwrap_or_default());
                fs::rename(&made, &to).with_context(|| format!("failed to move `{}`", made.display()))?;
            }
        }
        let lock = folder.join("content/addresses.lock");
        if lock.is_file() {
            fs::remove_file(&lock).with_context(|| format!("failed to remove `{}`", lock.display()))?;
        }
        Ok(())
    }

    /// Adds a sentence to an essay.
    pub(super) fn change(&self, essay: &Essay, round: usize, folder: &Path) -> Result<()> {
        let below = if matches!(self.kind, Kind::Eleventy { .. }) { "essays" } else { "content/essays" };
        let file = folder.join(below).join(format!("{}.md", essay.slug));
        let text = fs::read_to_string(&file).with_context(|| format!("failed to read `{}`", file.display()))?;
        files::write(&file, &format!("{text}\nThis sentence is of round {round}.\n"))
    }

    pub(super) fn site(&self, folder: &Path) -> PathBuf {
        folder.join(match self.kind {
            Kind::Catchword { .. } => "site",
            Kind::Hugo { .. } => "public",
            Kind::Eleventy { .. } => "_site",
        })
    }

    /// The command that serves the site on this machine, and shows what is saved.
    pub(super) fn server(&self, folder: &Path, port: u16) -> Result<Command> {
        let mut command = match &self.kind {
            Kind::Catchword { program, app, .. } => {
                let mut catchword = Command::new(program);
                catchword.args(["serve", "--content", "content", "--port", &port.to_string(), "--app"]).arg(app);
                catchword
            }
            Kind::Hugo { tools, .. } => {
                let mut hugo = builds::command("hugo", tools)?;
                hugo.args(["server", "--bind", "127.0.0.1", "--port", &port.to_string()]);
                hugo
            }
            Kind::Eleventy { tools, packages, .. } => {
                let mut node = builds::command("node", tools)?;
                node.arg(packages.join("node_modules/@11ty/eleventy/cmd.cjs"));
                node.args(["--quiet", "--serve", &format!("--port={port}")]);
                node
            }
        };
        command.current_dir(folder);
        Ok(command)
    }

    /// The command that builds the site.
    pub(super) fn command(&self, folder: &Path) -> Result<Command> {
        let mut command = match &self.kind {
            Kind::Catchword { program, app, options } => {
                let mut catchword = Command::new(program);
                catchword.args(["build", "--content", "content", "--out", "site", "--cache", "cache"]);
                catchword.args(*options).arg("--app").arg(app);
                catchword
            }
            Kind::Hugo { tools, .. } => {
                let mut hugo = builds::command("hugo", tools)?;
                hugo.arg("--minify");
                hugo
            }
            Kind::Eleventy { tools, packages, .. } => {
                let mut node = builds::command("node", tools)?;
                node.arg(packages.join("node_modules/@11ty/eleventy/cmd.cjs")).arg("--quiet");
                node
            }
        };
        command.current_dir(folder);
        Ok(command)
    }
}
