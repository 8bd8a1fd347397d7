//! The memory that a page uses.

use anyhow::{Context, Result};
use serde_json::json;

use super::visit::Visit;
use crate::bench::tab::{Heap, number};

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
        let Heap { script, document } = visit.heap()?;
        let counts = visit.command("Memory.getDOMCounters", &json!({}))?;
        Ok(Self {
            turns,
            script,
            document,
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
