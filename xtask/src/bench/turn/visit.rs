//! One visit to the site, in a tab of its own: clicks on leaves, and Back.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::row::Essay;
use crate::bench::devtools::Devtools;
use crate::bench::tab::{Heap, PATIENCE, Reader, Tab};

/// The part of the bench that runs in the page.
const IN_PAGE: &str = include_str!("in_page.js");

/// A link that does not turn the page to an essay.
const ELSEWHERE: &str = ".cw-masthead a:not(.cw-skip-link)";

/// How long a prefetch may take, in milliseconds.
const AHEAD: u32 = 2_000;

/// The pause between the pointer's move and the click. What the move causes is done by then.
const HOVER: Duration = Duration::from_millis(150);

/// How long the mouse button is held.
const PRESS: Duration = Duration::from_millis(60);

/// What was measured of one turn. Times are in milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MeasuredTurn {
    /// From the click to the new heading.
    pub(super) swap: f64,
    /// From there until the next frame is done.
    pub(super) paint: f64,
    /// The longest of the long tasks; 0 if there was none.
    pub(super) task: f64,
    /// The layout shift from the new heading on.
    pub(super) shift: f64,
    /// Where the bundle came from.
    pub(super) source: BundleSource,
}

/// Where the bundle of a turn came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BundleSource {
    /// It was fetched before the click, or not at all: then the visit began with it.
    Memory,
    /// It was fetched after the click.
    Click,
    /// It was being fetched at the click, or was fetched more than once.
    Neither,
}

/// A tab in which the app runs.
pub(super) struct Visit<'a>(Tab<'a>);

impl<'a> Visit<'a> {
    /// Opens a page, and waits until the app runs.
    ///
    /// # Errors
    /// When the browser fails, or the app does not start.
    pub(super) fn begin(devtools: &'a mut Devtools, reader: Reader, url: &str) -> Result<Self> {
        let mut tab = Tab::open_for(devtools, reader, IN_PAGE)?;
        tab.go(url)?;
        let mut visit = Self(tab);
        // Under data saver the app is loaded when the pointer is on a link.
        visit.point_at(ELSEWHERE)?;
        if visit.ask(&format!("ready({PATIENCE})"))? != true {
            bail!("the app has not started at {url}");
        }
        Ok(visit)
    }

    /// Whether the app prefetches an essay.
    ///
    /// # Errors
    /// When the browser fails.
    pub(super) fn comes_ahead(&mut self, essay: &Essay) -> Result<bool> {
        let came = self.ask(&format!("comesAhead({}, {AHEAD})", json!(essay.bundle())))? == true;
        // It has been fetched, but not parsed yet.
        self.ask(&format!("ready({PATIENCE})"))?;
        Ok(came)
    }

    /// Clicks a leaf, and watches the turn for so many milliseconds.
    ///
    /// # Errors
    /// When there is no such leaf, or the page does not turn to the essay.
    pub(super) fn click(&mut self, leaf: &str, to: &Essay, watch: u32) -> Result<MeasuredTurn> {
        let place = self.point_at(leaf)?;
        thread::sleep(HOVER);
        self.ask(&format!("ready({PATIENCE})"))?;
        self.ask(&format!("expect({})", json!(to.title)))?;
        self.0.mouse("mousePressed", place)?;
        thread::sleep(PRESS);
        self.0.mouse("mouseReleased", place)?;
        self.seen(to, watch)
    }

    /// Goes back, and watches the turn.
    ///
    /// # Errors
    /// As [`click`](Self::click).
    pub(super) fn back(&mut self, to: &Essay, watch: u32) -> Result<MeasuredTurn> {
        self.ask(&format!("ready({PATIENCE})"))?;
        self.ask(&format!("back({})", json!(to.title)))?;
        self.seen(to, watch)
    }

    fn seen(&mut self, to: &Essay, watch: u32) -> Result<MeasuredTurn> {
        // Not earlier: answering takes the page time, too.
        thread::sleep(Duration::from_millis(watch.into()));
        let seen = self.ask(&format!("seen({}, {watch}, {PATIENCE})", json!(to.bundle())))?;
        MeasuredTurn::of(&seen).with_context(|| format!("the page has not turned to {}", to.path))
    }

    /// Scrolls an element into view and moves the pointer to its centre, which is returned.
    ///
    /// # Errors
    /// When there is no such element.
    pub(super) fn point_at(&mut self, selector: &str) -> Result<(f64, f64)> {
        let place = self.ask(&format!("show({})", json!(selector)))?;
        let (Some(x), Some(y)) = (place["x"].as_f64(), place["y"].as_f64()) else {
            bail!("the page has no `{selector}`")
        };
        self.0.mouse("mouseMoved", (x, y))?;
        Ok((x, y))
    }

    /// Calls a function of the part that runs in the page.
    ///
    /// # Errors
    /// When it, or the browser, fails.
    pub(super) fn ask(&mut self, call: &str) -> Result<Value> {
        self.0.evaluate(&format!("catchwordBench.{call}"))
    }

    /// What the page has in memory.
    ///
    /// # Errors
    /// When the browser fails.
    pub(super) fn heap(&mut self) -> Result<Heap> {
        self.0.heap()
    }

    /// Sends a command to the tab.
    ///
    /// # Errors
    /// When the browser refuses.
    pub(super) fn command(&mut self, method: &str, parameters: &Value) -> Result<Value> {
        self.0.command(method, parameters)
    }
}

impl MeasuredTurn {
    /// Reads what the page has seen. None if the turn did not finish.
    fn of(seen: &Value) -> Option<Self> {
        let time = |name: &str| seen[name].as_f64();
        let (began, swapped, painted) = (time("began")?, time("swapped")?, time("painted")?);
        let tasks = seen["tasks"].as_array()?.iter().filter_map(Value::as_f64);
        let shifts = seen["shifts"].as_array()?.iter().filter_map(Value::as_f64);
        let request = |request: &Value| Some((request[0].as_f64()?, request[1].as_f64()?));
        let requests: Vec<_> = seen["requests"].as_array()?.iter().filter_map(request).collect();
        Some(Self {
            swap: swapped - began,
            paint: painted - swapped,
            task: tasks.fold(0.0, f64::max),
            shift: shifts.fold(0.0, |sum, shift| sum + shift),
            source: BundleSource::of(began, &requests),
        })
    }
}

impl BundleSource {
    /// As the reason why a turn does not belong to its row.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Memory => "its bundle was in memory",
            Self::Click => "its bundle was fetched after the click",
            Self::Neither => "its bundle was being fetched at the click, or was fetched twice",
        }
    }

    /// `requests` are the start and end times of each request for the bundle in this visit.
    fn of(began: f64, requests: &[(f64, f64)]) -> Self {
        let (earlier, later): (Vec<_>, Vec<_>) = requests.iter().partition(|(_, end)| *end <= began);
        match (earlier.as_slice(), later.as_slice()) {
            (_, []) => Self::Memory,
            ([], [(start, _)]) if *start >= began => Self::Click,
            _ => Self::Neither,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_read_from_the_pages_answer() {
        let mut seen = json!({
            "began": 100.0, "swapped": 112.5, "painted": 120.0, "tasks": [51.0, 70.0, 60.0],
            "shifts": [0.25, 0.5], "requests": [[10.0, 20.0]],
        });
        let turn = MeasuredTurn { swap: 12.5, paint: 7.5, task: 70.0, shift: 0.75, source: BundleSource::Memory };
        assert_eq!(MeasuredTurn::of(&seen), Some(turn));
        seen["painted"] = Value::Null;
        assert_eq!(MeasuredTurn::of(&seen), None, "it did not finish");
        assert_eq!(MeasuredTurn::of(&Value::Null), None);
    }

    #[test]
    fn sums_of_nothing_are_a_positive_zero() {
        let seen = json!({ "began": 1, "swapped": 2, "painted": 3, "tasks": [], "shifts": [], "requests": [] });
        let turn = MeasuredTurn::of(&seen).unwrap();
        assert_eq!(format!("{} {}", turn.task, turn.shift), "0 0");
    }

    #[test]
    fn requests_tell_where_a_bundle_came_from() {
        for (requests, source) in [
            (&[][..], BundleSource::Memory),
            (&[(10.0, 20.0)], BundleSource::Memory),
            (&[(100.5, 120.0)], BundleSource::Click),
            (&[(90.0, 120.0)], BundleSource::Neither),
            (&[(10.0, 20.0), (101.0, 120.0)], BundleSource::Neither),
            (&[(101.0, 120.0), (130.0, 140.0)], BundleSource::Neither),
        ] {
            assert_eq!(BundleSource::of(100.0, requests), source, "{requests:?}");
        }
    }
}
