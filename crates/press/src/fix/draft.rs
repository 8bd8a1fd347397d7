//! Whether a text says that it is a draft, however its front matter is written.

use std::ops::Range;

use ::toml::de::DeValue;

use super::kept::{QUOTES, SEPARATORS};
use crate::content::front_matter::ContentKind;
use crate::content::toml;
use crate::source::File;

/// Whether the new front matter keeps the page from being published: it says that it is a draft, or has a `draft` that
/// can't be read, which stops the build.
pub(super) fn stays_draft(file: &File, part: Range<usize>, kind: ContentKind) -> bool {
    let toml = toml::parse(&file.text, part, kind.fields());
    let is_draft = toml.table().iter().any(|(key, value)| {
        key.get_ref().eq_ignore_ascii_case("draft") && !matches!(value.get_ref(), DeValue::Boolean(false))
    });
    is_draft || toml.broken.iter().any(|name| name == "draft")
}

/// Whether a text has a field `draft` whose value is not plainly false. In front matter, its sign may be missing.
pub(super) fn says_draft(text: &str, is_front_matter: bool) -> bool {
    text.lines().any(|line| {
        let line = line.to_lowercase();
        line.match_indices("draft").any(|(at, word)| {
            let before = line[..at].trim_end_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c));
            let after = line[at + word.len()..].trim_start_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c));
            let is_first = before.is_empty() || before.ends_with(['{', ',', ';', '-']);
            let is_word = !line[at + word.len()..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
            let has_sign = after.starts_with(SEPARATORS);
            let is_field = is_first && is_word && (has_sign || (is_front_matter && before.is_empty()));
            is_field && !is_plainly_false(after.trim_start_matches(SEPARATORS))
        })
    })
}

fn is_plainly_false(value: &str) -> bool {
    let value = value.trim_start_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c));
    let end = value.find(|c: char| !c.is_alphanumeric()).unwrap_or(value.len());
    let rest = value[end..].trim_start_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c));
    matches!(&value[..end], "false" | "no" | "off" | "0") && (rest.is_empty() || rest.starts_with([',', ';', '}', '#']))
}

/// A text without the lines of its blocks of code.
pub(super) fn without_code(body: &str) -> String {
    let mut is_code = false;
    let lines = body.lines().filter(|line| {
        let is_fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        is_code ^= is_fence;
        !is_code && !is_fence
    });
    lines.collect::<Vec<_>>().join("\n")
}
