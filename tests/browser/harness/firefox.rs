//! Firefox, driven by geckodriver.
//!
//! Its console is read in two places, for neither has all of it:
//!
//! - what scripts write with `console` goes to the browser's output, which is the driver's;
//! - uncaught errors and what a policy refuses are messages of the console service, which the driver reaches in the
//!   browser's own ("chrome") context.
//!
//! A failed request is no error to Firefox: of that the tests' host knows.

use std::cell::Cell;
use std::env;
use std::process::Command;

use fantoccini::error::CmdError;
use serde_json::{Value, json};

use super::Settings;
use super::browser::Browser;
use super::console::Line;
use super::process::{Process, program};
use super::profile::Profile;

/// A running geckodriver, and what belongs to its browser.
pub(super) struct Firefox {
    // In the order in which they must go.
    driver: Process,
    profile: Profile,
    marks: Cell<u32>,
}

/// The page that Firefox shows where no host answers. A frame that is taken away while it comes leaves a promise of its
/// rejected, with nothing and from no file.
pub(super) const NOBODY: &str = "about:neterror";

/// Keeps in the browser's window what the console service is told of pages. A level of 3 is an error.
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
    /// Starts the driver, and gives its address.
    pub(super) fn start() -> (Firefox, String) {
        let mut command = Command::new(program("CATCHWORD_GECKODRIVER", "geckodriver"));
        let driver = Process::start(command.args(["--port", "0", "--allow-system-access"]));
        let address = driver.says(|line| Some(line.split_once("Listening on ")?.1.trim().to_owned()));
        (Firefox { driver, profile: Profile::make(), marks: Cell::default() }, format!("http://{address}"))
    }

    pub(super) fn capabilities(&self, settings: Settings) -> Value {
        let mut options = json!({
            "args": ["-headless", "-width", "1000", "-height", "800", "-profile", self.profile.path()],
            "prefs": {
                "devtools.console.stdout.content": true,
                "devtools.console.stdout.chrome": false,
                // One of its parts that looks for a server, and complains.
                "messaging-system.rsexperimentloader.enabled": false,
                // Elsewhere than on Linux the Tab key passes links by.
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

    /// What the Reload button does. The driver's own command forgets where the page stood.
    pub(super) fn reload(browser: &Browser) -> Result<(), CmdError> {
        in_chrome(browser, "gBrowser.selectedBrowser.reload()", vec![]).map(drop)
    }

    /// Enlarges the page that is shown, as the browser's own zoom does. So it is shown as in a window that is narrower by as much.
    pub(super) fn zoom(browser: &Browser, factor: f64) -> Result<(), CmdError> {
        in_chrome(browser, "gBrowser.selectedBrowser.fullZoom = arguments[0]", vec![factor.into()]).map(drop)
    }

    pub(super) fn watch_the_console(browser: &Browser) {
        in_chrome(browser, WATCH, vec![]).unwrap_or_else(|error| panic!("Firefox's console can't be watched: {error}"));
    }

    /// What has come to the console since it was last looked at.
    pub(super) fn console(&self, browser: &Browser) -> Result<Vec<Line>, CmdError> {
        // What the page's process sent before it answered this has arrived in the browser's.
        browser.wait(browser.client().execute("", vec![]))?;
        self.marks.set(self.marks.get() + 1);
        let mark = format!("catchword-mark-{}", self.marks.get());
        let messages = in_chrome(browser, COLLECT, vec![mark.clone().into()])?;
        let said = self.driver.said_before(&mark).into_iter().filter(|line| is_a_pages(line));
        let lines = said.map(|text| Line { is_error: text.starts_with("console.error:"), request: None, text });
        let messages = messages.as_array().cloned().unwrap_or_default().into_iter().map(|message| {
            let text = message["text"].as_str().unwrap_or_default().to_owned();
            let may_be_nobodys = text == " uncaught exception: undefined";
            Line { is_error: message["is_error"] == true, request: may_be_nobodys.then(|| NOBODY.to_owned()), text }
        });
        Ok(lines.chain(messages).collect())
    }
}

/// Whether a line is what a page's script wrote with `console`. A page's texts stand in quotes; the browser's own parts
/// begin with their name and a colon.
fn is_a_pages(line: &str) -> bool {
    let Some((_, said)) = line.strip_prefix("console.").and_then(|rest| rest.split_once(": ")) else { return false };
    said.starts_with('"') || !said.split_whitespace().next().is_some_and(|word| word.ends_with(':'))
}

/// Runs a script in the browser's own context.
fn in_chrome(browser: &Browser, script: &str, arguments: Vec<Value>) -> Result<Value, CmdError> {
    browser.command("moz/context", json!({ "context": "chrome" }))?;
    let value = browser.wait(browser.client().execute(script, arguments));
    browser.command("moz/context", json!({ "context": "content" }))?;
    value
}
