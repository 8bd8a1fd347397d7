//! Whether a text is published, and what that means for links to it.

use jiff::civil::Date;

use super::ParsedFile;
use crate::content::front_matter::FrontMatter;
use crate::edition::{Calendar, Drafts};
use crate::source::ContentPath;

/// Whether a text is published, or why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Publication {
    Published,
    /// It comes on this day.
    Coming(Date),
    Draft,
    /// It was taken down.
    Gone,
}

impl Publication {
    /// A draft has no day: an author who asks for drafts sees them all.
    pub(crate) fn of(front_matter: &FrontMatter, drafts: Drafts, calendar: &Calendar) -> Publication {
        match front_matter.date {
            _ if front_matter.gone => Publication::Gone,
            _ if front_matter.draft && drafts == Drafts::Exclude => Publication::Draft,
            Some(date) if !front_matter.draft && calendar.is_to_come(date) => Publication::Coming(date),
            _ => Publication::Published,
        }
    }

    /// A clause that says why a text is not public.
    pub(super) fn described(self) -> String {
        match self {
            Publication::Published => "it is public".to_owned(),
            Publication::Coming(day) => format!("it is published on {day}"),
            Publication::Draft => "it is a draft".to_owned(),
            Publication::Gone => "it was taken down".to_owned(),
        }
    }

    /// Why a text must not link to one that is in the state `to`, and what to do: `None` if it may. A text that is still to
    /// come is checked for its own day, because nobody may be looking then. A draft may link to anything.
    pub(super) fn obstacle(self, to: Publication) -> Option<(String, String)> {
        match (self, to) {
            (Publication::Draft | Publication::Gone, _) | (_, Publication::Published) => None,
            (Publication::Coming(own), Publication::Coming(day)) if day <= own => None,
            (_, Publication::Coming(day)) => Some((
                format!("a text that is published on {day}"),
                "remove the link until then, or give that text an earlier `date`".to_owned(),
            )),
            (_, Publication::Draft) => {
                Some(("a draft".to_owned(), "publish the draft first, or remove the link until then".to_owned()))
            }
            (_, Publication::Gone) => Some((
                "a page that was taken down (`gone = true`)".to_owned(),
                "remove the link, or let it lead to another page".to_owned(),
            )),
        }
    }
}

/// A text that is published on a later day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coming {
    /// The day.
    pub date: Date,
    /// Its title.
    pub title: String,
    /// Its file, below the content folder.
    pub path: ContentPath,
}

/// The texts that are still to come, the next first.
pub(super) fn coming(files: &[ParsedFile<'_>]) -> Vec<Coming> {
    let coming = |file: &ParsedFile<'_>| match (&file.front_matter, file.publication) {
        (Some(front_matter), Publication::Coming(date)) => {
            Some(Coming { date, title: front_matter.title.clone(), path: file.file.path.clone() })
        }
        _ => None,
    };
    let mut coming: Vec<Coming> = files.iter().filter_map(coming).collect();
    coming.sort();
    coming
}
