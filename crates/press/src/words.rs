//! The words that the press itself puts on a page, by language.

use jiff::civil::Date;

use crate::markdown::Callout;

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) essays: &'static str,
    pub(crate) tags: &'static str,
    pub(crate) archive: &'static str,
    pub(crate) newer: &'static str,
    pub(crate) older: &'static str,
    pub(crate) footnotes: &'static str,
    pub(crate) back_to_reference: &'static str,
    pub(crate) table: &'static str,
    pub(crate) done: &'static str,
    pub(crate) to_do: &'static str,
    /// Before the name of the place where an essay goes on.
    pub(crate) rest: &'static str,
    months: [&'static str; 12],
    callouts: [&'static str; 6],
}

const ENGLISH: Words = Words {
    essays: "Essays",
    tags: "Tags",
    archive: "Archive",
    newer: "Newer essays",
    older: "Older essays",
    footnotes: "Footnotes",
    back_to_reference: "Back to the text at note",
    table: "Table",
    done: "Done",
    to_do: "To do",
    rest: "Read the rest on",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    callouts: ["Note", "Tip", "Important", "Warning", "Caution", "Sidebar"],
};

impl Words {
    /// The words of a language, a BCP 47 tag; English where the press has not learnt it yet.
    pub(crate) fn of(_language: &str) -> &'static Words {
        &ENGLISH
    }

    /// A day as a reader writes it, such as `1 May 2026`.
    pub(crate) fn day(&self, date: Date) -> String {
        // A month is 1 to 12, by jiff's `Date::month`.
        let month = self.months[usize::from(date.month().unsigned_abs()) - 1];
        format!("{} {month} {}", date.day(), date.year())
    }

    /// What a search engine shows below the title of a tag's page.
    pub(crate) fn about_a_tag(&self, tag: &str, site: &str) -> String {
        format!("Every essay of {site} that is tagged “{tag}”.")
    }

    /// Likewise of a year's page.
    pub(crate) fn about_a_year(&self, year: &str, site: &str) -> String {
        format!("Every essay of {site} from {year}.")
    }

    /// Likewise of the page of all tags.
    pub(crate) fn about_the_tags(&self, site: &str) -> String {
        format!("What the essays of {site} are about: every tag, and how many essays it has.")
    }

    /// Likewise of the archive.
    pub(crate) fn about_the_archive(&self, site: &str) -> String {
        format!("Every essay of {site}, year by year.")
    }

    /// The title of a callout that has none of its own.
    pub(crate) fn callout(&self, callout: Callout) -> &'static str {
        self.callouts[callout as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_days() {
        let words = Words::of("en");
        assert_eq!(words.day(jiff::civil::date(2026, 5, 1)), "1 May 2026");
        assert_eq!(words.day(jiff::civil::date(1999, 12, 31)), "31 December 1999");
        assert_eq!(words.callout(Callout::Sidebar), "Sidebar");
    }
}
