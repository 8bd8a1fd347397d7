//! A Chromium without a window, which is driven over its DevTools protocol.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How long it may take to start.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long its profile may be in going.
const GOES: Duration = Duration::from_secs(2);

/// The file in which it says where it listens.
const SAID: &str = "DevToolsActivePort";

/// The first of these are those under which a browser without a screen or a way out works anywhere. The last keep it
/// from sparing itself, as it would with a window that nobody looks at.
const FLAGS: [&str; 13] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1000,800",
    "--remote-debugging-port=0",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
];

/// A running browser with a profile of its own. Both go when it is dropped.
#[derive(Debug)]
pub(super) struct Chromium {
    child: Child,
    profile: PathBuf,
    /// Where it listens.
    pub(super) listens: Listens,
}

/// A port of this machine, and the path there.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Listens {
    pub(super) port: u16,
    pub(super) path: String,
}

impl Chromium {
    /// Starts it, and waits until it listens.
    ///
    /// # Errors
    /// When it can't be started, ends at once, or does not listen in time.
    pub(super) fn start(program: &Path) -> Result<Self> {
        let profile = std::env::temp_dir().join(format!("catchword-bench-{}", std::process::id()));
        fs::create_dir_all(&profile).with_context(|| format!("failed to make `{}`", profile.display()))?;
        let child = Command::new(program)
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("failed to start `{}`", program.display()))?;
        let listens = Listens { port: 0, path: String::new() };
        let mut chromium = Self { child, profile, listens };
        chromium.listens = chromium.wait()?;
        Ok(chromium)
    }

    fn wait(&mut self) -> Result<Listens> {
        let start = Instant::now();
        loop {
            let said = fs::read_to_string(self.profile.join(SAID)).unwrap_or_default();
            if let Some(listens) = listens(&said) {
                return Ok(listens);
            }
            if let Some(status) = self.child.try_wait().context("lost Chromium")? {
                bail!("Chromium ended before it listened ({status})");
            }
            if start.elapsed() > PATIENCE {
                bail!("Chromium did not listen after {} s", PATIENCE.as_secs());
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.child.kill().ok();
        self.child.wait().ok();
        // Its own children notice a little later, and write until then.
        let start = Instant::now();
        while fs::remove_dir_all(&self.profile).is_err() && start.elapsed() < GOES {
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// What stands in the file: the port, and the path in the next line. None while it is being written.
fn listens(said: &str) -> Option<Listens> {
    let (port, path) = said.split_once('\n')?;
    let path = path.trim();
    path.starts_with("/devtools/browser/").then_some(())?;
    Some(Listens { port: port.trim().parse().ok()?, path: path.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_it_listens_is_read() {
        let path = "/devtools/browser/93a87a8a-6f5c";
        assert_eq!(listens(&format!("41234\n{path}")), Some(Listens { port: 41234, path: path.to_owned() }));
        assert_eq!(listens(&format!("41234\r\n{path}\n")), Some(Listens { port: 41234, path: path.to_owned() }));
    }

    #[test]
    fn a_file_that_is_being_written_says_nothing_yet() {
        for said in
            ["", "41234", "41234\n", "41234\n/devtools/", "x\n/devtools/browser/1", "99999\n/devtools/browser/1"]
        {
            assert_eq!(listens(said), None, "{said}");
        }
    }
}
