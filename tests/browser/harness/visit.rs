//! A reader's visit, in the verbs of a reader; `hand` and `sight` have the rest of them.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use catchword_app::routes::Address;

use super::browser::{Browser, LOST};
use super::console::Line;
use super::{Dist, Engine, Host, Known, Settings, firefox};

/// Runs a test with Chromium and a host of its own, and looks into the console at its end.
#[track_caller]
pub(crate) fn visit(test: impl Fn(&Visit)) {
    visit_in(Engine::Chromium, test);
}

/// The same in any engine.
#[track_caller]
pub(crate) fn visit_in(engine: Engine, test: impl Fn(&Visit)) {
    visit_with(engine, Settings::default(), test);
}

/// The same as a reader with other settings.
#[track_caller]
pub(crate) fn visit_with(engine: Engine, settings: Settings, test: impl Fn(&Visit)) {
    let dist = Dist::get();
    run(engine, settings, || Host::start(dist.root(), &dist.site.base), dist, test);
}

/// The same at another of the sites that were built for the tests.
#[track_caller]
pub(crate) fn visit_site(engine: Engine, name: &str, test: impl Fn(&Visit)) {
    let dist = Dist::of(name);
    run(engine, Settings::default(), || Host::start(dist.root(), &dist.site.base), dist, test);
}

/// The same with other pages than the site's, in `folder`, at the host's root.
#[track_caller]
pub(crate) fn visit_pages(engine: Engine, settings: Settings, folder: &Path, test: impl Fn(&Visit)) {
    run(engine, settings, || Host::start(folder, "/"), Dist::get(), test);
}

/// Runs a test; once more where WebKit's driver has lost an answer, which it does now and then while a page is coming.
#[track_caller]
fn run(engine: Engine, settings: Settings, host: impl Fn() -> Host, dist: &'static Dist, test: impl Fn(&Visit)) {
    let once = || {
        let visit = Visit {
            host: host(),
            dist,
            browser: Browser::start(engine, settings),
            console: RefCell::default(),
            expected: RefCell::default(),
        };
        test(&visit);
        let errors = visit.errors();
        assert!(errors.is_empty(), "errors in the console:\n{}", errors.join("\n"));
    };
    if engine != Engine::WebKit {
        return once();
    }
    if let Err(failure) = panic::catch_unwind(AssertUnwindSafe(once)) {
        let words = failure.downcast_ref::<String>().map(String::as_str).or(failure.downcast_ref::<&str>().copied());
        if words == Some(LOST) { once() } else { panic::resume_unwind(failure) }
    }
}

/// A browser with one window, and the host that it visits.
pub(crate) struct Visit {
    /// The site's host.
    pub(crate) host: Host,
    /// The site.
    pub(crate) dist: &'static Dist,
    pub(super) browser: Browser,
    pub(super) console: RefCell<Vec<Line>>,
    pub(super) expected: RefCell<BTreeSet<String>>,
}

/// Going from page to page.
impl Visit {
    /// Which engine its browser has.
    pub(crate) fn engine(&self) -> Engine {
        self.browser.engine()
    }

    /// Opens a path by a full load, and waits until the app runs.
    #[track_caller]
    pub(crate) fn open(&self, path: &str) {
        self.open_without_app(path);
        self.app_runs();
    }

    /// Opens a path by a full load, of the site's host or, with `http://`, of another. No app need run there.
    #[track_caller]
    pub(crate) fn open_without_app(&self, path: &str) {
        let url = if path.starts_with("http://") { path.to_owned() } else { format!("{}{path}", self.host.origin()) };
        self.done("open", self.browser.wait(self.browser.client().goto(&url)));
    }

    /// Opens a page by a full load.
    #[track_caller]
    pub(crate) fn open_page(&self, page: &Known) {
        self.open(&page.path);
        self.is_at(page);
    }

    /// Opens the home page, and waits until what its list goes on with has come ahead: nothing else is under way then.
    #[track_caller]
    pub(crate) fn open_home(&self) {
        self.open_page(&self.dist.home());
        self.host_has_answered(1, &self.dist.page(&Address::List(2)).bundle());
    }

    /// Waits until a document that is not marked yet is shown and the app runs in it; then marks it.
    #[track_caller]
    pub(crate) fn app_runs(&self) {
        // The app takes over the scroll position when it starts, and gives it back when the document goes; but Firefox
        // remembers over a reload who had it. The entry's state is the app's, too, and it writes that anew.
        self.wait_until(
            "the app runs",
            "!window.__visit && history.scrollRestoration === 'manual' && !history.state?.reloaded
             && !!document.querySelector('main h1')",
        );
        self.two_frames();
        self.run("window.__visit = 1", vec![]);
    }

    /// Asserts that the document is still the one that the app was last seen to start in.
    #[track_caller]
    pub(crate) fn has_not_loaded(&self) {
        assert_eq!(self.run("return window.__visit", vec![]), 1, "the page was loaded anew\n{}", self.scene());
    }

    /// The browser's Back.
    #[track_caller]
    pub(crate) fn back(&self) {
        self.done("Back", self.browser.wait(self.browser.client().back()));
    }

    /// The browser's Forward.
    #[track_caller]
    pub(crate) fn forward(&self) {
        self.done("Forward", self.browser.wait(self.browser.client().forward()));
    }

    /// The browser's Reload; waits until the app runs again.
    #[track_caller]
    pub(crate) fn reload(&self) {
        self.reload_without_app();
        self.app_runs();
    }

    /// The browser's Reload, where no app need run.
    #[track_caller]
    pub(crate) fn reload_without_app(&self) {
        self.run("history.replaceState({ ...history.state, reloaded: true }, '')", vec![]);
        let began = self.text("performance.timeOrigin");
        self.done("Reload", self.browser.reload());
        self.wait_for(
            "the page is loaded anew",
            "String(performance.timeOrigin) !== arguments[0] && document.readyState === 'complete'",
            vec![began.into()],
        );
    }

    /// Puts a link at the page's end, outside of what the app draws. `attributes` are as in HTML, beside `href`, without
    /// quotes. Nothing here is parsed as HTML: a page's policy may forbid that.
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

    /// Expects the browser to complain about a request for this path.
    pub(crate) fn expect_trouble(&self, path: &str) {
        self.expected.borrow_mut().insert(path.to_owned());
    }

    /// Expects a frame of this path to stay empty, for its host is not there.
    pub(crate) fn expect_empty_frame(&self, path: &str) {
        self.expect_trouble(path);
        self.expect_trouble(firefox::NOBODY);
    }

    /// Takes the network away, or gives it back. Only Chromium's driver can.
    #[track_caller]
    pub(crate) fn network(&self, is_there: bool) {
        self.browser.chromium("loses the network").network(is_there);
    }

    /// Lets no more than so many bytes a second come. Only Chromium's driver can.
    #[track_caller]
    pub(crate) fn slow_network(&self, bytes_a_second: u32) {
        self.browser.chromium("has a slow network").slow_network(bytes_a_second);
    }

    /// Enlarges the page as two fingers do. Only Chromium's driver can.
    #[track_caller]
    pub(crate) fn pinch(&self, scale: f64) {
        self.browser.chromium("can be pinched").pinch(scale);
    }

    /// Gives the window's inside another size, CSS pixels. Chromium's can have any; the other engines' are real
    /// windows, and can't be narrower than 500 pixels.
    #[track_caller]
    pub(crate) fn resize(&self, width: u32, height: u32) {
        if self.engine() == Engine::Chromium {
            return self.browser.chromium("has a window of any size").resize(width, height);
        }
        let frame = |axis| u32::try_from(self.number(&format!("outer{axis} - inner{axis}"))).unwrap_or_default();
        let (outer_width, outer_height) = (width + frame("Width"), height + frame("Height"));
        let client = self.browser.client();
        self.done("resize", self.browser.wait(client.set_window_size(outer_width, outer_height)));
        self.wait_for(
            &format!("the window's inside is {width} by {height}"),
            "innerWidth === arguments[0] && innerHeight === arguments[1]",
            vec![width.into(), height.into()],
        );
    }

    /// Asks for `light` or `dark` colours, as a reader's system would. Only Chromium can in mid-visit.
    #[track_caller]
    pub(crate) fn prefer_colours(&self, scheme: &str) {
        self.browser.chromium("asks for colours").prefer_colours(scheme);
        self.wait_for(
            &format!("the colours are {scheme}"),
            "matchMedia(`(prefers-color-scheme: ${arguments[0]})`).matches",
            vec![scheme.into()],
        );
    }

    /// Asks for less motion from now on. Only Chromium can in mid-visit; for the others there are [`Settings`].
    #[track_caller]
    pub(crate) fn less_motion(&self) {
        self.browser.chromium("asks for less motion").less_motion();
        self.wait_until("less motion is asked for", "matchMedia('(prefers-reduced-motion: reduce)').matches");
    }

    /// Gives the page so narrow a window as a phone's, and the width that it has then. Firefox's window can't be narrower
    /// than 500 pixels, but enlarges the page in it; WebKit's is left at that.
    #[track_caller]
    pub(crate) fn as_on_a_phone(&self, width: u32, height: u32) -> u32 {
        const NARROWEST: u32 = 500;
        if self.engine() == Engine::Chromium {
            self.resize(width, height);
            return width;
        }
        self.full_size();
        self.resize(NARROWEST, height);
        if self.engine() == Engine::WebKit {
            return NARROWEST;
        }
        self.done("zoom", self.browser.zoom(f64::from(NARROWEST) / f64::from(width)));
        let what = format!("the page is {width} pixels wide");
        // It enlarges in steps of its own.
        self.wait_for(&what, "Math.abs(innerWidth - arguments[0]) <= 5", vec![width.into()]);
        u32::try_from(self.number("innerWidth")).unwrap_or(width)
    }

    /// Takes back that the page is enlarged.
    #[track_caller]
    pub(crate) fn full_size(&self) {
        self.done("zoom", self.browser.zoom(1.0));
        self.wait_until("the page is not enlarged", "Math.abs(devicePixelRatio - 1) < 0.01");
    }

    /// Enlarges the page of a window of that many device pixels. Only Chromium can.
    #[track_caller]
    pub(crate) fn zoom(&self, width: u32, height: u32, factor: u32) {
        self.browser.chromium("can be zoomed").zoom(width, height, factor);
    }

    /// Has these wishes from now on, and no others: media features with their values. Only Chromium can in mid-visit.
    #[track_caller]
    pub(crate) fn wish(&self, features: &[(&str, &str)]) {
        let list = features.iter().map(|(name, value)| serde_json::json!({ "name": name, "value": value })).collect();
        self.browser.chromium("asks for colours").emulate("", list);
        for (name, value) in features {
            let what = format!("the reader's wish is known, {name}: {value}");
            let query = format!("({name}: {value})");
            self.wait_for(&what, "matchMedia(arguments[0]).matches", vec![query.into()]);
        }
        self.two_frames();
    }
}
