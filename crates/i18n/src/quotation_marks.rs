//! The quotation marks of languages.
//!
//! Most are those of CLDR 48 (`delimiters`). It differs from what is usual in print in Danish, Bulgarian, Dutch, and in the
//! German, Italian and Spanish of some countries.

/// What is before and after a quotation, spaces included.
type Pair = (&'static str, &'static str);

/// The quotation marks of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotationMarks {
    /// Around a quotation.
    pub outer: Pair,
    /// Around a quotation inside another.
    pub inner: Pair,
}

const HIGH: Pair = ("“", "”");
const HIGH_SINGLE: Pair = ("‘", "’");
const LOW_AND_HIGH: Pair = ("„", "“");
const LOW_AND_HIGH_SINGLE: Pair = ("‚", "‘");
const LOW_AND_RIGHT: Pair = ("„", "”");
const RIGHT: Pair = ("”", "”");
const RIGHT_SINGLE: Pair = ("’", "’");
const ANGLES: Pair = ("«", "»");
const SINGLE_ANGLES: Pair = ("‹", "›");
const INWARD_ANGLES: Pair = ("»", "«");
const INWARD_SINGLE_ANGLES: Pair = ("›", "‹");
/// With narrow no-break spaces.
const SPACED_ANGLES: Pair = ("«\u{202f}", "\u{202f}»");
const SPACED_SINGLE_ANGLES: Pair = ("‹\u{202f}", "\u{202f}›");
const CORNERS: Pair = ("「", "」");
const WHITE_CORNERS: Pair = ("『", "』");

/// The languages with each pair of marks. Other languages have those of English.
const MARKS: [(&[&str], Pair, Pair); 19] = [
    (
        &["de", "cs", "sk", "sl", "hr", "dsb", "hsb", "et", "is", "lb", "lt", "mk", "nds"],
        LOW_AND_HIGH,
        LOW_AND_HIGH_SINGLE,
    ),
    (&["fr"], SPACED_ANGLES, HIGH),
    (&["es", "it", "ca", "ast", "el", "eu", "oc", "br", "kk", "lij", "ti"], ANGLES, HIGH),
    (&["ru", "uk", "be", "ky", "sah", "os", "tt", "ba"], ANGLES, LOW_AND_HIGH),
    (&["nb", "nn", "no", "se", "hy"], ANGLES, HIGH_SINGLE),
    (&["sv", "fi", "he", "yi", "sma"], RIGHT, RIGHT_SINGLE),
    (&["pl", "ro"], LOW_AND_RIGHT, ANGLES),
    (&["hu"], LOW_AND_RIGHT, INWARD_ANGLES),
    (&["sr"], LOW_AND_RIGHT, RIGHT_SINGLE),
    (&["bs"], LOW_AND_RIGHT, HIGH_SINGLE),
    (&["sh"], LOW_AND_RIGHT, LOW_AND_HIGH_SINGLE),
    (&["bg"], LOW_AND_HIGH, RIGHT_SINGLE),
    (&["ka"], LOW_AND_HIGH, ANGLES),
    (&["da"], INWARD_ANGLES, INWARD_SINGLE_ANGLES),
    (&["ug"], INWARD_ANGLES, INWARD_SINGLE_ANGLES),
    (&["fa", "az", "rm", "gsw", "mzn"], ANGLES, SINGLE_ANGLES),
    (&["ar", "ur", "syr"], ("”", "“"), ("’", "‘")),
    (&["ja", "yue"], CORNERS, WHITE_CORNERS),
    (&["eo"], HIGH, ANGLES),
];

/// The quotation marks for a language, given as a BCP 47 tag. The region and the script matter for some languages.
pub fn quotation_marks(tag: &str) -> QuotationMarks {
    let tag = tag.to_ascii_lowercase();
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default();
    let rest: Vec<&str> = subtags.collect();
    let has = |known: &[&str]| rest.iter().any(|subtag| known.contains(subtag));
    let own = match language {
        "de" if has(&["ch", "li"]) => Some((ANGLES, SINGLE_ANGLES)),
        "it" if has(&["ch"]) => Some((ANGLES, SINGLE_ANGLES)),
        "fr" if has(&["ch"]) => Some((SPACED_ANGLES, SPACED_SINGLE_ANGLES)),
        // In America, Spanish is printed with the marks of English.
        "es" if !rest.is_empty() && !has(&["es", "ea", "ic", "gq"]) => Some((HIGH, HIGH_SINGLE)),
        // Portuguese is printed with those of English in Brazil alone. Without a region it may be Brazilian.
        "pt" if has(&["pt", "ao", "mz", "cv", "gw", "st", "tl", "ch", "lu", "mo"]) => Some((ANGLES, HIGH)),
        "zh" if has(&["hant", "tw", "hk", "mo"]) => Some((CORNERS, WHITE_CORNERS)),
        "az" if !has(&["cyrl", "arab"]) => Some((HIGH, HIGH_SINGLE)),
        _ => None,
    };
    let of_language =
        || MARKS.iter().find(|(known, ..)| known.contains(&language)).map(|(_, outer, inner)| (*outer, *inner));
    let (outer, inner) = own.or_else(of_language).unwrap_or((HIGH, HIGH_SINGLE));
    QuotationMarks { outer, inner }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_may_have_marks_of_its_own() {
        let written = |tag: &str| {
            let QuotationMarks { outer, inner } = quotation_marks(tag);
            [outer.0, inner.0, "a", inner.1, outer.1].concat()
        };
        let table = [
            ("en", "“‘a’”"),
            ("en-GB", "“‘a’”"),
            ("tlh", "“‘a’”"),
            ("", "“‘a’”"),
            ("de", "„‚a‘“"),
            ("de-AT", "„‚a‘“"),
            ("de-CH", "«‹a›»"),
            ("DE-ch-1996", "«‹a›»"),
            ("fr", "«\u{202f}“a”\u{202f}»"),
            ("fr-CH", "«\u{202f}‹\u{202f}a\u{202f}›\u{202f}»"),
            ("es", "«“a”»"),
            ("es-ES", "«“a”»"),
            ("es-MX", "“‘a’”"),
            ("es-419", "“‘a’”"),
            ("pt", "“‘a’”"),
            ("pt-BR", "“‘a’”"),
            ("pt-PT", "«“a”»"),
            ("zh", "“‘a’”"),
            ("zh-CN", "“‘a’”"),
            ("zh-Hant", "「『a』」"),
            ("zh-TW", "「『a』」"),
            ("ja", "「『a』」"),
            ("ar", "”’a‘“"),
            ("sv", "”’a’”"),
            ("pl", "„«a»”"),
            ("hu", "„»a«”"),
        ];
        for (tag, expected) in table {
            assert_eq!(written(tag), expected, "{tag}");
        }
    }
}
