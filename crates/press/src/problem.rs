//! What is wrong with a content folder: each problem with its place, and the name of its check to look it up by.

use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};

use crate::excerpt::Excerpt;

/// Everything the press checks. `docs/authoring.md` says for each how to correct it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// A file is not text in UTF-8.
    NotUtf8,
    /// An essay does not begin with front matter, or its front matter is not closed.
    FrontMatter,
    /// Front matter or `site.toml` is not TOML.
    BadToml,
    /// A required field is missing.
    MissingField,
    /// A field has a name the press does not know.
    UnknownField,
    /// A field is below the line of a table, and belongs above it.
    MisplacedField,
    /// A field's value is of another type than the field's.
    WrongType,
    /// A field's value has the right type but no meaning.
    BadValue,
    /// A date is not a day of the calendar, or not written as one.
    BadDate,
    /// A date is in a year that is likely to be a typing error, or the day of a revision is still to come.
    UnlikelyDate,
    /// A slug has a character that it can't have.
    BadSlug,
    /// The site's address has no encryption.
    InsecureUrl,
    /// A field that is plain text has Markdown or HTML in it.
    MarkupInField,
    /// A text has a character that no reader sees.
    HiddenCharacter,
    /// Two names of tags or series are one, although they differ in more than case.
    SameTag,
    /// `[tags]` names a tag that no essay has.
    UnusedTag,
    /// An author's name is almost that of one of the site's authors.
    SimilarAuthor,
    /// Two pages have the same slug.
    DuplicateSlug,
    /// A page has a slug that the site needs for itself.
    TakenSlug,
    /// An alias is in the way of something else: a page, a file, another page's alias.
    TakenAlias,
    /// A file of the author's where the build makes one of its own.
    TakenFile,
    /// An address that was public would lead nowhere.
    VanishedAddress,
    /// The list of addresses can't be read.
    BrokenLock,
    /// Something in the content folder that can't be read as a file, or leads out of the folder.
    BadFile,
    /// The names of two files or folders are the same for some disks.
    SameName,
    /// A text or a folder that the author may think is published.
    NotPublished,
    /// A file that is published can run code on the site.
    RunsCode,
    /// A link leads to a file or a page that isn't there.
    MissingLink,
    /// A link leads to a fragment that its page does not have.
    MissingFragment,
    /// A picture's file isn't there.
    MissingImage,
    /// A picture's file is there but can't be read.
    BadImage,
    /// A picture has no alternative text.
    MissingAlt,
    /// A picture, a sound or a video comes from another host.
    RemoteImage,
    /// A footnote is written but never referred to.
    UnusedFootnote,
    /// Two footnotes have the same name.
    DuplicateFootnote,
    /// A paragraph begins like a callout but is not one.
    UnknownMark,
    /// Mark-up that Markdown does not understand, and shows as it is written.
    LeftAsText,
    /// A section that is a question has no words.
    EmptyQuestion,
    /// An embed has no title or no address.
    IncompleteEmbed,
    /// A form has no address, or a form or frame has one that the policy does not allow.
    NotAllowed,
    /// A form's field has no label.
    MissingLabel,
    /// Two elements of a page have the same id.
    DuplicateId,
    /// Raw HTML has something that the site does not show.
    Sanitised,
}

impl Check {
    /// Every check, in the order of `docs/authoring.md`.
    pub const ALL: [Check; 43] = [
        Check::NotUtf8,
        Check::FrontMatter,
        Check::BadToml,
        Check::MissingField,
        Check::UnknownField,
        Check::MisplacedField,
        Check::WrongType,
        Check::BadValue,
        Check::BadDate,
        Check::UnlikelyDate,
        Check::BadSlug,
        Check::InsecureUrl,
        Check::MarkupInField,
        Check::HiddenCharacter,
        Check::SameTag,
        Check::UnusedTag,
        Check::SimilarAuthor,
        Check::DuplicateSlug,
        Check::TakenSlug,
        Check::TakenAlias,
        Check::TakenFile,
        Check::VanishedAddress,
        Check::BrokenLock,
        Check::BadFile,
        Check::SameName,
        Check::NotPublished,
        Check::RunsCode,
        Check::MissingLink,
        Check::MissingFragment,
        Check::MissingImage,
        Check::BadImage,
        Check::MissingAlt,
        Check::RemoteImage,
        Check::UnusedFootnote,
        Check::DuplicateFootnote,
        Check::UnknownMark,
        Check::LeftAsText,
        Check::EmptyQuestion,
        Check::IncompleteEmbed,
        Check::NotAllowed,
        Check::MissingLabel,
        Check::DuplicateId,
        Check::Sanitised,
    ];

    /// Its name in reports and in `[checks]`.
    pub fn name(self) -> &'static str {
        match self {
            Check::NotUtf8 => "not-utf-8",
            Check::FrontMatter => "front-matter",
            Check::BadToml => "bad-toml",
            Check::MissingField => "missing-field",
            Check::UnknownField => "unknown-field",
            Check::MisplacedField => "misplaced-field",
            Check::WrongType => "wrong-type",
            Check::BadValue => "bad-value",
            Check::BadDate => "bad-date",
            Check::UnlikelyDate => "unlikely-date",
            Check::BadSlug => "bad-slug",
            Check::InsecureUrl => "insecure-url",
            Check::MarkupInField => "markup-in-field",
            Check::HiddenCharacter => "hidden-character",
            Check::SameTag => "same-tag",
            Check::UnusedTag => "unused-tag",
            Check::SimilarAuthor => "similar-author",
            Check::DuplicateSlug => "duplicate-slug",
            Check::TakenSlug => "taken-slug",
            Check::TakenAlias => "taken-alias",
            Check::TakenFile => "taken-file",
            Check::VanishedAddress => "vanished-address",
            Check::BrokenLock => "broken-lock",
            Check::BadFile => "bad-file",
            Check::SameName => "same-name",
            Check::NotPublished => "not-published",
            Check::RunsCode => "runs-code",
            Check::MissingLink => "missing-link",
            Check::MissingFragment => "missing-fragment",
            Check::MissingImage => "missing-image",
            Check::BadImage => "bad-image",
            Check::MissingAlt => "missing-alt",
            Check::RemoteImage => "remote-image",
            Check::UnusedFootnote => "unused-footnote",
            Check::DuplicateFootnote => "duplicate-footnote",
            Check::UnknownMark => "unknown-mark",
            Check::LeftAsText => "left-as-text",
            Check::EmptyQuestion => "empty-question",
            Check::IncompleteEmbed => "incomplete-embed",
            Check::NotAllowed => "not-allowed",
            Check::MissingLabel => "missing-label",
            Check::DuplicateId => "duplicate-id",
            Check::Sanitised => "sanitised",
        }
    }

    /// Reads a check's name.
    pub fn parse(name: &str) -> Option<Check> {
        Check::ALL.into_iter().find(|check| check.name() == name)
    }

    /// Its severity, unless `[checks]` says otherwise.
    pub fn severity(self) -> Severity {
        match self {
            Check::UnlikelyDate
            | Check::NotPublished
            | Check::RunsCode
            | Check::MissingFragment
            | Check::InsecureUrl
            | Check::MarkupInField
            | Check::HiddenCharacter
            | Check::SameTag
            | Check::UnusedTag
            | Check::SimilarAuthor
            | Check::RemoteImage
            | Check::UnusedFootnote
            | Check::UnknownMark
            | Check::LeftAsText
            | Check::EmptyQuestion
            | Check::DuplicateId
            | Check::Sanitised => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Whether a site can be built despite it, so that `[checks]` can make it a warning.
    pub fn can_be_warning(self) -> bool {
        match self {
            Check::UnknownField
            | Check::InsecureUrl
            | Check::MarkupInField
            | Check::HiddenCharacter
            | Check::SameTag
            | Check::UnusedTag
            | Check::SimilarAuthor
            | Check::DuplicateSlug
            | Check::TakenAlias
            | Check::UnlikelyDate
            | Check::VanishedAddress
            | Check::SameName
            | Check::NotPublished
            | Check::RunsCode
            | Check::MissingLink
            | Check::MissingFragment
            | Check::MissingImage
            | Check::BadImage
            | Check::MissingAlt
            | Check::RemoteImage
            | Check::UnusedFootnote
            | Check::DuplicateFootnote
            | Check::UnknownMark
            | Check::LeftAsText
            | Check::EmptyQuestion
            | Check::MissingLabel
            | Check::DuplicateId
            | Check::Sanitised => true,
            Check::NotUtf8
            | Check::FrontMatter
            | Check::BadToml
            | Check::MissingField
            | Check::MisplacedField
            | Check::WrongType
            | Check::BadValue
            | Check::TakenFile
            | Check::BadFile
            | Check::BadDate
            | Check::BadSlug
            | Check::TakenSlug
            | Check::BrokenLock
            | Check::IncompleteEmbed
            | Check::NotAllowed => false,
        }
    }
}

/// Whether a problem stops the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The build stops.
    Error,
    /// The build goes on and reports it.
    Warning,
}

/// The text of a file, under the name that reports show.
pub type SourceText = Arc<NamedSource<String>>;

/// A correction that has one answer, so that a program can make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fix {
    /// What is replaced, in bytes.
    pub(crate) span: Range<usize>,
    /// What takes its place.
    pub(crate) text: String,
}

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
        let name = path.display().to_string().replace('\\', "/");
        Problem::new(check, &Arc::new(NamedSource::new(name, String::new())), 0..0, message)
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

    /// The text of the file.
    pub(crate) fn text(&self) -> &str {
        self.source.inner()
    }

    /// The lines around the problem, as a report shows them.
    fn excerpt(&self) -> Option<&Excerpt> {
        self.excerpt.get_or_init(|| Excerpt::around(&self.source, self.span.clone()).map(Box::new)).as_deref()
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
    fn every_check_is_found_by_its_name() {
        for check in Check::ALL {
            assert_eq!(Check::parse(check.name()), Some(check));
        }
        assert_eq!(Check::parse("nonsense"), None);
    }

    #[test]
    fn finds_the_name_that_was_meant() {
        let known = ["title", "date", "updated", "summary"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("sumary", known), Some("summary"));
        assert_eq!(nearest("colour", known), None);
    }
}
