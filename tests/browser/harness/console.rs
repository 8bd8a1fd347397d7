//! The browser's console, as far as a test cares for it.

use std::collections::BTreeSet;
use std::fmt;

/// One line of the console.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Whether it is an error, and no warning or note.
    pub(super) is_error: bool,
    /// The address of the request of whose failure it tells, if it does.
    pub(super) request: Option<String>,
    /// What it says.
    pub(super) text: String,
}

impl Line {
    /// Whether it is an error that no trouble at one of these paths explains.
    pub(super) fn is_unexplained(&self, troubled: &BTreeSet<String>) -> bool {
        let is_explained = |url: &String| troubled.iter().any(|path| url.ends_with(path.as_str()));
        self.is_error && !self.request.as_ref().is_some_and(is_explained)
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
