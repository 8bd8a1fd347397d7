//! The comments of YAML, which a parser leaves out.

use std::collections::HashSet;

/// A comment, with its `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment {
    /// From 0.
    pub(super) line: usize,
    pub(super) text: String,
    /// Whether it has a line of its own.
    pub(super) is_alone: bool,
}

/// Finds the comments. `inside_text` are the lines of texts, where `#` is a letter like any other.
pub(super) fn comments(text: &str, inside_text: &HashSet<usize>) -> Vec<Comment> {
    let lines = text.lines().enumerate().filter(|(line, _)| !inside_text.contains(line));
    let found = lines.filter_map(|(line, text)| {
        let at = comment_at(text)?;
        Some(Comment { line, text: text[at..].trim_end().to_owned(), is_alone: text[..at].trim().is_empty() })
    });
    found.collect()
}

/// A comment begins with `#` after a space or at the beginning of its line, outside quotes (YAML 1.2.2, 6.6).
pub(super) fn comment_at(line: &str) -> Option<usize> {
    let (mut quote, mut before) = (None, ' ');
    for (at, character) in line.char_indices() {
        match quote {
            Some(open) if character == open && before != '\\' => quote = None,
            Some(_) => {}
            None if character == '#' && before.is_whitespace() => return Some(at),
            // A quote within a word is an apostrophe.
            None if matches!(character, '"' | '\'') && (before.is_whitespace() || "[{,:".contains(before)) => {
                quote = Some(character);
            }
            None => {}
        }
        before = character;
    }
    None
}
