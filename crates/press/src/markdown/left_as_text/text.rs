//! The text that is left once everything that the parser understood is taken away.

use std::ops::Range;

use super::super::events::Parsed;
use super::super::tree::{Node, Spanned, descendants};
use super::super::typography::VERBATIM;

/// In the place of a character that is no text: mark-up of a block, or code.
pub(super) const NOTHING: char = '\0';

/// In the place of something inside a line: a link, code, a tag, an escaped character.
pub(super) const OBJECT: char = '\u{1}';

/// A part of a file in which everything but text is replaced, byte by byte. Lines stay lines.
pub(super) struct LeftText<'s> {
    pub(super) source: &'s str,
    pub(super) part: Range<usize>,
    text: String,
    raw_blocks: &'s [Range<usize>],
}

/// Lines of text without an empty line between them.
pub(super) struct Paragraph<'t> {
    pub(super) source: &'t str,
    pub(super) lines: Vec<Line<'t>>,
    /// Whether it is inside a block of raw HTML.
    pub(super) is_raw: bool,
}

/// A line of text.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    /// Where it begins in the file, in bytes.
    pub(super) start: usize,
    pub(super) text: &'t str,
}

impl<'s> LeftText<'s> {
    pub(super) fn of(parsed: &'s Parsed, source: &'s str, part: Range<usize>) -> LeftText<'s> {
        let blank = |byte: &u8| if *byte == b'\n' { b'\n' } else { b'\0' };
        let mut mask = Mask {
            source,
            start: part.start,
            bytes: source.as_bytes()[part.clone()].iter().map(blank).collect(),
            verbatim: 0,
            links: 0,
        };
        mask.nodes(&parsed.blocks);
        for definition in &parsed.definitions {
            mask.nodes(&definition.blocks);
        }
        // Whole characters are copied, so this is UTF-8.
        let text = String::from_utf8(mask.bytes).unwrap_or_default();
        LeftText { source, part, text, raw_blocks: &parsed.raw_blocks }
    }

    /// Whether the parser has taken the character at a place of the file as something else than text.
    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.text.as_bytes().get(at - self.part.start) == Some(&(NOTHING as u8))
    }

    pub(super) fn paragraphs(&self) -> impl Iterator<Item = Paragraph<'_>> {
        let mut start = self.part.start;
        let mut lines = self.text.split('\n').map(move |text| {
            let line = Line { start, text };
            start += text.len() + 1;
            line
        });
        std::iter::from_fn(move || {
            let first = lines.by_ref().find(|line| !line.is_empty())?;
            let rest = lines.by_ref().take_while(|line| !line.is_empty());
            let lines: Vec<Line<'_>> = std::iter::once(first).chain(rest).collect();
            let block = self.raw_blocks.partition_point(|block| block.end <= first.start);
            let is_raw = self.raw_blocks.get(block).is_some_and(|block| block.start <= first.start);
            Some(Paragraph { source: self.source, lines, is_raw })
        })
    }
}

impl<'t> Line<'t> {
    fn is_empty(&self) -> bool {
        self.text.trim_matches([NOTHING, ' ', '\t', '\r']).is_empty()
    }

    /// Where its text begins in `text`.
    pub(super) fn begin(&self) -> usize {
        self.text.len() - self.text.trim_start_matches([NOTHING, ' ', '\t']).len()
    }

    /// Its text from its beginning.
    pub(super) fn words(&self) -> &'t str {
        self.text[self.begin()..].trim_end_matches([NOTHING, ' ', '\t', '\r'])
    }

    /// A span of `text` as a span of the file.
    pub(super) fn span(&self, span: Range<usize>) -> Range<usize> {
        self.start + span.start..self.start + span.end
    }

    /// The span of the first bytes of its text.
    pub(super) fn first(&self, length: usize) -> Range<usize> {
        self.span(self.begin()..self.begin() + length)
    }

    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back().filter(|letter| *letter != NOTHING)
    }

    pub(super) fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next().filter(|letter| *letter != NOTHING)
    }
}

struct Mask<'s> {
    source: &'s str,
    start: usize,
    bytes: Vec<u8>,
    /// How many raw elements are open whose text is not Markdown.
    verbatim: usize,
    /// How many raw links are open.
    links: usize,
}

impl Mask<'_> {
    fn nodes(&mut self, nodes: &[Spanned]) {
        for spanned in descendants(nodes) {
            let span = spanned.span.clone();
            match &spanned.node {
                Node::Text(_) => self.text(span),
                // The text inside of these is copied afterwards.
                Node::Link { .. }
                | Node::Code(_)
                | Node::Image { .. }
                | Node::NoteLabel(_)
                | Node::Emphasis(_)
                | Node::Strong(_)
                | Node::Strikethrough(_) => self.object(span),
                Node::Open(tag) => {
                    self.object(span);
                    self.verbatim += usize::from(VERBATIM.contains(&tag.name.as_str()));
                    self.links += usize::from(tag.name == "a");
                }
                Node::Close(name) => {
                    self.object(span);
                    self.verbatim = self.verbatim.saturating_sub(usize::from(VERBATIM.contains(&name.as_str())));
                    self.links = self.links.saturating_sub(usize::from(name == "a"));
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, span: Range<usize>) {
        let Some(text) = self.source.get(span.clone()) else { return };
        let is_link = self.is_object(span.start) || self.links > 0;
        let is_address = text.contains("://") || text.starts_with("www.");
        // A character reference, except that of `&`, which may hide another one.
        let is_reference = text.starts_with('&') && text.ends_with(';') && text != "&amp;";
        if self.verbatim > 0 || (is_link && is_address) || is_reference {
            return self.object(span);
        }
        let at = span.start - self.start..span.end - self.start;
        self.bytes[at.clone()].copy_from_slice(text.as_bytes());
        if self.source[..span.start].ends_with('\\') && text.starts_with(|first: char| first.is_ascii_punctuation()) {
            self.bytes[at.start] = OBJECT as u8;
        }
    }

    fn object(&mut self, span: Range<usize>) {
        let at = span.start - self.start..span.end.saturating_sub(self.start).min(self.bytes.len());
        for byte in self.bytes.get_mut(at).unwrap_or_default() {
            if *byte != b'\n' {
                *byte = OBJECT as u8;
            }
        }
    }

    fn is_object(&self, at: usize) -> bool {
        self.bytes.get(at - self.start) == Some(&(OBJECT as u8))
    }
}
