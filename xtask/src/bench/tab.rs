//! A tab of Chromium, driven over the DevTools protocol.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::devtools::Devtools;

/// How long anything in a page may take, in milliseconds.
pub(super) const PATIENCE: u32 = 20_000;

/// A tab. It is closed when this is dropped.
pub(super) struct Tab<'a> {
    devtools: &'a mut Devtools,
    target: String,
    session: String,
}

impl<'a> Tab<'a> {
    /// Opens an empty tab, and clears the browser's cache.
    ///
    /// # Errors
    /// When the browser fails.
    pub(super) fn open(devtools: &'a mut Devtools) -> Result<Self> {
        let created = devtools.command("Target.createTarget", &json!({ "url": "about:blank" }))?;
        let target = text(&created, "targetId")?;
        let attached = devtools.command("Target.attachToTarget", &json!({ "targetId": target, "flatten": true }))?;
        let session = text(&attached, "sessionId")?;
        let mut tab = Self { devtools, target, session };
        tab.command("Page.enable", &json!({}))?;
        tab.command("Network.clearBrowserCache", &json!({}))?;
        Ok(tab)
    }

    /// Makes the tab's processor so many times slower than this machine's.
    ///
    /// # Errors
    /// When the browser fails.
    pub(super) fn slow_down(&mut self, slower: u32) -> Result<()> {
        self.command("Emulation.setCPUThrottlingRate", &json!({ "rate": slower })).map(drop)
    }

    /// Loads a page, and waits until that is done.
    ///
    /// # Errors
    /// When the browser fails, or the page does not load.
    pub(super) fn go(&mut self, url: &str) -> Result<()> {
        self.command("Page.navigate", &json!({ "url": url }))?;
        let has_loaded = format!("location.href === {} && document.readyState === 'complete'", json!(url));
        self.wait_until(&has_loaded).with_context(|| format!("{url} has not loaded"))
    }

    /// Waits until an expression is true in the page.
    ///
    /// # Errors
    /// When the browser fails, or it does not become true.
    pub(super) fn wait_until(&mut self, expression: &str) -> Result<()> {
        for _ in 0..PATIENCE / 20 {
            if self.evaluate(expression)? == true {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(20));
        }
        bail!("`{expression}` has not become true")
    }

    /// Evaluates an expression in the page.
    ///
    /// # Errors
    /// When it, or the browser, fails.
    pub(super) fn evaluate(&mut self, expression: &str) -> Result<Value> {
        let parameters = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.command("Runtime.evaluate", &parameters)?;
        if let Some(details) = answer.get("exceptionDetails") {
            let why = details["exception"]["description"].as_str().or_else(|| details["text"].as_str());
            bail!("`{expression}` failed in the page: {}", why.unwrap_or_default());
        }
        Ok(answer["result"]["value"].take())
    }

    /// Sends a command to the tab.
    ///
    /// # Errors
    /// When the browser refuses.
    pub(super) fn command(&mut self, method: &str, parameters: &Value) -> Result<Value> {
        self.devtools.command_to(&self.session, method, parameters)
    }
}

impl Drop for Tab<'_> {
    fn drop(&mut self) {
        // If the browser has ended, so has the tab.
        self.devtools.command("Target.closeTarget", &json!({ "targetId": self.target })).ok();
    }
}

fn text(answer: &Value, name: &str) -> Result<String> {
    answer[name].as_str().map(str::to_owned).with_context(|| format!("Chromium gave no {name}"))
}
