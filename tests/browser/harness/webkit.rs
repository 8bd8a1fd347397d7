//! WebKit's GTK port, in its MiniBrowser, driven by WebKitWebDriver.
//!
//! It needs a screen, so each browser has a virtual one of its own. It needs no message bus: without one it starts the
//! faster, and no helper of the desktop's stays behind.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, net, process, thread};

use serde_json::{Value, json};

use super::console::Line;
use super::inspector::Inspector;
use super::process::{Process, program};
use super::{Settings, give_up};

/// A running WebKitWebDriver, and what belongs to its browser.
pub(super) struct WebKit {
    inspector: Option<Inspector>,
    // In the order in which they must go: without a screen the browser ends, should the driver have left it.
    _driver: Process,
    _screen: Process,
    home: Home,
}

/// The shell starts the browser, after it has written down where the driver told the browser's inspector to listen:
/// nobody else says so.
const START: &str = "echo \"$WEBKIT_INSPECTOR_SERVER\" > \"$0\"; exec \"$@\"";

impl WebKit {
    /// Starts screen and driver, and gives the driver's address.
    pub(super) fn start(settings: Settings) -> (WebKit, String) {
        let home = Home::make();
        if settings.less_motion {
            home.write("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n");
        }
        // It takes the first display that is free, and writes the number to its output.
        let screen = Process::start(Command::new(program("CATCHWORD_XVFB", "Xvfb")).args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1600x1200x24",
            "-nolisten",
            "tcp",
        ]));
        let display: u32 = screen.says(|line| line.trim().parse().ok());
        for _ in 0..3 {
            let port = free_port();
            let mut driver = Process::start(
                Command::new(program("CATCHWORD_WEBKITDRIVER", "WebKitWebDriver"))
                    .arg(format!("--port={port}"))
                    .env("DISPLAY", format!(":{display}"))
                    .env("GDK_BACKEND", "x11")
                    .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
                    .env("NO_AT_BRIDGE", "1")
                    .env("MESA_SHADER_CACHE_DISABLE", "true")
                    .env("XDG_CONFIG_HOME", &home.0)
                    .env("XDG_CACHE_HOME", &home.0)
                    .env("XDG_DATA_HOME", &home.0),
            );
            if answers(&mut driver, port) {
                let webkit = WebKit { inspector: None, _driver: driver, _screen: screen, home };
                return (webkit, format!("http://127.0.0.1:{port}"));
            }
        }
        give_up("WebKitWebDriver ended at once, three times")
    }

    pub(super) fn capabilities(&self, settings: Settings) -> Value {
        let browser = program("CATCHWORD_MINIBROWSER", "MiniBrowser");
        let address = self.home.address();
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

    /// From now on keeps what comes to the console.
    pub(super) fn watch_the_console(&mut self) {
        let address = fs::read_to_string(self.home.address()).expect("the browser was started by way of its address");
        self.inspector = Some(Inspector::attach(address.trim()));
    }

    /// What has come to the console since it was last looked at.
    pub(super) fn console(&self) -> Vec<Line> {
        self.inspector.as_ref().map(Inspector::console).unwrap_or_default()
    }
}

/// A port on which nobody listens at the moment: WebKitWebDriver can't choose one itself.
fn free_port() -> u16 {
    let listener = net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("a bound socket has an address").port()
}

/// Waits until the driver listens, and says whether it does.
fn answers(driver: &mut Process, port: u16) -> bool {
    let began = Instant::now();
    while driver.runs() && began.elapsed() < Duration::from_secs(30) {
        if net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return driver.runs();
        }
        thread::sleep(Duration::from_millis(10));
    }
    false
}

/// A folder for what a browser reads and writes. It is removed when it is dropped.
struct Home(PathBuf);

impl Home {
    fn make() -> Home {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("catchword-webkit-{}-{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let home = Home(env::temp_dir().join(name));
        fs::create_dir_all(&home.0).expect("a folder in the system's place for them");
        home
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap_or(&path)).expect("a folder in one's own");
        fs::write(path, text).expect("a file in one's own folder");
    }

    fn address(&self) -> PathBuf {
        Path::join(&self.0, "inspector")
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        // The browser's helpers end a little after it, and may write until then.
        for _ in 0..50 {
            if fs::remove_dir_all(&self.0).is_ok() || !self.0.exists() {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}
