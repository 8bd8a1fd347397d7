//! What a test expects of the page: expectations wait until they hold.

use std::collections::BTreeSet;
use std::thread;
use std::time::{Duration, Instant};

use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use serde_json::Value;

use super::{ExpectedPage, Tab};

/// How long a test waits for anything. No test measures time: the machine may be busy.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The pause between two checks.
const POLL: Duration = Duration::from_millis(20);

/// Expectations.
impl Tab {
    /// Waits until the page is shown: its address, its heading and its title.
    #[track_caller]
    pub(crate) fn expect_page(&self, page: &ExpectedPage) {
        self.expect_page_at(page, "");
    }

    /// Waits until the page is shown with this fragment (with `#`) in its address.
    #[track_caller]
    pub(crate) fn expect_page_at(&self, page: &ExpectedPage, hash: &str) {
        self.wait_for(
            &format!("{}{hash} is shown", page.path),
            "location.pathname === arguments[0] && location.hash === arguments[1] && document.title === arguments[3]
             && document.querySelectorAll('h1').length === 1
             && document.querySelector('main h1').textContent.trim() === arguments[2]",
            vec![page.path.clone().into(), hash.into(), page.heading.clone().into(), page.title.clone().into()],
        );
    }

    /// Waits until a JavaScript expression is true.
    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, expression: &str) {
        self.wait_for(what, expression, vec![]);
    }

    /// Waits until a JavaScript expression, which may read `arguments`, is true.
    #[track_caller]
    pub(crate) fn wait_for(&self, what: &str, expression: &str, arguments: Vec<Value>) {
        let script = format!("return !!({expression})");
        let mut last = String::new();
        self.wait(what, || match self.browser.wait(self.browser.client().execute(&script, arguments.clone())) {
            Ok(value) => value == true,
            // It fails between two documents.
            Err(error) => {
                last = error.to_string();
                false
            }
        });
    }

    /// Waits until there were so many requests for a path.
    #[track_caller]
    pub(crate) fn wait_for_requests(&self, times: usize, path: &str) {
        self.wait(&format!("{times} requests for {path}"), || self.host.requests(path) >= times);
    }

    /// Waits until the page has received so many responses for a path and had two frames to handle the last one.
    #[track_caller]
    pub(crate) fn wait_for_responses(&self, times: usize, path: &str) {
        self.wait(&format!("{times} responses for {path}"), || self.host.responses(path) >= times);
        self.wait_for(
            &format!("the browser has received {path}"),
            "performance.getEntriesByType('resource').filter(entry => new URL(entry.name).pathname === arguments[0])
               .length >= arguments[1]",
            vec![path.into(), times.into()],
        );
        self.wait_two_frames();
    }

    /// Waits until the condition holds.
    #[track_caller]
    pub(crate) fn wait(&self, what: &str, mut is_so: impl FnMut() -> bool) {
        let start = Instant::now();
        while !is_so() {
            assert!(start.elapsed() < TIMEOUT, "timed out: {what}\n{}", self.diagnostics());
            thread::sleep(POLL);
        }
    }

    /// Waits for two animation frames.
    #[track_caller]
    pub(crate) fn wait_two_frames(&self) {
        let script = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
        self.check("two frames", self.browser.wait(self.browser.client().execute_async(script, vec![])));
    }

    /// Waits until the page's idle callbacks and timers have run and their requests are in the host's log. What is not in
    /// the log then was not requested.
    #[track_caller]
    pub(crate) fn settle(&self) {
        // Idle callbacks run in the order of their requests, timers in the order of their times. These come after the app's,
        // whose longest timer is one of 300 ms.
        self.run_async(
            "const done = arguments[arguments.length - 1], idle = self.requestIdleCallback ?? (next => setTimeout(next, 300));
             const twice = () => idle(() => idle(() => setTimeout(done, 350), { timeout: 2000 }), { timeout: 2000 });
             if (document.readyState === 'complete') twice(); else addEventListener('load', twice)",
        );
        self.fence();
    }

    /// Fetches a file from the page and waits for it. Earlier requests are in the host's log then.
    #[track_caller]
    pub(crate) fn fence(&self) {
        let file = self.dist.below_base("robots.txt");
        let fetch =
            "const done = arguments[1]; fetch(arguments[0], { cache: 'no-store' }).then(() => done('fetched'), done)";
        let fetched = self.browser.wait(self.browser.client().execute_async(fetch, vec![file.clone().into()]));
        assert_eq!(self.check("fence", fetched), "fetched", "{file} can't be fetched");
    }

    /// Runs a script and waits until it calls its last argument.
    #[track_caller]
    pub(crate) fn run_async(&self, script: &str) -> Value {
        self.check(script, self.browser.wait(self.browser.client().execute_async(script, vec![])))
    }

    /// Runs a script and returns its value.
    #[track_caller]
    pub(crate) fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.check(script, self.browser.wait(self.browser.client().execute(script, arguments)))
    }

    /// The value of a JavaScript expression as a string.
    #[track_caller]
    pub(crate) fn text(&self, expression: &str) -> String {
        self.run(&format!("return String({expression})"), vec![]).as_str().unwrap_or_default().to_owned()
    }

    /// The value of a JavaScript expression as a rounded number.
    #[track_caller]
    pub(crate) fn number(&self, expression: &str) -> i64 {
        self.run(&format!("return Math.round({expression})"), vec![])
            .as_i64()
            .unwrap_or_else(|| panic!("{expression} is no number"))
    }

    /// Asserts that nothing overflows the viewport sideways. What scrolls inside its own box, such as a wide table, may.
    #[track_caller]
    pub(crate) fn expect_no_overflow(&self, page: &str) {
        let too_wide = self.text(
            "[...document.querySelectorAll('body, body *')].filter(one => {
               for (let box = one.parentElement; box && box !== document.body; box = box.parentElement)
                 if (getComputedStyle(box).overflowX !== 'visible') return false;
               const { left, right, width } = one.getBoundingClientRect();
               return width > 0 && (right > innerWidth + 0.5 || left < -0.5)
             }).map(one => `${one.localName}.${one.className} “${one.textContent.trim().slice(0, 40)}”`).join('\\n')",
        );
        let wider = self.number("document.documentElement.scrollWidth - innerWidth");
        assert!(
            wider <= 0 && too_wide.is_empty(),
            "{page} at {} pixels overflows by {wider}:\n{too_wide}",
            self.number("innerWidth"),
        );
    }

    /// Every visible text, link address and picture of the page, also within closed `<details>`.
    #[track_caller]
    pub(crate) fn visible_content(&self) -> BTreeSet<String> {
        let found = self.run(
            "const folded = [...document.querySelectorAll('details:not([open])')];
             folded.forEach(one => { one.open = true });
             const shows = one => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.visually-hidden')
               && [...one.getClientRects()].some(({ width, height }) => width > 1 && height > 1);
             const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
             const found = [];
             while (texts.nextNode()) {
               const text = texts.currentNode.data.trim().replace(/\\s+/g, ' ');
               if (text && shows(texts.currentNode.parentElement)) found.push(text);
             }
             for (const link of document.querySelectorAll('a[href]')) if (shows(link)) found.push(`→ ${link.href}`);
             for (const picture of document.querySelectorAll('img')) if (shows(picture)) found.push(`▣ ${picture.alt}`);
             folded.forEach(one => { one.open = false });
             return found",
            vec![],
        );
        found.as_array().into_iter().flatten().filter_map(|one| Some(one.as_str()?.to_owned())).collect()
    }

    /// Applies the text spacing of WCAG 2.2, 1.4.12.
    #[track_caller]
    pub(crate) fn apply_text_spacing(&self) {
        // The policy forbids `<style>`; a constructed stylesheet is allowed.
        self.run(
            "const sheet = new CSSStyleSheet();
             sheet.replaceSync(`* {
               line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
             }
             p { margin-block-end: 2em !important }`);
             document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]",
            vec![],
        );
        self.wait_until(
            "the text spacing is applied",
            "(({ fontSize, letterSpacing }) => Math.abs(parseFloat(letterSpacing) - 0.12 * parseFloat(fontSize)) < 0.1)
               (getComputedStyle(document.querySelector('h1')))",
        );
        self.wait_two_frames();
    }

    /// The length of the session history.
    #[track_caller]
    pub(crate) fn history_length(&self) -> i64 {
        self.number("history.length")
    }

    /// Waits until the focused element matches a selector.
    #[track_caller]
    pub(crate) fn expect_focus(&self, selector: &str) {
        let what = format!("the focus is on {selector}");
        self.wait_for(&what, "document.activeElement.matches(arguments[0])", vec![selector.into()]);
    }

    /// Waits until the live region has exactly this text.
    #[track_caller]
    pub(crate) fn expect_status(&self, text: &str) {
        self.wait_for(
            &format!("the status region says “{text}”"),
            "document.querySelector('[role=status]').textContent === arguments[0]",
            vec![text.into()],
        );
    }

    /// Waits until the scroll position is this, give or take a pixel.
    #[track_caller]
    pub(crate) fn expect_scroll(&self, top: i64) {
        let what = format!("the page is scrolled to {top}");
        self.wait_for(&what, "Math.abs(scrollY - arguments[0]) <= 1", vec![top.into()]);
    }

    /// Waits until the element that a fragment (with `#`) names is near the viewport's top, and the page is scrolled.
    #[track_caller]
    pub(crate) fn expect_at_top(&self, fragment: &str) {
        self.wait_for(
            &format!("{fragment} is at the viewport's top"),
            "scrollY > 0 && Math.abs(document.getElementById(arguments[0]).getBoundingClientRect().top) < 200",
            vec![fragment[1..].into()],
        );
    }

    /// Waits until the element that a fragment (with `#`) names is `:target`.
    #[track_caller]
    pub(crate) fn expect_target(&self, fragment: &str) {
        let what = format!("{fragment} is the target");
        self.wait_for(&what, "document.querySelector(':target')?.id === arguments[0]", vec![fragment[1..].into()]);
    }

    /// Waits until the browser has so many windows.
    #[track_caller]
    pub(crate) fn expect_windows(&self, count: usize) {
        self.wait(&format!("there are {count} windows"), || {
            self.check("windows", self.browser.wait(self.browser.client().windows())).len() == count
        });
    }

    /// The first element that matches a selector. Waits until there is one.
    #[track_caller]
    pub(super) fn find(&self, selector: &str) -> Element {
        let mut found = None;
        self.wait(&format!("there is {selector}"), || {
            found = self.browser.wait(self.browser.client().find(Locator::Css(selector))).ok();
            found.is_some()
        });
        found.expect("waited for")
    }

    /// The rendered text of the first element that matches a selector. Waits until it is not empty: a page that fades in is
    /// invisible at first.
    #[track_caller]
    pub(crate) fn visible_text(&self, selector: &str) -> String {
        let mut text = String::new();
        self.wait(&format!("{selector} has visible text"), || {
            let element = self.find(selector);
            // The element may have been replaced meanwhile.
            text = self.browser.wait(element.text()).unwrap_or_default();
            !text.is_empty()
        });
        text
    }

    /// The driver's answer. An error fails the test.
    #[track_caller]
    pub(super) fn check<T>(&self, what: &str, outcome: Result<T, CmdError>) -> T {
        outcome.unwrap_or_else(|error| panic!("{what}: {error}\n{}", self.diagnostics()))
    }
}
