//! Firefox, driven by geckodriver.
//!
//! Its console messages come from two places:
//!
//! - what scripts write with `console` goes to the browser's output, which is the driver's output;
//! - uncaught errors and policy violations go to the console service, which the driver reaches in the browser's own
//!   ("chrome") context.
//!
//! Firefox logs no error for a failed request: those are taken from the tests' host.

use std::cell::Cell;
use std::env;
use std::process::Command;

use fantoccini::error::CmdError;
use serde_json::{Value, json};

use super::browser::Browser;
use super::console::ConsoleMessage;
use super::process::{Process, program};
use super::profile::Profile;
use super::{Settings, fonts};

/// A running geckodriver and its browser's profile.
pub(super) struct Firefox {
    // Dropped in this order.
    driver: Process,
    profile: Profile,
    marks: Cell<u32>,
}

/// The page that Firefox shows when no host answers. If its frame is removed while it loads, one of its promises is
/// rejected with no reason and no source file.
pub(super) const ERROR_PAGE: &str = "about:neterror";

/// Collects the console service's messages about pages in the browser's window. Level 3 is an error.
const WATCH: &str = "
    window.__catchword = [];
    Services.console.registerListener({ observe(message) {
      if (!(message instanceof Ci.nsIScriptError)) return;
      const { category, sourceName, errorMessage, logLevel } = message;
      if (category === 'content javascript' || category.startsWith('CSP_') || sourceName.startsWith('http'))
        window.__catchword.push({ is_error: logLevel >= 3, text: `${sourceName} ${errorMessage}` });
    } })";

const COLLECT: &str = "dump(`${arguments[0]}\\n`); return window.__catchword.splice(0)";

impl Firefox {
    /// Starts the driver and returns its URL.
    pub(super) fn start() -> (Firefox, String) {
        let mut command = Command::new(program("CATCHWORD_GECKODRIVER", "geckodriver"));
        command.args(["--port", "0", "--allow-system-access"]).envs(fonts::environment());
        let driver = Process::start(&mut command);
        let address = driver.wait_for_line(|line| Some(line.split_once("Listening on ")?.1.trim().to_owned()));
        (Firefox { driver, profile: Profile::make(), marks: Cell::default() }, format!("http://{address}"))
    }

    pub(super) fn capabilities(&self, settings: Settings) -> Value {
        let mut options = json!({
            "args": ["-headless", "-width", "1000", "-height", "800", "-profile", self.profile.path()],
            "prefs": {
                "devtools.console.stdout.content": true,
                "devtools.console.stdout.chrome": false,
                // It asks a server for experiments, and logs an error when there is none.
                "messaging-system.rsexperimentloader.enabled": false,
                // On macOS the Tab key skips links by default.
                "accessibility.tabfocus": 7,
                "javascript.enabled": !settings.without_scripts,
                "ui.prefersReducedMotion": i32::from(settings.less_motion),
            },
        });
        if let Ok(binary) = env::var("CATCHWORD_FIREFOX") {
            options["binary"] = binary.into();
        }
        json!({ "browserName": "firefox", "moz:firefoxOptions": options })
    }

    /// Does what the Reload button does. The driver's own command loses the scroll position.
    pub(super) fn reload(browser: &Browser) -> Result<(), CmdError> {
        in_chrome(browser, "gBrowser.selectedBrowser.reload()", vec![]).map(drop)
    }

    /// Zooms the page, as the browser's own zoom does. The viewport gets narrower by the same factor.
    pub(super) fn zoom(browser: &Browser, factor: f64) -> Result<(), CmdError> {
        in_chrome(browser, "gBrowser.selectedBrowser.fullZoom = arguments[0]", vec![factor.into()]).map(drop)
    }

    pub(super) fn watch_the_console(browser: &Browser) {
        in_chrome(browser, WATCH, vec![]).unwrap_or_else(|error| panic!("Firefox's console can't be watched: {error}"));
    }

    /// The console messages since the last call.
    pub(super) fn console(&self, browser: &Browser) -> Result<Vec<ConsoleMessage>, CmdError> {
        // A round trip: the messages that the page's process sent before have arrived when it answers.
        browser.wait(browser.client().execute("", vec![]))?;
        self.marks.set(self.marks.get() + 1);
        let mark = format!("catchword-mark-{}", self.marks.get());
        let messages = in_chrome(browser, COLLECT, vec![mark.clone().into()])?;
        let written = self.driver.lines_until(&mark).into_iter().filter(|line| is_from_page(line));
        let lines =
            written.map(|text| ConsoleMessage { is_error: text.starts_with("console.error:"), request: None, text });
        let messages = messages.as_array().cloned().unwrap_or_default().into_iter().map(|message| {
            let text = message["text"].as_str().unwrap_or_default().to_owned();
            let may_be_error_page = text == " uncaught exception: undefined";
            ConsoleMessage {
                is_error: message["is_error"] == true,
                request: may_be_error_page.then(|| ERROR_PAGE.to_owned()),
                text,
            }
        });
        Ok(lines.chain(messages).collect())
    }
}

/// Whether a page's script wrote this line with `console`. A page's texts are quoted; the browser's own messages begin
/// with a component's name and a colon.
fn is_from_page(line: &str) -> bool {
    let Some((_, text)) = line.strip_prefix("console.").and_then(|rest| rest.split_once(": ")) else { return false };
    text.starts_with('"') || !text.split_whitespace().next().is_some_and(|word| word.ends_with(':'))
}

/// Runs a script in the browser's own context.
fn in_chrome(browser: &Browser, script: &str, arguments: Vec<Value>) -> Result<Value, CmdError> {
    browser.command("moz/context", json!({ "context": "chrome" }))?;
    let value = browser.wait(browser.client().execute(script, arguments));
    browser.command("moz/context", json!({ "context": "content" }))?;
    value
}
