//! One visit to the site, in a tab of its own: a reader who presses leaves and goes back.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::row::Essay;
use crate::bench::devtools::Devtools;
use crate::bench::tab::{PATIENCE, Tab};

/// The page's half of the bench.
const IN_PAGE: &str = include_str!("in_page.js");

/// A link that no turn begins with.
const ELSEWHERE: &str = ".masthead a";

/// How long a bundle may be in coming that nobody has asked for, milliseconds.
const AHEAD: u32 = 2_000;

/// How long a page is left alone before it is pressed: what the pointer stirs up has settled by then.
const HOVER: Duration = Duration::from_millis(150);

/// How long a press is held.
const PRESS: Duration = Duration::from_millis(60);

/// Who reads, and on what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    /// How many times slower than this machine theirs is.
    pub(super) slower: u32,
    pub(super) less_motion: bool,
    pub(super) saves_data: bool,
}

/// What was seen of one turn. Times are the page's, in milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MeasuredTurn {
    /// From the press to the new heading.
    pub(super) swap: f64,
    /// From there to the time when the next frame has been handed on.
    pub(super) paint: f64,
    /// The longest of the long tasks; 0 where there was none.
    pub(super) task: f64,
    /// The layout's shift from the new heading on.
    pub(super) shift: f64,
    /// Where the bundle came from.
    pub(super) source: BundleSource,
}

/// Where the bundle of a turn came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BundleSource {
    /// It had come before the press, or was never asked for: then the visit began with it.
    Memory,
    /// It was asked for at the press.
    Press,
    /// It was on its way then, or was asked for more than once.
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
        let mut tab = Tab::open(devtools)?;
        let motion = if reader.less_motion { "reduce" } else { "no-preference" };
        for (method, parameters) in [
            ("Page.addScriptToEvaluateOnNewDocument", json!({ "source": IN_PAGE })),
            ("Emulation.setDataSaverOverride", json!({ "dataSaverEnabled": reader.saves_data })),
            (
                "Emulation.setEmulatedMedia",
                json!({ "features": [{ "name": "prefers-reduced-motion", "value": motion }] }),
            ),
        ] {
            tab.command(method, &parameters)?;
        }
        tab.slow_down(reader.slower)?;
        tab.go(url)?;
        let mut visit = Self(tab);
        // Who asks for less data gets the app at a sign that they want it.
        visit.point_at(ELSEWHERE)?;
        if visit.ask(&format!("ready({PATIENCE})"))? != true {
            bail!("the app has not started at {url}");
        }
        Ok(visit)
    }

    /// Whether the app fetches an essay before anybody asks for it.
    ///
    /// # Errors
    /// When the browser fails.
    pub(super) fn comes_ahead(&mut self, essay: &Essay) -> Result<bool> {
        let came = self.ask(&format!("comesAhead({}, {AHEAD})", json!(essay.bundle())))? == true;
        // It has come, but not been read.
        self.ask(&format!("ready({PATIENCE})"))?;
        Ok(came)
    }

    /// Presses a leaf, and watches the turn for so many milliseconds.
    ///
    /// # Errors
    /// When there is no such leaf, or the page does not turn to the essay.
    pub(super) fn press(&mut self, leaf: &str, to: &Essay, watch: u32) -> Result<MeasuredTurn> {
        let (x, y) = self.point_at(leaf)?;
        thread::sleep(HOVER);
        self.ask(&format!("ready({PATIENCE})"))?;
        self.ask(&format!("expect({})", json!(to.title)))?;
        let mut mouse = |kind: &str| {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.command("Input.dispatchMouseEvent", &event)
        };
        mouse("mousePressed")?;
        thread::sleep(PRESS);
        mouse("mouseReleased")?;
        self.seen(to, watch)
    }

    /// Goes back, and watches that.
    ///
    /// # Errors
    /// As [`press`](Self::press).
    pub(super) fn back(&mut self, to: &Essay, watch: u32) -> Result<MeasuredTurn> {
        self.ask(&format!("ready({PATIENCE})"))?;
        self.ask(&format!("back({})", json!(to.title)))?;
        self.seen(to, watch)
    }

    fn seen(&mut self, to: &Essay, watch: u32) -> Result<MeasuredTurn> {
        // Not asked before: an answer takes the page some time, too.
        thread::sleep(Duration::from_millis(watch.into()));
        let seen = self.ask(&format!("seen({}, {watch}, {PATIENCE})", json!(to.bundle())))?;
        MeasuredTurn::of(&seen).with_context(|| format!("the page has not turned to {}", to.path))
    }

    /// Brings an element into view and the pointer to its middle, and says where that is.
    ///
    /// # Errors
    /// When there is no such element.
    pub(super) fn point_at(&mut self, selector: &str) -> Result<(f64, f64)> {
        let place = self.ask(&format!("show({})", json!(selector)))?;
        let (Some(x), Some(y)) = (place["x"].as_f64(), place["y"].as_f64()) else {
            bail!("the page has no `{selector}`")
        };
        self.command("Input.dispatchMouseEvent", &json!({ "type": "mouseMoved", "x": x, "y": y }))?;
        Ok((x, y))
    }

    /// Calls the page's half.
    ///
    /// # Errors
    /// When it, or the browser, fails.
    pub(super) fn ask(&mut self, call: &str) -> Result<Value> {
        self.0.evaluate(&format!("catchwordBench.{call}"))
    }

    /// Gives a command to the tab.
    ///
    /// # Errors
    /// When the browser refuses.
    pub(super) fn command(&mut self, method: &str, parameters: &Value) -> Result<Value> {
        self.0.command(method, parameters)
    }
}

impl MeasuredTurn {
    /// Reads what the page has seen; none where the turn has not come to its end.
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
    /// As the reason why a turn is not of the kind that it should be.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Memory => "its bundle was in memory",
            Self::Press => "its bundle was asked for at the press",
            Self::Neither => "its bundle was on its way at the press, or was asked for again",
        }
    }

    /// `requests` has the beginning and the end of each request for the bundle in this visit.
    fn of(began: f64, requests: &[(f64, f64)]) -> Self {
        let (earlier, later): (Vec<_>, Vec<_>) = requests.iter().partition(|(_, end)| *end <= began);
        match (earlier.as_slice(), later.as_slice()) {
            (_, []) => Self::Memory,
            ([], [(start, _)]) if *start >= began => Self::Press,
            _ => Self::Neither,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_read() {
        let mut seen = json!({
            "began": 100.0, "swapped": 112.5, "painted": 120.0, "tasks": [51.0, 70.0, 60.0],
            "shifts": [0.25, 0.5], "requests": [[10.0, 20.0]],
        });
        let turn = MeasuredTurn { swap: 12.5, paint: 7.5, task: 70.0, shift: 0.75, source: BundleSource::Memory };
        assert_eq!(MeasuredTurn::of(&seen), Some(turn));
        seen["painted"] = Value::Null;
        assert_eq!(MeasuredTurn::of(&seen), None, "it has not come to its end");
        assert_eq!(MeasuredTurn::of(&Value::Null), None);
    }

    #[test]
    fn nothing_is_not_less_than_nothing() {
        let seen = json!({ "began": 1, "swapped": 2, "painted": 3, "tasks": [], "shifts": [], "requests": [] });
        let turn = MeasuredTurn::of(&seen).unwrap();
        assert_eq!(format!("{} {}", turn.task, turn.shift), "0 0");
    }

    #[test]
    fn a_bundle_comes_from_memory_or_at_the_press_or_it_does_not_count() {
        for (requests, source) in [
            (&[][..], BundleSource::Memory),
            (&[(10.0, 20.0)], BundleSource::Memory),
            (&[(100.5, 120.0)], BundleSource::Press),
            (&[(90.0, 120.0)], BundleSource::Neither),
            (&[(10.0, 20.0), (101.0, 120.0)], BundleSource::Neither),
            (&[(101.0, 120.0), (130.0, 140.0)], BundleSource::Neither),
        ] {
            assert_eq!(BundleSource::of(100.0, requests), source, "{requests:?}");
        }
    }
}
