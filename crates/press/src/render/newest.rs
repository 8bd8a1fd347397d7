//! The newest essays, as links in a list: at a front door, and where there is no page.

use crate::escape::{attribute, text};

/// One of them: its `language` where it is not that of the page, and the day, where it is said.
pub(crate) fn entry(url: &str, title: &str, language: Option<&str>, day: Option<&str>) -> String {
    let language = language.map(|language| format!(" lang=\"{}\"", attribute(language))).unwrap_or_default();
    let day = day.map(|day| format!(" <span class=\"meta\">{}</span>", text(day))).unwrap_or_default();
    format!("<li><a href=\"{}\"{language}>{}</a>{day}</li>\n", attribute(url), text(title))
}

/// All of them as a list; nothing where there are none.
pub(crate) fn list(entries: &str) -> String {
    if entries.is_empty() {
        return String::new();
    }
    format!("<ul class=\"newest-essays\" role=\"list\">\n{entries}</ul>\n")
}
