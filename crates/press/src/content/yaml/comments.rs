//! The comments of YAML, which a parser leaves out.

use std::ops::Range;

/// A comment, with its `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment {
    /// From 0.
    pub(super) line: usize,
    pub(super) text: String,
    /// Whether it has a line of its own.
    pub(super) is_alone: bool,
}

/// Finds the comments. `texts` are the places of the parser's texts in characters, where `#` is a letter like any other.
/// Between them, a comment begins with `#` after a space or at the beginning of its line (YAML 1.2.2, 6.6).
pub(super) fn comments(text: &str, texts: &[Range<usize>]) -> Vec<Comment> {
    let mut found = Vec::new();
    let (mut texts, mut nth, mut line) = (texts.iter().peekable(), 0, 0);
    for written in text.split_inclusive('\n') {
        let mut before = ' ';
        let mut characters = written.char_indices();
        for (at, character) in characters.by_ref() {
            let place = nth;
            nth += 1;
            while texts.next_if(|text| text.end <= place).is_some() {}
            let is_text = texts.peek().is_some_and(|text| text.contains(&place));
            if !is_text && character == '#' && before.is_whitespace() {
                let is_alone = written[..at].trim().is_empty();
                found.push(Comment { line, text: written[at..].trim_end().to_owned(), is_alone });
                break;
            }
            before = character;
        }
        nth += characters.count();
        line += 1;
    }
    found
}

/// Where a comment begins after a value that has no quotes.
pub(super) fn comment_at(value: &str) -> Option<usize> {
    let mut before = ' ';
    value.char_indices().find_map(|(at, character)| {
        let is_comment = character == '#' && before.is_whitespace();
        before = character;
        is_comment.then_some(at)
    })
}
