//! Tools from npm, each in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{cache, line, tool};
use crate::process;

/// The version of Binaryen. It is pinned because Trunk names a file by its content before wasm-opt changes it: with another
/// version, other bytes would have the same name.
pub const BINARYEN: &str = "132.0.0";

/// A package from npm.
#[derive(Clone, Copy, Debug)]
pub struct Package {
    /// The name.
    pub name: &'static str,
    /// The exact version.
    pub version: &'static str,
}

impl Package {
    /// The folder of the package's own files. It need not exist.
    #[must_use]
    pub fn files(&self, cache: &Path) -> PathBuf {
        self.home(cache).join("node_modules").join(self.name)
    }

    /// Whether the package is installed.
    #[must_use]
    pub fn is_installed(&self, cache: &Path) -> bool {
        self.files(cache).join("package.json").is_file()
    }

    /// Installs the package if necessary. Its install scripts are not run, so it must need none.
    ///
    /// # Errors
    /// When there is no npm on PATH, or npm fails.
    pub fn install(&self, cache: &Path) -> Result<()> {
        if self.is_installed(cache) {
            return Ok(());
        }
        if process::on_path("npm").is_none() {
            bail!("there is no npm on PATH");
        }
        let home = self.home(cache);
        if home.exists() {
            cache::discard(&home)?;
        }
        println!("  {:<14} {:<9} not installed yet: npm install", self.name, self.version);
        cache::install(&home, |into| self.npm_install(into))
    }

    fn home(&self, cache: &Path) -> PathBuf {
        cache.join(format!("{}-{}", self.name, self.version))
    }

    fn npm_install(&self, into: &Path) -> Result<()> {
        process::output(
            Command::new("npm")
                // With the prefix given, npm does not look for a package.json in the folders above.
                .current_dir(into)
                .args(["install", "--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"])
                .arg("--prefix")
                .arg(into)
                .arg(format!("{}@{}", self.name, self.version)),
        )
        .map(drop)
    }
}

/// The version that wasm-opt prints: the first part of [`BINARYEN`].
#[must_use]
pub fn wasm_opt_version() -> &'static str {
    BINARYEN.split('.').next().unwrap_or(BINARYEN)
}

/// Finds or installs wasm-opt, and returns the folder to put on PATH (none if wasm-opt is on it already).
///
/// # Errors
/// When it can't be installed. The message has the command that would do it.
pub fn wasm_opt(cache: &Path) -> Result<Option<PathBuf>> {
    let package = Package { name: "binaryen", version: BINARYEN };
    let bin = package.home(cache).join("node_modules/.bin");
    let runs = || tool::answers(&bin.join("wasm-opt"), wasm_opt_version());
    if !runs() {
        if let Some(found) = process::on_path("wasm-opt").filter(|path| tool::answers(path, wasm_opt_version())) {
            line("wasm-opt", wasm_opt_version(), &found.display().to_string());
            return Ok(None);
        }
        let advice = || format!("with npm on PATH, `npm install --global binaryen@{BINARYEN}` installs it");
        if package.is_installed(cache) {
            cache::discard(&package.home(cache))?;
        }
        package.install(cache).with_context(advice)?;
        if !runs() {
            bail!("{}: `{}` doesn't run here (is Node older than 20?)", advice(), bin.join("wasm-opt").display());
        }
    }
    line("wasm-opt", wasm_opt_version(), &bin.display().to_string());
    Ok(Some(bin))
}
