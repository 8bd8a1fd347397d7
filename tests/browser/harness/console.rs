//! The browser's console, as far as a test cares for it.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

/// One line of the console.
#[derive(Debug, Clone)]
pub(super) struct Line {
    level: String,
    text: String,
}

impl Line {
    /// Whether it is an error that no trouble at one of these paths explains.
    pub(super) fn is_unexplained(&self, troubled: &BTreeSet<String>) -> bool {
        // The browser begins its own messages about a request with the address.
        self.level == "SEVERE"
            && !troubled.iter().any(|path| {
                self.text.split_whitespace().next().is_some_and(|url| url.ends_with(path.as_str()))
                    && self.text.contains("Failed to load resource")
            })
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.level, self.text)
    }
}

/// The lines in an answer of the driver's `se/log`.
pub(super) fn lines(answer: &Value) -> Vec<Line> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let entries = answer.as_array().into_iter().flatten();
    entries.map(|entry| Line { level: text(&entry["level"]), text: text(&entry["message"]) }).collect()
}
