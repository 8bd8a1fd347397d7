//! A compiler that has the wasm32 standard library.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, anyhow};

use super::{debian, line};
use crate::process;
use crate::toolbox::{self, Compiler};

/// The target of the app in the browser.
pub const WASM32: &str = "wasm32-unknown-unknown";

/// How long rustup may take to install a part of a compiler.
pub(super) const RUSTUP_LIMIT: Duration = Duration::from_secs(90);

/// Finds a compiler that can build for [`WASM32`]. If there is none, installs one with rustup, or from Debian's packages
/// where rustup's server can't be reached.
///
/// # Errors
/// When neither works. The message has the command to try.
pub fn with_wasm32() -> Result<Compiler> {
    let mut rustc = Command::new("rustc");
    if has_wasm32(&mut rustc) {
        line("wasm32 library", &version(&mut Command::new("rustc")), "of the current compiler");
        return Ok(Compiler::Current);
    }
    if debian::is_ready() {
        say_debian();
        return Ok(Compiler::Debian);
    }
    let Err(rustup) = add_by_rustup() else {
        line("wasm32 library", &version(&mut Command::new("rustc")), "added by rustup");
        return Ok(Compiler::Current);
    };
    let advice = format!("no compiler here can build for {WASM32}; try `rustup target add {WASM32}`");
    if !process::may_install_debian_packages() {
        return Err(rustup.context(advice));
    }
    println!("  rustup failed ({rustup:#}): installing Debian's compiler, which takes about 2 minutes");
    debian::make_ready().map_err(|error| {
        anyhow!("{advice} ({rustup:#}). Debian's compiler could not be installed either: {error:#}")
    })?;
    say_debian();
    Ok(Compiler::Debian)
}

fn say_debian() {
    let mut rustc = Command::new("rustc");
    toolbox::use_debian(&mut rustc);
    line("wasm32 library", &version(&mut rustc), "of Debian's compiler (elsewhere: RUSTUP_TOOLCHAIN=debian)");
}

fn add_by_rustup() -> Result<()> {
    println!("  wasm32 library           not installed yet: rustup target add {WASM32}");
    process::run_within(
        RUSTUP_LIMIT,
        Command::new("rustup").args(["target", "add", WASM32]).env("RUST_BACKTRACE", "0"),
    )?;
    if !has_wasm32(&mut Command::new("rustc")) {
        anyhow::bail!("`rustup target add` succeeded, but `rustc` on PATH has no {WASM32}: is it rustup's?");
    }
    Ok(())
}

/// Whether the standard library's source is installed. If not, tries to install it with rustup. Without it a release is
/// larger.
pub fn library_source(compiler: Compiler) -> bool {
    let is_there = || {
        let mut rustc = Command::new("rustc");
        if compiler == Compiler::Debian {
            toolbox::use_debian(&mut rustc);
        }
        process::output(rustc.args(["--print", "sysroot"]))
            .is_ok_and(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock").exists())
    };
    if is_there() {
        return true;
    }
    println!("  rust-src                 not installed yet: rustup component add rust-src");
    let added = process::run_within(
        RUSTUP_LIMIT,
        Command::new("rustup").args(["component", "add", "rust-src"]).env("RUST_BACKTRACE", "0"),
    );
    let there = added.is_ok() && is_there();
    if !there {
        println!("                           none: the wasm of a release is about a tenth larger without it");
    }
    there
}

/// Whether this rustc has the wasm32 standard library.
pub fn has_wasm32(rustc: &mut Command) -> bool {
    has_std(rustc, WASM32)
}

/// Whether this rustc has the standard library for a target.
pub fn has_std(rustc: &mut Command, target: &str) -> bool {
    process::output(rustc.args(["--print", "target-libdir", "--target", target]))
        .is_ok_and(|folder| holds_std(Path::new(&folder)))
}

fn holds_std(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libstd-") && name.ends_with(".rlib")
        })
    })
}

/// The compiler's version, from `rustc --version`.
pub fn version(rustc: &mut Command) -> String {
    let said = process::output(rustc.arg("--version")).unwrap_or_default();
    said.split_whitespace().nth(1).unwrap_or("?").to_owned()
}
