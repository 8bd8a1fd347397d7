//! The console's errors, and what a failed test says of the page.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::console::ConsoleMessage;
use super::{Engine, Tab};

/// Errors, and the page's state.
impl Tab {
    /// All console messages so far.
    pub(super) fn console(&self) -> Vec<ConsoleMessage> {
        match self.browser.new_console_messages() {
            Ok(new) => self.console.borrow_mut().extend(new),
            Err(error) => self.console.borrow_mut().push(ConsoleMessage {
                is_error: true,
                request: None,
                text: format!("the console can't be read: {error}"),
            }),
        }
        let mut lines = self.console.borrow().clone();
        if self.engine() == Engine::Firefox {
            // Firefox logs no error for these. Now and then it requests this icon though the page names another.
            let missing = self.host.missing_paths().into_iter().filter(|path| path != "/favicon.ico");
            lines.extend(missing.map(|path| ConsoleMessage {
                is_error: true,
                text: format!("there is no {path}"),
                request: Some(path),
            }));
        }
        lines
    }

    /// The unexpected errors in the console so far. They no longer fail the test at its end.
    pub(crate) fn take_console_errors(&self) -> Vec<String> {
        let errors = self.console_errors();
        self.console.borrow_mut().clear();
        self.host.clear_missing_paths();
        errors
    }

    /// The errors in the console that the test has neither caused nor allowed.
    pub(super) fn console_errors(&self) -> Vec<String> {
        let expected: BTreeSet<_> = self.host.misbehaved_paths().union(&self.allowed.borrow()).cloned().collect();
        // Old essays link pictures that are gone, or that the policy blocks: that is no fault of the app's.
        let untidy = std::env::var_os("CATCHWORD_UNTIDY").is_some();
        let is_about_picture = |line: &ConsoleMessage| line.request.is_some() || line.text.contains("img-src");
        let lines = self.console().into_iter();
        let lines = lines.filter(|line| line.is_unexpected(&expected) && !(untidy && is_about_picture(line)));
        // When a page is left, its pending fetches are aborted: of a prefetched bundle, or of the app. WebKit reports that
        // as an access control error of the page's own origin. If the app fails on a page that stays, the start script
        // reports it, too.
        let is_aborted = |line: &ConsoleMessage| {
            line.text.contains("Fetch API cannot load http://127.0.0.1:")
                && ["/index.json", ".wasm"]
                    .iter()
                    .any(|end| line.text.contains(&format!("{end} due to access control checks")))
        };
        let lines = lines.filter(|line| self.browser.engine() != Engine::WebKit || !is_aborted(line));
        lines.map(|line| line.to_string()).collect()
    }

    /// The page's state, for a failure's message.
    pub(super) fn diagnostics(&self) -> impl Display {
        let script = "const text = selector => document.querySelector(selector)?.textContent?.trim() ?? null;
            const active = document.activeElement;
            return {
              address: location.href, title: document.title, h1: text('h1'), status: text('[role=status]'),
              fault: text('.cw-fault'), focus: `${active?.localName} ${active?.textContent?.trim().slice(0, 60)}`,
              scrolled: scrollY, entries: history.length, state: history.state, marked: !!window.__marked,
            }";
        let page = match self.browser.wait(self.browser.client().execute(script, vec![])) {
            Ok(page) => format!("{page:#}"),
            Err(error) => error.to_string(),
        };
        let console: Vec<_> = self.console().iter().map(ToString::to_string).collect();
        format!(
            "the page: {page}\nthe console:\n{}\nthe host's requests:\n{}",
            console.join("\n"),
            self.host.request_log().join("\n")
        )
    }
}
