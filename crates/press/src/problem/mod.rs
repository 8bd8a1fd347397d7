//! What is wrong with a content folder: each problem with its place, and the name of its check to look it up by.

mod check;
mod saved;

use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};

pub use check::{Check, Severity};
pub(crate) use saved::SavedProblem;

use crate::excerpt::Excerpt;

/// The text of a file, under the name that reports show.
pub type SourceText = Arc<NamedSource<String>>;

/// A path as reports show it: with `/` between its parts, and without the `./` of what is in the current folder.
pub fn shown(path: &Path) -> String {
    let path = path.display().to_string().replace('\\', "/");
    path.strip_prefix("./").map_or_else(|| path.clone(), str::to_owned)
}

/// A correction that has one answer, so that a program can make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fix {
    /// What is replaced, in bytes.
    pub(crate) span: Range<usize>,
    /// What takes its place.
    pub(crate) text: String,
}

/// How a hint begins whose correction a program can make.
pub(crate) const BY_PROGRAM: &str = "run `catchword check --fix`, or write this instead:";

/// How the same hint begins if something would be lost.
const BY_HAND: &str = "write this instead, and look whether everything that you need is in it:";

/// One thing that is wrong, and where.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Which check found it.
    pub check: Check,
    /// Whether it stops the build.
    pub severity: Severity,
    message: String,
    label: Box<str>,
    help: Option<String>,
    // In a box, and the label without spare room, so that a `Result` stays small.
    fix: Option<Box<Fix>>,
    source: SourceText,
    span: Range<usize>,
    /// Made when the problem is first shown.
    excerpt: OnceLock<Option<Box<Excerpt>>>,
}

impl Problem {
    /// A problem at a place in a text, in bytes. The message is one sentence without a full stop.
    pub fn new(check: Check, source: &SourceText, span: Range<usize>, message: impl Into<String>) -> Problem {
        let text = source.inner();
        let (start, end) = (text.floor_char_boundary(span.start), text.ceil_char_boundary(span.end));
        Problem {
            check,
            severity: check.severity(),
            message: message.into(),
            label: "here".into(),
            help: None,
            fix: None,
            source: Arc::clone(source),
            span: start..end.max(start),
            excerpt: OnceLock::new(),
        }
    }

    /// A problem with a whole file that is not a text.
    pub(crate) fn of_file(check: Check, path: &Path, message: impl Into<String>) -> Problem {
        Problem::new(check, &Arc::new(NamedSource::new(shown(path), String::new())), 0..0, message)
    }

    /// Sets the label of the underlined place.
    #[must_use]
    pub fn label(self, label: impl Into<String>) -> Problem {
        Problem { label: label.into().into_boxed_str(), ..self }
    }

    /// Sets the hint that says how to correct it.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Problem {
        Problem { help: Some(help.into()), ..self }
    }

    /// Sets the correction that `check --fix` makes.
    #[must_use]
    pub(crate) fn fix(self, span: Range<usize>, text: impl Into<String>) -> Problem {
        Problem { fix: Some(Box::new(Fix { span, text: text.into() })), ..self }
    }

    /// The same problem, to be corrected by its author: the hint does not speak of `check --fix`.
    #[must_use]
    pub(crate) fn by_hand(self) -> Problem {
        let help = self.help.map(|help| help.replace(BY_PROGRAM, BY_HAND));
        Problem { fix: None, help, ..self }
    }

    /// The correction that `check --fix` makes, if there is one.
    pub(crate) fn correction(&self) -> Option<&Fix> {
        self.fix.as_deref()
    }

    /// What is wrong, in one sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The file's name, with `/` between folders.
    pub fn file(&self) -> &str {
        self.source.name()
    }

    /// The place, in bytes.
    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The same problem in another text with the same places.
    #[must_use]
    pub(crate) fn in_text(self, source: &SourceText) -> Problem {
        Problem { source: Arc::clone(source), excerpt: OnceLock::new(), ..self }
    }

    /// The text of the file.
    pub(crate) fn text(&self) -> &str {
        self.source.inner()
    }

    /// The lines around the problem, as a report shows them.
    fn excerpt(&self) -> Option<&Excerpt> {
        self.excerpt.get_or_init(|| Excerpt::around(&self.source, self.span.clone()).map(Box::new)).as_deref()
    }

    /// The line on which it begins, cut if it is long, in three parts: what is before the place, the place, and what is
    /// after it. `None` if the file has no text.
    pub fn line(&self) -> Option<[&str; 3]> {
        let excerpt = self.excerpt()?;
        let (text, Range { start, end }) = (excerpt.text(), excerpt.span());
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = end.clamp(start, to);
        (from < to).then(|| [&text[from..start], &text[start..end], &text[end..to]])
    }

    /// The file's name and where the problem begins in it, in bytes. Reports are sorted by this.
    pub(crate) fn place(&self) -> (&str, usize) {
        (self.source.name(), self.span.start)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.check.name()))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(match self.excerpt() {
            Some(excerpt) => excerpt,
            None => &*self.source,
        })
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.excerpt().map_or_else(|| self.span.clone(), Excerpt::span);
        let label = LabeledSpan::new_with_span(Some(self.label.to_string()), span);
        Some(Box::new(std::iter::once(label)))
    }
}

/// The known name that the author probably meant.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        // A cheap first test: the distance is at least the difference in length.
        .filter(|known| name.chars().count().abs_diff(known.chars().count()) <= farthest(known))
        .map(|known| (strsim::damerau_levenshtein(name, known), known))
        .filter(|(distance, known)| *distance <= farthest(known))
        .min()
        .map(|(_, known)| known)
}

/// How many letters may differ between a name and the known one that was meant.
fn farthest(known: &str) -> usize {
    1 + known.len() / 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_shown_with_its_place() {
        let source = Arc::new(NamedSource::new("a.md", "one\nTwo zwei\nthree".to_owned()));
        let line = |span: Range<usize>| {
            Problem::new(Check::MissingLink, &source, span, "wrong").line().map(|line| line.join("|"))
        };
        assert_eq!(line(8..12).as_deref(), Some("Two |zwei|"));
        assert_eq!(line(4..15).as_deref(), Some("|Two zwei|"));
        assert_eq!(line(15..15).as_deref(), Some("th||ree"));
        let empty = Arc::new(NamedSource::new("a.jpg", String::new()));
        assert_eq!(Problem::new(Check::MissingLink, &empty, 0..0, "wrong").line(), None);
    }

    #[test]
    fn finds_the_name_that_was_meant() {
        let known = ["title", "date", "updated", "summary"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("sumary", known), Some("summary"));
        assert_eq!(nearest("colour", known), None);
    }
}
