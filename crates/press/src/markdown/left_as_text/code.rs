//! Code that does not end, and text that has become code.

use std::ops::Range;

use super::Left;

/// Words in fewer than these may be a name or an output.
const SENTENCE: usize = 6;

pub(super) fn find(source: &str, span: &Range<usize>, code: &str) -> Option<Left> {
    let written = source.get(span.clone())?;
    match written.chars().next()? {
        mark @ ('`' | '~') => fenced(source, span, written, mark),
        _ => indented(span, written, code),
    }
}

/// A fence without another one below the code, or one that should make a heading.
fn fenced(source: &str, span: &Range<usize>, code: &str, mark: char) -> Option<Left> {
    let length = code.chars().take_while(|letter| *letter == mark).count();
    let mut lines = code.trim_end().lines();
    let first = lines.next()?.trim_end();
    let last = lines.next_back().unwrap_or_default();
    let fence = last.trim_matches([' ', '\t', '>', '\r']);
    let is_closed = fence.len() >= length && fence.chars().all(|letter| letter == mark);
    if length < 3 {
        return None;
    }
    let above = source[..span.start].trim_end_matches([' ', '\t', '>']).strip_suffix('\n').unwrap_or_default();
    let above = above.lines().next_back().unwrap_or_default();
    let underlines = |words: &str, length: usize| {
        let words = words.trim_matches([' ', '\t', '>', '\r']);
        words.starts_with(char::is_uppercase) && words.chars().count().abs_diff(length) <= 3
    };
    // A second heading of this form ends the code that the first began.
    let is_second = lines.next_back().is_some_and(|above| underlines(above, fence.len()))
        && lines.next_back().is_some_and(|empty| empty.trim_matches([' ', '>']).is_empty());
    let at = span.start..span.start + length;
    if mark == '~' && first.len() == length && underlines(above, length) && (!is_closed || is_second) {
        let help = "for a heading write `## ` before its words, and remove this line; for code put an empty line above it, \
                    and a line like it below the code";
        return Some(Left::new(at, "this line makes no heading: what follows is shown as code", help));
    }
    if is_closed {
        return None;
    }
    let help = format!("write {} on a line of its own below the code", &code[..length]);
    Some(Left::new(at, "this code has no end: all that follows is shown as code", help))
}

/// Sentences that are indented, as at the beginning of a paragraph in a book.
fn indented(span: &Range<usize>, written: &str, code: &str) -> Option<Left> {
    let text = code.trim_end();
    let first = text.trim_start_matches(['"', '“', '‘', '«', '„', '¿', '¡', '\'']).chars().next()?;
    let is_of_code = |letter: char| "{}[]<>=;$#\\_|@*`~^/+".contains(letter) || letter.is_control() && letter != '\n';
    let ends =
        |line: &str| line.trim_end_matches(['"', '”', '’', '»', '“', ')', '\'']).ends_with(['.', '!', '?', '…', ':']);
    let is_prose = first.is_uppercase()
        && ends(text)
        && !text.contains(is_of_code)
        && !text.contains("()")
        && !text.contains(": ")
        && !text.lines().any(|line| line.starts_with(' '))
        && text.split_whitespace().count() >= SENTENCE
        && text.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count() * 2 >= SENTENCE;
    if !is_prose {
        return None;
    }
    let first = written.lines().next().unwrap_or_default().trim_end();
    let help = "four spaces or a tab at the beginning of a paragraph make code of it: remove them; if it is meant as code, put \
                three backticks on a line of their own above it and below it";
    Some(Left::new(span.start..span.start + first.len(), "these sentences are shown as code", help))
}
