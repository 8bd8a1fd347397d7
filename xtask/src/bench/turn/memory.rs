//! What the page holds in memory.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::visit::Visit;

/// How long a page is left alone before it is weighed: the last turn's animation has ended by then.
const REST: Duration = Duration::from_secs(1);

/// What is there after so many turns, when all has been let go that nothing holds. Sizes are in bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Memory {
    pub(super) turns: usize,
    /// JavaScript's objects.
    pub(super) script: f64,
    /// The browser's own objects for the page: nodes, styles, listeners.
    pub(super) document: f64,
    /// The app's memory, which never shrinks.
    pub(super) app: f64,
    pub(super) nodes: f64,
    pub(super) listeners: f64,
}

impl Memory {
    /// Weighs the page of a visit.
    ///
    /// # Errors
    /// When the browser does not say.
    pub(super) fn of(visit: &mut Visit, turns: usize) -> Result<Self> {
        thread::sleep(REST);
        // What the first finds only the second lets go: things that are held by what has a finaliser.
        for _ in 0..2 {
            visit.command("HeapProfiler.collectGarbage", &json!({}))?;
        }
        let heap = visit.command("Runtime.getHeapUsage", &json!({}))?;
        let counts = visit.command("Memory.getDOMCounters", &json!({}))?;
        Ok(Self {
            turns,
            script: number(&heap, "usedSize")?,
            document: number(&heap, "embedderHeapUsedSize")?,
            app: visit.ask("wasmMemory()")?.as_f64().context("the app's memory has no size")?,
            nodes: number(&counts, "nodes")?,
            listeners: number(&counts, "jsEventListeners")?,
        })
    }

    /// All of it, bytes.
    pub(super) fn sum(&self) -> f64 {
        self.script + self.document + self.app
    }
}

fn number(answer: &Value, name: &str) -> Result<f64> {
    answer[name].as_f64().with_context(|| format!("Chromium gave no {name}"))
}
