//! Trunk, which builds the app, and the programs that it finds on its PATH instead of those it looks for.
//!
//! Trunk calls `cargo` and `wasm-bindgen` with arguments of its own choice. Under each of these names xtask runs the real
//! program and does a little more, which makes the app a fifth smaller: see [`cargo`] and [`bindgen`].

pub mod bindgen;
pub mod cargo;
mod glue;
mod wasm;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::process;

/// The environment variable that is set for a release.
const SMALL: &str = "CATCHWORD_SMALL";

/// The environment variable that is set if the release can compile the standard library.
const LIBRARY: &str = "CATCHWORD_SMALL_LIBRARY";

/// A program that Trunk looks for, and the environment variable with the path of the real one.
const WRAPPED: [(&str, &str); 2] = [("cargo", "CATCHWORD_CARGO"), ("wasm-bindgen", "CATCHWORD_WASM_BINDGEN")];

/// How Trunk builds the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// As fast as possible.
    Any,
    /// As small as possible.
    Small {
        /// Whether the standard library can be compiled for size, too.
        library: bool,
    },
}

/// The page that Trunk reads.
const PAGE: &str = include_str!("../../../index.html");

/// The options with which Trunk runs wasm-opt. The page has them.
///
/// # Errors
/// When the page has none.
pub fn wasm_opt_options() -> Result<Vec<String>> {
    options(PAGE).context("`index.html` has no `data-wasm-opt`")
}

fn options(page: &str) -> Option<Vec<String>> {
    let level = attribute(page, "data-wasm-opt")?;
    let others = attribute(page, "data-wasm-opt-params").unwrap_or_default();
    Some(std::iter::once(format!("-O{level}")).chain(others.split_whitespace().map(str::to_owned)).collect())
}

fn attribute<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// If this process was started under the name of a program that Trunk looks for, does that program's work.
#[must_use]
pub fn as_wrapper() -> Option<ExitCode> {
    let name = env::args_os().next().map(PathBuf::from)?;
    let name = name.file_stem()?.to_str()?.to_owned();
    let (_, variable) = WRAPPED.into_iter().find(|(program, _)| *program == name)?;
    let real = env::var_os(variable)?;
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let done = match &*name {
        "cargo" => cargo::run(&real, &arguments),
        _ => bindgen::run(&real, &arguments),
    };
    Some(done.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    }))
}

/// Runs the real program.
fn pass_on(command: &mut Command) -> Result<ExitCode> {
    let status = command.status().with_context(|| format!("failed to start `{}`", process::describe(command)))?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Makes `trunk` find xtask when it looks for one of the programs, by links in `target`.
///
/// # Errors
/// When a real program can't be found, or the links can't be put into `target`.
pub fn wrap(trunk: &mut Command, target: &Path, size: Size) -> Result<()> {
    let folder = target.join("wrappers");
    fs::create_dir_all(&folder).with_context(|| format!("failed to create `{}`", folder.display()))?;
    let path = trunk.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, value)| value.map(OsString::from));
    let path = path.or_else(|| env::var_os("PATH")).unwrap_or_default();
    let xtask = env::current_exe().context("failed to find the path of xtask itself")?;
    // Without the links themselves: a wrapper would start itself.
    let others: Vec<PathBuf> = env::split_paths(&path).filter(|other| *other != folder).collect();
    let path = env::join_paths(&others).context("failed to read PATH")?;
    for (program, variable) in WRAPPED {
        let real = process::find(program, &path).with_context(|| format!("no {program} on PATH"))?;
        let place = folder.join(format!("{program}{}", env::consts::EXE_SUFFIX));
        if fs::read_link(&place).ok().as_deref() != Some(&xtask) {
            fs::remove_file(&place).ok();
            link(&xtask, &place).with_context(|| format!("failed to create `{}`", place.display()))?;
        }
        trunk.env(variable, real);
    }
    let path = env::join_paths(std::iter::once(folder).chain(others))
        .context("failed to put a folder on PATH: its path has a separator in it")?;
    trunk.env("PATH", path);
    if let Size::Small { library } = size {
        trunk.env(SMALL, "1");
        if library {
            trunk.env(LIBRARY, "1");
        }
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
    fn the_options_are_those_of_the_page_that_trunk_reads() {
        let page = r#"<link data-trunk rel="rust" data-wasm-opt="s" data-wasm-opt-params="--enable-a --enable-b">"#;
        assert_eq!(options(page).unwrap(), ["-Os", "--enable-a", "--enable-b"]);
        assert_eq!(options("<link data-trunk>"), None);
        assert!(wasm_opt_options().unwrap().len() > 1);
    }
}
