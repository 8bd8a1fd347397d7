//! A tab of Chromium, driven over the DevTools protocol.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::devtools::Devtools;

/// How long anything in a page may take, in milliseconds.
pub(super) const PATIENCE: u32 = 20_000;

/// The pause before memory is measured. The last turn's animation ends in it.
const REST: Duration = Duration::from_secs(1);

/// A reader and their machine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    /// How many times slower than this machine it is.
    pub(super) slower: u32,
    pub(super) less_motion: bool,
    pub(super) saves_data: bool,
}

/// What a page has in memory, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heap {
    /// The JavaScript heap.
    pub(super) script: f64,
    /// The browser's own objects for the page: nodes, styles, listeners.
    pub(super) document: f64,
}

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

    /// Opens an empty tab for a reader. The script runs in every document before the document's own scripts.
    ///
    /// # Errors
    /// When the browser fails.
    pub(super) fn open_for(devtools: &'a mut Devtools, reader: Reader, script: &str) -> Result<Self> {
        let mut tab = Self::open(devtools)?;
        let motion = if reader.less_motion { "reduce" } else { "no-preference" };
        let media = json!({ "features": [{ "name": "prefers-reduced-motion", "value": motion }] });
        tab.command("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }))?;
        tab.command("Emulation.setDataSaverOverride", &json!({ "dataSaverEnabled": reader.saves_data }))?;
        tab.command("Emulation.setEmulatedMedia", &media)?;
        tab.slow_down(reader.slower)?;
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

    /// Sends an event of the mouse, such as `mousePressed` with the main button, at a place in the window.
    ///
    /// # Errors
    /// When the browser fails.
    pub(super) fn mouse(&mut self, kind: &str, (x, y): (f64, f64)) -> Result<()> {
        let mut event = json!({ "type": kind, "x": x, "y": y });
        if kind != "mouseMoved" {
            event["button"] = "left".into();
            event["clickCount"] = 1.into();
        }
        self.command("Input.dispatchMouseEvent", &event).map(drop)
    }

    /// What the page has in memory after a garbage collection.
    ///
    /// # Errors
    /// When the browser fails.
    pub(super) fn heap(&mut self) -> Result<Heap> {
        thread::sleep(REST);
        // Twice: objects that a finaliser held are only freed the second time.
        for _ in 0..2 {
            self.command("HeapProfiler.collectGarbage", &json!({}))?;
        }
        let heap = self.command("Runtime.getHeapUsage", &json!({}))?;
        Ok(Heap { script: number(&heap, "usedSize")?, document: number(&heap, "embedderHeapUsedSize")? })
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

/// A number of Chromium's answer.
///
/// # Errors
/// When it has none of this name.
pub(super) fn number(answer: &Value, name: &str) -> Result<f64> {
    answer[name].as_f64().with_context(|| format!("Chromium gave no {name}"))
}
