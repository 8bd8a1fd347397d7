//! The marks of a text that change: quotation marks, apostrophes, primes, dashes, ellipses, and the spaces of French.

use std::borrow::Cow;
use std::ops::Range;

use super::Language;
use super::{pairs, spaces};

/// Text to be put in the place of other text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) at: Range<usize>,
    pub(super) to: Cow<'static, str>,
}

/// All changes in a text. `is_fixed` tells which places stay as they are.
pub(super) fn changes(text: &str, is_fixed: impl Fn(usize) -> bool, language: &Language<'_>) -> Vec<Change> {
    let is_french = language.tag.eq_ignore_ascii_case("fr");
    if !is_french && !text.contains(['"', '\'', '-', '.']) {
        return Vec::new();
    }
    let addresses = addresses(text);
    let is_fixed = |at: usize| {
        let next = addresses.partition_point(|address| address.end <= at);
        is_fixed(at) || addresses.get(next).is_some_and(|address| address.contains(&at))
    };
    let mut changes = pairs::changes(text, &is_fixed, language);
    changes.extend(dashes_and_ellipses(text, &is_fixed));
    if is_french {
        changes.extend(spaces::changes(text, &is_fixed));
    }
    changes
}

/// Addresses of the web: in them, marks have a meaning.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut addresses: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices("://") {
        if addresses.last().is_some_and(|address| at < address.end) {
            continue;
        }
        let start = text[..at].trim_end_matches(|letter: char| letter.is_ascii_alphanumeric()).len();
        let end = text[at..].find(|letter: char| letter.is_whitespace() || "\"<>".contains(letter));
        let end = end.map_or(text.len(), |length| at + length);
        // An address may have a mark inside, but one around it is a quotation.
        let length = if text[..start].ends_with('\'') { text[start..end].find('\'') } else { None };
        addresses.push(start..length.map_or(end, |length| start + length));
    }
    addresses
}

/// Hyphens and dots in a row.
fn dashes_and_ellipses(text: &str, is_fixed: &impl Fn(usize) -> bool) -> Vec<Change> {
    let bytes = text.as_bytes();
    let mut changes = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['-', '.']) {
        let start = at + found;
        let mark = bytes[start];
        let end = (start..bytes.len()).find(|at| bytes[*at] != mark || is_fixed(*at)).unwrap_or(bytes.len());
        at = end.max(start + 1);
        match (mark, end - start) {
            (b'-', 2..) => changes.push(Change { at: start..end, to: dashes(end - start) }),
            (b'.', 3..) => {
                // Of more than three dots, as many become an ellipsis as there are threes.
                let dots = (end - start) % 3;
                let to = "…".repeat((end - start) / 3) + &".".repeat(dots);
                changes.push(Change { at: start..end, to: to.into() });
            }
            _ => {}
        }
    }
    changes
}

/// The dashes for a number of hyphens: as many long ones as possible, if none is left over.
fn dashes(hyphens: usize) -> Cow<'static, str> {
    let (long, short) = match (hyphens, hyphens % 6) {
        (2, _) => return "–".into(),
        (3, _) => return "—".into(),
        (_, 0 | 3) => (hyphens / 3, 0),
        (_, 2 | 4) => (0, hyphens / 2),
        (_, 1) => (hyphens / 3 - 1, 2),
        _ => (hyphens / 3, 1),
    };
    ("—".repeat(long) + &"–".repeat(short)).into()
}
