//! Words that begin with an apostrophe.

/// What a straight mark before a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begins {
    /// An apostrophe, as in `’tis`.
    Elided,
    /// An apostrophe, unless a quotation ends after it.
    PerhapsElided,
    /// The same for two digits, as in `’68`.
    PerhapsYear,
    /// A quotation.
    Quoted,
}

/// Words in which it can only be an apostrophe, by language.
const ELIDED: [(&str, &[&str]); 6] = [
    ("en", &["tis", "twas", "twere", "twill", "twould", "tisn", "twasn", "twouldn", "twixt"]),
    ("nl", &["s", "t", "n", "k", "m", "r", "ie"]),
    ("af", &["n"]),
    ("fy", &["t", "k", "e"]),
    ("de", &["s", "ne", "nen", "nem", "ner", "nes", "n"]),
    ("it", &["ndrangheta", "sto", "sta", "ste", "sti"]),
];

/// Words in which it may be one, by language.
const PERHAPS: [(&str, &[&str]); 2] = [
    (
        "en",
        &[
            "em", "til", "till", "cause", "cos", "coz", "cuz", "bout", "round", "neath", "nuff", "ere", "er", "im",
            "ave", "ow", "ello", "ome", "fraid", "gainst", "nother", "nd", "kay", "cept", "scuse", "member", "hood",
            "burbs", "phone", "flu", "bus", "n", "pon", "way", "un", "uns", "zat", "sup",
        ],
    ),
    ("de", &["rum", "rein", "raus", "ran", "rauf", "rüber", "runter", "naus", "nauf"]),
];

/// What a mark before this text is.
pub(super) fn begins(after: &str, language: &str) -> Begins {
    if let Some(begins) = decade(after) {
        return begins;
    }
    let end = after.find(|letter: char| !letter.is_alphabetic()).unwrap_or(after.len().min(32));
    let Some(word) = after.get(..end).filter(|word| word.len() <= 32).map(str::to_lowercase) else {
        return Begins::Quoted;
    };
    let has = |table: &[(&str, &[&str])]| {
        table.iter().any(|(known, words)| language.eq_ignore_ascii_case(known) && words.contains(&word.as_str()))
    };
    match () {
        () if has(&ELIDED) => Begins::Elided,
        () if has(&PERHAPS) => Begins::PerhapsElided,
        () => Begins::Quoted,
    }
}

/// The `90s` of `’90s`, the `68` of `’68`.
fn decade(after: &str) -> Option<Begins> {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 2 {
        return None;
    }
    let rest = &after[digits..];
    let mut letters = rest.chars();
    match letters.next() {
        Some('s' | 'S' | 'e' | 'r') if !letters.next().is_some_and(char::is_alphanumeric) => Some(Begins::Elided),
        Some(letter) if letter.is_alphanumeric() => None,
        _ => Some(Begins::PerhapsYear),
    }
}

/// Whether a text begins like `'n' roll`.
pub(super) fn is_and(text: &str) -> bool {
    let mut letters = text.chars();
    matches!((letters.next(), letters.next(), letters.next()), (Some('\''), Some('n' | 'N'), Some('\'')))
        && letters.next().is_some_and(|letter| letter.is_whitespace() || letter == '-')
        && letters.next().is_some_and(char::is_alphanumeric)
}
