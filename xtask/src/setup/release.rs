//! Installs a tool from its release archive: seconds instead of minutes, where its host can be reached.

use std::env::{self, consts};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use walkdir::WalkDir;

use super::tool::Tool;
use crate::process;

const HOST: &str = "https://github.com";

/// Puts the program of a release archive into `into/bin`, if it runs here.
///
/// # Errors
/// When the host can't be reached, has no archive for this machine, or none of its programs runs here.
pub fn fetch(tool: &Tool, into: &Path) -> Result<()> {
    let host = env::var("CATCHWORD_RELEASES").unwrap_or_else(|_| HOST.to_owned());
    let mut reason = anyhow!("there is none for {} on {}", consts::OS, consts::ARCH);
    for target in (tool.targets)(consts::OS, consts::ARCH) {
        let address = format!("{}/{}{target}.tar.gz", host.trim_end_matches('/'), tool.archive);
        match fetch_one(tool, &address, into) {
            Ok(()) => return Ok(()),
            Err(Failure::Here(error)) => reason = error,
            Err(Failure::Everywhere(error)) => return Err(error),
        }
    }
    Err(reason)
}

/// The target triples whose programs may run on such a machine, best first. Static programs need no system library.
pub fn triples(os: &str, arch: &str) -> &'static [&'static str] {
    match (os, arch) {
        ("linux", "x86_64") => &["x86_64-unknown-linux-musl", "x86_64-unknown-linux-gnu"],
        ("linux", "aarch64") => &["aarch64-unknown-linux-musl", "aarch64-unknown-linux-gnu"],
        ("macos", "x86_64") => &["x86_64-apple-darwin"],
        ("macos", "aarch64") => &["aarch64-apple-darwin"],
        ("windows", "x86_64") => &["x86_64-pc-windows-msvc"],
        _ => &[],
    }
}

enum Failure {
    /// Another target's archive may work.
    Here(anyhow::Error),
    /// No archive of this host can be downloaded.
    Everywhere(anyhow::Error),
}

fn fetch_one(tool: &Tool, address: &str, into: &Path) -> Result<(), Failure> {
    let archive = into.join("release.tar.gz");
    let mut curl = Command::new("curl");
    curl.args(["-fsSL", "--connect-timeout", "5", "--max-time", "120", "-o"]).arg(&archive).arg(address);
    match curl.output() {
        Ok(done) if done.status.success() => {}
        // curl's exit codes. 22: the host answered with an error. 37: a file:// address without a file.
        Ok(done) if matches!(done.status.code(), Some(22 | 37)) => {
            return Err(Failure::Here(anyhow!("there is no `{address}`")));
        }
        Ok(done) => {
            let said = String::from_utf8_lossy(&done.stderr);
            return Err(Failure::Everywhere(anyhow!("failed to download `{address}`: {}", said.trim())));
        }
        Err(error) => return Err(Failure::Everywhere(anyhow!("failed to start `curl`: {error}"))),
    }
    unpack(tool, &archive, into).with_context(|| format!("the archive at `{address}`")).map_err(Failure::Here)
}

fn unpack(tool: &Tool, archive: &Path, into: &Path) -> Result<()> {
    let unpacked = into.join("release");
    fs::create_dir_all(&unpacked).with_context(|| format!("failed to make `{}`", unpacked.display()))?;
    process::output(Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(&unpacked))?;

    let file = format!("{}{}", tool.binary, consts::EXE_SUFFIX);
    let Some(program) = find(&unpacked, &file) else { bail!("it has no `{file}`") };
    let bin = into.join("bin");
    fs::create_dir_all(&bin).with_context(|| format!("failed to make `{}`", bin.display()))?;
    fs::rename(&program, bin.join(&file)).with_context(|| format!("failed to move `{}`", program.display()))?;
    fs::remove_dir_all(&unpacked).with_context(|| format!("failed to remove `{}`", unpacked.display()))?;
    fs::remove_file(archive).with_context(|| format!("failed to remove `{}`", archive.display()))?;
    if !tool.runs_in(&bin) {
        fs::remove_dir_all(&bin).with_context(|| format!("failed to remove `{}`", bin.display()))?;
        bail!("its `{file}` doesn't run here as version {}", tool.version);
    }
    Ok(())
}

/// The file of this name in the folder, or in a folder of it.
fn find(folder: &Path, file: &str) -> Option<PathBuf> {
    let entries = WalkDir::new(folder).max_depth(2).into_iter().flatten();
    entries
        .into_iter()
        .find(|entry| entry.file_type().is_file() && entry.file_name() == file)
        .map(|entry| entry.into_path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_machine_has_its_target_triples() {
        assert_eq!(triples("linux", "x86_64")[0], "x86_64-unknown-linux-musl");
        assert_eq!(triples("macos", "aarch64"), ["aarch64-apple-darwin"]);
        assert!(triples("linux", "riscv64").is_empty());
    }

    #[test]
    fn archives_are_named_as_each_project_names_them() {
        let trunk = Tool::trunk("0.22.1".to_owned());
        assert_eq!(
            format!("{}{}.tar.gz", trunk.archive, triples("macos", "x86_64")[0]),
            "trunk-rs/trunk/releases/download/v0.22.1/trunk-x86_64-apple-darwin.tar.gz"
        );
        let bindgen = Tool::wasm_bindgen("0.2.130".to_owned());
        assert_eq!(
            format!("{}{}.tar.gz", bindgen.archive, triples("linux", "x86_64")[0]),
            "wasm-bindgen/wasm-bindgen/releases/download/0.2.130/wasm-bindgen-0.2.130-x86_64-unknown-linux-musl.tar.gz"
        );
        let geckodriver = Tool::geckodriver("0.37.1".to_owned());
        assert_eq!(
            format!("{}{}.tar.gz", geckodriver.archive, (geckodriver.targets)("linux", "aarch64")[0]),
            "mozilla/geckodriver/releases/download/v0.37.1/geckodriver-v0.37.1-linux-aarch64.tar.gz"
        );
    }
}
