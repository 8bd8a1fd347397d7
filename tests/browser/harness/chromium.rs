//! Chromium, driven by chromedriver.

use std::env;
use std::process::Command;

use fantoccini::error::CmdError;
use serde_json::{Value, json};

use super::browser::{Browser, Devtools};
use super::console::ConsoleMessage;
use super::process::{Process, program};
use super::{Settings, fonts, give_up};

/// How often the driver is started before the run is given up.
const ATTEMPTS: usize = 8;

/// A running chromedriver.
pub(super) struct Chromium {
    _driver: Process,
}

impl Chromium {
    /// Starts the driver and returns its URL.
    pub(super) fn start() -> (Chromium, String) {
        let mut output = String::new();
        // With `--port=0` it picks a port that is free for IPv6; if that port is taken for IPv4 it ends.
        for _ in 0..ATTEMPTS {
            let mut command = Command::new(program("CATCHWORD_CHROMEDRIVER", "chromedriver"));
            let driver = Process::start(command.arg("--port=0").envs(fonts::environment()));
            match driver.try_wait_for_line(port_in) {
                Ok(port) => return (Chromium { _driver: driver }, format!("http://127.0.0.1:{port}")),
                Err(instead) => output = instead,
            }
        }
        give_up(&output)
    }

    /// The flags let the browser run on a machine without a screen, a sound card or an internet connection.
    pub(super) fn capabilities(settings: Settings) -> Value {
        let mut arguments = vec![
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1000,800",
        ];
        if settings.less_motion {
            arguments.push("--force-prefers-reduced-motion");
        }
        let mut options = json!({ "args": arguments });
        if settings.without_scripts {
            // 2 is "block".
            options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
        }
        if let Ok(binary) = env::var("CATCHWORD_CHROMIUM") {
            options["binary"] = binary.into();
        }
        json!({
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
        })
    }

    /// The console messages since the last call.
    pub(super) fn console(&self, browser: &Browser) -> Result<Vec<ConsoleMessage>, CmdError> {
        let answer = browser.command("se/log", json!({ "type": "browser" }))?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let lines = answer.as_array().into_iter().flatten().map(|entry| {
            let (level, text) = (text(&entry["level"]), text(&entry["message"]));
            let is_error = level == "SEVERE";
            // A message about a failed request begins with the request's URL.
            let url = text.split_whitespace().next().filter(|_| text.contains("Failed to load resource"));
            ConsoleMessage { is_error, request: url.map(str::to_owned), text: format!("{level} {text}") }
        });
        Ok(lines.collect())
    }
}

/// What WebDriver has no command for.
impl Devtools<'_> {
    fn command(&self, command: &str, parameters: Value) {
        let body = json!({ "cmd": command, "params": parameters });
        self.0.command("goog/cdp/execute", body).unwrap_or_else(|error| panic!("{command}: {error}"));
    }

    /// Switches the network off or on.
    pub(super) fn set_network(&self, is_online: bool) {
        let speed = if is_online { -1 } else { 0 };
        self.command("Network.enable", json!({}));
        self.command(
            "Network.emulateNetworkConditions",
            json!({ "offline": !is_online, "latency": 0, "downloadThroughput": speed, "uploadThroughput": speed }),
        );
    }

    /// Limits the network to so many bytes a second.
    pub(super) fn throttle_network(&self, bytes_a_second: u32) {
        self.command("Network.enable", json!({}));
        self.command(
            "Network.emulateNetworkConditions",
            json!({
                "offline": false, "latency": 100, "downloadThroughput": bytes_a_second, "uploadThroughput": bytes_a_second,
            }),
        );
    }

    /// Scales the page as a pinch does.
    pub(super) fn pinch(&self, scale: f64) {
        self.command("Emulation.setPageScaleFactor", json!({ "pageScaleFactor": scale }));
    }

    /// Sets the viewport's size in CSS pixels. It may be smaller than the smallest window.
    pub(super) fn resize(&self, width: u32, height: u32) {
        self.command(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        );
    }

    /// Zooms the page, as the browser's own zoom does, in a window of that many device pixels.
    pub(super) fn zoom(&self, width: u32, height: u32, factor: u32) {
        self.command(
            "Emulation.setDeviceMetricsOverride",
            json!({
                "width": width / factor, "height": height / factor, "deviceScaleFactor": factor, "mobile": false,
            }),
        );
    }

    /// Emulates a CSS medium (`""` is the screen) and media features.
    pub(super) fn emulate(&self, medium: &str, features: Value) {
        self.command("Emulation.setEmulatedMedia", json!({ "media": medium, "features": features }));
    }

    /// Sets the preferred colour scheme, `light` or `dark`.
    pub(super) fn prefer_colours(&self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.command("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Sets the preference for reduced motion.
    pub(super) fn prefer_less_motion(&self) {
        let features = json!([{ "name": "prefers-reduced-motion", "value": "reduce" }]);
        self.command("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Sets Save-Data. There is no flag for it, and a page does not see a header.
    pub(super) fn save_data(&self) {
        self.command("Emulation.setDataSaverOverride", json!({ "dataSaverEnabled": true }));
    }
}

/// Reads the port in "ChromeDriver was started successfully on port 12345."
fn port_in(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ")?.1.trim().trim_end_matches('.').parse().ok()
}
