//! A tool that is published as a crate: finding it, and the ways to install it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{cache, line, release, source};
use crate::process;
use crate::toolbox::Compiler;

/// A command-line program, published as a crate and as release archives.
#[derive(Debug)]
pub struct Tool {
    /// The program's name.
    pub binary: &'static str,
    /// The crate that holds it.
    pub package: &'static str,
    /// The exact version.
    pub version: String,
    /// The path of its release archives on the host, up to the name of the target.
    pub archive: String,
    /// The names of the targets whose archives may work on a system and a processor, best first.
    pub targets: fn(&str, &str) -> &'static [&'static str],
    /// How long the build takes on two idle cores.
    pub wait: &'static str,
    /// Sets of flags for `cargo install`. If it fails with one set, the next is tried.
    pub flags: &'static [&'static [&'static str]],
}

impl Tool {
    /// Trunk. Its manifest asks for a newer compiler than it needs.
    #[must_use]
    pub fn trunk(version: String) -> Self {
        Self {
            binary: "trunk",
            package: "trunk",
            archive: format!("trunk-rs/trunk/releases/download/v{version}/trunk-"),
            targets: release::triples,
            version,
            wait: "about 8 minutes",
            flags: &[&["--locked", "--ignore-rust-version", "--no-default-features", "--features", "rustls"]],
        }
    }

    /// The wasm-bindgen command. Its lock file once named a version that was not available.
    #[must_use]
    pub fn wasm_bindgen(version: String) -> Self {
        Self {
            binary: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            archive: format!("wasm-bindgen/wasm-bindgen/releases/download/{version}/wasm-bindgen-{version}-"),
            targets: release::triples,
            version,
            wait: "about 3 minutes",
            flags: &[&["--locked"], &[]],
        }
    }

    /// The WebDriver server for Firefox. Its archives are not named by target triples.
    #[must_use]
    pub fn geckodriver(version: String) -> Self {
        Self {
            binary: "geckodriver",
            package: "geckodriver",
            archive: format!("mozilla/geckodriver/releases/download/v{version}/geckodriver-v{version}-"),
            targets: |os, arch| match (os, arch) {
                ("linux", "x86_64") => &["linux64"],
                ("linux", "aarch64") => &["linux-aarch64"],
                ("macos", "x86_64") => &["macos"],
                ("macos", "aarch64") => &["macos-aarch64"],
                _ => &[],
            },
            version,
            wait: "about 4 minutes",
            flags: &[&["--locked"], &[]],
        }
    }

    /// The server that works like S3. It is published only as a crate.
    #[must_use]
    pub fn s3s(version: String) -> Self {
        Self {
            binary: "s3s-fs",
            package: "s3s-fs",
            archive: String::new(),
            version,
            targets: |_, _| &[],
            wait: "about 3 minutes",
            flags: &[&["--locked", "--features", "binary"]],
        }
    }

    /// Finds or installs the tool, and returns the folder to put on PATH (none if the tool is on it already).
    ///
    /// # Errors
    /// When it can't be installed. The message has the command that would do it.
    pub fn ready(&self, cache: &Path, compiler: Compiler) -> Result<Option<PathBuf>> {
        let home = cache.join(format!("{}-{}", self.package, self.version));
        let bin = home.join("bin");
        if !self.runs_in(&bin) {
            if let Some(found) = process::on_path(self.binary).filter(|path| answers(path, &self.version)) {
                line(self.binary, &self.version, &found.display().to_string());
                return Ok(None);
            }
            if home.exists() {
                cache::discard(&home)?;
            }
            cache::install(&home, |beside| self.fetch(beside, compiler)).with_context(|| self.advice())?;
            if !self.runs_in(&bin) {
                bail!("{}: `{}` doesn't run", self.advice(), bin.display());
            }
        }
        line(self.binary, &self.version, &bin.display().to_string());
        Ok(Some(bin))
    }

    fn fetch(&self, into: &Path, compiler: Compiler) -> Result<()> {
        println!("  {:<14} {:<9} not installed yet: trying its release archive", self.binary, self.version);
        if let Err(error) = release::fetch(self, into) {
            println!("                 no archive: {error:#}");
            source::install(self, into, compiler)?;
        }
        Ok(())
    }

    /// Whether the program in `bin` runs and has the right version.
    #[must_use]
    pub fn runs_in(&self, bin: &Path) -> bool {
        let program = bin.join(format!("{}{}", self.binary, std::env::consts::EXE_SUFFIX));
        program.is_file() && answers(&program, &self.version)
    }

    fn advice(&self) -> String {
        let Self { binary, package, version, .. } = self;
        format!("{binary} {version} could not be installed; try `cargo install {package}@{version} --locked`")
    }
}

/// Whether a program answers `--version` with exactly this version.
#[must_use]
pub fn answers(program: &Path, version: &str) -> bool {
    process::output(Command::new(program).arg("--version"))
        .is_ok_and(|text| text.split_whitespace().any(|word| word == version))
}
