//! Debian's compiler, set up to build for wasm32.
//!
//! Debian packages a recent rustc to build its browsers, under names that end in `-web`. It has neither the wasm32 library
//! nor a linker for it, so:
//!
//! 1. install compiler, cargo and the library's source;
//! 2. link the linker of any rustup toolchain into the compiler's folder;
//! 3. build the library from its source, by building an empty crate with `-Zbuild-std`;
//! 4. put its parts where the compiler looks for them, and a file with the compiler's version beside them;
//! 5. register the compiler with rustup as the toolchain `debian`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::cache;
use super::toolchain::{WASM32, has_wasm32};
use crate::process;
use crate::toolbox::{self, DEBIAN};

const PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rustfmt-web", "rust-web-clippy"];
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";

/// The file beside the library with the version of the compiler that built it: another compiler can't use the library.
const BUILT_WITH: &str = "catchword-built-with";

/// Whether Debian's compiler is registered with rustup and has a wasm32 library of its own version.
#[must_use]
pub fn is_ready() -> bool {
    let mut rustc = Command::new("rustc");
    toolbox::use_debian(&mut rustc);
    Path::new(RUSTC).is_file() && has_wasm32(&mut rustc) && is_current().unwrap_or(false)
}

fn is_current() -> Result<bool> {
    let file = library()?.join(BUILT_WITH);
    let built_with = fs::read_to_string(&file).with_context(|| format!("failed to read `{}`", file.display()))?;
    Ok(built_with == process::output(debian(RUSTC).arg("-vV"))?)
}

/// Installs the compiler and builds its wasm32 library.
///
/// # Errors
/// When a package can't be installed, no rustup toolchain has a linker for wasm32, or the library doesn't build.
pub fn make_ready() -> Result<()> {
    process::install_debian_packages(&PACKAGES)?;
    if !Path::new(RUSTC).is_file() {
        bail!("the package `rustc-web` has installed no `{RUSTC}`");
    }
    link_linker()?;
    let library = library()?;
    if library.exists() {
        cache::discard(&library)?;
    }
    println!("  building the wasm32 library from Debian's source, about 1 minute");
    cache::install(&library, build_library)?;
    let sysroot = process::output(debian(RUSTC).args(["--print", "sysroot"]))?;
    process::run(Command::new("rustup").args(["toolchain", "link", DEBIAN, &sysroot]))
}

/// A program of Debian's toolchain, run directly and not through rustup.
fn debian(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env_remove("RUSTUP_TOOLCHAIN").env_remove("LD_LIBRARY_PATH").env_remove("RUSTFLAGS");
    command
}

fn library() -> Result<PathBuf> {
    process::output(debian(RUSTC).args(["--print", "target-libdir", "--target", WASM32])).map(PathBuf::from)
}

fn link_linker() -> Result<()> {
    let host = process::output(debian(RUSTC).args(["--print", "host-tuple"]))?;
    let relative = Path::new("lib/rustlib").join(&host).join("bin/rust-lld");
    let sysroot = process::output(debian(RUSTC).args(["--print", "sysroot"]))?;
    let link = Path::new(&sysroot).join(&relative);
    if link.exists() {
        return Ok(());
    }
    let linker = rustup_toolchains()?.into_iter().map(|toolchain| toolchain.join(&relative)).find(|path| path.exists());
    let Some(linker) = linker else { bail!("no rustup toolchain has a `rust-lld`") };
    let bin = link.parent().unwrap_or(&link);
    fs::create_dir_all(bin).with_context(|| format!("failed to make `{}`", bin.display()))?;
    // There may be a link to a toolchain that was removed.
    fs::remove_file(&link).ok();
    process::run(Command::new("ln").arg("-s").arg(&linker).arg(&link))
}

fn rustup_toolchains() -> Result<Vec<PathBuf>> {
    let home = match env::var_os("RUSTUP_HOME") {
        Some(home) => PathBuf::from(home),
        None => env::home_dir().context("no home folder")?.join(".rustup"),
    };
    let folder = home.join("toolchains");
    let entries = fs::read_dir(&folder).with_context(|| format!("failed to read `{}`", folder.display()))?;
    Ok(entries.flatten().map(|entry| entry.path()).collect())
}

/// Builds an empty crate with the standard library, and moves the library's parts to `into`.
fn build_library(into: &Path) -> Result<()> {
    let empty = into.join("empty");
    fs::create_dir_all(empty.join("src")).with_context(|| format!("failed to make `{}`", empty.display()))?;
    let manifest = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
                    [profile.release]\npanic = \"abort\"\n";
    write(&empty.join("Cargo.toml"), manifest)?;
    write(&empty.join("src/lib.rs"), "#![no_std]\n")?;
    process::run(
        debian(CARGO)
            .current_dir(&empty)
            .args(["build", "--quiet", "--release", "--target", WASM32])
            .arg("-Zbuild-std=std,panic_abort,panic_unwind,proc_macro,test")
            .env("RUSTC", RUSTC)
            .env("RUSTC_BOOTSTRAP", "1")
            // The release's link-time optimisation needs the library's bitcode.
            .env("RUSTFLAGS", "-Cembed-bitcode=yes")
            .env("CARGO_TARGET_DIR", empty.join("target")),
    )?;
    let parts = empty.join("target").join(WASM32).join("release/deps");
    for entry in fs::read_dir(&parts).with_context(|| format!("failed to read `{}`", parts.display()))? {
        let part = entry.with_context(|| format!("failed to read `{}`", parts.display()))?;
        let name = part.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            fs::rename(part.path(), into.join(&name)).with_context(|| format!("failed to move `{name}`"))?;
        }
    }
    fs::remove_dir_all(&empty).with_context(|| format!("failed to remove `{}`", empty.display()))?;
    write(&into.join(BUILT_WITH), &process::output(debian(RUSTC).arg("-vV"))?)
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("failed to write `{}`", path.display()))
}
