//! `cargo xtask dist`: the author's command as one file, in the packages from which authors install it.
//!
//! For this machine's platform: an archive with its checksum and a script that installs it, npm packages, and a Python wheel.
//! All contain the same program, with the app inside.

mod archive;
mod npm;
#[cfg(test)]
mod tests;
mod wheel;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::toolbox::Toolbox;
use crate::{build, process, setup};

/// The largest program that is released, in bytes.
const LARGEST: u64 = 30 * 1024 * 1024;

/// The script that downloads the archive and puts the program in its place.
const INSTALLER: &str = include_str!("install.sh");

/// A program that is ready to be packed.
#[derive(Debug)]
struct Release<'a> {
    root: &'a Path,
    /// Where the packages go.
    out: PathBuf,
    version: String,
    /// What the compiler calls this platform: `x86_64-unknown-linux-gnu`.
    triple: String,
    /// The program's bytes.
    program: Vec<u8>,
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
    let program = program(root, &toolbox)?;
    let size = program.metadata().context("the program is not there")?.len();
    if size > LARGEST {
        bail!("the program has {size} bytes, {} more than it may have", size - LARGEST);
    }
    let release = Release {
        root,
        out: toolbox.target().join("packages"),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        triple: triple(&toolbox)?,
        program: fs::read(&program).with_context(|| format!("failed to read `{}`", program.display()))?,
    };
    println!("\nPackages");
    for package in release.pack()? {
        println!("  {:>9} bytes  {}", package.metadata().map_or(0, |found| found.len()), package.display());
    }
    Ok(())
}

/// Compiles the program with the app inside, and returns where it is.
fn program(root: &Path, toolbox: &Toolbox) -> Result<PathBuf> {
    let mut cargo = toolbox.command("cargo")?;
    cargo.args(["build", "--profile", "dist", "--package", "catchword-cli"]);
    cargo.env("CATCHWORD_APP", root.join("target/app"));
    process::run(&mut cargo)?;
    Ok(toolbox.target().join("dist").join(format!("catchword{}", std::env::consts::EXE_SUFFIX)))
}

fn triple(toolbox: &Toolbox) -> Result<String> {
    let about = process::output(toolbox.command("rustc")?.arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("the compiler does not say which platform this is")?.to_owned())
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
