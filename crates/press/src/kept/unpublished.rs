//! Whether front matter keeps its page from readers, in the words of any generator.

use ::toml::de::DeValue;

use super::words::{QUOTES, SEPARATORS, field, with_a_line_each};
use crate::content::days;
use crate::content::front_matter::ContentKind;
use crate::content::toml;
use crate::content::visibility::{Visibility, ends, plain, visibility};
use crate::source::File;

/// Whether a text has a field that keeps its page from readers.
pub(super) fn says_hidden(text: &str, is_front_matter: bool) -> bool {
    says_draft(text, is_front_matter) || hides_elsewhere(text, is_front_matter)
}

/// Whether the new front matter keeps the page from being published: it says that it is a draft; or has a `draft` that
/// can't be read, or a field of another generator, which stop the build.
pub(super) fn stays_hidden(file: &File, part: std::ops::Range<usize>, kind: ContentKind) -> bool {
    let toml = toml::parse(&file.text, part, kind.fields());
    let is_hidden = toml.table().iter().any(|(key, value)| {
        let name = key.get_ref();
        let is_draft = name.eq_ignore_ascii_case("draft") && !matches!(value.get_ref(), DeValue::Boolean(false));
        is_draft || (!kind.fields().contains(&&**name) && hides(name, &text_of(value.get_ref())))
    });
    is_hidden || toml.broken.iter().any(|name| name == "draft")
}

fn text_of(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Datetime(time) => time.to_string(),
        _ => String::new(),
    }
}

/// Whether a text has a field with which other generators would not publish its page. What is inside another field or a
/// table is about something else, as `hidden` of a cover.
fn hides_elsewhere(text: &str, is_front_matter: bool) -> bool {
    let lines = with_a_line_each(text);
    let indent = if lines.trim_start().starts_with('{') { "  " } else { "" };
    let top = lines.lines().take_while(|line| !line.starts_with('[')).filter_map(|line| line.strip_prefix(indent));
    top.filter(|line| !line.starts_with(char::is_whitespace)).filter_map(field).any(|(name, value)| {
        let value = value.split_once(" #").map_or(value, |(value, _)| value);
        let value = value.trim_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c) || matches!(c, ',' | ';'));
        // In a text, a word that nobody knows is probably no field.
        if is_front_matter { hides(name, value) } else { visibility(name, value) == Some(Visibility::Hidden) }
    })
}

/// Whether another generator would not publish a page with this field, now or on some days. What nobody can be sure about
/// is not to be published.
fn hides(name: &str, value: &str) -> bool {
    match &*plain(name) {
        "published" | "publish" if days::loosely(value).is_some() => false,
        name if ends(name) => true,
        _ => matches!(visibility(name, value), Some(Visibility::Hidden | Visibility::Unclear)),
    }
}

/// Whether a text has a field `draft` whose value is not plainly false. In front matter, its sign may be missing.
fn says_draft(text: &str, is_front_matter: bool) -> bool {
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
