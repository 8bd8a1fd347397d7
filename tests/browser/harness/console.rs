//! Messages in the browser's console.

use std::collections::BTreeSet;
use std::fmt;

/// A console message.
#[derive(Debug, Clone)]
pub(super) struct ConsoleMessage {
    /// Whether it is an error; warnings and notes are not.
    pub(super) is_error: bool,
    /// The URL of the failed request that it reports, if it does.
    pub(super) request: Option<String>,
    /// The text.
    pub(super) text: String,
}

impl ConsoleMessage {
    /// Whether it is an error, but not about a request for one of these paths, and not of the browser's own pages: Firefox's for a
    /// frame without a host has a script that fails now and then.
    pub(super) fn is_unexpected(&self, expected: &BTreeSet<String>) -> bool {
        let is_expected = |url: &String| expected.iter().any(|path| url.ends_with(path.as_str()));
        let is_of_the_browser = self.text.starts_with("chrome://");
        self.is_error && !is_of_the_browser && !self.request.as_ref().is_some_and(is_expected)
    }
}

impl fmt::Display for ConsoleMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
