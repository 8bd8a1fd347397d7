//! What an author says about a site that is still to be made, as its `site.toml` will have it.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::content::language;
use crate::content::site_url::{is_local, site_address_meant};
use crate::content::toml;

/// Why an address can't be that of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It has no host, or something that an address of a home page can't have.
    #[error("this is not the address of a site: write it as a browser shows it, such as `https://example.org/`")]
    NotASite,
    /// Nobody else can reach it.
    #[error(
        "only your own computer or network can reach this address: write the one that readers will use, such as \
         `https://example.org/`"
    )]
    Local,
    /// Anyone on the way can read and change the pages.
    #[error("nothing at this address is encrypted, and browsers warn of that: begin it with `https://`")]
    NotEncrypted,
}

/// The address of a site that an author means: `example.org` is `https://example.org/`.
///
/// # Errors
/// When no site can have it, or `check` would warn of it.
pub fn site_address(text: &str) -> Result<String, AddressError> {
    let url = site_address_meant(text).ok_or(AddressError::NotASite)?;
    if is_local(&url) {
        return Err(AddressError::Local);
    }
    if url.scheme() == "http" { Err(AddressError::NotEncrypted) } else { Ok(url.to_string()) }
}

/// The tag (BCP 47) of the language that an author means, by its tag or its name; `None` if there is no such language.
pub fn language_tag(text: &str) -> Option<String> {
    language::tag_meant(text)
}

/// Whether the words around the texts, such as those of the masthead, are there in a language. Otherwise they are English.
pub fn has_words(tag: &str) -> bool {
    let language = catchword_i18n::language(tag).app.language();
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    primary(language) == primary(tag)
}

/// A text in quotation marks, as TOML has it.
pub fn toml_text(text: &str) -> String {
    toml::quoted(text)
}

/// The name of this computer's time zone, if it has one that a `site.toml` can have.
pub fn local_time_zone() -> Option<String> {
    let zone = TimeZone::try_system().ok()?;
    zone.iana_name().filter(|name| TimeZone::get(name).is_ok()).map(str::to_owned)
}

/// The day that it is in a time zone; in UTC if there is none of that name.
pub fn today(timezone: &str) -> Date {
    let zone = TimeZone::get(timezone).unwrap_or(TimeZone::UTC);
    Timestamp::now().to_zoned(zone).date()
}

/// The words of a text on one line, without control characters.
pub fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn understands_an_address() {
        let table = [
            ("https://example.org/blog", Ok("https://example.org/blog/")),
            (" example.org ", Ok("https://example.org/")),
            ("https://", Err(AddressError::NotASite)),
            ("my site", Err(AddressError::NotASite)),
            ("", Err(AddressError::NotASite)),
            ("https://me:secret@example.org/", Err(AddressError::NotASite)),
            ("https://localhost:8000", Err(AddressError::Local)),
            ("http://example.org/", Err(AddressError::NotEncrypted)),
        ];
        for (text, address) in table {
            assert_eq!(site_address(text).as_deref().map_err(|error| *error), address, "{text}");
        }
    }

    #[test]
    fn understands_a_language() {
        for (text, tag) in
            [("de", Some("de")), ("EN_gb", Some("en-GB")), ("Français", Some("fr")), ("Klingonese", None)]
        {
            assert_eq!(language_tag(text).as_deref(), tag, "{text}");
        }
        assert!(has_words("es-MX") && has_words("EN") && !has_words("de") && !has_words("est"));
    }

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(one_line("  a\n b\u{7}c\t"), "a b c");
        assert_eq!(one_line("\n"), "");
    }
}
