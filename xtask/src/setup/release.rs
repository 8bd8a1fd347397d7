//! A tool's own release archive: seconds instead of minutes, where its host is in reach.

use std::env::{self, consts};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use super::tool::Tool;
use crate::process;

const HOST: &str = "https://github.com";

/// Puts the program of a release archive into `into/bin`, if it then runs here.
///
/// # Errors
/// When the host is out of reach, has no archive for this machine, or none of its programs runs here.
pub fn fetch(tool: &Tool, into: &Path) -> Result<()> {
    let host = env::var("CATCHWORD_RELEASES").unwrap_or_else(|_| HOST.to_owned());
    let mut reason = anyhow!("none is made for {} on {}", consts::OS, consts::ARCH);
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

/// The target triples whose programs may run on such a machine, best first. Static ones need no library of the system's.
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
    /// Another target's archive may do better.
    Here(anyhow::Error),
    /// No other address of this host will do.
    Everywhere(anyhow::Error),
}

fn fetch_one(tool: &Tool, address: &str, into: &Path) -> Result<(), Failure> {
    let archive = into.join("release.tar.gz");
    let mut curl = Command::new("curl");
    curl.args(["-fsSL", "--connect-timeout", "5", "--max-time", "120", "-o"]).arg(&archive).arg(address);
    match curl.output() {
        Ok(done) if done.status.success() => {}
        // 22: the host answered, with an error. 37: a file:// address without a file.
        Ok(done) if matches!(done.status.code(), Some(22 | 37)) => {
            return Err(Failure::Here(anyhow!("`{address}` is not there")));
        }
        Ok(done) => {
            let said = String::from_utf8_lossy(&done.stderr);
            return Err(Failure::Everywhere(anyhow!("failed to fetch `{address}`: {}", said.trim())));
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
    let Some(program) = find(&unpacked, &file)? else { bail!("it holds no `{file}`") };
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

/// A file of this name in the folder, or in a folder of it.
fn find(folder: &Path, file: &str) -> Result<Option<PathBuf>> {
    let direct = folder.join(file);
    if direct.is_file() {
        return Ok(Some(direct));
    }
    for entry in fs::read_dir(folder).with_context(|| format!("failed to read `{}`", folder.display()))? {
        let inside = entry.with_context(|| format!("failed to read `{}`", folder.display()))?.path().join(file);
        if inside.is_file() {
            return Ok(Some(inside));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_gets_programs_made_for_it() {
        assert_eq!(triples("linux", "x86_64")[0], "x86_64-unknown-linux-musl");
        assert_eq!(triples("macos", "aarch64"), ["aarch64-apple-darwin"]);
        assert!(triples("linux", "riscv64").is_empty());
    }

    #[test]
    fn archives_have_the_projects_own_names() {
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
