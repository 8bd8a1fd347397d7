//! A browser and its WebDriver, one of each for a test.

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
use super::console::ConsoleMessage;
use super::firefox::Firefox;
use super::slots::Slot;
use super::webkit::WebKit;
use super::{Engine, Settings, give_up};

/// How long the driver may take to answer. Its own limits are five minutes for a page and thirty seconds for a script.
const TIMEOUT: Duration = Duration::from_secs(60);
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);

/// The panic's message when the driver does not answer.
pub(super) const NO_ANSWER: &str = "the driver never answered";

/// A browser with one window and a fresh profile. Closed when dropped.
pub(super) struct Browser {
    client: Option<Client>,
    runtime: Runtime,
    // Dropped in this order: the driver closes the browser and ends, then the next test may begin.
    driver: Driver,
    _slot: Slot,
}

/// The driver's process, and what else an engine needs.
enum Driver {
    Chromium(Chromium),
    Firefox(Firefox),
    WebKit(WebKit),
}

impl Browser {
    /// Starts a browser as soon as a [`Slot`] is free.
    pub(super) fn start(engine: Engine, settings: Settings) -> Browser {
        let slot = Slot::take();
        let (driver, url, capabilities) = match engine {
            Engine::Chromium => {
                let (chromium, url) = Chromium::start();
                (Driver::Chromium(chromium), url, Chromium::capabilities(settings))
            }
            Engine::Firefox => {
                let (firefox, url) = Firefox::start();
                let capabilities = firefox.capabilities(settings);
                (Driver::Firefox(firefox), url, capabilities)
            }
            Engine::WebKit => {
                let (webkit, url) = WebKit::start(settings);
                let capabilities = webkit.capabilities(settings);
                (Driver::WebKit(webkit), url, capabilities)
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
        let mut browser = Browser { client: Some(client), runtime, driver, _slot: slot };
        browser.set_up(settings);
        browser
    }

    /// Applies the settings that need a session.
    fn set_up(&mut self, settings: Settings) {
        match &mut self.driver {
            Driver::WebKit(webkit) => webkit.watch_the_console(),
            Driver::Firefox(_) => Firefox::watch_the_console(self),
            Driver::Chromium(_) => {}
        }
        if settings.save_data {
            self.chromium("can ask for less data").save_data();
        }
    }

    /// Waits for an answer of the driver.
    #[track_caller]
    pub(super) fn wait<T, E: Debug>(&self, answer: impl Future<Output = Result<T, E>>) -> Result<T, E> {
        let in_time = self.runtime.block_on(async { timeout(TIMEOUT, answer).await });
        in_time.unwrap_or_else(|_| panic!("{NO_ANSWER}"))
    }

    /// The driver's client.
    pub(super) fn client(&self) -> &Client {
        self.client.as_ref().expect("the session is closed only in drop")
    }

    /// Which engine it has.
    pub(super) fn engine(&self) -> Engine {
        match self.driver {
            Driver::Chromium(_) => Engine::Chromium,
            Driver::Firefox(_) => Engine::Firefox,
            Driver::WebKit(_) => Engine::WebKit,
        }
    }

    /// The DevTools protocol, which only Chromium's driver has. `what` ends the sentence “only Chromium …”.
    #[track_caller]
    pub(super) fn chromium(&self, what: &str) -> Devtools<'_> {
        assert_eq!(self.engine(), Engine::Chromium, "only Chromium {what}");
        Devtools(self)
    }

    /// Runs an extension command of this browser's driver (WebDriver 2, 6.6.2).
    pub(super) fn command(&self, endpoint: &'static str, body: Value) -> Result<Value, CmdError> {
        self.wait(self.client().issue_cmd(ExtensionCommand { endpoint, body }))
    }

    /// Reloads the page. Firefox returns before the reload is done.
    pub(super) fn reload(&self) -> Result<(), CmdError> {
        match self.driver {
            Driver::Firefox(_) => Firefox::reload(self),
            Driver::Chromium(_) | Driver::WebKit(_) => self.wait(self.client().refresh()),
        }
    }

    /// Zooms the page in Firefox; does nothing in the other engines.
    pub(super) fn zoom(&self, factor: f64) -> Result<(), CmdError> {
        match self.driver {
            Driver::Firefox(_) => Firefox::zoom(self, factor),
            Driver::Chromium(_) | Driver::WebKit(_) => Ok(()),
        }
    }

    /// The console messages since the last call.
    pub(super) fn new_console_messages(&self) -> Result<Vec<ConsoleMessage>, CmdError> {
        match &self.driver {
            Driver::Chromium(chromium) => chromium.console(self),
            Driver::Firefox(firefox) => firefox.console(self),
            Driver::WebKit(webkit) => Ok(webkit.console()),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            let _ = self.runtime.block_on(async { timeout(CLOSE_TIMEOUT, client.close()).await });
        }
    }
}

/// A browser that is known to be Chromium.
pub(super) struct Devtools<'a>(pub(super) &'a Browser);

/// An extension command, outside the WebDriver standard.
#[derive(Debug)]
struct ExtensionCommand {
    endpoint: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for ExtensionCommand {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.endpoint))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
