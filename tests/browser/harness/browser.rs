//! A browser and the program that drives it, one of each for a test.

use std::fmt::Debug;
use std::future::Future;
use std::time::Duration;

use fantoccini::error::CmdError;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;
use tokio::runtime::Runtime;
use tokio::time::timeout;

use super::chromium::Chromium;
use super::console::Line;
use super::firefox::Firefox;
use super::slots::Slot;
use super::webkit::WebKit;
use super::{Engine, Settings, give_up};

/// How long the driver may take for an answer: it gives up a page by itself after five minutes, and a script after half of
/// one.
const PATIENCE: Duration = Duration::from_secs(60);
const PATIENCE_AT_THE_END: Duration = Duration::from_secs(5);

/// What a test fails with when its driver does not answer.
pub(super) const LOST: &str = "the driver never answered";

/// A browser with one window, and nothing in it that another test left. It is closed when it is dropped.
pub(super) struct Browser {
    client: Option<Client>,
    runtime: Runtime,
    // In the order in which they must go: the driver closes the browser, then ends, then the next test may begin.
    own: Own,
    _turn: Slot,
}

/// What each engine has of its own.
enum Own {
    Chromium(Chromium),
    Firefox(Firefox),
    WebKit(WebKit),
}

impl Browser {
    /// Starts a browser, when it is this test's turn.
    pub(super) fn start(engine: Engine, settings: Settings) -> Browser {
        let turn = Slot::take();
        let (own, url, capabilities) = match engine {
            Engine::Chromium => {
                let (chromium, url) = Chromium::start();
                (Own::Chromium(chromium), url, Chromium::capabilities(settings))
            }
            Engine::Firefox => {
                let (firefox, url) = Firefox::start();
                let capabilities = firefox.capabilities(settings);
                (Own::Firefox(firefox), url, capabilities)
            }
            Engine::WebKit => {
                let (webkit, url) = WebKit::start(settings);
                let capabilities = webkit.capabilities(settings);
                (Own::WebKit(webkit), url, capabilities)
            }
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let mut capabilities = match capabilities {
            Value::Object(capabilities) => capabilities,
            _ => Capabilities::new(),
        };
        if settings.impatient {
            capabilities.insert("pageLoadStrategy".to_owned(), "none".into());
        }
        let client = runtime
            .block_on(ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&url))
            .unwrap_or_else(|error| give_up(&format!("no session with {engine}: {error}")));
        let mut browser = Browser { client: Some(client), runtime, own, _turn: turn };
        browser.make_ready(settings);
        browser
    }

    /// What can only be done when there is a session.
    fn make_ready(&mut self, settings: Settings) {
        match &mut self.own {
            Own::WebKit(webkit) => webkit.watch_the_console(),
            Own::Firefox(_) => Firefox::watch_the_console(self),
            Own::Chromium(_) => {}
        }
        if settings.save_data {
            self.chromium("asks for less data").save_data();
        }
    }

    /// Waits for an answer of the driver.
    #[track_caller]
    pub(super) fn wait<T, E: Debug>(&self, answer: impl Future<Output = Result<T, E>>) -> Result<T, E> {
        let in_time = self.runtime.block_on(async { timeout(PATIENCE, answer).await });
        in_time.unwrap_or_else(|_| panic!("{LOST}"))
    }

    /// The driver's client.
    pub(super) fn client(&self) -> &Client {
        self.client.as_ref().expect("the session is closed only in drop")
    }

    /// Which engine it has.
    pub(super) fn engine(&self) -> Engine {
        match self.own {
            Own::Chromium(_) => Engine::Chromium,
            Own::Firefox(_) => Engine::Firefox,
            Own::WebKit(_) => Engine::WebKit,
        }
    }

    /// What only Chromium's driver can do.
    #[track_caller]
    pub(super) fn chromium(&self, what: &str) -> Devtools<'_> {
        assert_eq!(self.engine(), Engine::Chromium, "no other engine than Chromium {what} when a test tells it to");
        Devtools(self)
    }

    /// Gives a command that only this browser's driver knows.
    pub(super) fn command(&self, endpoint: &'static str, body: Value) -> Result<Value, CmdError> {
        self.wait(self.client().issue_cmd(OwnCommand { endpoint, body }))
    }

    /// Begins to load the page anew, or has done so.
    pub(super) fn reload(&self) -> Result<(), CmdError> {
        match self.own {
            Own::Firefox(_) => Firefox::reload(self),
            Own::Chromium(_) | Own::WebKit(_) => self.wait(self.client().refresh()),
        }
    }

    /// Enlarges the page, where the engine's driver can.
    pub(super) fn zoom(&self, factor: f64) -> Result<(), CmdError> {
        match self.own {
            Own::Firefox(_) => Firefox::zoom(self, factor),
            Own::Chromium(_) | Own::WebKit(_) => Ok(()),
        }
    }

    /// What has come to the console since it was last looked at.
    pub(super) fn new_in_console(&self) -> Result<Vec<Line>, CmdError> {
        match &self.own {
            Own::Chromium(chromium) => chromium.console(self),
            Own::Firefox(firefox) => firefox.console(self),
            Own::WebKit(webkit) => Ok(webkit.console()),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            let _ = self.runtime.block_on(async { timeout(PATIENCE_AT_THE_END, client.close()).await });
        }
    }
}

/// A browser of which it is known that it is Chromium.
pub(super) struct Devtools<'a>(pub(super) &'a Browser);

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
