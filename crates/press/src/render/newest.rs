//! The newest essays as a list of links: in a section of a page, and on the page for missing addresses.

use crate::escape::{attribute, text};

/// An entry of the list. `language` is given if it is not the page's, `day` if it is to be shown.
pub(crate) fn entry(url: &str, title: &str, language: Option<&str>, day: Option<&str>) -> String {
    let language = language
        .map(|language| format!(" lang=\"{}\" dir=\"{}\"", attribute(language), catchword_i18n::direction(language)));
    let language = language.unwrap_or_default();
    let day = day.map(|day| format!(" <span class=\"cw-meta\">{}</span>", text(day))).unwrap_or_default();
    format!("<li><a href=\"{}\"{language}>{}</a>{day}</li>\n", attribute(url), text(title))
}

/// The list of entries; empty if there are none.
pub(crate) fn list(entries: &str) -> String {
    if entries.is_empty() {
        return String::new();
    }
    format!("<ul class=\"cw-newest-essays\" role=\"list\">\n{entries}</ul>\n")
}
