//! The program that is released: compiled, small enough, and on Linux with nothing that it needs of the system.

use std::env::consts;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::APP;
use crate::process;
use crate::setup::musl;
use crate::toolbox::Toolbox;

/// The largest program that is released, in bytes.
const LARGEST: usize = 30_000_000;

/// The program, and what the compiler calls the platform that it is for.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) triple: String,
    pub(super) bytes: Vec<u8>,
}

/// Compiles the program with the app inside.
///
/// # Errors
/// When it can't be compiled, or is too large.
pub(super) fn compiled(root: &Path, toolbox: &Toolbox) -> Result<Program> {
    let mut cargo = toolbox.command("cargo")?;
    cargo.args(["build", "--profile", "dist", "--package", "catchword-cli"]);
    cargo.env("CATCHWORD_APP", root.join(APP));
    let mut folder = toolbox.target();
    let triple = if consts::OS == "linux" {
        let triple = musl::target();
        cargo.args(["--target", &triple]);
        cargo.env(format!("CC_{}", triple.replace('-', "_")), musl::ready(toolbox)?);
        if consts::ARCH == "aarch64" {
            // Memory has pages of up to 64 KiB there, and jemalloc expects those of the machine that compiles it.
            cargo.env("JEMALLOC_SYS_WITH_LG_PAGE", "16");
        }
        folder.push(&triple);
        triple
    } else {
        triple_here()?
    };
    process::run(&mut cargo)?;
    let file = folder.join("dist").join(format!("catchword{}", consts::EXE_SUFFIX));
    let bytes = fs::read(&file).with_context(|| format!("failed to read `{}`", file.display()))?;
    if bytes.len() > LARGEST {
        bail!("the program has {} bytes, {} more than it may have", bytes.len(), bytes.len() - LARGEST);
    }
    println!("  {:>9} bytes  {}", bytes.len(), file.display());
    Ok(Program { triple, bytes })
}

/// A program that another command of cargo's has compiled for this machine.
///
/// # Errors
/// When it can't be read.
pub(super) fn of_this_machine(program: &Path) -> Result<Program> {
    let bytes = fs::read(program).with_context(|| format!("failed to read `{}`", program.display()))?;
    Ok(Program { triple: triple_here()?, bytes })
}

/// What the compiler calls the platform for which xtask itself was compiled.
fn triple_here() -> Result<String> {
    let system = match consts::OS {
        "linux" => "unknown-linux-gnu",
        "macos" => "apple-darwin",
        "windows" => "pc-windows-msvc",
        other => bail!("there is no package for {other} yet"),
    };
    Ok(format!("{}-{system}", consts::ARCH))
}
