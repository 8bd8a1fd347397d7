//! The lines around a problem, cut to a length that a person can read. A line may hold a whole picture, pasted as text.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, NamedSource, SourceCode, SourceSpan, SpanContents};
use unicode_segmentation::GraphemeCursor;

/// Longer lines are cut to about this many characters.
const LONGEST: usize = 120;
/// So many of them are before the problem.
const BEFORE: usize = 40;
/// A letter with more marks than this is cut in two.
const MOST_MARKS: usize = 20;
/// How many lines before and after the problem are shown. It is the default of miette's reports.
const CONTEXT: usize = 1;

/// Lines of a file that stand in for the file in a report, with the numbers that they have there.
#[derive(Debug, Clone)]
pub(crate) struct Excerpt {
    name: String,
    text: String,
    /// The problem's place in `text`, in bytes.
    span: Range<usize>,
    /// The first line's number in the file, from 0.
    line: usize,
    /// Where the problem begins in its line in the file, in characters from 0.
    column: usize,
}

impl Excerpt {
    /// The lines around a place. `None` if the place is not in the text.
    pub(crate) fn around(source: &NamedSource<String>, span: Range<usize>) -> Option<Excerpt> {
        let place = SourceSpan::from(span.clone());
        let whole = source.inner().read_span(&place, CONTEXT, CONTEXT).ok()?;
        let shown = std::str::from_utf8(whole.data()).ok()?;
        let before = &source.inner()[whole.span().offset()..span.start];
        let column = before.rsplit(['\n', '\r']).next().map_or(0, |line| line.chars().count());
        let (text, span) = cut_lines(shown, from_to(span, whole.span().offset()));
        Some(Excerpt { name: source.name().to_owned(), text, span, line: whole.line(), column })
    }

    /// The lines.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The problem's place in the excerpt, in bytes.
    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let shown = self.text.read_span(span, lines_before, lines_after)?;
        let is_start = lines_before == 0 && span.offset() == self.span.start;
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            shown.data(),
            *shown.span(),
            self.line + shown.line(),
            if is_start { self.column } else { shown.column() },
            shown.line_count(),
        )))
    }
}

/// Cuts every line that is too long. Returns the text and where the span is in it.
fn cut_lines(text: &str, span: Range<usize>) -> (String, Range<usize>) {
    let mut cut = String::new();
    let mut place: Option<Range<usize>> = None;
    for (number, (start, line)) in lines(text).enumerate() {
        if number > 0 {
            cut.push('\n');
        }
        let is_in_span = span.start <= start + line.len() && start <= span.end;
        let part = if is_in_span { from_to(span.clone(), start) } else { 0..0 };
        let part = part.start..part.end.min(line.len());
        let kept = window(line, part.start);
        if kept.start > 0 {
            cut.push('…');
        }
        let at = |position: usize| cut.len() + position.min(kept.end) - kept.start;
        if is_in_span {
            place = Some(place.map_or(at(part.start), |place| place.start)..at(part.end));
        }
        cut.push_str(&line[kept.clone()]);
        if kept.end < line.len() {
            cut.push('…');
        }
    }
    (cut, place.unwrap_or_default())
}

/// A range, counted from a later place.
fn from_to(range: Range<usize>, from: usize) -> Range<usize> {
    range.start.saturating_sub(from)..range.end.saturating_sub(from)
}

/// The lines of a text, each with its place and without the characters that end it. Lines end as in miette.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = &text[start..];
        let Some(end) = rest.find(['\r', '\n']) else {
            next = None;
            return Some((start, rest));
        };
        let ending = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
        next = Some(start + end + ending);
        Some((start, &rest[..end]))
    })
}

/// The part of a line that is shown if it has a problem at `at`.
fn window(line: &str, at: usize) -> Range<usize> {
    if line.chars().nth(LONGEST).is_none() {
        return 0..line.len();
    }
    let start = back(line, at, BEFORE).min(back(line, line.len(), LONGEST));
    let end = line[start..].char_indices().nth(LONGEST).map_or(line.len(), |(length, _)| start + length);
    whole_letters(line, start)..whole_letters(line, end).max(at)
}

/// The place some characters before another one.
fn back(line: &str, at: usize, characters: usize) -> usize {
    line[..at].char_indices().rev().nth(characters - 1).map_or(0, |(place, _)| place)
}

/// The nearest place before, or this one, where no letter is cut from its marks (UAX 29).
fn whole_letters(line: &str, at: usize) -> usize {
    let is_between = |place: &usize| GraphemeCursor::new(*place, line.len(), true).is_boundary(line, 0) == Ok(true);
    let places = std::iter::once(at).chain(line[..at].char_indices().rev().map(|(place, _)| place));
    places.take(MOST_MARKS).find(is_between).unwrap_or(at)
}
