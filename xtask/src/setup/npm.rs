//! Tools that npm has: each kept in a folder of its own, in one version.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{cache, line, tool};
use crate::process;

/// The version of Binaryen. Pinned, as Trunk names a file by its content before wasm-opt has changed it: another
/// version would put other bytes under the same name.
pub const BINARYEN: &str = "132.0.0";

/// A package of npm's, in the one version wanted.
#[derive(Clone, Copy, Debug)]
pub struct Package {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

impl Package {
    /// The folder of the package's own files, whether they are there or not.
    #[must_use]
    pub fn files(&self, cache: &Path) -> PathBuf {
        self.home(cache).join("node_modules").join(self.name)
    }

    /// Whether the package is there.
    #[must_use]
    pub fn is_there(&self, cache: &Path) -> bool {
        self.files(cache).join("package.json").is_file()
    }

    /// Installs the package where it is not there. Its scripts are not run: a package that must fetch or build
    /// something after it has come is none for this.
    ///
    /// # Errors
    /// When there is no npm on PATH, or it can't get the package.
    pub fn install(&self, cache: &Path) -> Result<()> {
        if self.is_there(cache) {
            return Ok(());
        }
        if process::on_path("npm").is_none() {
            bail!("there is no npm on PATH");
        }
        let home = self.home(cache);
        if home.exists() {
            cache::discard(&home)?;
        }
        println!("  {:<14} {:<9} not here yet: installing it by npm", self.name, self.version);
        cache::install(&home, |into| self.npm_install(into))
    }

    fn home(&self, cache: &Path) -> PathBuf {
        cache.join(format!("{}-{}", self.name, self.version))
    }

    fn npm_install(&self, into: &Path) -> Result<()> {
        process::output(
            Command::new("npm")
                // Outside the checkout, and with the prefix given: npm looks for a package.json in the folders above.
                .current_dir(into)
                .args(["install", "--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"])
                .arg("--prefix")
                .arg(into)
                .arg(format!("{}@{}", self.name, self.version)),
        )
        .map(drop)
    }
}

/// What wasm-opt says of itself: the first part of [`BINARYEN`].
#[must_use]
pub fn wasm_opt_version() -> &'static str {
    BINARYEN.split('.').next().unwrap_or(BINARYEN)
}

/// Finds or fetches wasm-opt, and gives the folder to put on PATH (none when it is on it already).
///
/// # Errors
/// When it can't be had; the message ends with the command that would get it.
pub fn wasm_opt(cache: &Path) -> Result<Option<PathBuf>> {
    let package = Package { name: "binaryen", version: BINARYEN };
    let bin = package.home(cache).join("node_modules/.bin");
    let runs = || tool::answers(&bin.join("wasm-opt"), wasm_opt_version());
    if !runs() {
        if let Some(found) = process::on_path("wasm-opt").filter(|path| tool::answers(path, wasm_opt_version())) {
            line("wasm-opt", wasm_opt_version(), &found.display().to_string());
            return Ok(None);
        }
        let advice = || format!("with npm on PATH `npm install --global binaryen@{BINARYEN}` would get it");
        if package.is_there(cache) {
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
