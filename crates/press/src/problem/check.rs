//! The checks: their names, and how severe what they find is.

/// Everything the press checks. `docs/site/essays/checks.md` says for each how to correct it.
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
    /// Two colours of the look are too much alike for text.
    LowContrast,
    /// A font's file isn't there, can't be read, or may not be on websites.
    BadFont,
    /// Something in `site.css` that browsers can't read.
    BadCss,
    /// A date is not a day of the calendar, or not written as one.
    BadDate,
    /// A date is in a year that is likely to be a typing error, or the day of a revision is still to come.
    UnlikelyDate,
    /// A slug has a character that it can't have.
    BadSlug,
    /// The site's address has no encryption.
    InsecureUrl,
    /// The site's address, or that of a link, is one of the author's own computer or network.
    LocalUrl,
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
    /// The name of a tag or an author is probably several names, or is there twice.
    UnlikelyName,
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
    /// A picture's alternative text does not say what it shows.
    PoorAlt,
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
    /// Every check, in the order of `docs/site/essays/checks.md`.
    pub const ALL: [Check; 49] = [
        Check::NotUtf8,
        Check::FrontMatter,
        Check::BadToml,
        Check::MissingField,
        Check::UnknownField,
        Check::MisplacedField,
        Check::WrongType,
        Check::BadValue,
        Check::LowContrast,
        Check::BadFont,
        Check::BadCss,
        Check::BadDate,
        Check::UnlikelyDate,
        Check::BadSlug,
        Check::InsecureUrl,
        Check::LocalUrl,
        Check::MarkupInField,
        Check::HiddenCharacter,
        Check::SameTag,
        Check::UnusedTag,
        Check::SimilarAuthor,
        Check::UnlikelyName,
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
        Check::PoorAlt,
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
            Check::LowContrast => "low-contrast",
            Check::BadFont => "bad-font",
            Check::BadCss => "bad-css",
            Check::BadDate => "bad-date",
            Check::UnlikelyDate => "unlikely-date",
            Check::BadSlug => "bad-slug",
            Check::InsecureUrl => "insecure-url",
            Check::LocalUrl => "local-url",
            Check::MarkupInField => "markup-in-field",
            Check::HiddenCharacter => "hidden-character",
            Check::SameTag => "same-tag",
            Check::UnusedTag => "unused-tag",
            Check::SimilarAuthor => "similar-author",
            Check::UnlikelyName => "unlikely-name",
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
            Check::PoorAlt => "poor-alt",
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
            | Check::LocalUrl
            | Check::MarkupInField
            | Check::HiddenCharacter
            | Check::SameTag
            | Check::UnusedTag
            | Check::SimilarAuthor
            | Check::UnlikelyName
            | Check::PoorAlt
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
            | Check::LocalUrl
            | Check::MarkupInField
            | Check::HiddenCharacter
            | Check::SameTag
            | Check::UnusedTag
            | Check::SimilarAuthor
            | Check::UnlikelyName
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
            | Check::PoorAlt
            | Check::RemoteImage
            | Check::UnusedFootnote
            | Check::DuplicateFootnote
            | Check::UnknownMark
            | Check::LeftAsText
            | Check::EmptyQuestion
            | Check::MissingLabel
            | Check::LowContrast
            | Check::BadFont
            | Check::BadCss
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
}
