//! The language of the site or of a page, as a tag (BCP 47).

use icu_locale_core::Locale;
use isolang::Language;

use super::fields::{Fields, Located};
use super::toml::quoted;
use crate::problem::Check;

/// Names of languages that the standard has in other words.
const OTHER_NAMES: [(&str, &str); 10] = [
    ("greek", "el"),
    ("farsi", "fa"),
    ("castellano", "es"),
    ("mandarin", "zh"),
    ("khmer", "km"),
    ("punjabi", "pa"),
    ("norwegian bokmål", "nb"),
    ("malay", "ms"),
    ("swahili", "sw"),
    ("bahasa indonesia", "id"),
];

/// Codes of countries that are written for the languages of these countries, and are codes of no language.
const COUNTRIES: [(&str, &str); 12] = [
    ("cz", "cs"),
    ("jp", "ja"),
    ("dk", "da"),
    ("gr", "el"),
    ("cn", "zh"),
    ("gb", "en-GB"),
    ("us", "en-US"),
    ("au", "en-AU"),
    ("at", "de-AT"),
    ("mx", "es-MX"),
    ("vn", "vi"),
    ("ir", "fa"),
];

/// Codes that are written for countries, and are codes of none.
const NO_REGIONS: [&str; 8] = ["UK", "EN", "JA", "DA", "ZH", "KO", "EL", "CS"];

/// Reads a language's tag, and gives it the letter case that the standard recommends.
pub(super) fn read(fields: &mut Fields<'_>, name: &str, text: Located<String>) -> Option<String> {
    if let Some(tag) = canonical(&text.value) {
        return Some(tag);
    }
    let problem =
        fields.problem(Check::BadValue, text.span.clone(), format!("\"{}\" is not a language's code", text.value));
    let problem = match meant(&text.value) {
        Some(tag) if is_list(&text.value) => problem
            .help(format!("there can be one language: write that of most of the text, such as `{name} = \"{tag}\"`")),
        Some(tag) => problem.help(format!("write `{name} = \"{tag}\"`")).fix(text.span, quoted(&tag)),
        None => problem.help(
            "write a code such as `en`, `de` or `pt-BR`; https://en.wikipedia.org/wiki/IETF_language_tag explains them",
        ),
    };
    fields.add(problem);
    None
}

fn is_list(text: &str) -> bool {
    text.contains([',', ';', '/', '&'])
}

/// The tag of the language that is written, or probably meant.
pub(crate) fn tag_meant(text: &str) -> Option<String> {
    canonical(text.trim()).or_else(|| meant(text))
}

/// A tag in its usual letters; `None` if it is not well-formed, or there is no such language or country.
fn canonical(tag: &str) -> Option<String> {
    let locale = Locale::try_from_str(tag).ok().filter(|_| !tag.contains('_'))?;
    let language = locale.id.language.as_str();
    let is_known = match language.len() {
        2 => Language::from_639_1(language).is_some(),
        // The standard has languages of three letters that have one of two; both are understood.
        _ => Language::from_639_3(language).is_some(),
    };
    // The parser takes every region of two letters. These are languages, or `UK`: the United Kingdom is `GB`.
    let is_region = locale.id.region.is_none_or(|region| !NO_REGIONS.contains(&region.as_str()));
    (is_known && is_region).then(|| locale.to_string())
}

/// The tag that an author probably meant: with `_` for `-`, or by the name of the language.
fn meant(text: &str) -> Option<String> {
    let text = text.trim();
    let tag = text.split('.').next().unwrap_or_default().replace(['_', ' '], "-");
    let tag =
        tag.strip_suffix("-UK").or_else(|| tag.strip_suffix("-uk")).map_or(tag.clone(), |tag| format!("{tag}-GB"));
    if let Some(tag) = canonical(&tag) {
        return Some(tag);
    }
    if let Some((_, tag)) = COUNTRIES.iter().find(|(country, _)| tag.eq_ignore_ascii_case(country)) {
        return Some((*tag).to_owned());
    }
    // What follows a whole tag is left out.
    let parts: Vec<&str> = tag.split('-').collect();
    let is_code = (2..=3).contains(&parts[0].len()) && !text.contains(' ');
    let shorter = (1..parts.len()).rev().filter(|_| is_code).find_map(|length| canonical(&parts[..length].join("-")));
    if shorter.is_some() {
        return shorter;
    }
    let first = text.split([',', ';', '/', '&']).next().unwrap_or_default().trim();
    if first != text
        && let Some(tag) = canonical(first)
    {
        return Some(tag);
    }
    let name = text.split([',', '(', ';', '/', '&']).next().unwrap_or_default().trim().to_lowercase();
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == name).map(|(_, tag)| (*tag).to_owned());
    other.or_else(|| by_name(&name))
}

/// The code of a language by its name in English or in the language itself.
fn by_name(name: &str) -> Option<String> {
    isolang::languages()
        .filter(|language| language.to_639_1().is_some())
        .find(|language| {
            let names = language.to_name().split(['(', ';', ',']).take(1);
            let own = language.to_autonym().into_iter().flat_map(|own| own.split([',', ';', '(']));
            names.chain(own).any(|known| known.trim().to_lowercase() == name)
        })
        .and_then(|language| language.to_639_1())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tags() {
        let table = [
            ("en", Some("en")),
            ("EN", Some("en")),
            ("en-gb", Some("en-GB")),
            ("pt-BR", Some("pt-BR")),
            ("zh-hant-tw", Some("zh-Hant-TW")),
            ("es-419", Some("es-419")),
            ("gsw", Some("gsw")),
            ("ckb", Some("ckb")),
            ("sl-rozaj", Some("sl-rozaj")),
            ("english", None),
            ("en_GB", None),
            ("en-UK", None),
            ("en-EN", None),
            ("xx", None),
            ("e", None),
            ("", None),
            ("en-", None),
            ("en GB", None),
        ];
        for (written, read) in table {
            assert_eq!(canonical(written).as_deref(), read, "{written}");
        }
    }

    #[test]
    fn knows_what_was_meant() {
        let table = [
            ("English", Some("en")),
            ("english", Some("en")),
            ("Español", Some("es")),
            ("Spanish; Castilian", Some("es")),
            ("deutsch", Some("de")),
            ("Français", Some("fr")),
            ("العربية", Some("ar")),
            ("greek", Some("el")),
            ("en_GB", Some("en-GB")),
            ("en_US.UTF-8", Some("en-US")),
            ("EN_gb", Some("en-GB")),
            ("en-UK", Some("en-GB")),
            ("en-EN", Some("en")),
            ("ja-JA", Some("ja")),
            ("en GB", Some("en-GB")),
            ("de-DE-x", Some("de-DE")),
            ("de-Deutschland", Some("de")),
            ("cz", Some("cs")),
            ("GB", Some("en-GB")),
            ("en, es", Some("en")),
            ("Klingonese", None),
            ("xx", None),
            ("", None),
        ];
        for (written, read) in table {
            assert_eq!(meant(written).as_deref(), read, "{written}");
        }
    }
}
