//! Character references of HTML in fields that are plain text.

use html5gum::{Token, Tokenizer};

/// The longest character reference of HTML, without `&` and `;`.
const LONGEST_REFERENCE: usize = 32;

/// References that people write without their semicolon.
const NAMES: [&str; 20] = [
    "nbsp", "amp", "lt", "gt", "quot", "apos", "copy", "reg", "trade", "mdash", "ndash", "hellip", "rsquo", "lsquo",
    "rdquo", "ldquo", "laquo", "raquo", "shy", "times",
];

/// The first reference that is none: one without its semicolon, or of a name that no character has. With it is the text as
/// it was probably meant, if anybody can know that.
pub(super) fn mistyped(text: &str) -> Option<(String, Option<String>)> {
    text.match_indices('&').find_map(|(at, _)| {
        let after = &text[at + 1..];
        let length = after.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        let (name, rest) = after.split_at(length.min(LONGEST_REFERENCE));
        let is_word = name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        if let Some(rest) = rest.strip_prefix(';') {
            let is_unknown = is_word && character(&format!("&{name};")).is_none();
            // Escaped twice: `&amp;nbsp;`.
            let hidden = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').map_or("", |end| &rest[..end]);
            let is_twice = name == "amp"
                && rest[hidden.len()..].starts_with(';')
                && character(&format!("&{hidden};")).is_some_and(|character| character != "&");
            if is_twice {
                let meant = format!("{}&{hidden};{}", &text[..at], &rest[hidden.len() + 1..]);
                return Some((format!("&{name};{hidden};"), Some(decoded(&meant))));
            }
            return is_unknown.then(|| (format!("&{name};"), None));
        }
        let digits = name.strip_prefix("#").map(|digits| digits.trim_end_matches(|c: char| !c.is_ascii_digit()));
        let known = match digits {
            Some(digits) if (2..=6).contains(&digits.len()) => format!("#{digits}"),
            _ if NAMES.contains(&name) => name.to_owned(),
            _ => return None,
        };
        character(&format!("&{known};"))?;
        let meant = format!("{}&{known};{}", &text[..at], &after[known.len()..]);
        Some((format!("&{known}"), Some(decoded(&meant))))
    })
}

/// The text with a character instead of each of HTML's references, such as `&amp;` (HTML, 13.5).
pub(super) fn decoded(text: &str) -> String {
    let (mut decoded, mut rest) = (String::new(), text);
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        let reference = &rest[at..];
        let length =
            reference[1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).map_or(0, |length| length + 1);
        let is_whole = (2..LONGEST_REFERENCE).contains(&length) && reference[length..].starts_with(';');
        let length = if is_whole { length + 1 } else { 1 };
        match character(&reference[..length]) {
            Some(character) if is_whole => decoded.push_str(&character),
            _ => decoded.push_str(&reference[..length]),
        }
        rest = &reference[length..];
    }
    decoded + rest
}

/// What a reference stands for; `None` if there is none of this name.
fn character(reference: &str) -> Option<String> {
    let mut text = String::new();
    for token in Tokenizer::new(reference) {
        match token {
            Ok(Token::String(piece)) => text.push_str(std::str::from_utf8(&piece).ok()?),
            Ok(Token::Error(_)) => {}
            _ => return None,
        }
    }
    let is_read = text != reference && !text.ends_with(';') && !text.contains(['\0', char::REPLACEMENT_CHARACTER]);
    is_read.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_no_reference() {
        let table = [
            ("A &nbsp b", Some(("&nbsp", Some("A \u{a0} b")))),
            ("Don&#8217t", Some(("&#8217", Some("Don’t")))),
            ("AT&T &copy 2026", Some(("&copy", Some("AT&T © 2026")))),
            ("A &foo; b", Some(("&foo;", None))),
            ("A &amp;mdash; b", Some(("&amp;mdash;", Some("A — b")))),
            ("Q&A; R&D, AT&T, a & b &; &#; &amp; &nbsp; &#8217; x&y &#1 R&#D", None),
            ("write `&amp;amp;`", None),
            ("", None),
        ];
        for (text, found) in table {
            let found = found.map(|(written, meant)| (written.to_owned(), meant.map(str::to_owned)));
            assert_eq!(mistyped(text), found, "{text}");
        }
    }
}
