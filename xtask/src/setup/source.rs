//! Builds a tool from source with `cargo install`, and prints its progress: it takes minutes.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::tool::Tool;
use crate::toolbox::{self, Compiler};

/// These settings halve the time of the build. The tool is slower, but fast enough.
const QUICK_TO_BUILD: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_LTO", "false"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// Settings for the site's code. They would change the tool, or break its build.
const NOT_FOR_TOOLS: [&str; 7] = [
    "RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_TARGET_DIR",
    "CARGO_UNSTABLE_BUILD_STD",
    "CARGO_UNSTABLE_BUILD_STD_FEATURES",
    "RUSTC_BOOTSTRAP",
];

const HEARTBEAT: Duration = Duration::from_secs(8);

/// Builds the tool into `into/bin`.
///
/// # Errors
/// When `cargo install` fails with every set of the tool's flags. The message has the end of its output.
pub fn install(tool: &Tool, into: &Path, compiler: Compiler) -> Result<()> {
    println!("  {} {}: building it from source takes {}, once", tool.binary, tool.version, tool.wait);
    let mut failure = None;
    for flags in tool.flags {
        if failure.is_some() {
            println!("  {}: that failed, trying it with other flags", tool.binary);
        }
        match cargo_install(tool, flags, into, compiler) {
            Ok(()) => return Ok(()),
            Err(error) => failure = Some(error),
        }
    }
    failure.map_or_else(|| bail!("there is no set of flags to build {} with", tool.package), Err)
}

fn cargo_install(tool: &Tool, flags: &[&str], into: &Path, compiler: Compiler) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo
        // Outside the checkout: its cargo settings are not for the tool.
        .current_dir(into)
        .args(["install", &format!("{}@{}", tool.package, tool.version), "--root"])
        .arg(into)
        .args(flags)
        .envs(QUICK_TO_BUILD)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    for name in NOT_FOR_TOOLS {
        cargo.env_remove(name);
    }
    if compiler == Compiler::Debian {
        toolbox::use_debian(&mut cargo);
    }
    let mut child = cargo.spawn().context("failed to start `cargo install`")?;
    let stderr = child.stderr.take().context("`cargo install` has no standard error")?;

    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    let start = Instant::now();
    let mut shown = start;
    let mut progress = Progress::default();
    loop {
        match lines.recv_timeout(Duration::from_secs(1)) {
            Ok(line) => progress.read(line),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if shown.elapsed() >= HEARTBEAT {
            println!("  {}: {} ({} s)", tool.binary, progress.say(), start.elapsed().as_secs());
            shown = Instant::now();
        }
    }
    let status = child.wait().context("lost `cargo install`")?;
    if !status.success() {
        bail!("`cargo install {}@{}` failed ({status}):\n{}", tool.package, tool.version, progress.end());
    }
    Ok(())
}

/// What cargo has printed so far.
#[derive(Debug, Default)]
struct Progress {
    downloaded: usize,
    compiled: usize,
    now: String,
    tail: VecDeque<String>,
}

impl Progress {
    fn read(&mut self, line: String) {
        let mut words = line.split_whitespace();
        match words.next() {
            Some("Downloaded") => self.downloaded += 1,
            Some("Compiling") => {
                self.compiled += 1;
                words.next().unwrap_or_default().clone_into(&mut self.now);
            }
            _ => {
                self.tail.push_back(line);
                if self.tail.len() > 20 {
                    self.tail.pop_front();
                }
            }
        }
    }

    fn say(&self) -> String {
        match (self.compiled, self.downloaded) {
            (0, 0) => "waiting for the registry".to_owned(),
            (0, downloaded) => format!("{downloaded} crates downloaded"),
            (compiled, _) => format!("{compiled} crates compiled, now {}", self.now),
        }
    }

    /// The last lines that are not progress. A failure's reason is among them.
    fn end(&self) -> String {
        self.tail.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_read_from_cargos_output() {
        let mut progress = Progress::default();
        assert_eq!(progress.say(), "waiting for the registry");
        progress.read("  Downloaded anyhow v1.0.104".to_owned());
        assert_eq!(progress.say(), "1 crates downloaded");
        progress.read("   Compiling anyhow v1.0.104".to_owned());
        progress.read("   Compiling trunk v0.22.1".to_owned());
        progress.read("error: no linker".to_owned());
        assert_eq!(progress.say(), "2 crates compiled, now trunk");
        assert_eq!(progress.end(), "error: no linker");
    }
}
