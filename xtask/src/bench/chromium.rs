//! A headless Chromium, driven over the DevTools protocol.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How long it may take to start.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long removing its profile may take.
const REMOVAL: Duration = Duration::from_secs(2);

/// The file in its profile with the port and path at which it listens.
const PORT_FILE: &str = "DevToolsActivePort";

/// The first flags let it run without a screen and without a network. The last three keep it from slowing down, as it does
/// for a window in the background.
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

/// A running browser with a profile of its own. When it is dropped, both are removed.
#[derive(Debug)]
pub(super) struct Chromium {
    child: Child,
    profile: PathBuf,
    /// Where it listens.
    pub(super) endpoint: Endpoint,
}

/// A port of this machine, and the path of a WebSocket there.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Endpoint {
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
        let endpoint = Endpoint { port: 0, path: String::new() };
        let mut chromium = Self { child, profile, endpoint };
        chromium.endpoint = chromium.wait()?;
        Ok(chromium)
    }

    fn wait(&mut self) -> Result<Endpoint> {
        let start = Instant::now();
        loop {
            let text = fs::read_to_string(self.profile.join(PORT_FILE)).unwrap_or_default();
            if let Some(endpoint) = endpoint(&text) {
                return Ok(endpoint);
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
        // Its child processes end a little later, and write files until then.
        let start = Instant::now();
        while fs::remove_dir_all(&self.profile).is_err() && start.elapsed() < REMOVAL {
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Reads the port file: the port, and the path in the next line. None while it is being written.
fn endpoint(text: &str) -> Option<Endpoint> {
    let (port, path) = text.split_once('\n')?;
    let path = path.trim();
    path.starts_with("/devtools/browser/").then_some(())?;
    Some(Endpoint { port: port.trim().parse().ok()?, path: path.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_file_is_read() {
        let path = "/devtools/browser/93a87a8a-6f5c";
        assert_eq!(endpoint(&format!("41234\n{path}")), Some(Endpoint { port: 41234, path: path.to_owned() }));
        assert_eq!(endpoint(&format!("41234\r\n{path}\n")), Some(Endpoint { port: 41234, path: path.to_owned() }));
    }

    #[test]
    fn an_unfinished_port_file_gives_nothing() {
        for text in
            ["", "41234", "41234\n", "41234\n/devtools/", "x\n/devtools/browser/1", "99999\n/devtools/browser/1"]
        {
            assert_eq!(endpoint(text), None, "{text}");
        }
    }
}
