//! Finds addresses with spaces, which CommonMark only allows between `<` and `>`.

use std::ops::Range;

/// An address is not longer than this, in bytes.
const LONGEST: usize = 1000;

/// Calls `hide` with the span of each such address: of a link or a picture, `](…)`, and of a definition, `[…]: …`.
pub(super) fn spaces(text: &str, mut hide: impl FnMut(Range<usize>)) {
    for (at, mark) in text.match_indices("](") {
        let start = at + mark.len();
        if let Some(length) = inside_brackets(&text[start..])
            && let Some(span) = address(&text[start..start + length])
            && looks_like_a_path(&text[start + span.start..start + span.end])
        {
            hide(start + span.start..start + span.end);
        }
    }
    for (at, mark) in text.match_indices("]: ") {
        let start = at + mark.len();
        if let Some(label) = line_before(text, at)
            && is_label(label)
            && let rest = text[start..].lines().next().unwrap_or_default()
            && let Some(span) = address(rest)
            && has_a_root(&rest[span.clone()])
        {
            hide(start + span.start..start + span.end);
        }
    }
}

/// What is before a place in its line; `None` if that is too long for a label.
fn line_before(text: &str, at: usize) -> Option<&str> {
    let from = at.saturating_sub(LONGEST);
    let end = text.as_bytes()[from..at].iter().rposition(|byte| *byte == b'\n').map(|end| from + end + 1);
    end.or((from == 0).then_some(0)).map(|line| &text[line..at])
}

/// Whether the line of a definition begins like this.
fn is_label(before: &str) -> bool {
    let label = before.trim_start_matches([' ', '>']);
    label.starts_with('[') && !label.starts_with("[^") && !label[1..].contains(['[', ']'])
}

/// The length of what is inside the brackets of a link, on one line. `None` if they are not closed.
fn inside_brackets(text: &str) -> Option<usize> {
    let mut depth = 0;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate().take(LONGEST) {
        match byte {
            b'\n' | b'\r' | b'<' | b'`' => return None,
            b']' if bytes.get(at + 1) == Some(&b'(') => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The address in what is inside the brackets of a link, if it has spaces: all of it, or all before the title.
fn address(inside: &str) -> Option<Range<usize>> {
    let start = inside.len() - inside.trim_start().len();
    let whole = inside.trim_end();
    let before_title = [" \"", " '"].into_iter().find_map(|mark| {
        let at = whole.find(mark)?;
        let is_title = whole.ends_with(&mark[1..]) && whole.len() > at + mark.len();
        is_title.then_some(at)
    });
    let end = whole[..before_title.unwrap_or(whole.len())].trim_end().len();
    let address = inside.get(start..end)?;
    (address.contains(' ') && !address.starts_with('<') && !address.contains(['"', '\t'])).then_some(start..end)
}

/// Whether words are meant as an address: they begin like a path, or end like a file's name.
fn looks_like_a_path(words: &str) -> bool {
    let path = words.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_ending = (1..=5).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic());
    has_a_root(words) || is_ending
}

fn has_a_root(words: &str) -> bool {
    ["/", "./", "../", "https://", "http://"].iter().any(|root| words.starts_with(root))
}
