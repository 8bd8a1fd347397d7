//! Parts that an author adds to every page: `parts/*.md`.

mod slots;
mod template;

pub(crate) use slots::{Masked, SlotName, mask};
pub(crate) use template::Template;

/// Where a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PartName {
    /// Between an essay's head and its text.
    BeforeEssay,
    /// Below an essay's text.
    AfterEssay,
    /// In the masthead of every page, below its links.
    Masthead,
    /// In the footer of every page, above its lines.
    Footer,
}

impl PartName {
    pub(crate) const ALL: [PartName; 4] =
        [PartName::BeforeEssay, PartName::AfterEssay, PartName::Masthead, PartName::Footer];

    /// The name of its file, without the ending. The element around it has this class.
    pub(crate) fn name(self) -> &'static str {
        match self {
            PartName::BeforeEssay => "before-essay",
            PartName::AfterEssay => "after-essay",
            PartName::Masthead => "masthead",
            PartName::Footer => "footer",
        }
    }

    /// Whether it belongs to an essay, and is filled with what is known of it. The others belong to the site.
    pub(crate) fn is_of_an_essay(self) -> bool {
        matches!(self, PartName::BeforeEssay | PartName::AfterEssay)
    }
}
