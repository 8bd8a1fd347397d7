//! Installs the tools: a compiler with the wasm32 library, wasm-bindgen-cli, Trunk and wasm-opt.
//!
//! They go to the user's cache folder, each version in a folder of its own, so that all checkouts share them. A tool of the
//! right version on PATH is used instead.

pub mod browsers;
pub mod cache;
pub mod checkers;
pub mod debian;
pub mod fonts;
pub mod lockfile;
pub mod musl;
pub mod npm;
pub mod release;
pub mod servers;
pub mod source;
pub mod tool;
pub mod toolchain;

use std::path::Path;

use anyhow::{Result, bail};

use crate::toolbox::Toolbox;
use tool::Tool;

/// The version of Trunk with which the project is tested.
pub const TRUNK: &str = "0.22.1";

/// Finds or installs everything that `serve`, `build` and `test` need, and prints a line for each.
///
/// # Errors
/// When a tool can't be installed. The message names all of them, each with the command that installs it.
pub fn tools(root: &Path) -> Result<Toolbox> {
    let compiler = toolchain::with_wasm32()?;
    let cache = cache::folder()?;
    let wasm_bindgen = lockfile::version_of(&root.join("Cargo.lock"), "wasm-bindgen")?;

    let mut folders = Vec::new();
    let mut missing = Vec::new();
    for tool in [Tool::wasm_bindgen(wasm_bindgen), Tool::trunk(TRUNK.to_owned())] {
        match tool.ready(&cache, compiler) {
            Ok(found) => folders.extend(found),
            Err(error) => missing.push(format!("{error:#}")),
        }
    }
    if !missing.is_empty() {
        bail!("{}", missing.join("\n\nerror: "));
    }

    let wasm_opt = match npm::wasm_opt(&cache) {
        Ok(found) => {
            folders.extend(found);
            true
        }
        // Only a release build uses it, and Trunk can download it where its server can be reached.
        Err(error) => {
            println!("  wasm-opt       none: {error:#}");
            println!("                 `serve` does not need it; for `build` Trunk downloads it");
            false
        }
    };
    let library_source = toolchain::library_source(compiler);
    Ok(Toolbox::new(root, compiler, folders, wasm_opt, library_source))
}

/// Prints the line of an installed tool.
fn line(name: &str, version: &str, place: &str) {
    println!("  {name:<14} {version:<9} {place}");
}
