//! Fields of other generators that may keep a page from readers, whatever their names are. When front matter is rewritten,
//! a page that becomes a draft by mistake harms nobody; one that becomes public by mistake can't be taken back.

use super::visibility::{Visibility, plain, visibility};

/// What a name can begin with, besides what it says.
const BEFORE: [&str; 6] = ["is", "dg", "post", "page", "content", "article"];

/// Names of fields that hold a page back unless their value is `false`.
const HOLDING: [&str; 20] = [
    "draft",
    "drafts",
    "wip",
    "workinprogress",
    "inprogress",
    "unfinished",
    "incomplete",
    "hide",
    "hidden",
    "secret",
    "confidential",
    "restricted",
    "internal",
    "archive",
    "archived",
    "deleted",
    "trashed",
    "scheduled",
    "donotpublish",
    "paidonly",
];

/// Names of fields that hold a page back if their value is `false`.
const SHOWING: [&str; 15] = [
    "online",
    "live",
    "show",
    "shown",
    "share",
    "shared",
    "enabled",
    "active",
    "ready",
    "finished",
    "done",
    "complete",
    "completed",
    "released",
    "render",
];

/// Names of fields that say when a page ends, or from when on it may be read.
const PERIODS: [&str; 15] = [
    "expirydate",
    "expirationdate",
    "expiry",
    "expires",
    "expireson",
    "expiresat",
    "unpublishdate",
    "unpublishon",
    "unpublishat",
    "availablefrom",
    "visiblefrom",
    "notbefore",
    "golive",
    "golivedate",
    "goliveon",
];

/// Values that hold a page back, whatever the name of their field is.
const VALUES: [&str; 17] = [
    "draft",
    "drafts",
    "autodraft",
    "wip",
    "workinprogress",
    "inprogress",
    "unpublished",
    "notpublished",
    "donotpublish",
    "private",
    "unlisted",
    "hidden",
    "scheduled",
    "onlypaid",
    "onlyfree",
    "onlyme",
    "membersonly",
];

/// Whether a field without a place of its own may hold its page back.
pub(super) fn is_holding(name: &str, value: &str) -> bool {
    let (name, value) = (plain(name), plain(value));
    let bare = BEFORE.iter().find_map(|before| name.strip_prefix(before)).filter(|bare| !bare.is_empty());
    let is_false = matches!(&*value, "false" | "no" | "off" | "0" | "never" | "none" | "null" | "");
    let says = |name: &str| {
        matches!(visibility(name, &value), Some(Visibility::Hidden | Visibility::Unclear))
            || (HOLDING.contains(&name) && !is_false)
            || (SHOWING.contains(&name) && is_false)
            || (name == "audience" && !matches!(&*value, "everyone" | "everybody" | "all" | "public" | "anyone"))
            || ((PERIODS.contains(&name) || name.contains("schedul") || name.contains("embargo")) && !is_false)
    };
    says(&name) || bare.is_some_and(says) || is_holding_word(&value)
}

/// Whether a value or a tag is a word that holds a page back.
pub(super) fn is_holding_word(word: &str) -> bool {
    VALUES.contains(&&*plain(word.trim_start_matches('#')))
}

/// Whether a field has the day on which its page is to become public.
pub(super) fn is_first_day(name: &str) -> bool {
    let name = plain(name);
    let name = name.strip_prefix("date").unwrap_or(&name);
    ["publish", "published", "release", "launch"].iter().any(|verb| {
        name.strip_prefix(verb)
            .is_some_and(|rest| matches!(rest, "date" | "on" | "at" | "after" | "from" | "time" | "datetime"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_may_hold_a_page_back() {
        for line in [
            "is_published: false",
            "is_draft: true",
            "isDraft: true",
            "type: draft",
            "layout: draft",
            "folder: Drafts",
            "dg-publish: false",
            "wip: true",
            "WIP: yes",
            "hide: true",
            "secret: true",
            "online: false",
            "live: no",
            "audience: only_paid",
            "archived: true",
            "date_scheduled: 2027-01-01",
            "embargo: 2027-01-01",
            "embargo_until: June",
            "scheduled_for: 2027-01-01",
            "visible: false",
            "render: never",
            "ready: false",
            "expiryDate: 2027-01-01",
        ] {
            let (name, value) = line.split_once(": ").unwrap();
            assert!(is_holding(name, value), "{line}");
        }
        for line in [
            "is_published: true",
            "isDraft: false",
            "type: post",
            "layout: archive",
            "wip: false",
            "online: true",
            "live: in concert",
            "audience: everyone",
            "publisher: The Press",
            "publication: Draft Horse Monthly",
            "archived: false",
            "comments: false",
            "issue: 3",
            "share: true",
            "postage: free",
        ] {
            let (name, value) = line.split_once(": ").unwrap();
            assert!(!is_holding(name, value), "{line}");
        }
        assert!(["publish_on", "publishDate", "release_date", "date_publish_at"].into_iter().all(is_first_day));
        assert!(!["publisher", "release", "date", "published"].into_iter().any(is_first_day));
    }
}
