//! The memory that a page uses.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::visit::Visit;

/// The pause before memory is measured. The last turn's animation ends in it.
const REST: Duration = Duration::from_secs(1);

/// The memory in use after some turns and a garbage collection. Sizes are in bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Memory {
    pub(super) turns: usize,
    /// The JavaScript heap.
    pub(super) script: f64,
    /// The browser's own objects for the page: nodes, styles, listeners.
    pub(super) document: f64,
    /// The memory of the wasm, which never shrinks.
    pub(super) app: f64,
    pub(super) nodes: f64,
    pub(super) listeners: f64,
}

impl Memory {
    /// Measures the page of a visit.
    ///
    /// # Errors
    /// When the browser fails.
    pub(super) fn of(visit: &mut Visit, turns: usize) -> Result<Self> {
        thread::sleep(REST);
        // Twice: objects that a finaliser held are only freed the second time.
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

    /// All of it, in bytes.
    pub(super) fn sum(&self) -> f64 {
        self.script + self.document + self.app
    }
}

fn number(answer: &Value, name: &str) -> Result<f64> {
    answer[name].as_f64().with_context(|| format!("Chromium gave no {name}"))
}
