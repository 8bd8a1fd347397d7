//! The dates of a bundle, read back from its JSON Feed fields.

use atom_syndication::FixedDateTime;
use catchword_bundle::Item;

/// When an essay was published.
pub(crate) fn published(item: &Item) -> Option<FixedDateTime> {
    parsed(item.date_published.as_deref())
}

/// When an essay or page was last revised, or else published, as far as its author says.
pub(crate) fn last_change(item: &Item) -> Option<FixedDateTime> {
    parsed(item.date_modified.as_deref()).or_else(|| published(item))
}

fn parsed(text: Option<&str>) -> Option<FixedDateTime> {
    text?.parse().ok()
}
