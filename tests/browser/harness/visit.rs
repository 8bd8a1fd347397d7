//! A reader's visit, in the verbs of a reader.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::time::Duration;

use fantoccini::actions::{
    Actions, InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::key::Key;
use serde_json::json;

use super::chromium::Chromium;
use super::console::Line;
use super::{Dist, Host, Known};

/// Runs a test with a browser and a host of its own, and looks into the console at its end.
#[track_caller]
pub(crate) fn visit(test: impl FnOnce(&Visit)) {
    let dist = Dist::get();
    let visit = Visit {
        host: Host::start(dist.root(), &dist.site.base),
        dist,
        chromium: Chromium::start(),
        console: RefCell::default(),
        expected: RefCell::default(),
    };
    test(&visit);
    let troubled: BTreeSet<_> = visit.host.troubled().union(&visit.expected.borrow()).cloned().collect();
    let errors: Vec<_> = visit
        .console()
        .into_iter()
        .filter(|line| line.is_unexplained(&troubled))
        .map(|line| line.to_string())
        .collect();
    assert!(errors.is_empty(), "errors in the console:\n{}", errors.join("\n"));
}

/// A browser with one window, and the host that it visits.
pub(crate) struct Visit {
    /// The site's host.
    pub(crate) host: Host,
    /// The site.
    pub(crate) dist: &'static Dist,
    pub(super) chromium: Chromium,
    pub(super) console: RefCell<Vec<Line>>,
    expected: RefCell<BTreeSet<String>>,
}

/// Going from page to page.
impl Visit {
    /// Opens a path by a full load, and waits until the app runs.
    #[track_caller]
    pub(crate) fn open(&self, path: &str) {
        let url = format!("{}{path}", self.host.origin());
        self.done("open", self.chromium.wait(self.chromium.client().goto(&url)));
        self.app_runs();
    }

    /// Opens a page by a full load.
    #[track_caller]
    pub(crate) fn open_page(&self, page: &Known) {
        self.open(&page.path);
        self.is_at(page);
    }

    /// Waits until a document that is not marked yet is shown and the app runs in it; then marks it.
    #[track_caller]
    pub(crate) fn app_runs(&self) {
        // The app takes over the scroll position when it starts, and gives it back when the document goes.
        self.wait_until(
            "the app runs",
            "!window.__visit && history.scrollRestoration === 'manual' && !!document.querySelector('main h1')",
        );
        self.two_frames();
        self.run("window.__visit = 1", vec![]);
    }

    /// Asserts that the document is still the one that the app was last seen to start in.
    #[track_caller]
    pub(crate) fn has_not_loaded(&self) {
        assert_eq!(self.run("return window.__visit", vec![]), 1, "the page was loaded anew\n{}", self.scene());
    }

    /// Clicks what a selector finds first.
    #[track_caller]
    pub(crate) fn click(&self, selector: &str) {
        let element = self.find(selector);
        self.done(&format!("click {selector}"), self.chromium.wait(element.click()));
    }

    /// Clicks the first link in the page's main part with this address.
    #[track_caller]
    pub(crate) fn follow(&self, href: &str) {
        self.click(&link_to(href));
    }

    /// Clicks where an element stands, whatever may lie above it: a driver's own click refuses what is covered.
    #[track_caller]
    pub(crate) fn point_and_click(&self, selector: &str) {
        let mouse = self.mouse_click(selector);
        self.done("point and click", self.chromium.wait(self.chromium.client().perform_actions(mouse)));
    }

    /// Clicks with a key held down.
    #[track_caller]
    pub(crate) fn click_with(&self, key: Key, selector: &str) {
        let mouse = self.mouse_click(selector);
        let during = Duration::ZERO;
        let keys = KeyActions::new("keys".to_owned())
            .then(KeyAction::Down { value: key.into() })
            .pause(during)
            .pause(during)
            .then(KeyAction::Up { value: key.into() });
        let both = Actions::from(mouse).and(keys);
        self.done("click with a key", self.chromium.wait(self.chromium.client().perform_actions(both)));
    }

    /// The pointer's way to an element, and a click there: three ticks.
    #[track_caller]
    fn mouse_click(&self, selector: &str) -> MouseActions {
        let element = self.find(selector);
        self.run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", vec![selector.into()]);
        MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT })
    }

    /// Presses a key.
    #[track_caller]
    pub(crate) fn press(&self, key: Key) {
        let keys = KeyActions::new("keys".to_owned())
            .then(KeyAction::Down { value: key.into() })
            .then(KeyAction::Up { value: key.into() });
        self.done("press a key", self.chromium.wait(self.chromium.client().perform_actions(keys)));
    }

    /// The browser's Back.
    #[track_caller]
    pub(crate) fn back(&self) {
        self.done("Back", self.chromium.wait(self.chromium.client().back()));
    }

    /// The browser's Forward.
    #[track_caller]
    pub(crate) fn forward(&self) {
        self.done("Forward", self.chromium.wait(self.chromium.client().forward()));
    }

    /// The browser's Reload; waits until the app runs again.
    #[track_caller]
    pub(crate) fn reload(&self) {
        self.done("Reload", self.chromium.wait(self.chromium.client().refresh()));
        self.app_runs();
    }

    /// Puts a link at the page's end, outside of what the app draws. `attributes` are HTML, beside `href`.
    #[track_caller]
    pub(crate) fn add_link(&self, id: &str, href: &str, attributes: &str) {
        self.run(
            "const [id, href, attributes] = arguments;
             document.body.insertAdjacentHTML('beforeend', `<p><a id='${id}' href='${href}' ${attributes}>${id}</a></p>`)",
            vec![id.into(), href.into(), attributes.into()],
        );
    }

    /// Expects the browser to complain about a request for this path.
    pub(crate) fn expect_trouble(&self, path: &str) {
        self.expected.borrow_mut().insert(path.to_owned());
    }

    /// Takes the network away, or gives it back.
    pub(crate) fn network(&self, is_there: bool) {
        let speed = if is_there { -1 } else { 0 };
        self.chromium.command("goog/cdp/execute", json!({ "cmd": "Network.enable", "params": {} }));
        self.chromium.command(
            "goog/cdp/execute",
            json!({ "cmd": "Network.emulateNetworkConditions", "params": {
                "offline": !is_there, "latency": 0, "downloadThroughput": speed, "uploadThroughput": speed,
            }}),
        );
    }

    /// Gives the window's inside another size, CSS pixels.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        let params = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.chromium
            .command("goog/cdp/execute", json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": params }));
    }

    /// Asks the browser for less motion, as a reader's system would.
    pub(crate) fn less_motion(&self) {
        let features = json!([{ "name": "prefers-reduced-motion", "value": "reduce" }]);
        self.chromium.command(
            "goog/cdp/execute",
            json!({ "cmd": "Emulation.setEmulatedMedia", "params": { "features": features } }),
        );
    }
}

/// A selector for the links in the page's main part with this address.
fn link_to(href: &str) -> String {
    format!("main a[href=\"{href}\"]")
}
