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
    /// Whether it is an error, but not about a request for one of these paths.
    pub(super) fn is_unexpected(&self, expected: &BTreeSet<String>) -> bool {
        let is_expected = |url: &String| expected.iter().any(|path| url.ends_with(path.as_str()));
        self.is_error && !self.request.as_ref().is_some_and(is_expected)
    }
}

impl fmt::Display for ConsoleMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
