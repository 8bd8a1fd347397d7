//! How long a command takes, and how much memory.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::process;

/// A run of a command.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) time: Duration,
    /// The time of all processors that it took, in hundredths of a second. Other work of the machine changes it little. Only
    /// Linux tells it.
    pub(super) cpu: Option<u64>,
    /// The peak memory use, in KB. Only Linux tells it.
    pub(super) peak_kb: Option<u64>,
}

/// Runs a command to its end, without its output.
///
/// # Errors
/// When it can't be started, or fails.
pub(super) fn timed(command: &mut Command) -> Result<Run> {
    let words = process::describe(command);
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("failed to start `{words}`"))?;
    let told = PathBuf::from(format!("/proc/{}", child.id()));
    let (mut peak_kb, mut cpu) = (None, None);
    let status = loop {
        if let Some(status) = child.try_wait().with_context(|| format!("lost `{words}`"))? {
            break status;
        }
        peak_kb = peak_kb.max(fs::read_to_string(told.join("status")).ok().and_then(|text| high_water(&text)));
        cpu = cpu.max(fs::read_to_string(told.join("stat")).ok().and_then(|text| processors(&text)));
        thread::sleep(Duration::from_millis(1));
    };
    let time = start.elapsed();
    if !status.success() {
        bail!("`{words}` failed ({status}); run it to see why");
    }
    Ok(Run { time, cpu, peak_kb })
}

/// The time of the processors in a process's `/proc/…/stat`, in hundredths of a second: for itself, and for the system.
fn processors(stat: &str) -> Option<u64> {
    // After the name, which may have spaces, comes the third field.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
}

/// The peak memory use in a process's `/proc/…/status`, in KB.
fn high_water(status: &str) -> Option<u64> {
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_processors_is_read() {
        let stat = "7 (a (b) c) R 1 7 7 0 -1 4194304 100 0 0 0 150 25 9 9 20 0 1 0";
        assert_eq!(processors(stat), Some(175));
        assert_eq!(processors("7"), None);
    }

    #[test]
    fn peak_memory_is_read() {
        assert_eq!(high_water("Name:\tcatchword\nVmPeak:\t  9000 kB\nVmHWM:\t    5120 kB\n"), Some(5120));
        assert_eq!(high_water("Name:\tcatchword\n"), None);
    }
}
