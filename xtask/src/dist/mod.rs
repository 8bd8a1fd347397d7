//! `cargo xtask dist`: the author's command as one file, in the packages from which authors install it.
//!
//! For this machine's platform: an archive with its checksum and a script that installs it, npm packages, and a Python wheel.
//! All contain the same program, with the app inside. For every platform: the crates from which cargo compiles it.

mod archive;
mod crates;
mod npm;
mod program;
#[cfg(test)]
mod tests;
mod wheel;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::Compression;
use program::Program;
use sha2::{Digest, Sha256};

use crate::toolbox::Toolbox;
use crate::{build, setup};

/// The command with which the tests call [`pack`].
pub const PACK: &str = "pack";

/// Where a release build leaves the app.
const APP: &str = "target/app";

/// The script that downloads the archive and puts the program in its place.
const INSTALLER: &str = include_str!("install.sh");

/// A program that is ready to be packed.
#[derive(Debug)]
struct Release<'a> {
    root: &'a Path,
    /// Where the packages go.
    out: PathBuf,
    version: String,
    /// What the compiler calls this platform: `x86_64-unknown-linux-musl`.
    triple: String,
    /// The program's bytes.
    program: Vec<u8>,
    /// How small the packages are made.
    compression: Compression,
}

/// Builds the site's app and the program, and packs it.
///
/// # Errors
/// When a build fails, or the program is too large.
pub fn dist(root: &Path) -> Result<()> {
    println!("Tools");
    let toolbox = setup::tools(root)?;
    println!("\nThe app");
    build::release(root, &toolbox)?;
    println!("\nThe program");
    let program = program::compiled(root, &toolbox)?;
    let out = toolbox.target().join("packages");
    println!("\nPackages");
    packed(root, &toolbox, program, &out, Compression::best())
}

/// Packs a program with an app inside that is there already, and does not make it smaller. With it the tests see that the
/// packages work, without a build for release.
///
/// # Errors
/// When it can't be read or packed.
pub fn pack(root: &Path, program: &Path, out: &Path) -> Result<()> {
    let toolbox = setup::tools(root)?;
    let program = program::of_this_machine(program)?;
    packed(root, &toolbox, program, out, Compression::none())
}

/// Makes every package, and prints the size of each.
fn packed(root: &Path, toolbox: &Toolbox, program: Program, out: &Path, compression: Compression) -> Result<()> {
    let Program { triple, bytes } = program;
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let release = Release { root, out: out.to_owned(), version, triple, program: bytes, compression };
    let mut packages = release.pack()?;
    packages.extend(crates::write(root, toolbox, &out.join("crates"))?);
    for package in packages {
        println!("  {:>9} bytes  {}", package.metadata().map_or(0, |found| found.len()), package.display());
    }
    Ok(())
}

impl Release<'_> {
    /// Makes every package, in an empty folder.
    fn pack(&self) -> Result<Vec<PathBuf>> {
        if self.out.is_dir() {
            fs::remove_dir_all(&self.out).with_context(|| format!("failed to empty `{}`", self.out.display()))?;
        }
        fs::create_dir_all(&self.out).with_context(|| format!("failed to make `{}`", self.out.display()))?;
        let archive = archive::write(self)?;
        let sums = self.write("SHA256SUMS", checksum_line(&archive)?.as_bytes())?;
        let installer = self.write("install.sh", INSTALLER.as_bytes())?;
        let mut packages = vec![archive, sums, installer];
        packages.extend(npm::write(self)?);
        packages.push(wheel::write(self)?);
        Ok(packages)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let path = self.out.join(name);
        fs::write(&path, bytes).with_context(|| format!("failed to write `{}`", path.display()))?;
        Ok(path)
    }

    /// A file of the project that goes into packages.
    fn text(&self, name: &str) -> Result<Vec<u8>> {
        let path = self.root.join(name);
        fs::read(&path).with_context(|| format!("failed to read `{}`", path.display()))
    }

    /// The names of the system and of the processor, as npm and Python call them.
    fn platform(&self) -> Result<(&'static str, &'static str)> {
        let system = ["linux", "apple", "windows"].into_iter().find(|name| self.triple.contains(name));
        let processor = ["x86_64", "aarch64"].into_iter().find(|name| self.triple.starts_with(name));
        match (system, processor) {
            (Some(system), Some(processor)) => Ok((system, processor)),
            _ => bail!("there is no package for `{}` yet", self.triple),
        }
    }
}

/// The line of a file with checksums, as `sha256sum --check` reads it.
fn checksum_line(file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| format!("failed to read `{}`", file.display()))?;
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Ok(format!("{digest}  {name}\n"))
}
