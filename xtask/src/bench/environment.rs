//! The machine and the versions with which something was measured, and the file of the result.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;

use anyhow::{Context, Result};

use crate::process;

/// The checkout's commit, with `dirty` if files have been changed since.
pub(super) fn commit(root: &Path) -> String {
    let described = process::output(Command::new("git").current_dir(root).args(["describe", "--always", "--dirty"]));
    described.unwrap_or_else(|_| "unknown".to_owned())
}

/// The browser's name and version.
pub(super) fn version(chromium: &Path) -> String {
    process::output(Command::new(chromium).arg("--version")).unwrap_or_default()
}

/// The system, its processors and its memory.
pub(super) fn machine() -> String {
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let model = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "processor".to_owned());
    let memory = field("/proc/meminfo", "MemTotal")
        .and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok())
        .map_or_else(String::new, |kb| format!(", {} GB of memory", kb.div_ceil(1024 * 1024)));
    format!("{} {}, {cores} × {model}{memory}", std::env::consts::OS, std::env::consts::ARCH)
}

/// The load average of the last minute. If it is higher than the number of processors, the figures are worse for it.
pub(super) fn load() -> String {
    let said = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    said.split_whitespace().next().unwrap_or("unknown").to_owned()
}

/// A value in one of Linux's tables of `name: value`.
fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let value = text.lines().find_map(|line| line.strip_prefix(name))?;
    Some(value.trim_start_matches([' ', '\t', ':']).trim().to_owned())
}

/// Prints a result and writes it to its file in the checkout.
///
/// # Errors
/// When it can't be written.
pub(super) fn keep(root: &Path, result: &str, text: &str) -> Result<()> {
    println!("\n{text}");
    let file = root.join(result);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("failed to make `{}`", folder.display()))?;
    }
    fs::write(&file, text).with_context(|| format!("failed to write `{}`", file.display()))
}
