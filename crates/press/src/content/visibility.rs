//! Fields with which other site generators keep a page from readers. Here, only `draft = true` does that.

/// What a field of another generator says about its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visibility {
    /// Everybody can read it.
    Public,
    /// Readers must not see it.
    Hidden,
    /// A word of the author's own.
    Unclear,
}

/// Words that keep a page from readers.
const HIDING: [&str; 22] = [
    "draft",
    "drafts",
    "autodraft",
    "private",
    "pending",
    "unpublished",
    "hidden",
    "unlisted",
    "scheduled",
    "future",
    "trash",
    "inreview",
    "review",
    "inprogress",
    "wip",
    "todo",
    "idea",
    "internal",
    "members",
    "paid",
    "never",
    "notpublished",
];

/// Words of a page that everybody can read.
const SHOWING: [&str; 10] =
    ["public", "publish", "published", "live", "visible", "listed", "final", "done", "finished", "complete"];

/// Reads a field and its value as a text. `None` if the field is not about who can read the page.
pub(crate) fn visibility(name: &str, value: &str) -> Option<Visibility> {
    let (name, value) = (plain(name), plain(value));
    let of_flag = |is_hidden: bool| if is_hidden { Visibility::Hidden } else { Visibility::Public };
    let flag = flag(&value);
    Some(match &*name {
        "draft" | "private" | "hidden" | "unlisted" | "unpublished" | "protected" | "membersonly" => {
            of_flag(flag != Some(false))
        }
        "password" => of_flag(flag != Some(false) && !value.is_empty()),
        "publish" | "published" | "public" | "visible" | "listed" | "status" | "state" | "poststatus"
        | "visibility" | "access" => match flag {
            Some(is_public) => of_flag(!is_public),
            None if SHOWING.contains(&&*value) => Visibility::Public,
            None if HIDING.contains(&&*value) => Visibility::Hidden,
            None => Visibility::Unclear,
        },
        "permalink" if flag == Some(false) => Visibility::Hidden,
        _ => return None,
    })
}

/// Whether a field with this [`plain`] name says from which day on nobody can read the page.
pub(crate) fn ends(name: &str) -> bool {
    matches!(name, "expirydate" | "unpublishdate" | "expires" | "expiresat")
}

/// A name or a word without its capitals and without signs between its parts.
pub(crate) fn plain(text: &str) -> String {
    text.trim().to_lowercase().replace(['_', '-', ' '], "")
}

/// What a text means as `true` or `false`.
fn flag(text: &str) -> Option<bool> {
    match text {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_keeps_a_page_from_readers() {
        use Visibility::{Hidden, Public, Unclear};
        for (name, value, read) in [
            ("status", "draft", Some(Hidden)),
            ("post_status", "Auto-Draft", Some(Hidden)),
            ("status", "publish", Some(Public)),
            ("status", "evergreen", Some(Unclear)),
            ("Visibility", "Private", Some(Hidden)),
            ("private", "true", Some(Hidden)),
            ("private", "false", Some(Public)),
            ("publish", "no", Some(Hidden)),
            ("published", "true", Some(Public)),
            ("hidden", "1", Some(Hidden)),
            ("password", "x", Some(Hidden)),
            ("password", "", Some(Public)),
            ("permalink", "false", Some(Hidden)),
            ("permalink", "/old/", None),
            ("layout", "draft", None),
        ] {
            assert_eq!(visibility(name, value), read, "{name} {value}");
        }
    }
}
