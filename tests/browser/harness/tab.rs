//! A browser's tab at a host: navigation and settings. `input` has mouse and keys, `expect` what is looked at.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use catchword_app::routes::Address;

use super::browser::{Browser, NO_ANSWER};
use super::console::ConsoleMessage;
use super::{Dist, Engine, ExpectedPage, Host, Settings, firefox};

/// Runs a test with Chromium and a host of its own. An unexpected error in the console fails it.
#[track_caller]
pub(crate) fn visit(test: impl Fn(&Tab)) {
    visit_in(Engine::Chromium, test);
}

/// The same in any engine.
#[track_caller]
pub(crate) fn visit_in(engine: Engine, test: impl Fn(&Tab)) {
    visit_with(engine, Settings::default(), test);
}

/// The same with other settings.
#[track_caller]
pub(crate) fn visit_with(engine: Engine, settings: Settings, test: impl Fn(&Tab)) {
    let dist = Dist::get();
    run(engine, settings, || Host::start(dist.root(), &dist.site.base), dist, test);
}

/// The same at another of the sites that were built for the tests.
#[track_caller]
pub(crate) fn visit_site(engine: Engine, name: &str, test: impl Fn(&Tab)) {
    let dist = Dist::of(name);
    run(engine, Settings::default(), || Host::start(dist.root(), &dist.site.base), dist, test);
}

/// The same with the pages in `folder`, at the host's root.
#[track_caller]
pub(crate) fn visit_pages(engine: Engine, settings: Settings, folder: &Path, test: impl Fn(&Tab)) {
    run(engine, settings, || Host::start(folder, "/"), Dist::get(), test);
}

/// Runs a test. Where WebKit's driver loses an answer, as it now and then does while a page loads, the test is run again.
#[track_caller]
fn run(engine: Engine, settings: Settings, host: impl Fn() -> Host, dist: &'static Dist, test: impl Fn(&Tab)) {
    let once = || {
        let tab = Tab {
            host: host(),
            dist,
            browser: Browser::start(engine, settings),
            console: RefCell::default(),
            allowed: RefCell::default(),
        };
        test(&tab);
        let errors = tab.console_errors();
        assert!(errors.is_empty(), "errors in the console:\n{}", errors.join("\n"));
    };
    if engine != Engine::WebKit {
        return once();
    }
    if let Err(failure) = panic::catch_unwind(AssertUnwindSafe(once)) {
        let message = failure.downcast_ref::<String>().map(String::as_str).or(failure.downcast_ref::<&str>().copied());
        if message == Some(NO_ANSWER) { once() } else { panic::resume_unwind(failure) }
    }
}

/// A browser with one window, and its host.
pub(crate) struct Tab {
    /// The site's host.
    pub(crate) host: Host,
    /// The site.
    pub(crate) dist: &'static Dist,
    pub(super) browser: Browser,
    pub(super) console: RefCell<Vec<ConsoleMessage>>,
    pub(super) allowed: RefCell<BTreeSet<String>>,
}

/// Going from page to page.
impl Tab {
    /// Which engine its browser has.
    pub(crate) fn engine(&self) -> Engine {
        self.browser.engine()
    }

    /// Opens a path by a full load and waits for the app.
    #[track_caller]
    pub(crate) fn open(&self, path: &str) {
        self.open_without_app(path);
        self.wait_for_app();
    }

    /// Opens a path of the host, or a whole URL with `http://`, by a full load. Does not wait for the app.
    #[track_caller]
    pub(crate) fn open_without_app(&self, path: &str) {
        let url = if path.starts_with("http://") { path.to_owned() } else { format!("{}{path}", self.host.origin()) };
        self.check("open", self.browser.wait(self.browser.client().goto(&url)));
    }

    /// Opens a page by a full load.
    #[track_caller]
    pub(crate) fn open_page(&self, page: &ExpectedPage) {
        self.open(&page.path);
        self.expect_page(page);
    }

    /// Opens the home page and waits until the list's second page has been prefetched: then no request is pending.
    #[track_caller]
    pub(crate) fn open_home(&self) {
        self.open_page(&self.dist.home());
        self.wait_for_responses(1, &self.dist.page(&Address::List(2)).bundle());
    }

    /// Waits until a new document is shown and the app runs in it, and marks the document.
    #[track_caller]
    pub(crate) fn wait_for_app(&self) {
        // The app sets `scrollRestoration` to `manual` when it starts, and back when the document is left; but Firefox
        // keeps it over a reload. So a reload also marks the entry's state, which the app writes when it starts.
        self.wait_until(
            "the app runs",
            "!window.__marked && history.scrollRestoration === 'manual' && !history.state?.reloaded
             && !!document.querySelector('main h1')",
        );
        self.wait_two_frames();
        self.run("window.__marked = 1", vec![]);
    }

    /// Asserts that the document is the one that [`Tab::wait_for_app`] marked: nothing was loaded in full since.
    #[track_caller]
    pub(crate) fn expect_no_full_load(&self) {
        assert_eq!(self.run("return window.__marked", vec![]), 1, "there was a full load\n{}", self.diagnostics());
    }

    /// The browser's Back.
    #[track_caller]
    pub(crate) fn back(&self) {
        self.check("Back", self.browser.wait(self.browser.client().back()));
    }

    /// The browser's Forward.
    #[track_caller]
    pub(crate) fn forward(&self) {
        self.check("Forward", self.browser.wait(self.browser.client().forward()));
    }

    /// The browser's Reload. Waits for the app.
    #[track_caller]
    pub(crate) fn reload(&self) {
        self.reload_without_app();
        self.wait_for_app();
    }

    /// The browser's Reload. Does not wait for the app.
    #[track_caller]
    pub(crate) fn reload_without_app(&self) {
        self.run("history.replaceState({ ...history.state, reloaded: true }, '')", vec![]);
        let began = self.text("performance.timeOrigin");
        self.check("Reload", self.browser.reload());
        self.wait_for(
            "the page is reloaded",
            "String(performance.timeOrigin) !== arguments[0] && document.readyState === 'complete'",
            vec![began.into()],
        );
    }

    /// Appends a link to the page, outside of the app's elements. `attributes` are written as in HTML, without quotes. It
    /// parses no HTML, which the page's policy may forbid.
    #[track_caller]
    pub(crate) fn add_link(&self, id: &str, href: &str, attributes: &str) {
        self.run(
            "const [id, href, attributes] = arguments;
             const link = document.createElement('a');
             for (const attribute of attributes.split(' ').filter(text => text)) {
               const [name, value] = attribute.split('=');
               link.setAttribute(name, value ?? '');
             }
             Object.assign(link, { id, href, textContent: id });
             document.body.append(document.createElement('p'));
             document.body.lastElementChild.append(link)",
            vec![id.into(), href.into(), attributes.into()],
        );
    }

    /// Allows console errors about requests for this path.
    pub(crate) fn allow_error(&self, path: &str) {
        self.allowed.borrow_mut().insert(path.to_owned());
    }

    /// Allows the errors about a frame of this path, whose host does not exist.
    pub(crate) fn allow_empty_frame(&self, path: &str) {
        self.allow_error(path);
        self.allow_error(firefox::ERROR_PAGE);
    }

    /// Switches the network off or on. Only in Chromium.
    #[track_caller]
    pub(crate) fn set_network(&self, is_online: bool) {
        self.browser.chromium("can go offline").set_network(is_online);
    }

    /// Limits the network to so many bytes a second. Only in Chromium.
    #[track_caller]
    pub(crate) fn throttle_network(&self, bytes_a_second: u32) {
        self.browser.chromium("can throttle the network").throttle_network(bytes_a_second);
    }

    /// Scales the page as a pinch does. Only in Chromium.
    #[track_caller]
    pub(crate) fn pinch(&self, scale: f64) {
        self.browser.chromium("can be pinched").pinch(scale);
    }

    /// Sets the viewport's size in CSS pixels. The other engines than Chromium resize a real window, which can't be narrower
    /// than 500 pixels.
    #[track_caller]
    pub(crate) fn resize(&self, width: u32, height: u32) {
        if self.engine() == Engine::Chromium {
            return self.browser.chromium("has a viewport of any size").resize(width, height);
        }
        let frame = |axis| u32::try_from(self.number(&format!("outer{axis} - inner{axis}"))).unwrap_or_default();
        let (outer_width, outer_height) = (width + frame("Width"), height + frame("Height"));
        let client = self.browser.client();
        self.check("resize", self.browser.wait(client.set_window_size(outer_width, outer_height)));
        self.wait_for(
            &format!("the viewport is {width} by {height}"),
            "innerWidth === arguments[0] && innerHeight === arguments[1]",
            vec![width.into(), height.into()],
        );
    }

    /// Sets the preferred colour scheme, `light` or `dark`. Only in Chromium.
    #[track_caller]
    pub(crate) fn prefer_colours(&self, scheme: &str) {
        self.browser.chromium("can change the colour scheme").prefer_colours(scheme);
        self.wait_for(
            &format!("the colours are {scheme}"),
            "matchMedia(`(prefers-color-scheme: ${arguments[0]})`).matches",
            vec![scheme.into()],
        );
    }

    /// Sets the preference for reduced motion. Only in Chromium; for the others see [`Settings`].
    #[track_caller]
    pub(crate) fn prefer_less_motion(&self) {
        self.browser.chromium("can change the preference for motion").prefer_less_motion();
        self.wait_until("reduced motion is preferred", "matchMedia('(prefers-reduced-motion: reduce)').matches");
    }

    /// Makes the viewport as narrow as a phone's and returns its width. Firefox's window can't be narrower than 500 pixels:
    /// the page is zoomed instead. WebKit's stays at 500.
    #[track_caller]
    pub(crate) fn resize_to_phone(&self, width: u32, height: u32) -> u32 {
        const NARROWEST: u32 = 500;
        if self.engine() == Engine::Chromium {
            self.resize(width, height);
            return width;
        }
        self.reset_zoom();
        self.resize(NARROWEST, height);
        if self.engine() == Engine::WebKit {
            return NARROWEST;
        }
        self.check("zoom", self.browser.zoom(f64::from(NARROWEST) / f64::from(width)));
        let what = format!("the page is {width} pixels wide");
        // Firefox rounds the zoom.
        self.wait_for(&what, "Math.abs(innerWidth - arguments[0]) <= 5", vec![width.into()]);
        u32::try_from(self.number("innerWidth")).unwrap_or(width)
    }

    /// Sets the zoom back to 1.
    #[track_caller]
    pub(crate) fn reset_zoom(&self) {
        self.check("zoom", self.browser.zoom(1.0));
        self.wait_until("the zoom is 1", "Math.abs(devicePixelRatio - 1) < 0.01");
    }

    /// Zooms the page in a window of that many device pixels. Only in Chromium.
    #[track_caller]
    pub(crate) fn zoom(&self, width: u32, height: u32, factor: u32) {
        self.browser.chromium("can be zoomed").zoom(width, height, factor);
    }

    /// Emulates these media features and no others. Only in Chromium.
    #[track_caller]
    pub(crate) fn prefer(&self, features: &[(&str, &str)]) {
        let list = features.iter().map(|(name, value)| serde_json::json!({ "name": name, "value": value })).collect();
        self.browser.chromium("can emulate media features").emulate("", list);
        for (name, value) in features {
            let what = format!("({name}: {value}) matches");
            let query = format!("({name}: {value})");
            self.wait_for(&what, "matchMedia(arguments[0]).matches", vec![query.into()]);
        }
        self.wait_two_frames();
    }
}
