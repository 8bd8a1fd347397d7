//! Which text a link is in.

use crate::check::ParsedFile;
use crate::check::publication::Publication;
use crate::problem::SourceText;
use crate::source::ContentPath;

/// A text.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) source: &'p SourceText,
    /// `None` for `site.toml`.
    pub(super) file: Option<&'p ParsedFile<'p>>,
}

impl<'p> Place<'p> {
    pub(super) fn of(file: &'p ParsedFile<'p>) -> Place<'p> {
        Place { source: &file.file.text, file: Some(file) }
    }

    pub(super) fn publication(self) -> Publication {
        self.file.map_or(Publication::Published, |file| file.publication)
    }

    pub(super) fn path(self) -> Option<&'p ContentPath> {
        self.file.map(|file| &file.file.path)
    }

    pub(super) fn folder(self) -> &'p str {
        self.path().map_or("", ContentPath::folder)
    }
}
