//! Consecutive pieces of raw HTML, and their places in the file.

use std::ops::Range;

/// Consecutive pieces of raw HTML. In the file they need not be adjacent: `> ` may be between them.
#[derive(Default)]
pub(in crate::markdown) struct Chunk {
    pub(super) text: String,
    /// The start of each piece in `text`, and in the file.
    starts: Vec<(usize, usize)>,
    end: usize,
}

impl Chunk {
    pub(in crate::markdown) fn push(&mut self, text: &str, span: Range<usize>) {
        self.starts.push((self.text.len(), span.start));
        self.text.push_str(text);
        self.end = span.end;
    }

    /// A span of the text as a span of the file.
    pub(super) fn place(&self, span: Range<usize>) -> Range<usize> {
        let at = |position: usize| {
            let piece = self.starts.partition_point(|(start, _)| *start <= position).saturating_sub(1);
            let (start, in_file) = self.starts.get(piece).copied().unwrap_or_default();
            (in_file + (position - start)).min(self.end)
        };
        let start = at(span.start);
        start..at(span.end).max(start)
    }
}
