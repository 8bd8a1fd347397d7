//! Chromium and the program that drives it, one of each for a test.

use std::env;
use std::fmt::Debug;
use std::future::Future;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Condvar, Mutex, PoisonError};

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use super::give_up;

/// How many browsers may run at once. More of them only make each other slow.
const AT_ONCE: usize = 2;

/// A browser with one window, and nothing in it that another test left. It is closed when it is dropped.
pub(super) struct Chromium {
    client: Option<Client>,
    runtime: Runtime,
    // In the order in which they must go: the driver closes the browser, then ends, then the next test may begin.
    _driver: Driver,
    _turn: Turn,
}

impl Chromium {
    /// Starts a browser, when it is this test's turn.
    pub(super) fn start() -> Chromium {
        let turn = Turn::take();
        let driver = Driver::start();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let client = runtime
            .block_on(ClientBuilder::new(HttpConnector::new()).capabilities(capabilities()).connect(&driver.url()))
            .unwrap_or_else(|error| give_up(&format!("no session with Chromium: {error}")));
        Chromium { client: Some(client), runtime, _driver: driver, _turn: turn }
    }

    /// Waits for an answer of the driver.
    pub(super) fn wait<T, E: Debug>(&self, answer: impl Future<Output = Result<T, E>>) -> Result<T, E> {
        self.runtime.block_on(answer)
    }

    /// The driver's client.
    pub(super) fn client(&self) -> &Client {
        self.client.as_ref().expect("the session is closed only in drop")
    }

    /// Gives a command that only Chromium's driver knows.
    pub(super) fn command(&self, endpoint: &'static str, body: Value) -> Value {
        self.wait(self.client().issue_cmd(OwnCommand { endpoint, body }))
            .unwrap_or_else(|error| panic!("{endpoint}: {error}"))
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            let _ = self.runtime.block_on(client.close());
        }
    }
}

/// The flags are those under which a browser without a screen, a sound card or a way out works anywhere.
fn capabilities() -> Capabilities {
    let mut options = json!({ "args": [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--window-size=1000,800",
    ]});
    if let Ok(binary) = env::var("QUIRE_CHROMIUM") {
        options["binary"] = binary.into();
    }
    let capabilities = json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    match capabilities {
        Value::Object(capabilities) => capabilities,
        _ => Capabilities::new(),
    }
}

/// A command outside the WebDriver standard.
#[derive(Debug)]
struct OwnCommand {
    endpoint: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for OwnCommand {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.endpoint))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// A running chromedriver. It is ended when it is dropped, by its id.
struct Driver {
    process: Child,
    port: u16,
    /// Kept open: a driver whose output nobody takes would end at its next word.
    _output: BufReader<ChildStdout>,
}

impl Driver {
    fn start() -> Driver {
        let program = env::var_os("QUIRE_CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let started = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut process = started.unwrap_or_else(|error| {
            give_up(&format!("failed to start {}: {error}. `cargo xtask test` finds or installs it", program.display()))
        });
        let mut output = BufReader::new(process.stdout.take().expect("its output is piped"));
        let mut said = String::new();
        let port = loop {
            let mut line = String::new();
            if output.read_line(&mut line).unwrap_or(0) == 0 {
                give_up(&format!("{} ended before it was ready, saying: {said}", program.display()));
            }
            if let Some(port) = port_in(&line) {
                break port;
            }
            said.push_str(&line);
        };
        Driver { process, port, _output: output }
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The port in "ChromeDriver was started successfully on port 12345."
fn port_in(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ")?.1.trim().trim_end_matches('.').parse().ok()
}

/// One of the [`AT_ONCE`] places, given back when it is dropped.
struct Turn;

static TAKEN: Mutex<usize> = Mutex::new(0);
static GIVEN_BACK: Condvar = Condvar::new();

impl Turn {
    fn take() -> Turn {
        let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken = GIVEN_BACK.wait_while(taken, |taken| *taken >= AT_ONCE).unwrap_or_else(PoisonError::into_inner);
        *taken += 1;
        Turn
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        GIVEN_BACK.notify_one();
    }
}
