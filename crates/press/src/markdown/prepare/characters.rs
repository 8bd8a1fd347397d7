//! The classes of characters that decide where emphasis may begin and end.

/// What a character is to the rule of "markdown-cjk-friendly".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    Letter,
    Mark,
    EastAsianLetter,
    EastAsianMark,
}

impl Class {
    pub(super) fn of(letter: char) -> Class {
        if letter.is_whitespace() {
            return Class::Space;
        }
        let is_mark = is_mark(letter);
        match (is_east_asian(letter), is_mark) {
            (true, true) => Class::EastAsianMark,
            (true, false) => Class::EastAsianLetter,
            (false, true) => Class::Mark,
            (false, false) => Class::Letter,
        }
    }

    /// The class of the last character of a text. A variation selector belongs to the letter before it.
    pub(super) fn before(text: &str) -> Class {
        let mut letters = text.chars().rev();
        match letters.next() {
            None => Class::Space,
            Some('\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}') => match letters.next().map(Class::of) {
                Some(Class::EastAsianLetter | Class::EastAsianMark) => Class::EastAsianLetter,
                _ => Class::Letter,
            },
            Some(letter) => Class::of(letter),
        }
    }
}

/// Whether a character is punctuation or a symbol, as far as it matters beside East Asian text.
fn is_mark(letter: char) -> bool {
    match letter {
        _ if letter.is_ascii() => letter.is_ascii_punctuation(),
        // Marks that belong to the letter before them.
        '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}' => false,
        '\u{a1}'..='\u{bf}'
        | '\u{d7}'
        | '\u{f7}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205e}'
        | '\u{20a0}'..='\u{20cf}'
        | '\u{2100}'..='\u{2bff}'
        | '\u{2e00}'..='\u{2e7f}' => !letter.is_alphanumeric(),
        _ => is_east_asian(letter) && !letter.is_alphanumeric(),
    }
}

/// Characters that are wide or half-wide in East Asian text, without pictures; and Hangul.
fn is_east_asian(letter: char) -> bool {
    matches!(letter,
        '\u{1100}'..='\u{11ff}'
        | '\u{2329}' | '\u{232a}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{a4cf}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe10}'..='\u{fe19}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ffee}'
        | '\u{16fe0}'..='\u{18cff}'
        | '\u{1aff0}'..='\u{1b2ff}'
        | '\u{20000}'..='\u{3ffff}')
}
