//! The texts of the interface, one file per language: `languages/en.toml`, `languages/es.toml` and so on.
//!
//! The app's texts are in each file's `[app]` table, one for each [`Message`]. The press writes those of the site's
//! languages into the app's script, so that visitors download no other language. The rest of the file is for the press
//! alone ([`Language`]): its own texts, and the form of dates and numbers.
//!
//! To add a language, add a file and name it in `files.rs`.

#[cfg(not(target_arch = "wasm32"))]
mod files;
#[cfg(not(target_arch = "wasm32"))]
mod language;
mod message;
#[cfg(not(target_arch = "wasm32"))]
mod quotation_marks;

use std::sync::OnceLock;

#[cfg(not(target_arch = "wasm32"))]
pub use files::{LANGUAGES, language};
#[cfg(not(target_arch = "wasm32"))]
pub use language::{CalloutTitles, EmbedTexts, Language, PressTexts, SearchTexts, fill};
pub use message::Message;
#[cfg(not(target_arch = "wasm32"))]
pub use quotation_marks::{QuotationMarks, quotation_marks};

/// The app's texts in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalog {
    language: String,
    texts: Vec<String>,
}

impl Catalog {
    /// Makes a catalog from what [`Catalog::parts`] gives.
    pub fn from_parts(parts: Vec<String>) -> Catalog {
        let mut parts = parts.into_iter();
        Catalog { language: parts.next().unwrap_or_default(), texts: parts.collect() }
    }

    /// The language, then the texts in the order of [`Message`].
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        [&self.language].into_iter().chain(&self.texts).map(String::as_str)
    }

    /// The language as a BCP 47 tag without a region, such as `es`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The direction of these texts: a value for HTML's `dir`.
    pub fn direction(&self) -> &'static str {
        direction(&self.language)
    }

    /// The text of a message; empty if the catalog has none.
    pub fn get(&self, message: Message) -> &str {
        self.texts.get(message as usize).map_or("", String::as_str)
    }

    /// The parts of a text before and after its placeholder, `{}`; `None` for a part that is empty.
    pub fn before_and_after(&self, message: Message) -> (Option<&str>, Option<&str>) {
        let (before, after) = self.split(message);
        (Some(before).filter(|text| !text.is_empty()), Some(after).filter(|text| !text.is_empty()))
    }

    /// The text of a message with its placeholder, `{}`, replaced by a value.
    pub fn fill(&self, message: Message, value: &str) -> String {
        let (before, after) = self.split(message);
        [before, value, after].concat()
    }

    fn split(&self, message: Message) -> (&str, &str) {
        let text = self.get(message);
        // Half of the placeholder is enough to find it, and searching for a letter needs less code than for a text.
        text.split_once('{').map_or((text, ""), |(before, after)| (before, after.strip_prefix('}').unwrap_or(after)))
    }
}

static INSTALLED: OnceLock<Vec<Catalog>> = OnceLock::new();

/// Sets the app's catalogs, one for each language of the site. Later calls do nothing.
pub fn install(catalogs: Vec<Catalog>) {
    let _ = INSTALLED.set(catalogs);
}

/// The catalog for a language, given as a BCP 47 tag. If there is none it is the first catalog, which is English if the
/// site has English. Before [`install`] every text is empty.
pub fn catalog(language: &str) -> &'static Catalog {
    static EMPTY: Catalog = Catalog { language: String::new(), texts: Vec::new() };
    let catalogs = installed();
    let found = catalogs.iter().find(|catalog| has_primary_language(language, &catalog.language));
    found.or(catalogs.first()).unwrap_or(&EMPTY)
}

#[cfg(target_arch = "wasm32")]
fn installed() -> &'static [Catalog] {
    INSTALLED.get().map_or(&[], Vec::as_slice)
}

/// Natively all languages are installed from the start.
#[cfg(not(target_arch = "wasm32"))]
fn installed() -> &'static [Catalog] {
    INSTALLED.get_or_init(|| LANGUAGES.iter().map(|language| language.app.clone()).collect())
}

/// The languages whose usual script is written from right to left (CLDR, "likelySubtags").
const RIGHT_TO_LEFT: [&str; 13] = ["ar", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "sdh", "syr", "ug", "ur", "yi"];

/// The scripts that are written from right to left (ISO 15924): Arabic, Hebrew, N’Ko, Syriac, Thaana.
const RIGHT_TO_LEFT_SCRIPTS: [&str; 5] = ["Arab", "Hebr", "Nkoo", "Syrc", "Thaa"];

/// The direction of a language, given as a BCP 47 tag: a value for HTML's `dir`. The language needs no catalog.
pub fn direction(language: &str) -> &'static str {
    let mut subtags = language.split('-');
    let primary = subtags.next().unwrap_or_default();
    // A script in the tag decides: `az-Arab` is `rtl` though `az` is `ltr` (RFC 5646, section 2.2.3).
    let script =
        subtags.find(|subtag| subtag.len() == 4 && subtag.starts_with(|first: char| first.is_ascii_alphabetic()));
    let (subtag, right_to_left) =
        script.map_or((primary, RIGHT_TO_LEFT.as_slice()), |script| (script, &RIGHT_TO_LEFT_SCRIPTS));
    if right_to_left.iter().any(|known| known.eq_ignore_ascii_case(subtag)) { "rtl" } else { "ltr" }
}

/// The direction of a language inside a text of another; `None` if both have the same.
pub fn direction_in(language: &str, outer: &str) -> Option<&'static str> {
    Some(direction(language)).filter(|inner| *inner != direction(outer))
}

/// Whether the first subtag of a BCP 47 tag is the language, as in `es-MX` and `es` (RFC 4647, section 3.4, "Lookup").
fn has_primary_language(tag: &str, language: &str) -> bool {
    tag.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_its_direction_with_or_without_a_catalog() {
        let table = [
            ("en", "ltr"),
            ("ar", "rtl"),
            ("AR-EG", "rtl"),
            ("he", "rtl"),
            ("fa-IR", "rtl"),
            ("ar-Latn", "ltr"),
            ("az", "ltr"),
            ("az-Arab-IR", "rtl"),
            ("de-1996", "ltr"),
            ("arn", "ltr"),
            ("", "ltr"),
        ];
        for (language, expected) in table {
            assert_eq!(direction(language), expected, "{language}");
        }
        assert_eq!(direction_in("he", "ar"), None);
        assert_eq!(direction_in("he", "en"), Some("rtl"));
        assert_eq!(direction_in("en", "he"), Some("ltr"));
    }
}
