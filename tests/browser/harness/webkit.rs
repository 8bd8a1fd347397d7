//! WebKit's GTK port, in its MiniBrowser, driven by WebKitWebDriver.
//!
//! It needs a display, so each browser gets a virtual one (Xvfb). It runs without a D-Bus session: it starts faster then,
//! and leaves no desktop services running.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, net, process, thread};

use serde_json::{Value, json};

use super::console::ConsoleMessage;
use super::inspector::Inspector;
use super::process::{Process, program};
use super::{Settings, fonts, give_up};

/// A running WebKitWebDriver, its display and its browser's folder.
pub(super) struct WebKit {
    inspector: Option<Inspector>,
    // Dropped in this order: if the driver leaves its browser running, the browser ends with its display.
    _driver: Process,
    _display: Process,
    profile: ProfileFolder,
}

/// Writes the inspector's address to a file and starts the browser. The driver passes the address to the browser alone, in
/// an environment variable.
const START: &str = "echo \"$WEBKIT_INSPECTOR_SERVER\" > \"$0\"; exec \"$@\"";

impl WebKit {
    /// Starts display and driver, and returns the driver's URL.
    pub(super) fn start(settings: Settings) -> (WebKit, String) {
        let profile = ProfileFolder::make();
        if settings.less_motion {
            profile.write("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n");
        }
        // It takes the first free display number and writes it to its output.
        let xvfb = Process::start(Command::new(program("CATCHWORD_XVFB", "Xvfb")).args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1600x1200x24",
            "-nolisten",
            "tcp",
        ]));
        let display: u32 = xvfb.wait_for_line(|line| line.trim().parse().ok());
        for _ in 0..3 {
            let port = free_port();
            let mut driver = Process::start(
                Command::new(program("CATCHWORD_WEBKITDRIVER", "WebKitWebDriver"))
                    .arg(format!("--port={port}"))
                    .envs(fonts::environment())
                    .env("DISPLAY", format!(":{display}"))
                    .env("GDK_BACKEND", "x11")
                    .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
                    .env("NO_AT_BRIDGE", "1")
                    .env("MESA_SHADER_CACHE_DISABLE", "true")
                    .env("XDG_CONFIG_HOME", &profile.0)
                    .env("XDG_CACHE_HOME", &profile.0)
                    .env("XDG_DATA_HOME", &profile.0),
            );
            if listens(&mut driver, port) {
                let webkit = WebKit { inspector: None, _driver: driver, _display: xvfb, profile };
                return (webkit, format!("http://127.0.0.1:{port}"));
            }
        }
        give_up("WebKitWebDriver ended at once, three times")
    }

    pub(super) fn capabilities(&self, settings: Settings) -> Value {
        let browser = program("CATCHWORD_MINIBROWSER", "MiniBrowser");
        let address = self.profile.address();
        let mut arguments = vec!["-c".into(), START.into(), address.to_string_lossy(), browser.to_string_lossy()];
        arguments.extend(["--automation".into(), "--enable-developer-extras=true".into()]);
        if settings.without_scripts {
            arguments.push("--enable-javascript=false".into());
        }
        json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": { "binary": "/bin/sh", "args": arguments },
        })
    }

    /// Starts to collect console messages.
    pub(super) fn watch_the_console(&mut self) {
        let address =
            fs::read_to_string(self.profile.address()).expect("the browser's start command wrote its address");
        self.inspector = Some(Inspector::attach(address.trim()));
    }

    /// The console messages since the last call.
    pub(super) fn console(&self) -> Vec<ConsoleMessage> {
        self.inspector.as_ref().map(Inspector::console).unwrap_or_default()
    }
}

/// A port that is free at the moment: WebKitWebDriver can't choose one itself.
fn free_port() -> u16 {
    let listener = net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("a bound socket has an address").port()
}

/// Waits until the driver listens; false if it ends or takes too long.
fn listens(driver: &mut Process, port: u16) -> bool {
    let began = Instant::now();
    while driver.is_running() && began.elapsed() < Duration::from_secs(30) {
        if net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return driver.is_running();
        }
        thread::sleep(Duration::from_millis(10));
    }
    false
}

/// The folder for a browser's configuration, cache and data. Removed when dropped.
struct ProfileFolder(PathBuf);

impl ProfileFolder {
    fn make() -> ProfileFolder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("catchword-webkit-{}-{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = ProfileFolder(env::temp_dir().join(name));
        fs::create_dir_all(&folder.0).expect("the temporary folder can be written to");
        folder
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap_or(&path)).expect("a folder of this process can be written to");
        fs::write(path, text).expect("a folder of this process can be written to");
    }

    fn address(&self) -> PathBuf {
        Path::join(&self.0, "inspector")
    }
}

impl Drop for ProfileFolder {
    fn drop(&mut self) {
        // The browser's helper processes end a little later and may still write.
        for _ in 0..50 {
            if fs::remove_dir_all(&self.0).is_ok() || !self.0.exists() {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}
