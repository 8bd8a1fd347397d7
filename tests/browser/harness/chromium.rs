//! Chromium, driven by chromedriver.

use std::env;
use std::process::Command;

use fantoccini::error::CmdError;
use serde_json::{Value, json};

use super::browser::{Browser, Devtools};
use super::console::Line;
use super::process::{Process, program};
use super::{Settings, give_up};

/// How often the driver may fail to start.
const ATTEMPTS: usize = 8;

/// A running chromedriver.
pub(super) struct Chromium {
    _driver: Process,
}

impl Chromium {
    /// Starts the driver, and gives its address.
    pub(super) fn start() -> (Chromium, String) {
        let mut said = String::new();
        // Told to choose a port, it chooses one for IPv6, which may be taken for IPv4; then it ends.
        for _ in 0..ATTEMPTS {
            let driver =
                Process::start(Command::new(program("CATCHWORD_CHROMEDRIVER", "chromedriver")).arg("--port=0"));
            match driver.may_say(port_in) {
                Ok(port) => return (Chromium { _driver: driver }, format!("http://127.0.0.1:{port}")),
                Err(instead) => said = instead,
            }
        }
        give_up(&said)
    }

    /// The flags are those under which a browser without a screen, a sound card or a way out works anywhere.
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

    /// What has come to the console since it was last looked at.
    pub(super) fn console(&self, browser: &Browser) -> Result<Vec<Line>, CmdError> {
        let answer = browser.command("se/log", json!({ "type": "browser" }))?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let lines = answer.as_array().into_iter().flatten().map(|entry| {
            let (level, text) = (text(&entry["level"]), text(&entry["message"]));
            let is_error = level == "SEVERE";
            // The browser begins its own messages about a request with the address.
            let url = text.split_whitespace().next().filter(|_| text.contains("Failed to load resource"));
            Line { is_error, request: url.map(str::to_owned), text: format!("{level} {text}") }
        });
        Ok(lines.collect())
    }
}

/// What the DevTools protocol has that WebDriver has not.
impl Devtools<'_> {
    fn command(&self, command: &str, parameters: Value) {
        let body = json!({ "cmd": command, "params": parameters });
        self.0.command("goog/cdp/execute", body).unwrap_or_else(|error| panic!("{command}: {error}"));
    }

    /// Takes the network away, or gives it back.
    pub(super) fn network(&self, is_there: bool) {
        let speed = if is_there { -1 } else { 0 };
        self.command("Network.enable", json!({}));
        self.command(
            "Network.emulateNetworkConditions",
            json!({ "offline": !is_there, "latency": 0, "downloadThroughput": speed, "uploadThroughput": speed }),
        );
    }

    /// Lets no more than so many bytes a second come.
    pub(super) fn slow_network(&self, bytes_a_second: u32) {
        self.command("Network.enable", json!({}));
        self.command(
            "Network.emulateNetworkConditions",
            json!({
                "offline": false, "latency": 100, "downloadThroughput": bytes_a_second, "uploadThroughput": bytes_a_second,
            }),
        );
    }

    /// Enlarges the page as two fingers do.
    pub(super) fn pinch(&self, scale: f64) {
        self.command("Emulation.setPageScaleFactor", json!({ "pageScaleFactor": scale }));
    }

    /// Gives the window's inside another size, CSS pixels, be it smaller than a window can be.
    pub(super) fn resize(&self, width: u32, height: u32) {
        self.command(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        );
    }

    /// Shows a page of a window of that many device pixels enlarged, as the browser's own zoom does.
    pub(super) fn zoom(&self, width: u32, height: u32, factor: u32) {
        self.command(
            "Emulation.setDeviceMetricsOverride",
            json!({
                "width": width / factor, "height": height / factor, "deviceScaleFactor": factor, "mobile": false,
            }),
        );
    }

    /// Shows the page on a medium, `""` for the screen, to a reader with these wishes.
    pub(super) fn emulate(&self, medium: &str, features: Value) {
        self.command("Emulation.setEmulatedMedia", json!({ "media": medium, "features": features }));
    }

    /// Asks for `light` or `dark` colours.
    pub(super) fn prefer_colours(&self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.command("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Asks for less motion.
    pub(super) fn less_motion(&self) {
        let features = json!([{ "name": "prefers-reduced-motion", "value": "reduce" }]);
        self.command("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Asks for less data. No flag does it, nor does a header, which the page does not see.
    pub(super) fn save_data(&self) {
        self.command("Emulation.setDataSaverOverride", json!({ "dataSaverEnabled": true }));
    }
}

/// The port in "ChromeDriver was started successfully on port 12345."
fn port_in(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ")?.1.trim().trim_end_matches('.').parse().ok()
}
