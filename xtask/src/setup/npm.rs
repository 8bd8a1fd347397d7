//! wasm-opt, from the npm package `binaryen`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{cache, line, tool};
use crate::process;

/// The version of Binaryen. Pinned, as Trunk names a file by its content before wasm-opt has changed it: another
/// version would put other bytes under the same name.
pub const BINARYEN: &str = "132.0.0";

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
    let home = cache.join(format!("binaryen-{BINARYEN}"));
    let bin = home.join("node_modules/.bin");
    let runs = || tool::answers(&bin.join("wasm-opt"), wasm_opt_version());
    if !runs() {
        if let Some(found) = process::on_path("wasm-opt").filter(|path| tool::answers(path, wasm_opt_version())) {
            line("wasm-opt", wasm_opt_version(), &found.display().to_string());
            return Ok(None);
        }
        let advice = || format!("with npm on PATH `npm install --global binaryen@{BINARYEN}` would get it");
        if process::on_path("npm").is_none() {
            bail!("{}", advice());
        }
        if home.exists() {
            cache::discard(&home)?;
        }
        println!("  {:<14} {:<9} not here yet: installing npm's binaryen", "wasm-opt", wasm_opt_version());
        cache::install(&home, npm_install).with_context(advice)?;
        if !runs() {
            bail!("{}: `{}` doesn't run here (is Node older than 20?)", advice(), bin.join("wasm-opt").display());
        }
    }
    line("wasm-opt", wasm_opt_version(), &bin.display().to_string());
    Ok(Some(bin))
}

fn npm_install(into: &Path) -> Result<()> {
    process::output(
        Command::new("npm")
            // Outside the checkout, and with the prefix given: npm looks for a package.json in the folders above.
            .current_dir(into)
            .args(["install", "--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"])
            .arg("--prefix")
            .arg(into)
            .arg(format!("binaryen@{BINARYEN}")),
    )
    .map(drop)
}
