//! The words of the interface, one file per language: `languages/en.toml` and its neighbours.
//!
//! What the app says stands in each file's `[app]`, one text for each [`Message`]. The press writes the texts of a site's
//! languages into the app's script, so that a visitor downloads those and no others; what the press itself says, with
//! dates and numbers, stands in the rest of the file ([`Language`]).
//!
//! A new language is a new file, and a line in `files.rs`.

#[cfg(not(target_arch = "wasm32"))]
mod files;
#[cfg(not(target_arch = "wasm32"))]
mod language;
mod message;

use std::sync::OnceLock;

#[cfg(not(target_arch = "wasm32"))]
pub use files::{LANGUAGES, language};
#[cfg(not(target_arch = "wasm32"))]
pub use language::{Callouts, Language, Press, Search, fill};
pub use message::Message;

/// What the app says in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalog {
    language: String,
    texts: Vec<String>,
}

impl Catalog {
    /// Catalog from what [`Catalog::parts`] gave.
    pub fn of_parts(parts: Vec<String>) -> Catalog {
        let mut parts = parts.into_iter();
        Catalog { language: parts.next().unwrap_or_default(), texts: parts.collect() }
    }

    /// The language, and each text in the order of [`Message`].
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        [&self.language].into_iter().chain(&self.texts).map(String::as_str)
    }

    /// BCP 47, the language alone, such as `es`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The value of HTML's `dir` for what is said in these words.
    pub fn direction(&self) -> &'static str {
        direction(&self.language)
    }

    /// A text that stands by itself.
    pub fn get(&self, message: Message) -> &str {
        self.texts.get(message as usize).map_or("", String::as_str)
    }

    /// What a text with a gap, `{}`, has before and after it, if anything.
    pub fn around(&self, message: Message) -> (Option<&str>, Option<&str>) {
        let (before, after) = self.parted(message);
        (Some(before).filter(|text| !text.is_empty()), Some(after).filter(|text| !text.is_empty()))
    }

    /// A text whose gap is filled.
    pub fn fill(&self, message: Message, value: &str) -> String {
        let (before, after) = self.parted(message);
        [before, value, after].concat()
    }

    fn parted(&self, message: Message) -> (&str, &str) {
        let text = self.get(message);
        text.split_once("{}").unwrap_or((text, ""))
    }
}

static INSTALLED: OnceLock<Vec<Catalog>> = OnceLock::new();

/// Gives the app the words of its site's languages. Once: what is installed later is forgotten.
pub fn install(words: Vec<Catalog>) {
    let _ = INSTALLED.set(words);
}

/// The words of a language, a BCP 47 tag; the first that there are, English if it is among them, where it has none.
///
/// # Panics
/// Never: before anything was installed, every text is empty.
pub fn catalog(language: &str) -> &'static Catalog {
    static NONE: Catalog = Catalog { language: String::new(), texts: Vec::new() };
    let words = installed();
    words.iter().find(|words| is_in(&words.language, language)).or(words.first()).unwrap_or(&NONE)
}

#[cfg(target_arch = "wasm32")]
fn installed() -> &'static [Catalog] {
    INSTALLED.get().map_or(&[], Vec::as_slice)
}

/// Natively every language is there.
#[cfg(not(target_arch = "wasm32"))]
fn installed() -> &'static [Catalog] {
    INSTALLED.get_or_init(|| LANGUAGES.iter().map(|language| language.app.clone()).collect())
}

/// Languages that are written from right to left, as their scripts are: Arabic, Hebrew, Syriac, Thaana and N’Ko (CLDR,
/// "likelySubtags").
const RIGHT_TO_LEFT: [&str; 13] = ["ar", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "sdh", "syr", "ug", "ur", "yi"];

/// These scripts, as a tag may name them (ISO 15924).
const SCRIPTS: [&str; 5] = ["Arab", "Hebr", "Nkoo", "Syrc", "Thaa"];

/// The value of HTML's `dir` for a text in a language, a BCP 47 tag, whether or not there are words of it.
pub fn direction(language: &str) -> &'static str {
    let mut subtags = language.split('-');
    let primary = subtags.next().unwrap_or_default();
    // `az-Arab` is written otherwise than `az`, and `ar-Latn` otherwise than `ar` (RFC 5646, section 2.2.3).
    let script =
        subtags.find(|subtag| subtag.len() == 4 && subtag.starts_with(|first: char| first.is_ascii_alphabetic()));
    let (name, names) = script.map_or((primary, RIGHT_TO_LEFT.as_slice()), |script| (script, &SCRIPTS));
    if names.iter().any(|own| own.eq_ignore_ascii_case(name)) { "rtl" } else { "ltr" }
}

/// The direction of a text, where it is not that of the language around it.
pub fn direction_in(language: &str, around: &str) -> Option<&'static str> {
    Some(direction(language)).filter(|own| *own != direction(around))
}

/// Whether a language's tag is that of a variety of another, as `es-MX` is of `es` (RFC 4647, "Lookup").
fn is_in(language: &str, tag: &str) -> bool {
    tag.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_goes_its_way_with_words_of_it_or_without() {
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
        for (language, way) in table {
            assert_eq!(direction(language), way, "{language}");
        }
        assert_eq!(direction_in("he", "ar"), None);
        assert_eq!(direction_in("he", "en"), Some("rtl"));
        assert_eq!(direction_in("en", "he"), Some("ltr"));
    }
}
