//! `cargo xtask build`: the site for release, and its sizes.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::setup::npm;
use crate::sizes::Sizes;
use crate::toolbox::Toolbox;
use crate::trunk::{Size, wrap};
use crate::{process, setup};

/// Builds the site into `dist/` and prints its sizes.
///
/// # Errors
/// When a tool can't be installed, or the build fails.
pub fn build(root: &Path) -> Result<()> {
    println!("Tools");
    let toolbox = setup::tools(root)?;
    println!("\nThe site");
    let sizes = release(root, &toolbox)?;
    print!("\n{sizes}");
    Ok(())
}

/// The base path of the site in `content/`, from the `url` in its `site.toml`.
///
/// # Errors
/// When the content has mistakes. They have been printed.
pub fn base(toolbox: &Toolbox) -> Result<String> {
    base_with(toolbox, &[])
}

fn base_with(toolbox: &Toolbox, variables: Variables<'_>) -> Result<String> {
    let mut catchword = toolbox.command("cargo")?;
    catchword.envs(variables.iter().copied());
    catchword.args(["run", "--quiet", "--package", "catchword-cli", "--", "hook", "base"]);
    process::output(catchword.stderr(std::process::Stdio::inherit())).context("the site in `content/` can't be built")
}

/// Builds the site for release into `dist/`, and measures it.
///
/// # Errors
/// When the build fails.
pub fn release(root: &Path, toolbox: &Toolbox) -> Result<Sizes> {
    release_with(root, toolbox, &[])
}

/// The same for tests: every text is published, whatever its date, and no address is recorded in `content/`. So the
/// result does not depend on the day, and the checkout stays as it is.
///
/// # Errors
/// When the build fails.
pub fn release_for_tests(root: &Path, toolbox: &Toolbox) -> Result<Sizes> {
    release_with(root, toolbox, &[("CATCHWORD_FUTURE", "1")])
}

/// Environment variables for the hooks.
type Variables<'a> = &'a [(&'a str, &'a str)];

fn release_with(root: &Path, toolbox: &Toolbox, variables: Variables<'_>) -> Result<Sizes> {
    let mut trunk = release_command(toolbox)?;
    trunk.envs(variables.iter().copied()).args(["--public-url", &base_with(toolbox, variables)?]);
    wrap(&mut trunk, &toolbox.target(), Size::Small { library: toolbox.has_library_source() })?;
    run_release(toolbox, &mut trunk)?;
    Sizes::of(&root.join("dist"))
}

/// Trunk, as it builds an app for release.
///
/// # Errors
/// When a tool's folder can't be put on PATH.
pub fn release_command(toolbox: &Toolbox) -> Result<Command> {
    let mut trunk = toolbox.command("trunk")?;
    trunk.args(["build", "--release", "--skip-version-check"]);
    trunk.env("TRUNK_TOOLS_WASM_OPT", format!("version_{}", npm::wasm_opt_version()));
    if toolbox.has_wasm_opt() {
        trunk.arg("--offline");
    }
    Ok(trunk)
}

/// Runs it.
///
/// # Errors
/// When the build fails.
pub fn run_release(toolbox: &Toolbox, trunk: &mut Command) -> Result<()> {
    process::run(trunk).with_context(|| {
        if toolbox.has_wasm_opt() {
            "the release build failed".to_owned()
        } else {
            let version = npm::BINARYEN;
            format!("the release build failed, perhaps because wasm-opt is missing: `npm install --global binaryen@{version}` installs it")
        }
    })
}
