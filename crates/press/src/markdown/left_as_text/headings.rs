//! Headings without words, and marks at their ends that readers would see.

use std::ops::Range;

use super::super::tree::{Node, Spanned, descendants};
use super::Left;

pub(super) fn find(source: &str, span: &Range<usize>, level: u8, children: &[Spanned]) -> Option<Left> {
    let written = source.get(span.clone())?.trim_end();
    let has_words = descendants(children).any(|spanned| match &spanned.node {
        Node::Text(words) => words.contains(|letter| letter != '#' && !char::is_whitespace(letter)),
        // An element may be a picture.
        Node::Code(_) | Node::Image { .. } | Node::Open(_) | Node::NoteLabel(_) => true,
        _ => false,
    });
    if !has_words {
        let help = "write its words behind the marks, or delete it; for a line across the page write `---` with an empty line \
                    before it";
        return Some(Left::new(span.start..span.start + written.len(), "this heading has no words", help));
    }
    let words = written.trim_end_matches('#');
    let length = written.len() - words.len();
    let is_mark = length >= 2 && length == usize::from(level) && written.starts_with('#');
    (is_mark && words.ends_with(|last: char| !last.is_whitespace() && last != '\\')).then(|| {
        let at = span.start + words.len()..span.start + written.len();
        Left::new(at, "readers see these marks", format!("delete them: `{words}`"))
    })
}
