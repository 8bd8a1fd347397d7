//! One visit to a site, in a tab of its own. Nothing in it depends on which site that is.

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::essays::Essay;
use super::figures::{Fetched, Kind, Memory, Paint, Turn};
use crate::bench::devtools::Devtools;
use crate::bench::tab::{Heap, PATIENCE, Reader, Tab};

/// The part of the bench that runs in the page.
const IN_PAGE: &str = include_str!("in_page.js");

/// For how long nothing must have been requested before a site counts as ready, in milliseconds: after its first page, and
/// between two turns.
const QUIET: u32 = 300;
const REST: u32 = 150;

/// How long the pointer rests on a link before it is pressed, and how long the button is held then.
const HOVER: Duration = Duration::from_millis(500);
const HOLD: Duration = Duration::from_millis(60);

/// After how much time a page has painted what it paints by itself, from the end of its load on.
const SETTLE: Duration = Duration::from_millis(1000);

/// How long a visit goes on fetching what it fetches while it is idle.
const IDLE: Duration = Duration::from_secs(2);

/// How long a turn may take.
const TURN: Duration = Duration::from_secs(5);

/// A pause in which a page can answer without being asked all the time.
const PAUSE: Duration = Duration::from_millis(20);

/// A slow 4G as Lighthouse applies it: a round trip of 150 ms and 1.6 Mbit/s. `DevTools` can delay requests but not packets,
/// so each request is delayed by 3.75 round trips, which is what one takes on a new connection, and a tenth is taken off the
/// throughput.
const LATENCY: f64 = 150.0 * 3.75;
const BYTES_A_SECOND: f64 = 1.6 * 1024.0 * 1024.0 / 8.0 * 0.9;

/// How a link is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// The pointer rests on it first.
    Rested,
    /// At once.
    AtOnce,
}

/// A tab that shows a site.
pub(super) struct Visit<'a>(Tab<'a>);

impl<'a> Visit<'a> {
    fn open(devtools: &'a mut Devtools, reader: Reader) -> Result<Self> {
        Ok(Self(Tab::open_for(devtools, reader, IN_PAGE)?))
    }

    /// Opens a page, and waits until the site is ready.
    ///
    /// # Errors
    /// When the browser fails, or the page does not load.
    pub(super) fn begin(devtools: &'a mut Devtools, reader: Reader, url: &str) -> Result<Self> {
        let mut visit = Self::open(devtools, reader)?;
        visit.0.go(url)?;
        if reader.saves_data {
            // Under data saver an app may load only when the pointer is on a link.
            let home = visit.show(None)?;
            visit.0.mouse("mouseMoved", home)?;
        }
        visit.quiet(QUIET)?;
        Ok(visit)
    }

    /// Loads a page as a phone on a slow network would, and returns when it was painted.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub(super) fn paint(devtools: &'a mut Devtools, url: &str) -> Result<Paint> {
        let mut visit = Self::open(devtools, Reader { slower: 4, less_motion: false, saves_data: false })?;
        let network = json!({ "offline": false, "latency": LATENCY, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND });
        let phone = json!({ "width": 412, "height": 823, "deviceScaleFactor": 1.75, "mobile": true });
        visit.command("Network.enable", &json!({}))?;
        visit.command("Network.emulateNetworkConditions", &network)?;
        visit.command("Emulation.setDeviceMetricsOverride", &phone)?;
        visit.0.go(url)?;
        thread::sleep(SETTLE);
        let seen = visit.ask("paints()")?;
        let time = |name: &str| seen[name].as_f64().with_context(|| format!("the page has no {name} paint"));
        Ok(Paint { first: time("first")?, largest: time("largest")?, arrived: time("arrived")? })
    }

    /// Loads a page, and returns what it has fetched after a while.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub(super) fn fetched(devtools: &'a mut Devtools, url: &str) -> Result<Fetched> {
        let reader = Reader { slower: 1, less_motion: false, saves_data: false };
        let mut visit = Self::begin(devtools, reader, url)?;
        thread::sleep(IDLE);
        let seen = visit.ask("fetched()")?;
        Ok(fetched(seen.as_array().context("the page has no list of what it has fetched")?))
    }

    /// Presses the link to an essay, and watches the turn for so many milliseconds.
    ///
    /// # Errors
    /// When there is no such link, or the page does not turn.
    pub(super) fn press(&mut self, to: &Essay, press: Press, watch: u32) -> Result<Turn> {
        let link = self.show(Some(&to.path()))?;
        self.ask(&format!("expect({})", json!(to.title)))?;
        // The pointer may be there already: the link of the page before was in the same place.
        self.0.mouse("mouseMoved", (1.0, 1.0))?;
        self.0.mouse("mouseMoved", link)?;
        if press == Press::Rested {
            thread::sleep(HOVER);
        }
        self.0.mouse("mousePressed", link)?;
        if press == Press::Rested {
            thread::sleep(HOLD);
        }
        self.0.mouse("mouseReleased", link)?;
        self.seen(to, watch)
    }

    /// Goes back, and watches the turn.
    ///
    /// # Errors
    /// As [`press`](Self::press).
    pub(super) fn back(&mut self, to: &Essay, watch: u32) -> Result<Turn> {
        // The document may go away before it can answer.
        self.ask(&format!("back({})", json!(to.title))).ok();
        self.seen(to, watch)
    }

    /// The memory in use after a garbage collection.
    ///
    /// # Errors
    /// When the browser fails.
    pub(super) fn memory(&mut self) -> Result<Memory> {
        let Heap { script, document } = self.0.heap()?;
        let wasm = self.ask("wasmMemory()")?.as_f64().context("the page's wasm has no size")?;
        Ok(Memory { script, document, wasm })
    }

    /// Today's day, as the browser has it.
    ///
    /// # Errors
    /// When the browser fails.
    pub(super) fn day(&mut self) -> Result<String> {
        Ok(self.ask("day()")?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the site has fetched what a turn made it fetch.
    ///
    /// # Errors
    /// When the browser fails.
    pub(super) fn rest(&mut self) -> Result<()> {
        self.quiet(REST)
    }

    fn quiet(&mut self, time: u32) -> Result<()> {
        self.ask(&format!("quiet({time}, {PATIENCE})")).map(drop)
    }

    fn seen(&mut self, to: &Essay, watch: u32) -> Result<Turn> {
        // Not earlier: answering takes the page time, too.
        thread::sleep(Duration::from_millis(watch.into()));
        let start = Instant::now();
        while start.elapsed() < TURN {
            // Between two documents nobody answers.
            if let Ok(seen) = self.ask(&format!("seen({watch})"))
                && let Some(turn) = turn(&seen)
            {
                return Ok(turn);
            }
            thread::sleep(PAUSE);
        }
        bail!("the page has not turned to {}", to.path())
    }

    /// Scrolls a link into view and returns its centre.
    fn show(&mut self, to: Option<&str>) -> Result<(f64, f64)> {
        let place = self.ask(&format!("show({})", json!(to)))?;
        match (place["x"].as_f64(), place["y"].as_f64()) {
            (Some(x), Some(y)) => Ok((x, y)),
            _ => bail!("the page has no link to {}", to.unwrap_or("the home page")),
        }
    }

    fn ask(&mut self, call: &str) -> Result<Value> {
        self.0.evaluate(&format!("catchwordPeers.{call}"))
    }

    fn command(&mut self, method: &str, parameters: &Value) -> Result<Value> {
        self.0.command(method, parameters)
    }
}

/// Reads what the page has seen of a turn. None if it isn't over.
fn turn(seen: &Value) -> Option<Turn> {
    let number = |name: &str| seen[name].as_f64();
    let tasks = seen["tasks"].as_array()?.iter().filter_map(Value::as_f64);
    Some(Turn {
        heading: number("heading")?,
        painted: number("painted")?,
        task: tasks.fold(0.0, f64::max),
        loads_document: number("documents")? > 0.0,
        asks_network: number("requests")? > 0.0 || number("documents")? > 0.0,
    })
}

/// Adds up what a visit has fetched.
fn fetched(all: &[Value]) -> Fetched {
    let mut fetched = Fetched { bytes: BTreeMap::new(), blocking: Vec::new() };
    for entry in all {
        let url = entry["url"].as_str().unwrap_or_default();
        let path = url.splitn(4, '/').nth(3).unwrap_or_default().split(['?', '#']).next().unwrap_or_default();
        let (early, late) = fetched.bytes.entry(Kind::of(path)).or_default();
        *(if entry["early"] == true { early } else { late }) += entry["bytes"].as_f64().unwrap_or_default();
        if entry["blocks"] == true {
            fetched.blocking.push(format!("/{path}"));
        }
    }
    fetched
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_read_from_the_pages_answer() {
        let mut seen = json!({ "heading": 8.5, "painted": 20.0, "documents": 0, "requests": 0, "tasks": [51.0, 70.0] });
        let expected = Turn { heading: 8.5, painted: 20.0, task: 70.0, loads_document: false, asks_network: false };
        assert_eq!(turn(&seen), Some(expected));
        seen["documents"] = json!(1);
        assert!(turn(&seen).is_some_and(|turn| turn.loads_document && turn.asks_network));
        assert_eq!(turn(&Value::Null), None);
    }

    #[test]
    fn bytes_are_added_by_kind_and_time() {
        let entry = |path: &str, bytes: u32, early: bool, blocks: bool| json!({ "url": format!("http://127.0.0.1:1/{path}"), "bytes": bytes, "early": early, "blocks": blocks });
        let all = [
            entry("essays/x/", 10, true, false),
            entry("a.js?v=1", 20, true, true),
            entry("b.js", 30, false, false),
            entry("c.js", 40, false, false),
        ];
        let fetched = fetched(&all);
        assert_eq!(fetched.bytes[&Kind::Html], (10.0, 0.0));
        assert_eq!(fetched.bytes[&Kind::Script], (20.0, 70.0));
        assert_eq!(fetched.blocking, ["/a.js"]);
    }
}
