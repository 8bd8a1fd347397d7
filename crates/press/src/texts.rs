//! The texts of the interface for the press's own types.

use catchword_i18n::Language;
use jiff::civil::Date;

use crate::markdown::Callout;

/// A date as readers write it, such as `1 May 2026`.
pub(crate) fn day(language: &Language, date: Date) -> String {
    language.day(date.year(), date.month().unsigned_abs(), date.day().unsigned_abs())
}

/// The title of a callout to which the author gave none.
pub(crate) fn callout(language: &Language, callout: Callout) -> &str {
    let titles = &language.press.callouts;
    match callout {
        Callout::Note => &titles.note,
        Callout::Tip => &titles.tip,
        Callout::Important => &titles.important,
        Callout::Warning => &titles.warning,
        Callout::Caution => &titles.caution,
        Callout::Sidebar => &titles.sidebar,
        // A section has its author's title or none.
        Callout::Portrait | Callout::Services | Callout::Question | Callout::Action | Callout::Newest => "",
        // An embed without a title is an error.
        Callout::Video | Callout::Podcast | Callout::Booking => "",
    }
}
