//! Parts that an author adds to every page: `parts/*.md`.

mod slots;
mod template;

use std::collections::BTreeMap;

pub(crate) use slots::{Masked, Slot, SlotName, mask};
pub(crate) use template::{Template, ends_in_tag};

/// The callouts of an author's own, each with its HTML. The names are in small letters.
pub(crate) type MarkTemplates = BTreeMap<String, MarkTemplate>;

/// A callout of the author's own, as HTML around what is in it.
#[derive(Debug)]
pub(crate) struct MarkTemplate {
    /// For a callout with a title.
    pub(crate) titled: Template,
    /// For one without.
    pub(crate) plain: Template,
}

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
