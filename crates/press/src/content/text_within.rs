//! Where a text begins between two lines that look like those around front matter: a line that should be between the
//! fields and the text is missing, and a break further down looks like it.

use std::ops::Range;

use ::toml::de::DeTable;

use super::front_matter::ContentKind;
use super::names;
use super::split::line_end;
use super::toml::statements;
use super::visibility::visibility;

/// Names that other generators give to their fields, besides those that mean ours.
const OTHERS: [&str; 12] =
    ["layout", "type", "weight", "toc", "math", "comments", "template", "theme", "menu", "params", "sitemap", "robots"];

/// How sentences end.
const ENDS: [char; 8] = ['.', '!', '?', '…', ':', '”', '。', '؟'];

/// Where the text begins within lines of YAML. `None` if all of them may be fields.
pub(super) fn in_yaml(text: &str, part: Range<usize>, kind: ContentKind) -> Option<usize> {
    let mut at = part.start;
    let (mut is_after_gap, mut goes_on, mut are_small) = (false, true, true);
    let mut has_fields = false;
    // A comment below an empty line may be a heading.
    let mut heading: Option<usize> = None;
    while at < part.end {
        let end = line_end(text, at);
        let (from, line) = (at, text[at..end].trim_end());
        at = end;
        let begins_text = |heading: Option<usize>| Some(heading.unwrap_or(from));
        if line.is_empty() {
            if heading.is_some() {
                return heading;
            }
            is_after_gap = has_fields;
        } else if line.starts_with([' ', '\t']) {
            if is_after_gap && !goes_on {
                return begins_text(heading);
            }
            is_after_gap = false;
        } else if line.starts_with('#') {
            if is_after_gap {
                heading = heading.or(Some(from));
            }
        } else if let Some((key, value)) = key_of(line) {
            if (has_fields && is_sentence(key, value, is_after_gap, are_small, kind))
                || (!has_fields && key.contains(' '))
            {
                return begins_text(heading);
            }
            are_small &= !key.starts_with(char::is_uppercase);
            goes_on = value.is_empty() || value.starts_with(['|', '>', '[', '{', '"', '\'', '&']);
            (has_fields, is_after_gap, heading) = (true, false, None);
        } else if is_after_gap && !(goes_on && line.starts_with(['-', ']', '}', ','])) {
            return begins_text(heading);
        }
    }
    heading
}

/// The name and the value of a line of YAML.
fn key_of(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(": ").or_else(|| Some((line.strip_suffix(':')?, "")))?;
    let key = key.trim().trim_matches(['"', '\'']);
    let is_key = !key.is_empty() && !line.starts_with("- ") && !key.contains(['[', '{', '"', '“', '`', '*']);
    is_key.then_some((key, value.trim()))
}

/// Whether a line with a colon is part of a text and not a field.
fn is_sentence(key: &str, value: &str, is_after_gap: bool, are_small: bool, kind: ContentKind) -> bool {
    let ends = value.ends_with(ENDS);
    let is_capital = are_small && key.starts_with(char::is_uppercase);
    let words = key.split_whitespace().count();
    if is_known(key, kind) {
        return is_after_gap && is_capital && ends;
    }
    if words > 2 || (words == 2 && (is_after_gap || ends)) {
        return true;
    }
    if !is_after_gap {
        return is_capital && ends;
    }
    let is_quoted = value.starts_with(['"', '\'', '[', '{', '|', '>']);
    is_capital || ends || value.is_empty() || (value.contains(char::is_whitespace) && !is_quoted)
}

fn is_known(key: &str, kind: ContentKind) -> bool {
    let name = key.to_lowercase().replace(['-', ' '], "_");
    kind.fields().contains(&&*name)
        || !names::meant(&name).is_empty()
        || OTHERS.contains(&&*name)
        || visibility(&name, "true").is_some()
        || matches!(&*name, "extra" | "url" | "tags" | "series")
}

/// Where the text begins within lines of TOML that are between two lines `+++`. In TOML, headings are comments, and so
/// they would be lost without a word. `None` if all of them may be fields.
pub(super) fn in_toml(text: &str, part: Range<usize>) -> Option<usize> {
    let toml = &text[part.clone()];
    let statements = statements(toml);
    let (mut last, mut prose) = (0, None);
    for statement in &statements {
        let words = &toml[statement.span.clone()];
        let is_apart = toml[..statement.span.start].ends_with("\n\n");
        if is_apart && last > 0 && prose.is_none() && DeTable::parse(words).is_err() && is_prose(words) {
            prose = Some(statement.span.start);
        } else if DeTable::parse(words).is_ok() {
            if prose.is_some() {
                return None;
            }
            last = (statement.span.end + 1).min(toml.len());
        }
    }
    if last == 0 {
        return None;
    }
    let end = prose.unwrap_or(toml.len());
    let heading = heading_within(&toml[last.min(end)..end]).map(|at| last.min(end) + at);
    heading.or(prose).map(|at| part.start + at)
}

/// Whether a line is a sentence and not a field that went wrong.
fn is_prose(line: &str) -> bool {
    let line = line.trim();
    let count = |text: &str| text.split_whitespace().count();
    let is_sentence = match line.split_once(": ") {
        Some((key, _)) => count(key) > 2 || (line.starts_with(char::is_uppercase) && line.ends_with(ENDS)),
        None => line.ends_with(ENDS),
    };
    is_sentence && count(line) > 2 && !line.contains(['=', '[']) && !line.starts_with(['"', '\''])
}

/// The first heading of a text that has only comments, if it is a paragraph of its own.
fn heading_within(comments: &str) -> Option<usize> {
    let (mut at, mut is_after_gap) = (0, false);
    while at < comments.len() {
        let end = line_end(comments, at);
        let line = comments[at..end].trim();
        let words = line.trim_start_matches('#');
        let depth = line.len() - words.len();
        let is_heading = (1..=6).contains(&depth) && words.starts_with(' ') && !words.contains('=');
        if is_after_gap && is_heading && comments[end..].lines().next().is_some_and(|next| next.trim().is_empty()) {
            return Some(at);
        }
        is_after_gap = line.is_empty();
        at = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_text_in_yaml() {
        let table = [
            ("title: A\n\nThe quarrel was about: a boat.\n", Some("The quarrel")),
            ("title: A\nThe quarrel was about: a boat.\n", Some("The quarrel")),
            ("title: A\n\nNote: all names have been changed.\n", Some("Note")),
            ("title: A\nNote: all names have been changed.\n", Some("Note")),
            ("title: A\n\nSummary: it rained.\n", Some("Summary")),
            ("title: A\n\nWhat helps:\n- sleep\n", Some("What")),
            ("title: A\n\nSources:\n- one\n", Some("Sources")),
            ("title: A\n\n# The first hour\n\nNote: x\n", Some("# The")),
            ("title: A\n\n# The first hour\n", Some("# The")),
            ("title: A\n\n- sleep\n", Some("- sleep")),
            ("title: A\n\nIt rained.\n", Some("It rained")),
            ("title: A\n\n[A link](https://example.org)\n", Some("[A link]")),
            ("title: A\n\nwarning: this may hurt\n", Some("warning")),
            ("title: A\ndate: 2026-05-01\n\ndraft: true\n", None),
            ("title: A\n\nlayout: post\nweird: 3\n\nother: [a, b]\n", None),
            ("# Comment\ntitle: A\n# Comment\ntags:\n\n- a\n- b\n", None),
            ("title: A\n\n# The tags\ntags: [a]\n", None),
            ("summary: |\n  One: two.\n\n  Three four.\n\n  # Five\ndraft: true\n", None),
            ("Title: A\nNote: this is a long one.\n", None),
            ("title: A\ndate created: 2026-05-01\n", None),
        ];
        for (text, begins) in table {
            let at = in_yaml(text, 0..text.len(), ContentKind::Essay);
            let is_right = match (at, begins) {
                (Some(at), Some(begins)) => text[at..].starts_with(begins),
                (at, begins) => at.is_none() && begins.is_none(),
            };
            assert!(is_right, "{text}{at:?}");
        }
    }

    #[test]
    fn finds_the_text_in_toml() {
        let table = [
            ("title = \"A\"\n\n# The first hour\n\n", Some("# The")),
            ("title = \"A\"\n\n## One\n\n## Two\n\n", Some("## One")),
            ("title = \"A\"\n\nThe boat sank in the night.\n\nNote: x\n\n", Some("The boat")),
            ("title = \"A\"\n\n# One\n\nThe boat sank in the night.\n", Some("# One")),
            ("title = \"A\"\n\n# a comment\n", None),
            ("title = \"A\"\n\n# draft = true\n\n", None),
            ("title = \"A\"\n# a comment\n\ndate = 2026-05-01\n", None),
            ("title = \"A\"\n\n# a comment\n\ndate = 2026-05-01\n", None),
            ("title = \"A\"\n\ntags [a, b, c]\n", None),
            ("title = \"A\"\n\nsummary: one two three four\n", None),
        ];
        for (text, begins) in table {
            let at = in_toml(text, 0..text.len());
            assert_eq!(at.map(|at| text[at..].starts_with(begins.unwrap_or("\0"))), begins.map(|_| true), "{text}");
        }
    }
}
