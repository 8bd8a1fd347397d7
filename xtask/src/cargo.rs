//! A wrapper around `cargo`, which Trunk finds on its PATH instead of cargo itself.
//!
//! Trunk and its hooks call `cargo` with arguments of their own choice. Under that name xtask passes every call on, and
//! changes the one that compiles the app in two ways. It leaves out Trunk's `--offline`, which is meant for Trunk's
//! downloads and not for crates. And it compiles the standard library for size in a release, which makes the wasm an eighth
//! smaller. Environment variables alone could not do that: the hooks would have them too, and compile all native code again.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::process;
use crate::setup::toolchain::WASM32;

/// The environment variable with the path of the real cargo.
const REAL: &str = "CATCHWORD_CARGO";

/// The environment variable that is set to compile the standard library with the app.
const SMALL: &str = "CATCHWORD_SMALL_LIBRARY";

/// Compiler flags of a small release. They are unstable, but mean the same in every compiler that was tried.
const FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";

/// Whether this process was started under the name of cargo.
#[must_use]
pub fn is_wrapper() -> bool {
    let name = env::args_os().next().map(PathBuf::from);
    name.and_then(|name| name.file_stem().map(|stem| stem == "cargo")).unwrap_or(false) && env::var_os(REAL).is_some()
}

/// Passes the call on to the real cargo.
#[must_use]
pub fn pass_on() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let mut cargo = Command::new(env::var_os(REAL).unwrap_or_else(|| "cargo".into()));
    if compiles_the_app(&arguments) {
        cargo.args(arguments.iter().filter(|argument| *argument != "--offline"));
        if env::var_os(SMALL).is_some() {
            cargo
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", FLAGS);
        }
    } else {
        cargo.args(&arguments);
    }
    match cargo.status() {
        Ok(status) => status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            eprintln!("error: failed to start `{}`: {error}", process::describe(&cargo));
            ExitCode::FAILURE
        }
    }
}

fn compiles_the_app(arguments: &[OsString]) -> bool {
    arguments.first().is_some_and(|first| first == "build")
        && arguments.iter().any(|argument| argument.to_string_lossy() == format!("--target={WASM32}"))
}

/// Makes `trunk` find this wrapper when it looks for cargo. With `small` the app gets a standard library compiled for size.
///
/// # Errors
/// When the real cargo can't be found, or the wrapper can't be put into `target`.
pub fn wrap(trunk: &mut Command, target: &Path, small: bool) -> Result<()> {
    let folder = target.join("cargo-wrapper");
    let place = folder.join(format!("cargo{}", env::consts::EXE_SUFFIX));
    fs::create_dir_all(&folder).with_context(|| format!("failed to create `{}`", folder.display()))?;
    let xtask = env::current_exe().context("failed to find the path of xtask itself")?;
    if fs::read_link(&place).ok().as_deref() != Some(&xtask) {
        fs::remove_file(&place).ok();
        link(&xtask, &place).with_context(|| format!("failed to create `{}`", place.display()))?;
    }
    let path = trunk.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, value)| value.map(OsString::from));
    let path = path.or_else(|| env::var_os("PATH")).unwrap_or_default();
    let path = env::join_paths(std::iter::once(folder).chain(env::split_paths(&path)))
        .context("failed to put a folder on PATH: its path has a separator in it")?;
    trunk.env(REAL, process::on_path("cargo").context("no cargo on PATH")?).env("PATH", path);
    if small {
        trunk.env(SMALL, "1");
    }
    Ok(())
}

#[cfg(unix)]
fn link(xtask: &Path, place: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(xtask, place)
}

#[cfg(not(unix))]
fn link(xtask: &Path, place: &Path) -> std::io::Result<()> {
    fs::copy(xtask, place).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_call_that_compiles_the_app_is_changed() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert!(compiles_the_app(&words("build --target=wasm32-unknown-unknown --manifest-path Cargo.toml")));
        assert!(!compiles_the_app(&words("run --quiet --package catchword-cli -- hook pre-build")));
        assert!(!compiles_the_app(&words("metadata --format-version 1")));
    }
}
