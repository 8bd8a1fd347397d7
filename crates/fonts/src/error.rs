//! Everything that can be wrong with a font file, each with what to do.
//!
//! The file's path is not known here. The sentences are made to follow it: "`fonts/x.ttf` can't be used: it is …".

use miette::Diagnostic;

/// Why a file can't be used as a font.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Diagnostic)]
pub enum FontError {
    /// The file is empty.
    #[error("the file is empty")]
    #[diagnostic(help("get the font again from where you have it"))]
    Empty,
    /// The file is something else.
    #[error("it is {0}")]
    #[diagnostic(help("{}", .0.help()))]
    NotAFont(Other),
    /// A collection has several fonts, and nothing says which is meant.
    #[error("it has several fonts in one file, and only one can be used")]
    #[diagnostic(help("get each font as a file of its own, with a name that ends in .ttf, .otf, .woff or .woff2"))]
    Collection,
    /// A part of the file is missing or contradicts the rest.
    #[error("it is damaged: {0}")]
    #[diagnostic(help("get the font again from where you have it, or get it in another format"))]
    Damaged(String),
    /// The file, or what is packed in it, is larger than any font for reading.
    #[error("it is too large: a font may have {0} megabytes at most")]
    #[diagnostic(help("get a version of the font with fewer scripts, for example only Latin letters"))]
    TooLarge(usize),
    /// There are only pictures of letters, which can't be drawn at every size.
    #[error("it has no outlines of letters, only pictures of them")]
    #[diagnostic(help("choose a font for text"))]
    NoOutlines,
    /// None of the characters that are asked for is in the font.
    #[error("it has none of the characters that the site uses")]
    #[diagnostic(help("choose a font for the language of the site"))]
    NoCharacters,
}

/// What a file is that is no font for the web.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// HTML: often an error page that was saved instead of the file.
    WebPage,
    /// A ZIP archive: fonts are often downloaded in one.
    Archive,
    /// A PostScript font of the kind before OpenType, or another format that no browser takes.
    OldFont,
    /// Nothing that is known.
    Unknown,
}

impl std::fmt::Display for Other {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::WebPage => "a web page",
            Self::Archive => "a ZIP archive",
            Self::OldFont => "a font in an old format that browsers can't read",
            Self::Unknown => "something else",
        })
    }
}

impl Other {
    fn help(self) -> &'static str {
        match self {
            Self::WebPage => "download the font again: the page was saved in its place",
            Self::Archive => "unpack the archive, and use the font that is in it",
            Self::OldFont | Self::Unknown => "use a font whose name ends in .ttf, .otf, .woff or .woff2",
        }
    }
}
