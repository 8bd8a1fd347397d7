//! What a reader sees, waited for: the other half of a visit's verbs.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::thread;
use std::time::{Duration, Instant};

use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use serde_json::Value;

use super::console::Line;
use super::{Engine, Known, Visit};

/// How long anything may take. No test asks how fast it was: a machine may be busy.
const CEILING: Duration = Duration::from_secs(30);

/// The pause between two looks at a page.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Looking at the page.
impl Visit {
    /// Waits until the page is there: its address, its heading and its title.
    #[track_caller]
    pub(crate) fn is_at(&self, page: &Known) {
        self.is_at_place(page, "");
    }

    /// Waits until the page is there, with this `#place` in its address.
    #[track_caller]
    pub(crate) fn is_at_place(&self, page: &Known, hash: &str) {
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
            // Between two documents there is nothing to look at.
            Err(error) => {
                last = error.to_string();
                false
            }
        });
    }

    /// Waits until the host has been asked for a path so many times.
    #[track_caller]
    pub(crate) fn host_is_asked(&self, times: usize, path: &str) {
        self.wait(&format!("{times} requests for {path}"), || self.host.asked(path) >= times);
    }

    /// Waits until the host has answered so many requests for a path, and the page has had time to act on it.
    #[track_caller]
    pub(crate) fn host_has_answered(&self, times: usize, path: &str) {
        self.wait(&format!("{times} answers for {path}"), || self.host.answered(path) >= times);
        self.wait_for(
            &format!("the browser has the answer for {path}"),
            "performance.getEntriesByType('resource').filter(entry => new URL(entry.name).pathname === arguments[0])
               .length >= arguments[1]",
            vec![path.into(), times.into()],
        );
        self.two_frames();
    }

    #[track_caller]
    pub(crate) fn wait(&self, what: &str, mut is_so: impl FnMut() -> bool) {
        let began = Instant::now();
        while !is_so() {
            assert!(began.elapsed() < CEILING, "waited in vain until: {what}\n{}", self.scene());
            thread::sleep(LOOK_AGAIN);
        }
    }

    /// Gives the page two animation frames.
    #[track_caller]
    pub(crate) fn two_frames(&self) {
        let script = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
        self.done("two frames", self.browser.wait(self.browser.client().execute_async(script, vec![])));
    }

    /// Runs a script that calls its last argument when it is done.
    #[track_caller]
    pub(crate) fn run_async(&self, script: &str) -> Value {
        self.done(script, self.browser.wait(self.browser.client().execute_async(script, vec![])))
    }

    /// Runs a script; `return` gives its value.
    #[track_caller]
    pub(crate) fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.done(script, self.browser.wait(self.browser.client().execute(script, arguments)))
    }

    /// The value of a JavaScript expression that is a text.
    #[track_caller]
    pub(crate) fn text(&self, expression: &str) -> String {
        self.run(&format!("return String({expression})"), vec![]).as_str().unwrap_or_default().to_owned()
    }

    /// The value of a JavaScript expression that is a number, rounded.
    #[track_caller]
    pub(crate) fn number(&self, expression: &str) -> i64 {
        self.run(&format!("return Math.round({expression})"), vec![])
            .as_i64()
            .unwrap_or_else(|| panic!("{expression} is no number"))
    }

    /// Asserts that nothing reaches beyond the window's sides. What scrolls inside its own box, such as a table's, is no
    /// trouble to the page.
    #[track_caller]
    pub(crate) fn fits(&self, page: &str) {
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
            "{page} at {} pixels is wider by {wider}, because of\n{too_wide}",
            self.number("innerWidth"),
        );
    }

    /// Every text and every link's address that a reader can come to on this page, be it by unfolding something.
    #[track_caller]
    pub(crate) fn in_sight(&self) -> BTreeSet<String> {
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

    /// Spaces the text out as a reader's own style sheet may do, WCAG 2.2, 1.4.12.
    #[track_caller]
    pub(crate) fn space_text(&self) {
        // The policy lets no element bring styles; a sheet made by a script is no element.
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
            "the text is spaced out",
            "(({ fontSize, letterSpacing }) => Math.abs(parseFloat(letterSpacing) - 0.12 * parseFloat(fontSize)) < 0.1)
               (getComputedStyle(document.querySelector('h1')))",
        );
        self.two_frames();
    }

    /// How many entries the session's history has.
    #[track_caller]
    pub(crate) fn entries(&self) -> i64 {
        self.number("history.length")
    }

    /// Waits until the focus is on what a selector finds.
    #[track_caller]
    pub(crate) fn focus_is_on(&self, selector: &str) {
        let what = format!("the focus is on {selector}");
        self.wait_for(&what, "document.activeElement.matches(arguments[0])", vec![selector.into()]);
    }

    /// Waits until the status region says just this.
    #[track_caller]
    pub(crate) fn status_is(&self, words: &str) {
        self.wait_for(
            &format!("the status region says “{words}”"),
            "document.querySelector('[role=status]').textContent === arguments[0]",
            vec![words.into()],
        );
    }

    /// Waits until the window is scrolled this far, give or take a pixel.
    #[track_caller]
    pub(crate) fn is_scrolled_to(&self, top: i64) {
        let what = format!("the page is scrolled to {top}");
        self.wait_for(&what, "Math.abs(scrollY - arguments[0]) <= 1", vec![top.into()]);
    }

    /// Waits until the place that a `#place` names stands at the window's top, and that is not the page's.
    #[track_caller]
    pub(crate) fn stands_at_the_top(&self, place: &str) {
        self.wait_for(
            &format!("{place} stands at the window's top"),
            "scrollY > 0 && Math.abs(document.getElementById(arguments[0]).getBoundingClientRect().top) < 200",
            vec![place[1..].into()],
        );
    }

    /// Waits until the place that a `#place` names is the one of `:target`.
    #[track_caller]
    pub(crate) fn is_the_target(&self, place: &str) {
        let what = format!("{place} is the target");
        self.wait_for(&what, "document.querySelector(':target')?.id === arguments[0]", vec![place[1..].into()]);
    }

    /// Waits until the browser has so many windows.
    #[track_caller]
    pub(crate) fn windows_are(&self, count: usize) {
        self.wait(&format!("there are {count} windows"), || {
            self.done("windows", self.browser.wait(self.browser.client().windows())).len() == count
        });
    }

    /// What a selector finds first, when it is there.
    #[track_caller]
    pub(super) fn find(&self, selector: &str) -> Element {
        let mut found = None;
        self.wait(&format!("there is {selector}"), || {
            found = self.browser.wait(self.browser.client().find(Locator::Css(selector))).ok();
            found.is_some()
        });
        found.expect("waited for")
    }

    /// The text of what a selector finds first, as a reader sees it. Waits until there is something to see: a page that is
    /// fading in has nothing to see at first.
    #[track_caller]
    pub(crate) fn text_of(&self, selector: &str) -> String {
        let mut text = String::new();
        self.wait(&format!("{selector} can be read"), || {
            let element = self.find(selector);
            // Between the two looks it may have been drawn anew.
            text = self.browser.wait(element.text()).unwrap_or_default();
            !text.is_empty()
        });
        text
    }

    /// What the driver gave, or the test's failure.
    #[track_caller]
    pub(super) fn done<T>(&self, what: &str, outcome: Result<T, CmdError>) -> T {
        outcome.unwrap_or_else(|error| panic!("{what}: {error}\n{}", self.scene()))
    }

    /// Every line of the console so far.
    pub(super) fn console(&self) -> Vec<Line> {
        match self.browser.new_in_console() {
            Ok(new) => self.console.borrow_mut().extend(new),
            Err(error) => self.console.borrow_mut().push(Line {
                is_error: true,
                request: None,
                text: format!("the console can't be read: {error}"),
            }),
        }
        let mut lines = self.console.borrow().clone();
        if self.engine() == Engine::Firefox {
            // It does not say so itself. Now and then it asks for this icon though the page names another.
            let missed = self.host.missed().into_iter().filter(|path| path != "/favicon.ico");
            lines.extend(missed.map(|path| Line {
                is_error: true,
                text: format!("nothing is at {path}"),
                request: Some(path),
            }));
        }
        lines
    }

    /// The errors that have come to the console, and that no trouble explains. They are taken as seen: at the test's
    /// end only later ones count.
    pub(crate) fn errors_so_far(&self) -> Vec<String> {
        let errors = self.errors();
        self.console.borrow_mut().clear();
        self.host.forgive_missed();
        errors
    }

    /// The errors in the console that no trouble explains.
    pub(super) fn errors(&self) -> Vec<String> {
        let troubled: BTreeSet<_> = self.host.troubled().union(&self.expected.borrow()).cloned().collect();
        // Old essays have pictures that are gone, or that the policy does not let in: that is theirs to answer for.
        let untidy = std::env::var_os("CATCHWORD_UNTIDY").is_some();
        let is_a_pictures = |line: &Line| line.request.is_some() || line.text.contains("img-src");
        let lines = self.console().into_iter();
        let lines = lines.filter(|line| line.is_unexplained(&troubled) && !(untidy && is_a_pictures(line)));
        // What is still being fetched when a page is left breaks off: a page ahead, or the app. WebKit says it so, of the
        // page's own origin. Where the app could not be loaded and the page has stayed, the start script says it, too.
        let is_broken_off = |line: &Line| {
            line.text.contains("Fetch API cannot load http://127.0.0.1:")
                && ["/index.json", ".wasm"]
                    .iter()
                    .any(|end| line.text.contains(&format!("{end} due to access control checks")))
        };
        let lines = lines.filter(|line| self.browser.engine() != Engine::WebKit || !is_broken_off(line));
        lines.map(|line| line.to_string()).collect()
    }

    /// What a failed test shows of the page.
    pub(super) fn scene(&self) -> impl Display {
        let script = "const text = selector => document.querySelector(selector)?.textContent?.trim() ?? null;
            const active = document.activeElement;
            return {
              address: location.href, title: document.title, h1: text('h1'), status: text('[role=status]'),
              fault: text('.fault'), focus: `${active?.localName} ${active?.textContent?.trim().slice(0, 60)}`,
              scrolled: scrollY, entries: history.length, state: history.state, marked: !!window.__visit,
            }";
        let page = match self.browser.wait(self.browser.client().execute(script, vec![])) {
            Ok(page) => format!("{page:#}"),
            Err(error) => error.to_string(),
        };
        let console: Vec<_> = self.console().iter().map(ToString::to_string).collect();
        format!(
            "the page: {page}\nthe console:\n{}\nthe host was asked for:\n{}",
            console.join("\n"),
            self.host.log().join("\n")
        )
    }
}
