//! What links a program with musl, the C library that can be a part of it. Such a program runs on every Linux.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::line;
use super::toolchain::{RUSTUP_LIMIT, has_std};
use crate::process;
use crate::toolbox::Toolbox;

/// The C compiler for musl, for the few crates that have C code. Debian's package has the same name on every processor.
const COMPILER: &str = "musl-gcc";
const PACKAGE: &str = "musl-tools";

/// The target for programs that run on every Linux with this machine's processor.
#[must_use]
pub fn target() -> String {
    format!("{}-unknown-linux-musl", std::env::consts::ARCH)
}

/// Finds the C compiler and the standard library for [`target`], or installs what is missing, and returns the compiler.
///
/// # Errors
/// When one of them can't be installed. The message has the command to try.
pub fn ready(toolbox: &Toolbox) -> Result<PathBuf> {
    let target = target();
    if !has_std(&mut toolbox.command("rustc")?, &target) {
        println!("  musl library             not installed yet: rustup target add {target}");
        let mut rustup = toolbox.command("rustup")?;
        process::run_within(RUSTUP_LIMIT, rustup.args(["target", "add", &target]).env("RUST_BACKTRACE", "0"))
            .with_context(|| format!("no compiler here can build for {target}; try `rustup target add {target}`"))?;
        if !has_std(&mut toolbox.command("rustc")?, &target) {
            bail!("`rustup target add` succeeded, but the compiler in use has no {target}: is it rustup's?");
        }
    }
    if process::on_path(COMPILER).is_none() && process::may_install_debian_packages() {
        process::install_debian_packages(&[PACKAGE])?;
    }
    let compiler = process::on_path(COMPILER).with_context(|| {
        format!("there is no `{COMPILER}` on PATH; on Debian `apt-get install {PACKAGE}` as root installs it")
    })?;
    line("musl", "", &compiler.display().to_string());
    Ok(compiler)
}
