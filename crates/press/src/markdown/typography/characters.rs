//! What is beside a mark.

use super::OBJECT;

/// What a character is to the mark beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// White space, or the beginning or the end of the text.
    Space,
    /// A letter, a digit, or something that is not text.
    Word,
    /// A letter of a script that has no spaces between words.
    Unspaced,
    /// An opening bracket or quotation mark.
    Opening,
    /// A dash, a hyphen or a slash.
    Dash,
    /// Any other mark.
    Mark,
}

impl Beside {
    pub(super) fn of(letter: Option<char>) -> Beside {
        match letter {
            None => Beside::Space,
            Some(letter) if letter.is_whitespace() => Beside::Space,
            Some('\u{200b}') => Beside::Space,
            Some(letter) if is_unspaced(letter) => Beside::Unspaced,
            Some(letter) if letter.is_alphanumeric() || letter == OBJECT || "%°$€£′″&@#".contains(letter) => {
                Beside::Word
            }
            Some(letter) if "([{<«‹“‘„‚¿¡（「『《〈【〔".contains(letter) => Beside::Opening,
            Some(letter) if "-–—―‐‑/=+|~".contains(letter) => Beside::Dash,
            Some(_) => Beside::Mark,
        }
    }
}

/// Han, Kana, Thai, Lao, Khmer and Burmese.
fn is_unspaced(letter: char) -> bool {
    letter.is_alphanumeric()
        && matches!(letter,
            '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}')
}

pub(super) fn is_hebrew(letter: Option<char>) -> bool {
    letter.is_some_and(|letter| ('\u{5d0}'..='\u{5ea}').contains(&letter))
}

/// A digit, or a fraction such as `½`.
pub(super) fn is_number(letter: Option<char>) -> bool {
    letter.is_some_and(char::is_numeric)
}
