//! A field's value as people write it, and as TOML writes it.

use crate::content::days::{self, Reading};

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Day,
    Flag,
    List,
}

impl Kind {
    pub(super) fn of(name: &str) -> Kind {
        match name.to_ascii_lowercase().as_str() {
            "date" | "updated" => Kind::Day,
            "draft" => Kind::Flag,
            "tags" | "aliases" => Kind::List,
            _ => Kind::Text,
        }
    }
}

/// The value in TOML, what is wrong with how it is written, and whether there is no other way to read it.
type Value = (String, Option<String>, bool);

/// Quotation marks that open a text, each with those that may close it.
const QUOTES: [(char, &[char]); 8] = [
    ('"', &['"', '”', '“']),
    ('\'', &['\'', '’']),
    ('“', &['”', '“', '"']),
    ('”', &['”', '“', '"']),
    ('„', &['“', '”', '"']),
    ('‘', &['’', '‘', '\'']),
    ('’', &['’', '\'']),
    ('«', &['»', '"']),
];

/// Reads a value that is not TOML. `None` if there is none, or it can't be read.
pub(super) fn value(written: &str, kind: Kind) -> Option<Value> {
    let (written, comment) = without_comment(written);
    let with_comment = |value: String| if comment.is_empty() { value } else { format!("{value} {comment}") };
    let (value, reason, is_sure) = match kind {
        _ if written.is_empty() => return None,
        Kind::Day => day(written)?,
        Kind::Flag => flag(written)?,
        _ if is_toml(written) => (written.to_owned(), None, true),
        Kind::List => list(written)?,
        Kind::Text if written.starts_with('[') => list(written)?,
        Kind::Text if written.starts_with('{') || written.starts_with("\"\"\"") || written.starts_with("'''") => {
            return None;
        }
        Kind::Text => text(written),
    };
    let is_sure = is_sure && (reason.is_none() || is_clear(written, comment));
    Some((with_comment(value), reason, is_sure))
}

/// Whether it is clear where a value ends: a `#` in it may begin a comment, and a `=` another field.
fn is_clear(written: &str, comment: &str) -> bool {
    let is_mark = |c: char| QUOTES.iter().any(|(open, close)| *open == c || close.contains(&c));
    let is_whole = unquoted(written).is_some_and(|(_, inner, is_closed)| is_closed && !inner.contains(is_mark));
    let has_comment = written.starts_with('#') || [" #", "\t#", "\n#"].iter().any(|sign| written.contains(sign));
    let has_field = written.contains('=')
        || written.split([',', ';', '\n']).skip(1).any(|part| {
            let part = part.trim_matches(|c: char| c.is_whitespace() || is_mark(c));
            let name = part.split(':').next().unwrap_or_default();
            name.len() < part.len() && !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
        });
    let is_text_with_comment = !comment.is_empty()
        && (comment.contains(is_mark) || (!is_whole && !written.ends_with(']') && written.contains(is_mark)));
    is_whole && !comment.contains(is_mark) || !(has_comment || has_field || is_text_with_comment)
}

fn is_toml(value: &str) -> bool {
    toml::de::DeTable::parse(&format!("a = {value}")).is_ok()
}

/// A text as TOML writes it.
pub(crate) fn quoted(text: &str) -> String {
    let has_both = text.contains('\'') && text.contains(['"', '\\']);
    if has_both && !text.contains(|character: char| character.is_control()) {
        return format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    }
    toml::Value::String(text.to_owned()).to_string()
}

fn day(written: &str) -> Option<Value> {
    let plain = written.trim_matches(|c: char| QUOTES.iter().any(|(open, close)| *open == c || close.contains(&c)));
    match days::loosely(plain)? {
        Reading::One(day) => Some((day.to_string(), Some("a date is written as year, month and day".to_owned()), true)),
        Reading::Two(..) => None,
    }
}

fn flag(written: &str) -> Option<Value> {
    let word = written.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let value = match word.as_str() {
        "true" | "yes" | "on" | "1" => "true",
        "false" | "no" | "off" | "0" => "false",
        _ => return None,
    };
    Some((value.to_owned(), Some("it is written as `true` or `false`".to_owned()), true))
}

fn text(written: &str) -> Value {
    let bare = written.trim_end_matches([',', ';']).trim_end();
    let Some((open, inner, is_closed)) = unquoted(bare) else {
        let is_closed_only = bare.ends_with(['"', '”']) && bare.matches(['"', '”']).count() == 1;
        let inner = if is_closed_only { bare.trim_end_matches(['"', '”']) } else { written };
        let reason =
            if is_closed_only { "the quotation mark before the text is missing" } else { "the text is not in quotes" };
        return (quoted(inner), Some(reason.to_owned()), true);
    };
    let reason = if !matches!(open, '"' | '\'') || bare.ends_with(['”', '“', '’', '»']) {
        "these are not the straight quotation marks of the keyboard".to_owned()
    } else if !is_closed {
        "the quotation mark after the text is missing".to_owned()
    } else if inner.contains('\\') {
        "a backslash (`\\`) has a meaning of its own between `\"`; between `'` it has none".to_owned()
    } else if inner.contains(open) {
        format!("the text has a `{open}` in it, which would end it")
    } else if bare.len() < written.len() {
        format!("`{}` is too much at the end of the line", &written[bare.len()..])
    } else {
        "a character is missing, or there is one too many".to_owned()
    };
    (quoted(&unescaped(&inner, open)), Some(reason), true)
}

/// The mark that opens a text, the text, and whether a mark closes it.
fn unquoted(written: &str) -> Option<(char, String, bool)> {
    let first = written.chars().next()?;
    let (_, closing) = QUOTES.iter().find(|(open, _)| *open == first)?;
    let inner = &written[first.len_utf8()..];
    match inner.strip_suffix(*closing) {
        Some(inner) => Some((first, inner.to_owned(), true)),
        None => Some((first, inner.to_owned(), false)),
    }
}

/// A text in which `\"` and `\\` are read as TOML reads them, and every other backslash as itself.
fn unescaped(text: &str, open: char) -> String {
    if open == '"' { text.replace("\\\"", "\"").replace("\\\\", "\\") } else { text.to_owned() }
}

/// A list of texts, with commas between them or only spaces and quotes. `None` if it holds more than texts.
fn list(written: &str) -> Option<Value> {
    let has_brackets = written.starts_with('[') && written.ends_with(']');
    let inner = written.trim_start_matches('[').trim_end_matches([',', ';']).trim_end_matches(']');
    if inner.contains(['[', ']', '{', '}']) {
        return None;
    }
    let (mut items, mut rest, mut is_quoted) = (Vec::new(), inner, true);
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '、'));
        let Some(first) = rest.chars().next() else { break };
        let closing = QUOTES.iter().find(|(open, _)| *open == first).map(|(_, closing)| *closing);
        let (item, after) = match closing {
            Some(closing) => {
                let text = &rest[first.len_utf8()..];
                let end = text.find(closing).unwrap_or(text.len());
                let after = text[end..].chars().next().map_or(0, char::len_utf8);
                (&text[..end], &text[end + after..])
            }
            None => {
                is_quoted = false;
                let end = rest.find([',', '，', '、', '\n']).unwrap_or(rest.len());
                (rest[..end].trim_end_matches(['"', '”']), &rest[end..])
            }
        };
        items.push(quoted(item.trim()));
        rest = after;
    }
    let reason = if !has_brackets {
        "a list stands in brackets"
    } else if !is_quoted {
        "each text of a list is in quotes"
    } else if inner.contains(['“', '”', '„', '«', '‘', '’']) {
        "these are not the straight quotation marks of the keyboard"
    } else {
        "a comma or a quotation mark is missing between the texts of the list"
    };
    (!items.is_empty()).then(|| (format!("[{}]", items.join(", ")), Some(reason.to_owned()), true))
}

/// A value and the comment after it.
fn without_comment(written: &str) -> (&str, &str) {
    let mut closing: Option<&[char]> = None;
    let mut before = ' ';
    for (at, character) in written.char_indices() {
        match closing {
            Some(closes) if closes.contains(&character) => closing = None,
            Some(_) => {}
            None if character == '#' && before.is_whitespace() && written[at + 1..].starts_with(' ') => {
                return (written[..at].trim_end(), &written[at..]);
            }
            // An apostrophe within a word opens no text.
            None if !before.is_alphanumeric() => {
                closing = QUOTES.iter().find(|(open, _)| *open == character).map(|(_, closing)| *closing);
            }
            None => {}
        }
        before = character;
    }
    (written, "")
}
